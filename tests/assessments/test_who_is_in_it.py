"""Who is in the picture, what they said yes to and until when: frozen with what was shared, always in view."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.operations.looking_ties import say_untied_before_looking
from assessments.operations.review import refer_back
from portfolios.consent import people_shared
from portfolios.models import EvidenceVersionWords
from portfolios.operations.consent import take_back_yes
from portfolios.operations.submission import freeze_evidence, share_unit
from tests.factories.assessments import DECLARATION, judge_all, share, sign
from tests.factories.sampling import draw, plan_of, strategy_of
from tests.reading import shown, text_of

pytestmark = pytest.mark.django_db
PURPOSE = "my assessor may see it"
TODAY = timezone.localdate


@pytest.fixture
def evidence(unit):
    unit.portfolio.evidence.update(identifiable="others")
    return unit.portfolio.evidence.get()


@pytest.fixture
def person(evidence):
    said = {"purpose": PURPOSE, "agreed_on": date(2026, 3, 3), "until": date(2099, 6, 30)}
    return evidence.people.create(description="Blue headscarf", basis="agreed", **said)


def work(browser, assessment):
    return browser.get(reverse("review-work", args=[assessment.code]))


def frozen():
    return EvidenceVersionWords.objects.latest("pk").people


# --- frozen with what was shared ------------------------------------------------------------


def test_what_they_said_yes_to_is_frozen_with_what_was_shared(unit, person, assessor):
    share(unit, assessor=assessor)
    type(person).objects.update(purpose="everyone may see it", until=None)

    assert frozen() == [
        {
            "description": "Blue headscarf",
            "basis": "agreed",
            "purpose": PURPOSE,
            "agreed_on": "2026-03-03",
            "until": "2099-06-30",
        }
    ]
    [told] = people_shared(EvidenceVersionWords.objects.get())
    assert told.said == "They said yes, on 3 March 2026: my assessor may see it. Until 30 June 2099"


def test_what_was_not_written_down_is_not_there_and_neither_is_who_is_at_risk(unit, evidence, assessor):
    evidence.people.create(description="Blue headscarf", basis="told")
    risk = {"is_at_risk": True, "purpose": "x", "agreed_on": date(2026, 3, 3)}
    evidence.people.create(description="A child", basis="agreed", **risk)

    share(unit, assessor=assessor)

    assert frozen() == [
        {"description": "Blue headscarf", "basis": "told"},
        {"description": "A child", "basis": "agreed", "purpose": "x", "agreed_on": "2026-03-03"},
    ]


def test_a_yes_to_something_else_is_another_version(evidence, person):
    first = freeze_evidence(evidence, at=timezone.now())
    same = freeze_evidence(evidence, at=timezone.now())
    evidence.people.update(purpose="the quality assurer too")

    assert same == first
    assert freeze_evidence(evidence, at=timezone.now()).number == first.number + 1


def test_the_next_round_says_what_changed_in_it(robin, unit, evidence, person, assessor, practitioner):
    refer_back(judge_all(share(unit, assessor=assessor), "not yet"), by=assessor)
    evidence.people.update(purpose="the quality assurer may see it")
    again = share_unit(unit, by=practitioner, declaration=DECLARATION).assessment

    page = text_of(work(robin, again))

    assert "The people in it" in page
    assert "quality assurer" in page


# --- in view --------------------------------------------------------------------------------


def test_who_is_in_it_and_what_they_said_stands_above_what_is_looked_at(robin, unit, person, assessor):
    page = shown(work(robin, share(unit, assessor=assessor)))

    line = (
        "<li>Blue headscarf: They said yes, on 3 March 2026: my assessor may see it. Until 30 June 2099</li>"
    )
    assert page.count(line) == 2  # beside the evidence, and in the bar of a small screen
    assert page.rindex(line) < page.index('id="viewer"')
    assert page.count("One person can be recognised, and said yes, until 30 June 2099") == 2


def test_the_bar_of_a_small_screen_opens_and_closes_without_scripts(robin, unit, person, assessor):
    page = shown(work(robin, share(unit, assessor=assessor)))

    bar = page[page.index('<details class="rv__whobar"') :]
    assert (
        bar.index("<summary>")
        < bar.index("</summary>")
        < bar.index("Blue headscarf")
        < bar.index("</details>")
    )


def test_a_yes_that_has_ended_is_said_also_before_the_hour_is_round(robin, unit, evidence, person, assessor):
    assessment = share(unit, assessor=assessor)
    words = EvidenceVersionWords.objects.get()
    yesterday = TODAY() - timedelta(days=1)
    words.people[0]["until"] = yesterday.isoformat()
    words.save()

    page = text_of(work(robin, assessment))

    assert "This yes has ended." in page
    assert "One person can be recognised, until" in page
    assert "One person can be recognised, and said yes" not in page


def test_a_yes_taken_back_is_said_at_once_and_nothing_of_them_is_left(
    robin, unit, person, assessor, practitioner, labelled
):
    assessment = share(unit, assessor=assessor)
    work(robin, assessment)
    take_back_yes(person, by=practitioner)

    page = text_of(work(robin, assessment))

    assert "Someone in it no longer agrees, or asked for it to be taken down." in page
    assert [said for said in ("Blue headscarf", PURPOSE) if said in page] == []


def test_who_judges_while_a_yes_is_taken_back_is_told(robin, unit, person, assessor, practitioner, labelled):
    assessment = share(unit, assessor=assessor)
    version = assessment.submission.items.first().evidence_version
    take_back_yes(person, by=practitioner)

    address = reverse("judge", args=[assessment.code, version.code, labelled["P1"].code])
    typed = {"outcome": "meets", "words": "", "revision": "0"}
    answer = robin.send(address, typed, headers={"HX-Request": "true", "HX-Target": "s-x"})
    page = work(robin, assessment)
    plain = robin.send(address, typed | {"words": "What I typed"})

    said = "Someone in it no longer agrees to be seen, so it is out of sight now. Nothing was saved."
    assert (answer.status_code, answer["HX-Refresh"]) == (409, "true")  # the page comes anew, without it
    assert (plain.status_code, said in text_of(plain), "What I typed" in text_of(plain)) == (409, True, True)
    assert said in text_of(page)
    assert not assessment.judgements.exists()


def test_who_looks_a_second_time_sees_what_they_said_too(
    client_for, unit, person, assessor, organisation, iqa
):
    review = sign(share(unit, assessor=assessor))
    [sample] = draw(plan_of(strategy_of(organisation, by=iqa), by=iqa), by=iqa)
    say_untied_before_looking(sample, by=iqa)
    version = review.submission.items.first().evidence_version

    page = client_for(iqa).get(reverse("sample-evidence", args=[sample.code, version.code]))

    assert "They said yes, on 3 March 2026: my assessor may see it. Until 30 June 2099" in text_of(page)
