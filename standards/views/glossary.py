"""Every word we explain, from A to Z."""

from itertools import groupby
from unicodedata import normalize

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from standards.models import SuitePage, Term
from standards.models.search import folded
from standards.views.about import About


def public_terms():
    """Terms of every suite and of public ones, by the alphabet, whatever the database thinks of accents."""
    terms = Term.objects.filter(Q(suite=None) | Q(suite__in=SuitePage.objects.live()))
    return sorted(terms.select_related("suite"), key=lambda term: (folded(term.word), term.pk))


def letter_of(term):
    """Under which letter it stands: "#" for a number or a sign."""
    first = normalize("NFKD", term.word)[:1].upper()
    return first if first.isalpha() else "#"


@login_not_required
@require_safe
def glossary(request):
    terms = public_terms()
    letters = [(letter, list(group)) for letter, group in groupby(sorted(terms, key=letter_of), letter_of)]
    about = About(reverse("glossary"), _("Hard words in the standards, explained in plain ones."))
    several = len({term.suite_id for term in terms}) > 1
    shown = {"letters": letters, "terms": terms, "about": about, "several_suites": several}
    return render(request, "standards/glossary.html", shown)
