"""What people declare: asked in its newest words, kept in the words it was asked in. And the list before it."""

from datetime import date

import pytest
from django.urls import reverse

from people.frozen import IsFrozen
from people.models import AuditEvent
from portfolios.declarations import declaration_asked
from portfolios.models import DeclarationText, Submission
from portfolios.operations.declarations import WordedMeanwhile, word_declaration
from portfolios.operations.pursuits import start_pursuit
from tests.factories import ClaimFactory
from tests.factories.assessments import unit_with_evidence
from tests.factories.awards import published_award
from tests.portfolios.declared import DECLARATION, NO_TOOLS, TOOLS
from tests.reading import is_ticked, text_of

pytestmark = pytest.mark.django_db
WORDS = reverse("declaration-words")
NEW = {"words": "All of this happened.", "no_tools": "No tools.", "tools": "With tools, named below."}


@pytest.fixture
def unit(practitioner, organisation):
    return unit_with_evidence(practitioner, organisation)


@pytest.fixture
def toni(client_for, trainer):
    return client_for(trainer)


def agreed(unit, **more):
    return {"share": unit.portfolio.evidence.first().code, "tools": "no", "declared": "on"} | more


def share_page(unit):
    return reverse("unit-share", args=[unit.code])


def test_a_trainer_makes_a_new_version_and_old_rounds_keep_theirs(pat, toni, trainer, unit):
    pat.send(share_page(unit), agreed(unit))
    assert "Version 1" in text_of(toni.get(WORDS))

    page = toni.send(WORDS, NEW | {"after": 1}, follow=True)

    assert "Whoever shares from now on is asked version 2." in text_of(page)
    newest = declaration_asked()
    assert (newest.number, newest.words, newest.made_by) == (2, "All of this happened.", trainer)
    old = Submission.objects.get()
    assert (old.declared_on.number, old.declaration) == (1, f"{DECLARATION} {NO_TOOLS}")
    assert AuditEvent.objects.filter(action="declaration.worded").count() == 1


def test_whoever_shares_is_asked_the_newest_with_its_answers_about_ai(pat, trainer, unit):
    text = word_declaration(after=1, by=trainer, **NEW)

    asked = text_of(pat.get(share_page(unit)))
    pat.send(share_page(unit), agreed(unit, tools="yes", tools_used="A translator.", declared_on=2))

    assert all(words in asked for words in NEW.values())
    assert DECLARATION not in asked
    round_one = Submission.objects.get()
    assert (round_one.declared_on, round_one.declaration) == (
        text,
        "All of this happened. With tools, named below. A translator.",
    )


def test_nobody_agrees_to_words_that_were_not_on_their_page(pat, trainer, unit):
    word_declaration(after=1, by=trainer, **NEW)

    page = pat.send(share_page(unit), agreed(unit, declared_on=1))

    assert page.status_code == 422
    assert "was put in other words since you opened this page" in text_of(page)
    assert not is_ticked(page, "declared")
    assert 'name="declared_on" value="2"' in page.content.decode()
    assert not Submission.objects.exists()


def test_two_trainers_at_once_see_each_other(toni, trainer):
    word_declaration(after=1, by=trainer, **NEW)

    page = toni.send(WORDS, NEW | {"words": "Mine", "after": 1})

    assert page.status_code == 409
    assert "Someone put it in other words a moment ago." in text_of(page)
    assert "All of this happened." in text_of(page)
    assert 'value="2"' in page.content.decode()
    assert DeclarationText.objects.count() == 2


def test_of_two_new_versions_one_wins(at_once, trainer):
    outcomes = at_once(*[lambda: word_declaration(after=1, by=trainer, **NEW)] * 2)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["DeclarationText", "WordedMeanwhile"]
    with pytest.raises(WordedMeanwhile):
        word_declaration(after=1, by=trainer, **NEW)


def test_the_same_words_are_no_new_version_and_a_version_never_changes(trainer):
    first = declaration_asked()

    assert word_declaration(after=1, by=trainer, words=DECLARATION, no_tools=NO_TOOLS, tools=TOOLS) == first
    first.words = "Other"
    with pytest.raises(IsFrozen):
        first.save()


@pytest.mark.parametrize("typed", [{"words": ""}, {"tools": "x" * 251}, {"after": ""}, {"after": "x"}])
def test_what_can_not_be_kept_is_said(toni, typed):
    page = toni.send(WORDS, NEW | {"after": 1} | typed)

    assert page.status_code == 422
    assert DeclarationText.objects.count() == 1


def test_it_is_for_trainers(client_for, practitioner, assessor, coordinator):
    for person in (practitioner, assessor, coordinator):
        assert client_for(person).get(WORDS).status_code in (302, 403)
        assert client_for(person).send(WORDS, NEW | {"after": 1}).status_code in (302, 403)
    assert DeclarationText.objects.count() == 1


# --- before sharing -------------------------------------------------------------------------


def test_the_list_says_what_is_asked_how_it_stands_and_where_to_mend_it(
    pat, unit, organisation, practitioner
):
    award = published_award((None, [unit.version.standard]), evidence_months=12)
    start_pursuit(award, organisation=organisation, by=practitioner)
    piece = unit.portfolio.evidence.get()
    type(piece).objects.filter(pk=piece.pk).update(happened_on=date(2001, 1, 1))
    value = unit.version.requirements.get(kind="value")
    unit.claims.filter(requirement=value).delete()
    unsettled = ClaimFactory(unit=unit, evidence__identifiable="", evidence__name="Who is this").evidence

    page = pat.get(share_page(unit))

    said = text_of(page)
    for words in (
        "Before you share",
        "Each criterion has a piece of evidence.",
        "Some values have no evidence yet.",
        "In 1 piece it is not settled yet who can be recognised.",
        "1 piece is older than an award counts.",
    ):
        assert words in said
    html = page.content.decode()
    assert f"{reverse('unit-detail', args=[unit.code])}#r-{value.label}" in html
    assert reverse("evidence-change", args=[unsettled.code]) in html


def test_the_list_stops_nobody(pat, unit):
    unit.claims.filter(requirement__kind="value").delete()

    pat.send(share_page(unit), agreed(unit, declared_on=1))

    assert Submission.objects.count() == 1


def test_where_all_is_settled_it_says_so(pat, unit):
    said = text_of(pat.get(share_page(unit)))

    assert "Each value has something that shows it." in said
    assert "Nothing is older than an award you work towards counts." in said
