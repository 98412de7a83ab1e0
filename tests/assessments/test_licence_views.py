from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.models import Licence, ProposedDecision, State, Tie
from assessments.operations.licences import choose_countersigner, end_licence
from assessments.operations.refusing import choose_readers
from assessments.operations.review import refer_back
from assessments.operations.ties import say_tie
from people.models.organisation import today
from people.roles import Role
from tests.factories import LicenceFactory, MembershipFactory, UserFactory
from tests.factories.assessments import judge_all

pytestmark = pytest.mark.django_db
LICENCES = "/licences/"
TYPED = {
    "qualification": "Level 3 award in assessing",
    "competence": "Ten years in the valley.",
    "from_date": "2026-01-05",
    "until_date": "",
    "countersigner": "",
}


@pytest.fixture
def casey(client_for, coordinator):
    """The coordinator’s browser."""
    return client_for(coordinator)


@pytest.fixture
def newcomer(organisation):
    person = UserFactory(name="Nell Sample")
    return MembershipFactory(
        role=Role.ASSESSOR, person=person, organisation=organisation, licence=False
    ).person


def text_of(answer):
    return answer.content.decode()


def record_url(person):
    return reverse("licence-record", args=[person.code])


# --- the list -------------------------------------------------------------------------------


def test_a_coordinator_sees_who_has_none_what_ends_soon_and_all_of_them(
    casey, assessor, trainee, newcomer, outsider
):
    Licence.objects.filter(person=assessor).update(until_date=today() + timedelta(days=12))

    page = text_of(casey.get(LICENCES))

    assert record_url(newcomer) in page
    assert page.index("Assessors without one") < page.index(newcomer.name) < page.index("Ending soon")
    assert "Ends in 12 days: its last day is" in page
    assert f"{assessor} agrees to their decisions" in page
    assert outsider.name not in page


def test_a_quality_assurer_reads_and_changes_nothing(client_for, iqa, trainee, newcomer):
    page = text_of(client_for(iqa).get(LICENCES))

    assert newcomer.name in page
    assert trainee.name in page
    assert record_url(newcomer) not in page
    assert "End it now" not in page


def test_an_assessor_sees_their_own_and_nobody_elses(client_for, trainee, colleague):
    page = text_of(client_for(trainee).get(LICENCES))

    assert "Your licence to assess" in page
    assert "Counts today" in page
    assert colleague.name not in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_one_and_thirty(
    casey, organisation, assessor, unit, count, django_assert_num_queries
):
    for n in range(count):
        learns = {"licence__is_trainee": True, "licence__countersigner": assessor}
        ends = {"licence__until_date": today() + timedelta(days=5)}
        for told in (learns, ends, {"licence": False}):
            person = UserFactory(name=f"Some{n} Sample")
            MembershipFactory(role=Role.ASSESSOR, person=person, organisation=organisation, **told)
    casey.get(LICENCES)

    with django_assert_num_queries(11):
        assert casey.get(LICENCES).status_code == 200


def marked(answer):
    """Whose decision is said to be stuck."""
    assert text_of(answer).count("needs someone else to agree") == len(
        found := [row for row in answer.context["page"] if getattr(row, "is_stuck", False)]
    )
    return [row.person for row in found]


@pytest.mark.parametrize("is_back", [True, False])
def test_whose_decision_nobody_can_agree_to_stands_first_and_says_so(
    casey, client_for, iqa, coordinator, organisation, with_trainee, trainee, assessor, colleague, is_back
):
    refer_back(judge_all(with_trainee), by=trainee)
    assert marked(casey.get(LICENCES)) == []

    between = {"practitioner": with_trainee.owner, "organisation": organisation, "kind": "mentor"}
    if is_back:
        say_tie(assessor, **between, by=assessor)
    else:
        Tie.objects.create(assessor=assessor, **between, said_by=coordinator)

    page = casey.get(LICENCES)
    assert (marked(page), page.context["page"][0].person) == ([trainee], trainee)
    assert [marked(client_for(one).get(LICENCES)) for one in (iqa, trainee)] == [[], []]
    choose_countersigner(trainee.licences.get(), countersigner=colleague, by=coordinator)
    assert marked(casey.get(LICENCES)) == []


def test_refusing_whoever_agrees_marks_nobody(casey, with_trainee, trainee, assessor):
    refer_back(judge_all(with_trainee), by=trainee)
    unit = with_trainee.unit
    choose_readers(unit.portfolio, among=[assessor], rather_not=[assessor], by=unit.owner)

    assert marked(casey.get(LICENCES)) == []


# --- recording ------------------------------------------------------------------------------


def test_recording_one_lets_them_sign(casey, newcomer, coordinator):
    answer = casey.send(record_url(newcomer), TYPED, follow=True)

    licence = newcomer.licences.get()
    said = (licence.qualification, licence.competence, licence.from_date.isoformat())
    assert said == (TYPED["qualification"], TYPED["competence"], "2026-01-05")
    assert (licence.until_date, licence.is_trainee, licence.recorded_by) == (None, False, coordinator)
    assert "The licence of Nell Sample is recorded." in text_of(answer)


def test_recording_a_trainee_names_who_agrees(casey, newcomer, assessor):
    learns = {"is_trainee": "on", "qualification": "", "countersigner": assessor.code}

    casey.send(record_url(newcomer), TYPED | learns)

    licence = newcomer.licences.get()
    assert (licence.is_trainee, licence.countersigner) == (True, assessor)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"qualification": ""}, "Say which qualification they hold, or tick that they are learning."),
        ({"competence": " "}, "Say in a few words what they know from practice."),
        ({"from_date": ""}, "Say from which day it counts."),
        ({"from_date": "0001-01-01"}, "Check the year."),
        ({"until_date": "2026-01-04"}, "The last day is before the first. Check both."),
        ({"until_date": "31 June"}, "Write the day like 2027-03-31."),
        ({"is_trainee": "on"}, "Choose who agrees to their decisions while they are learning."),
        ({"is_trainee": "on", "countersigner": "nobody"}, "error"),
        ({"qualification": "x" * 201}, "we can keep 200"),
        ({"competence": "a\x00b"}, "a character we can’t read"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(casey, newcomer, assessor, wrong, sentence):
    answer = casey.send(record_url(newcomer), TYPED | wrong)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "qualification" in wrong or TYPED["qualification"] in text_of(answer)
    assert not newcomer.licences.exists()


def test_a_trainee_cannot_be_chosen_to_agree(casey, newcomer, trainee, assessor):
    page = text_of(casey.get(record_url(newcomer)))

    assert f'value="{assessor.code}"' in page
    assert f'value="{trainee.code}"' not in page
    assert f'value="{newcomer.code}"' not in page


def test_renewing_begins_with_what_stands_and_the_day_after(casey, assessor, organisation):
    ends = today() + timedelta(days=20)
    Licence.objects.update(until_date=ends, competence="Youth work since 2011.")

    page = text_of(casey.get(record_url(assessor)))

    assert "Youth work since 2011." in page
    assert f'value="{(ends + timedelta(days=1)).isoformat()}"' in page


def test_the_people_page_asks_for_a_licence_of_whoever_becomes_an_assessor(casey, practitioner):
    page = text_of(
        casey.send(reverse("role-give", args=[practitioner.code]), {"role": "assessor"}, follow=True)
    )
    assert record_url(practitioner) in page

    casey.send(record_url(practitioner), TYPED)

    assert record_url(practitioner) not in text_of(casey.get(reverse("people")))


# --- ending, and choosing who agrees --------------------------------------------------------


def test_ending_one_twice_is_said(casey, assessor):
    url = reverse("licence-end", args=[assessor.licences.get().code])

    assert casey.send(url).status_code == 302
    again = casey.send(url)

    assert again.status_code == 409
    assert "That licence ended already." in text_of(again)


def test_while_someone_is_away_another_agrees_to_what_waits(casey, with_trainee, trainee, colleague):
    proposal = refer_back(judge_all(with_trainee), by=trainee)
    url = reverse("licence-countersigner", args=[trainee.licences.get().code])

    answer = casey.send(url, {"countersigner": colleague.code}, follow=True)

    assert f"{colleague} agrees to what {trainee} decides from now on." in text_of(answer)
    proposal.refresh_from_db()
    assert proposal.countersigner == colleague


@pytest.mark.parametrize("chosen", ["", "trainee", "practitioner", "nobody"])
def test_who_may_not_agree_is_not_chosen(request, casey, trainee, assessor, chosen):
    named = chosen in ("trainee", "practitioner")
    code = request.getfixturevalue(chosen).code if named else chosen
    url = reverse("licence-countersigner", args=[trainee.licences.get().code])

    answer = casey.send(url, {"countersigner": code})

    assert answer.status_code == 422
    assert trainee.licences.get().countersigner == assessor


# --- deciding -------------------------------------------------------------------------------


def test_without_a_licence_the_page_says_so_and_an_answer_is_refused(
    robin, assessment, assessor, coordinator
):
    judge_all(assessment)
    end_licence(assessor.licences.get(), by=coordinator)
    page = reverse("review", args=[assessment.code])

    shown, refused = robin.get(page), robin.send(page + "reply")

    assert "Casey Sample can record one." in text_of(shown)
    assert reverse("review-reply", args=[assessment.code]) not in text_of(shown)
    assert refused.status_code == 409
    assert "Casey Sample can record one." in text_of(refused)
    assessment.refresh_from_db()
    assert assessment.state == State.IN_REVIEW


def test_signing_without_a_licence_keeps_what_was_typed(robin, assessment, assessor):
    judge_all(assessment)
    LicenceFactory(person=assessor, organisation__name="Elsewhere Sample")
    url = reverse("review-sign-off", args=[assessment.code])
    seen = robin.get(url).context["form"].initial["seen_hash"]
    Licence.objects.filter(organisation=assessment.submission.organisation).delete()
    ticked = dict.fromkeys(("looked", "no_tie", "mine"), "on")

    answer = robin.send(url, ticked | {"seen_hash": seen, "words": "Well done, Pat."})

    assert answer.status_code == 409
    assert "Well done, Pat." in text_of(answer)
    assert not ProposedDecision.objects.exists()
