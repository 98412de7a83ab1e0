"""How someone sees themselves: theirs alone, beside the assessor’s, shown only when they say so."""

import pytest
from django.urls import reverse

from assessments.operations.assignment import assign_assessor
from assessments.operations.review import judge, refer_back
from assessments.operations.ties import say_untied
from portfolios.coverage import Standing
from portfolios.models import SelfAssessment, SubmissionSelfView
from portfolios.queries import coverage_of
from portfolios.reflection import gap_in_words
from tests.factories.assessments import judge_all, share, unit_with_evidence
from tests.reading import is_ticked, text_of

pytestmark = pytest.mark.django_db
WHY = "I ran three of these meetings"


@pytest.fixture
def unit(practitioner, organisation):
    return unit_with_evidence(practitioner, organisation)


@pytest.fixture
def first(unit):
    return unit.version.requirements.first()


def page_of(unit):
    return reverse("how-i-see-it", args=[unit.code])


def seen(requirement, view="partly", words=WHY, moment=""):
    code = requirement.code
    return {f"view_{code}": view, f"words_{code}": words, f"seen_{code}": moment}


def sharing(unit, **more):
    return {"share": unit.portfolio.evidence.get().code, "tools": "no", "declared": "on"} | more


def test_it_is_said_for_each_part_and_stands_beside_what_was_found(pat, unit, first, assessor):
    review = share(unit, assessor=assessor)
    judge(review, requirement=first, outcome="meets", by=assessor, words="Well chaired.")
    refer_back(review, by=assessor)

    page = pat.send(page_of(unit), seen(first), follow=True)

    own = SelfAssessment.objects.get()
    assert (own.requirement, own.view, own.words) == (first, "partly", WHY)
    for words in (
        WHY,
        "Well chaired.",
        "What Robin Example found in round 1",
        "sees more in this than you do",
    ):
        assert words in text_of(page)
    assert reverse("see-differently", args=[unit.code, 1, first.code]) in page.content.decode()


def test_it_changes_no_count(pat, unit, first):
    before = coverage_of(unit)
    pat.send(page_of(unit), seen(first, view="can"))
    after = coverage_of(unit)

    counted = ("claimed", "met", "total")
    assert [getattr(after, name) for name in counted] == [getattr(before, name) for name in counted]
    assert [row.state for row in after.rows] == [row.state for row in before.rows]


@pytest.mark.parametrize(
    ("view", "outcome", "said"),
    [
        ("can", "meets", "You both see it the same way."),
        ("can", "not yet", "What have they not seen?"),
        ("not yet", "meets", "Your assessor sees more in this than you do."),
        ("partly", "more evidence", "You both see the same thing still to come."),
        ("not yet", "not yet", "You both see the same thing still to come."),
        ("not yet", "more evidence", "You see this a little differently."),
    ],
)
def test_the_gap_is_something_to_talk_about(view, outcome, said):
    assert said in gap_in_words(view, Standing(outcome))


def test_while_one_of_them_is_silent_there_is_no_gap():
    assert (gap_in_words("", Standing("meets")), gap_in_words("can", None)) == ("", "")


def test_it_can_be_taken_back(pat, unit, first):
    pat.send(page_of(unit), seen(first))
    moment = SelfAssessment.objects.get().changed_at.isoformat()

    pat.send(page_of(unit), seen(first, moment=moment) | {f"clear_{first.code}": "on"})

    assert not SelfAssessment.objects.exists()


def test_a_stale_save_keeps_both(pat, unit, first):
    pat.send(page_of(unit), seen(first))

    page = pat.send(page_of(unit), seen(first, view="can", words="Now I can"))

    assert page.status_code == 409
    assert WHY in text_of(page)
    assert "Now I can" in text_of(page)
    assert SelfAssessment.objects.get().view == "partly"


@pytest.mark.parametrize(
    "typed", [{"view": "brilliant"}, {"view": "", "words": "Because"}, {"words": "x" * 2001}]
)
def test_what_can_not_be_kept_is_said(pat, unit, first, typed):
    page = pat.send(page_of(unit), seen(first, **typed))

    assert page.status_code == 422
    assert not SelfAssessment.objects.exists()


# --- who sees it ----------------------------------------------------------------------------


def test_nobody_sees_it_until_it_is_shown_with_a_round(pat, robin, unit, first, assessor):
    pat.send(page_of(unit), seen(first))
    review = share(unit, assessor=assessor)

    assert WHY not in text_of(robin.get(reverse("review", args=[review.code])))
    assert robin.get(page_of(unit)).status_code == 404
    assert not SubmissionSelfView.objects.exists()


def test_with_a_tick_a_copy_of_that_day_goes_along(pat, robin, unit, first, assessor):
    assign_assessor(unit, assessor=assessor, by=assessor)
    pat.send(page_of(unit), seen(first))
    asked = text_of(pat.get(reverse("unit-share", args=[unit.code])))
    assert "Show how I see it, too" in asked
    pat.send(reverse("unit-share", args=[unit.code]), sharing(unit, shows_view="on"))
    moment = SelfAssessment.objects.get().changed_at.isoformat()
    pat.send(page_of(unit), seen(first, view="can", words="Changed my mind", moment=moment))

    submission = unit.submissions.get()
    say_untied(submission.assessment, by=assessor)
    version = submission.items.first().evidence_version
    overview = text_of(robin.get(reverse("review", args=[submission.assessment.code])))
    beside = text_of(robin.get(reverse("review-evidence", args=[submission.assessment.code, version.code])))

    for page in (overview, beside):
        assert WHY in page
        assert "Changed my mind" not in page


def test_the_tick_is_there_only_for_something_said_and_never_set(pat, unit, first):
    assert "Show how I see it, too" not in text_of(pat.get(reverse("unit-share", args=[unit.code])))
    pat.send(page_of(unit), seen(first))

    assert not is_ticked(pat.get(reverse("unit-share", args=[unit.code])), "shows_view")


def test_it_weighs_nothing_when_all_is_judged(pat, unit, first, assessor):
    pat.send(page_of(unit), seen(first, view="not yet"))

    review = judge_all(share(unit, assessor=assessor))

    assert coverage_of(unit).met == 0  # a draft is no finding, and neither is one’s own view
    refer_back(review, by=assessor)
    assert coverage_of(unit).met == coverage_of(unit).total


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_for_three_parts_and_thirty(
    pat, practitioner, organisation, count, django_assert_num_queries
):
    unit = unit_with_evidence(practitioner, organisation, performance=count)

    with django_assert_num_queries(11):
        pat.get(page_of(unit))
