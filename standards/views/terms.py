"""Where trainers explain hard words, inside the Wagtail admin."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.access import fetch_for, may
from people.once import once
from standards.forms.terms import TermForm
from standards.models import Term
from standards.operations.glossary import TermChangedMeanwhile, add_term, change_term, remove_term

ON_A_PAGE = 30


@require_safe
@may("standards.edit")
def term_list(request):
    asked = request.GET.get("q", "").replace("\x00", "")[:100].strip()
    terms = Term.objects.select_related("suite").order_by("word", "pk")
    if asked:
        terms = terms.filter(Q(word__icontains=asked) | Q(other_forms__icontains=asked))
    page = Paginator(terms, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "standards/admin/term_list.html", {"page_obj": page, "asked": asked})


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def term_add(request):
    form = TermForm(request.POST or None, initial={"word": request.GET.get("word", "")[:100]})
    if request.method == "POST" and form.is_valid():
        term = add_term(**form.words, by=request.user)
        messages.success(request, _("“%(word)s” is explained from now on.") % {"word": term.word})
        return redirect("glossary-terms")
    return render(
        request,
        "standards/admin/term_form.html",
        {"form": form, "term": None, "theirs": None},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def term_change(request, code):
    term = fetch_for(request.user, "standards.edit", Term, code=code)
    form, theirs = TermForm(request.POST or None, instance=term), None
    if request.method == "POST" and form.is_valid():
        try:
            change_term(Term.objects.get(pk=term.pk), **form.words, revision=form.opened, by=request.user)
            messages.success(request, _("The new explanation is on every page now."))
            return redirect("glossary-terms")
        except TermChangedMeanwhile as meanwhile:
            theirs = meanwhile.term
            form.reopen(theirs, str(meanwhile))
    return render(
        request,
        "standards/admin/term_form.html",
        {"form": form, "term": term, "theirs": theirs},
        status=409 if theirs else 422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def term_remove(request, code):
    term = fetch_for(request.user, "standards.edit", Term, code=code)
    if request.method == "POST":
        remove_term(term, by=request.user)
        messages.success(request, _("“%(word)s” is no longer explained.") % {"word": term.word})
        return redirect("glossary-terms")
    return render(request, "standards/admin/term_remove.html", {"term": term})
