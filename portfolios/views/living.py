"""Tagging one’s own evidence to clauses of the charter, and showing how a clause is lived; and the page that tells it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.models import Charter
from community.views.charters_reading import terms_for_charters
from people.access import fetch_for
from people.once import once
from people.roles import Role
from portfolios.drafts import draft_of
from portfolios.forms.living import CommunityForm, TagForm
from portfolios.lived import clauses_lived_in, readable, tell, told
from portfolios.living import clauses_to_choose, missing_in, places_of
from portfolios.models import ClauseTag
from portfolios.operations.living import (
    CannotShow,
    CannotTag,
    show_to_community,
    stop_showing,
    tag_clauses,
    take_yes_back,
    untag,
)
from portfolios.views.evidence import OWN
from portfolios.views.keeping import drafted
from standards.glossing import Glossary, Marker

CLAUSES_ON_A_PAGE, TOLD_ON_A_PAGE = 20, 20
TAGS = ClauseTag.objects.select_related("evidence__portfolio", "charter__organisation", "clause")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def clause_choose(request, code):
    """Choose clauses, of a long charter by searching."""
    evidence = fetch_for(request.user, "portfolios.tag_evidence", OWN, code=code)
    words = request.GET.get("q", "")[:100]
    charters = clauses_to_choose(evidence, words)
    offered = [clause for _charter, sections in charters for _heading, rows in sections for clause in rows]
    form = TagForm(request.POST or None, clauses={clause.code: clause for clause in offered})
    if form.is_valid():
        try:
            tag_clauses(evidence, form.chosen, by=request.user)
        except CannotTag as refusal:
            form.add_error("clauses", refusal.sentence)
        else:
            messages.success(request, _("Tagged. Only you can see that."))
            return back_to(evidence)
    shown = {
        "evidence": evidence,
        "charters": charters,
        "words": words,
        "form": form,
        "tagged": set(evidence.clause_tags.values_list("clause_lineage", flat=True)),
        "ticked": form["clauses"].value() or [],
        "is_long": len(offered) > CLAUSES_ON_A_PAGE,
    }
    return render(request, "portfolios/living_choose.html", shown, status=422 if form.is_bound else 200)


def back_to(evidence):
    return redirect(reverse("evidence-detail", args=[evidence.code]) + "#living")


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def clause_show(request, code):
    """What members may read, and who said yes to it. Nothing is ticked before someone ticks it."""
    tag = fetch_for(request.user, "portfolios.change_tag", TAGS, code=code)
    people = list(tag.evidence.people.all())
    about = f"clause {tag.code}"
    draft = draft_of(request.user, about) if request.method != "POST" else None
    begin = {
        "words": draft.typed.get("words", tag.words) if draft else tag.words,
        "revision": tag.evidence.revision,
    }  # and no yes of earlier, not even to the name
    form = CommunityForm(request.POST or None, people=people, initial=begin)
    if form.is_valid():
        try:
            show_to_community(tag, **form.asked, by=request.user)
        except CannotShow as refusal:
            typed = request.POST.copy()
            typed["revision"] = str(refusal.revision)
            form.data = typed
            for sentence in refusal.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, _("Members can read it now. You can stop that at any time."))
            return back_to(tag.evidence)
    missing = missing_in(tag.evidence, people, {person.pk for person in people})
    shown = {"tag": tag, "evidence": tag.evidence, "form": form, "missing": missing}
    shown |= {"draft": draft, "about": about}
    return render(request, "portfolios/living_show.html", shown, status=422 if form.is_bound else 200)


@require_POST
@once
def clause_stop(request, code):
    tag = fetch_for(request.user, "portfolios.change_tag", TAGS, code=code)
    stop_showing(tag, by=request.user)
    messages.success(request, _("Nobody else can read it any more. Your words are still here."))
    return back_to(tag.evidence)


@require_POST
@once
def clause_untag(request, code):
    tag = fetch_for(request.user, "portfolios.change_tag", TAGS, code=code)
    untag(tag, by=request.user)
    messages.success(request, _("The tag is gone."))
    return back_to(tag.evidence)


@require_POST
@once
def clause_yes_back(request, code, person):
    tag = fetch_for(request.user, "portfolios.change_tag", TAGS, code=code)
    found = tag.evidence.people.filter(pk=person).first()
    if found is None:
        raise Http404
    take_yes_back(tag, found, by=request.user)
    messages.success(request, _("Kept. Nobody else can read it now, unless they say yes again."))
    return back_to(tag.evidence)


@require_safe
def charter_lived(request, code):
    """For members of the charter's place alone; for anyone else it is not there."""
    charters = Charter.objects.filter(organisation__in=places_of(request.user))
    charter = fetch_for(
        request.user, "portfolios.read_lived", charters.select_related("current_version"), code=code
    )
    clauses = clauses_lived_in(charter.current_version)
    if asked := request.GET.get("clause"):
        return one_clause(request, charter, clauses, asked)
    page = Paginator(clauses, CLAUSES_ON_A_PAGE).get_page(request.GET.get("page"))
    tell(charter, list(page))
    marker = Marker(Glossary(terms_for_charters()))
    shown = {
        "charter": charter,
        "page": page,
        "lines": [(lived, marker.mark(lived.clause.text)) for lived in page],
        "terms": marker.terms,
        "may_tell": Role.PRACTITIONER in request.roles and request.organisation.pk == charter.organisation_id,
    }
    return render(request, "community/lived.html", shown)


def one_clause(request, charter, clauses, code):
    """Everything members may read of one clause."""
    lived = next((lived for lived in clauses if lived.clause.code == code), None)
    if lived is None:
        raise Http404
    tags = readable(charter).filter(clause_lineage=lived.clause.lineage)
    page = Paginator(tags, TOLD_ON_A_PAGE).get_page(request.GET.get("page"))
    marker = Marker(Glossary(terms_for_charters()))
    shown = {
        "charter": charter,
        "lived": lived,
        "text": marker.mark(lived.clause.text),
        "page": page,
        "told": [told(tag, lived.clause) for tag in page],
        "terms": marker.terms,
    }
    return render(request, "community/lived_clause.html", shown)
