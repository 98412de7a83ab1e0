"""Searching the standards site. A plain form: it works without scripts, and whatever is typed."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standards.models import Finding
from standards.queries.searching import Question, found_for, highlighted
from standards.views.about import About

ON_A_PAGE = 20


@login_not_required
@require_safe
def search(request):
    question, page = asked(request)
    about = About(
        reverse("standards-search"), _("Search the standards, word by word."), is_hidden=bool(question.typed)
    )
    shown = {"question": question, "page_obj": page, "hits": hits_on(page, question, request), "about": about}
    return render(request, "standards/search.html", shown)


def asked(request):
    """(Question, page of SearchEntry rows)."""
    question = Question.of(request.GET.get("q", ""))
    return question, Paginator(found_for(question), ON_A_PAGE).get_page(request.GET.get("page"))


def hits_on(page, question, request):
    """[{"entry", "kind", "url", "title", "shown"}]: `title` and `shown` are HTML with what was found marked."""
    return [hit(entry, question, request) for entry in page]


def hit(entry, question, request):
    return {
        "entry": entry,
        "kind": Finding(entry.kind).label,
        "url": url_of(entry, request),
        "title": highlighted(title_of(entry), question),
        "shown": "" if entry.kind == Finding.TITLE else highlighted(entry.text, question),
    }


def title_of(entry):
    return entry.term.word if entry.term_id else entry.page.title


def url_of(entry, request):
    if entry.term_id:
        return f"{reverse('glossary')}#{entry.term.code}"
    anchor = f"#{entry.anchor}" if entry.anchor else ""
    return f"{entry.page.get_url(request) or '/'}{anchor}"
