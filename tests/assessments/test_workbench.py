"""The workbench: from piece to piece and round to round, one step back, and nothing overwritten silently."""

import re

import pytest
from django.urls import reverse

from assessments.models import Assessment, Judgement, Outcome
from assessments.operations.review import judge, refer_back
from portfolios.operations.claims import set_claims
from portfolios.operations.submission import share_unit
from tests.factories import EvidenceFileFactory
from tests.factories.assessments import DECLARATION, judge_all, share, unit_with_evidence
from tests.reading import shown

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "s-x"}


def version_in(assessment):
    return assessment.submission.items.first().evidence_version


def judging(assessment, requirement, version=None):
    version = version or version_in(assessment)
    return reverse("judge", args=[assessment.code, version.code, requirement.code])


def says(outcome="meets", words="", revision=0):
    return {"outcome": outcome, "words": words, "revision": str(revision)}


def work_of(browser, assessment):
    return browser.get(reverse("review-work", args=[assessment.code]))


def two_pieces(unit, labelled, practitioner):
    """P1 is shown by a second piece too."""
    second = EvidenceFileFactory(evidence__portfolio=unit.portfolio).evidence
    set_claims(second, {unit: {labelled["P1"]: ""}}, by=practitioner)
    return second


# --- from piece to piece, from round to round ---------------------------------------------------


def test_it_opens_where_something_is_left_to_judge(robin, unit, labelled, practitioner, assessor):
    second = two_pieces(unit, labelled, practitioner)
    assessment = share(unit, assessor=assessor)
    for label in ("P2", "K1", "V1"):
        judge(assessment, requirement=labelled[label], outcome=Outcome.MEETS, words="Seen.", by=assessor)
    first = work_of(robin, assessment).context["piece"]

    judge(assessment, requirement=labelled["P1"], outcome=Outcome.MEETS, by=assessor)

    assert len(first.findings) == 4
    assert first.version.evidence != second
    assert work_of(robin, assessment).context["piece"].version == first.version


def test_a_piece_with_nothing_left_is_passed_over(robin, unit, labelled, practitioner, assessor):
    second = two_pieces(unit, labelled, practitioner)
    unit.claims.filter(requirement=labelled["P1"]).exclude(evidence=second).delete()
    assessment = share(unit, assessor=assessor)
    for label in ("P2", "K1", "V1"):
        judge(assessment, requirement=labelled[label], outcome=Outcome.MEETS, words="Seen.", by=assessor)

    assert work_of(robin, assessment).context["piece"].version.evidence == second


def test_rounds_follow_each_other_without_going_back(robin, queue):
    first, second, third = queue

    ways = [work_of(robin, one).context for one in queue]

    assert [(w["before_it"], w["after_it"]) for w in ways] == [
        ("", second.code),
        (first.code, third.code),
        (second.code, ""),
    ]
    assert f'data-way="round-after" href="{reverse("review-work", args=[second.code])}"' in shown(
        work_of(robin, first)
    )


def test_rounds_shared_at_the_same_moment_follow_each_other_once(robin, queue):
    Assessment.objects.update(opened_at=queue[0].opened_at)

    ways = [work_of(robin, one).context["after_it"] for one in queue]

    assert ways == [queue[1].code, queue[2].code, ""]


def test_the_next_round_is_that_of_the_queue_as_it_was_narrowed(robin, queue):
    robin.get(reverse("review-queue"), {"name": "e"})  # Specimen, Placeholder, Example
    everyone = work_of(robin, queue[0]).context["after_it"]
    robin.get(reverse("review-queue"), {"name": "sal"})
    narrowed = work_of(robin, queue[0]).context["after_it"]
    robin.get(reverse("review-queue"))

    assert (everyone, narrowed) == (queue[1].code, queue[2].code)
    assert work_of(robin, queue[0]).context["after_it"] == queue[1].code


def test_a_colleagues_rounds_are_never_next(client_for, colleague, robin, queue, assessor):
    Assessment.objects.filter(pk=queue[1].pk).update(assessor=colleague)

    assert work_of(robin, queue[0]).context["after_it"] == queue[2].code


def test_the_whole_round_shows_each_requirement_and_how_it_stands(
    robin, assessment, labelled, assessor, unit
):
    judge(assessment, requirement=labelled["P2"], outcome=Outcome.MORE_EVIDENCE, by=assessor)

    ways = work_of(robin, assessment).context["ways"]

    assert [(way["finding"].requirement.label, way["mark"]) for way in ways] == [
        ("P1", "draft"),
        ("P2", "more"),
        ("K1", "draft"),
        ("V1", "draft"),
    ]


# --- judging ------------------------------------------------------------------------------------


def test_a_saved_judgement_is_answered_with_what_stands(robin, assessment, labelled):
    answer = robin.send(judging(assessment, labelled["P1"]), says("not yet", "Who agreed?"), headers=HTMX)

    page = shown(answer)
    assert answer.status_code == 200
    assert 'name="revision" value="1"' in page
    assert 'id="judged" hx-swap-oob="true">1 of 4 judged' in page
    assert f'id="w-{labelled["P1"].code}" hx-swap-oob="true"><a class="way way--notyet"' in page


def test_an_answer_that_got_lost_is_sent_again_and_counts_once(robin, assessment, labelled):
    for _time in range(2):  # as judge-saved.js does: the same words, a new key, the revision it saw
        answer = robin.send(judging(assessment, labelled["P1"]), says("not yet", "Who?"), headers=HTMX)

    assert answer.status_code == 200
    assert Judgement.objects.get().revision == 1


def test_two_tabs_see_both_and_go_on(robin, assessment, labelled):
    here, there = says("meets", "Mine."), says("not yet", "Theirs.")
    robin.send(judging(assessment, labelled["P1"]), there, headers=HTMX)

    answer = robin.send(judging(assessment, labelled["P1"]), here, headers=HTMX)

    page = shown(answer)
    assert answer.status_code == 409
    for words in ("Theirs.", "Save mine instead", "Keep what stands"):
        assert words in page
    (revision,) = re.findall(r'name="revision" value="(\d+)"', page)
    again = robin.send(judging(assessment, labelled["P1"]), here | {"revision": revision}, headers=HTMX)
    assert again.status_code == 200
    assert Judgement.objects.get().words.text == "Mine."


# --- one step back ------------------------------------------------------------------------------


def test_undo_puts_back_and_leads_to_what_it_was_about(robin, assessment, labelled, assessor):
    judge(assessment, requirement=labelled["P1"], outcome=Outcome.MEETS, by=assessor)
    judge(assessment, requirement=labelled["P1"], outcome=Outcome.NOT_YET, by=assessor, revision=1)
    version = version_in(assessment)

    answer = robin.send(reverse("review-undo", args=[assessment.code]), {"version": version.code})

    page = reverse("review-evidence", args=[assessment.code, version.code])
    assert answer["Location"] == f"{page}#j-{labelled['P1'].code}"
    assert "P1 is as it was: Meets." in shown(robin.get(page))
    assert Judgement.objects.get().outcome == Outcome.MEETS


def test_undo_from_a_page_that_does_not_show_it_leads_to_one_that_does(
    robin, unit, labelled, practitioner, assessor
):
    second = two_pieces(unit, labelled, practitioner)
    assessment = share(unit, assessor=assessor)
    judge(assessment, requirement=labelled["K1"], outcome=Outcome.MEETS, by=assessor)

    answer = robin.send(
        reverse("review-undo", args=[assessment.code]), {"version": second.versions.get().code}
    )

    first = assessment.submission.items.get(requirement=labelled["K1"]).evidence_version
    assert answer["Location"].startswith(reverse("review-evidence", args=[assessment.code, first.code]))


@pytest.mark.parametrize("version", ["", "nonsense", "x" * 500])
def test_undo_with_nothing_to_undo_says_so(robin, assessment, version):
    undo = reverse("review-undo", args=[assessment.code])

    answer = robin.send(undo, {"version": version}, follow=True)

    assert "There is nothing to undo" in shown(answer)


def test_undo_pressed_twice_is_one_step(robin, assessment, labelled, assessor):
    judge(assessment, requirement=labelled["P1"], outcome=Outcome.MEETS, by=assessor)
    judge(assessment, requirement=labelled["P2"], outcome=Outcome.MEETS, by=assessor)
    undo = reverse("review-undo", args=[assessment.code])

    for _press in range(2):
        robin.post(undo, {"once": "k" * 16, "version": ""})

    assert [one.requirement for one in Judgement.objects.all()] == [labelled["P1"]]


def test_undo_after_the_reply_changes_nothing(robin, assessment, assessor):
    refer_back(judge_all(assessment, outcome=Outcome.NOT_YET), by=assessor)

    answer = robin.send(reverse("review-undo", args=[assessment.code]))

    assert answer.status_code == 409
    assert Judgement.objects.filter(outcome=Outcome.NOT_YET).count() == 4


# --- how much it costs --------------------------------------------------------------------------


def big_round(practitioner, organisation, assessor):
    """Thirty-one requirements and twenty pieces, shared for the second time."""
    unit = unit_with_evidence(practitioner, organisation, performance=12, knowledge=13, values=6)
    requirements = list(unit.version.requirements.all())
    for n in range(19):
        evidence = EvidenceFileFactory(evidence__portfolio=unit.portfolio).evidence
        set_claims(evidence, {unit: dict.fromkeys(requirements[n % 5 :: 3], "How")}, by=practitioner)
    first = share(unit, assessor=assessor)
    for requirement, outcome in zip(requirements, (Outcome.MEETS, Outcome.NOT_YET), strict=False):
        judge(first, requirement=requirement, outcome=outcome, by=assessor, words="So.")
    refer_back(first, by=assessor)
    return share_unit(unit, by=practitioner, declaration=DECLARATION).assessment


def test_thirty_one_requirements_and_twenty_pieces_take_fifteen_queries(
    robin, practitioner, organisation, assessor, django_assert_num_queries
):
    assessment = big_round(practitioner, organisation, assessor)
    work_of(robin, assessment)  # that it was opened is noted once

    with django_assert_num_queries(15):
        answer = work_of(robin, assessment)

    assert len(answer.context["round"].pieces) == 20
    assert len(answer.context["ways"]) == 31
