"""The short form of each kind: asked on the form, shown, frozen when shared; its weight, and its age."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from assessments.models import SeenInPlace
from portfolios.models import Evidence, EvidenceKind, Identifiable, KindQuestion
from portfolios.operations.claims import claim_requirement
from portfolios.operations.pursuits import start_pursuit
from portfolios.queries import award_checks_of, coverage_of
from standards.models import Kind
from tests.factories import EvidenceFactory, PortfolioFactory, StandardVersionFactory, UnitFactory
from tests.factories.assessments import share
from tests.factories.awards import published_award
from tests.reading import text_of

pytestmark = pytest.mark.django_db
ADD = "/my/evidence/add"
OLD = date(2019, 5, 1)


@pytest.fixture
def unit(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    return UnitFactory(
        portfolio=portfolio, version=StandardVersionFactory(performance=1, knowledge=0, values=0)
    )


@pytest.fixture
def feedback():
    return EvidenceKind.objects.get(slug=EvidenceKind.COMMUNITY_FEEDBACK)


def show(unit, **evidence):
    piece = EvidenceFactory(portfolio=unit.portfolio, **evidence)
    return claim_requirement(piece, unit=unit, requirement=unit.version.requirements.first(), by=unit.owner)


def test_ten_kinds_to_begin_with_each_with_who_records_it():
    assert list(EvidenceKind.objects.order_by("position").values_list("term", "made_by")) == [
        ("Work product", "practitioner"),
        ("Reflective account", "practitioner"),
        ("Observation", "assessor"),
        ("Professional discussion", "assessor"),
        ("Questions and answers", "assessor"),
        ("Witness testimony", "witness"),
        ("Expert witness testimony", "witness"),
        ("Recognition of prior learning", "practitioner"),
        ("Signposted evidence", "practitioner"),
        ("Community feedback", "practitioner"),
    ]


def pursue(unit, **changes):
    award = published_award((None, [unit.version.standard]), suite=unit.version.standard.suite, **changes)
    return start_pursuit(award, organisation=unit.portfolio.organisation, by=unit.owner)


def checks(unit):
    [(_pursuit, found)] = award_checks_of(unit, coverage_of(unit))
    return [(check.sentence, check.holds) for check in found]


def answer_to(kind, key):
    return f"answer_{kind.pk}_{key}"


# --- the short form -------------------------------------------------------------------------


def open_forms(page):
    soup = BeautifulSoup(page.content, "html.parser")
    return [form["data-kind"] for form in soup.select("[data-kind]") if not form.has_attr("hidden")]


def test_showing_the_questions_keeps_all_that_was_typed_and_saves_nothing(pat, feedback):
    typed = {"name": "Cards", "kind": feedback.slug, answer_to(feedback, "from"): "The lunch club"}

    page = pat.send(ADD, typed | {"story": "They wrote cards.", "show_questions": "yes"})

    assert (page.status_code, open_forms(page)) == (422, [feedback.slug])
    soup = BeautifulSoup(page.content, "html.parser")
    assert soup.find("input", {"name": "name"})["value"] == "Cards"
    assert soup.find("input", {"name": answer_to(feedback, "from")})["value"] == "The lunch club"
    assert "They wrote cards." in text_of(page)
    assert "needs a look" not in text_of(page)
    assert not Evidence.objects.exists()


def test_answers_are_saved_shown_and_asked_for_again(pat, feedback):
    pat.send(ADD, {"kind": feedback.slug, answer_to(feedback, "from"): "The lunch club"})

    evidence = Evidence.objects.get()
    assert (evidence.kind, evidence.details) == (feedback, {"from": "The lunch club"})
    assert "Who said it? The lunch club" in text_of(pat.get(f"/my/evidence/{evidence.code}/"))
    page = pat.get(reverse("evidence-change", args=[evidence.code]))
    assert (page.status_code, open_forms(page)) == (200, [feedback.slug])
    assert 'value="The lunch club"' in page.content.decode()


def test_answers_to_what_another_kind_asked_are_not_thrown_away(pat, unit, feedback):
    evidence = EvidenceFactory(portfolio=unit.portfolio, kind_id=feedback.slug, details={"how": "With cards"})

    pat.send(reverse("evidence-change", args=[evidence.code]), {"revision": "1", "kind": "work product"})

    evidence.refresh_from_db()
    assert (evidence.kind_id, evidence.details) == ("work product", {"how": "With cards"})


def test_what_is_wanted_matters_for_sharing_and_never_for_saving(pat, unit):
    piece = show(unit, kind_id=EvidenceKind.SIGNPOSTED, details={"where": "In the office"})

    page = pat.get(reverse("unit-share", args=[unit.code]))

    assert "Answer “Why does it stay there?”" in text_of(page)
    assert "Answer “Where is it kept?”" not in text_of(page)
    piece.details["why"] = "It belongs to the council."
    piece.save()
    page = pat.get(reverse("unit-share", args=[unit.code]))
    assert "Answer “" not in text_of(page)
    assert "Where is it kept? In the office" in text_of(page)


def test_what_was_shared_keeps_its_words_when_a_question_changes(unit, client_for, assessor):
    show(unit, kind_id=EvidenceKind.SIGNPOSTED, details={"where": "In the office", "why": "Not mine"})
    review = share(unit, assessor=assessor)
    KindQuestion.objects.filter(key="where").update(words="Which place?", is_asked=False)
    EvidenceKind.objects.filter(slug=EvidenceKind.SIGNPOSTED).update(name="Elsewhere")
    version = review.submission.items.get().evidence_version

    page = client_for(assessor).get(reverse("review-evidence", args=[review.code, version.code]))

    assert "Where is it kept? In the office" in text_of(page)
    assert "Something that stays where it is" in text_of(page)
    assert "Elsewhere" not in text_of(page)


# --- weight ---------------------------------------------------------------------------------


def test_a_kind_counts_for_its_weight_and_the_sentence_says_so(unit, practitioner):
    pursue(unit, claims_per_criterion=2, distinct_kinds=1)
    EvidenceKind.objects.filter(slug="work product").update(weight="0.5")
    show(unit)
    show(unit, kind_id=EvidenceKind.REFLECTIVE_ACCOUNT)

    assert checks(unit) == [
        ("Each criterion has 2 pieces of evidence.", False),
        ("Where pieces are counted: “Something from the work itself” counts as 0.5.", True),
    ]
    EvidenceKind.objects.filter(slug="work product").update(weight="1")
    assert checks(unit) == [("Each criterion has 2 pieces of evidence.", True)]


def test_any_kind_that_an_assessor_saw_counts_as_seen(unit):
    pursue(unit, must_be_observed=True)
    show(unit)
    assert checks(unit)[1] == ("An assessor saw you do something of it, at least once.", False)

    EvidenceKind.objects.filter(slug="work product").update(is_seen=True)

    assert checks(unit)[1] == ("An assessor saw you do something of it, at least once.", True)


# --- age ------------------------------------------------------------------------------------

WARNING = "It is from 1 May 2019, and “{}” counts what is newer than 36 months."


def test_old_evidence_warns_everywhere_and_blocks_nothing(pat, unit, assessor):
    pursuit = pursue(unit, evidence_months=36)
    piece = show(unit, name="Minutes", happened_on=OLD)
    warning = WARNING.format(pursuit.version.title)
    typed = {"name": "Minutes", "revision": "1", "kind": "work product", "identifiable": "nobody"}
    typed |= {"happened_day": "1", "happened_month": "5", "happened_year": "2019"}

    saved = pat.send(reverse("evidence-change", args=[piece.code]), typed, follow=True)

    assert text_of(saved).count(warning) == 2  # said when it was saved, and on the page of the piece
    assert "It happened: 1 May 2019" in text_of(saved)
    assert f"Put here {piece.created_at:%-d %B %Y}" in text_of(saved)
    assert warning in text_of(pat.get(reverse("unit-share", args=[unit.code])))
    award = text_of(pat.get(reverse("pursuit-detail", args=[pursuit.code])))
    assert "1 piece is older than 36 months, so it doesn’t count here: “Minutes”." in award
    assert share(unit, assessor=assessor).submission.item_count == 1


def test_an_award_that_does_not_count_this_standard_says_nothing(pat, unit):
    other = UnitFactory(portfolio=unit.portfolio)
    pursue(other, evidence_months=36)
    piece = show(unit, happened_on=OLD)
    loose = EvidenceFactory(portfolio=unit.portfolio, happened_on=OLD)

    page = pat.get(reverse("evidence-detail", args=[piece.code]))
    assert "Older than an award counts" not in text_of(page)
    assert "Older than an award counts" not in text_of(pat.get(reverse("unit-share", args=[unit.code])))
    page = pat.get(reverse("evidence-detail", args=[loose.code]))
    assert "Older than an award counts" in text_of(page)


def test_prior_learning_is_kept_up_by_its_own_answer(pat, unit):
    pursue(unit, evidence_months=36)
    piece = show(unit, kind_id=EvidenceKind.PRIOR_LEARNING, happened_on=OLD, identifiable=Identifiable.NOBODY)
    assert [holds for _said, holds in checks(unit)] == [False, True]

    piece.details = {"current": "I teach it every spring."}
    piece.save()

    assert checks(unit) == [
        ("Each criterion has a piece of evidence.", True),
        ("All your evidence is recent enough for this award.", True),
    ]
    page = pat.get(reverse("evidence-detail", args=[piece.code]))
    assert "Older than an award counts" not in text_of(page)
    assert unit.version.requirements.get().kind == Kind.PERFORMANCE


# --- what stays in the workplace ------------------------------------------------------------


def test_the_rules_say_where_something_stays_and_who_saw_it_there(unit, assessor):
    pursue(unit)
    piece = show(unit, name="Minutes book", kind_id=EvidenceKind.SIGNPOSTED, details={"where": "the office"})
    assert checks(unit)[1] == (
        "“Minutes book” stays: the office. No assessor has seen it there yet.",
        False,
    )

    SeenInPlace.objects.create(evidence=piece, seen_by=assessor, seen_on=date(2026, 5, 3), words="All of it.")

    assert checks(unit)[1] == (
        "“Minutes book” stays: the office. Seen there by Robin Example on 3 May 2026.",
        True,
    )
