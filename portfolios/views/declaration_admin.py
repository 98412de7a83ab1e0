"""Where trainers put the declaration in other words, inside the Wagtail admin."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import may
from people.once import once
from portfolios.declarations import declaration_asked
from portfolios.forms.declarations import DeclarationWordsForm
from portfolios.models import DeclarationText
from portfolios.operations.declarations import WordedMeanwhile, word_declaration

A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def declaration_words(request):
    if request.method != "POST":
        return words_page(request, DeclarationWordsForm.about(declaration_asked()))
    form = DeclarationWordsForm(request.POST)
    if not form.is_valid():
        return words_page(request, form, status=422)
    try:
        text = word_declaration(by=request.user, **form.cleaned_data)
    except WordedMeanwhile as meanwhile:
        form.look_again(meanwhile)
        return words_page(request, form, status=409)
    messages.success(
        request, _("Whoever shares from now on is asked version %(number)d.") % {"number": text.number}
    )
    return redirect("declaration-words")


def words_page(request, form, *, status=200):
    texts = DeclarationText.objects.select_related("made_by")
    shown = {"form": form, "page": Paginator(texts, A_PAGE).get_page(request.GET.get("page"))}
    return render(request, "portfolios/admin/declaration.html", shown, status=status)
