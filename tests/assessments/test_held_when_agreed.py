"""Who agrees to what one decides who learns, and that nothing is looked at without a record: held to by the database, for
writers who pass the code by."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessments.models import Licence, ProposedDecision, Sample, SampleRecord, SignOff, Tie
from assessments.operations.ties import say_tie
from people.models import Membership
from people.roles import Role
from tests.assessments.taken import is_taken
from tests.factories import LicenceFactory, MembershipFactory
from tests.factories.assessments import agreed_to, sign
from tests.factories.second_looks import looked_at, planned

pytestmark = pytest.mark.django_db


def sign_with(assessment, person):
    now = timezone.now()
    about = {"submission": assessment.submission, "assessment": assessment, "signed_by": assessment.assessor}
    told = {"signed_at": now, "countersigned_by": person, "countersigned_at": now, "seen_count": 0}
    return is_taken(lambda: SignOff.objects.create(**about, **told))


# --- a second signature ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        (None, False),
        ({"answer": ""}, False),
        ({"answer": "talk first"}, False),
        ({"answer": "changed"}, False),
        ({"kind": "reply"}, False),
        ({}, True),
    ],
)
def test_a_second_signature_is_of_whoever_agreed_to_just_that(
    with_trainee, assessor, colleague, said, counts
):
    if said is not None:
        agreed_to(with_trainee, by=assessor, **said)

    assert not sign_with(with_trainee, colleague)
    assert sign_with(with_trainee, assessor) == counts


# --- agreeing -------------------------------------------------------------------------------


def is_the_owner(round_, person):
    return round_.owner


def is_the_trainee(round_, person):
    return round_.assessor


def is_tied(round_, person):
    between = {"practitioner": round_.owner, "organisation": round_.organisation}
    say_tie(person, **between, kind=Tie.Kind.RELATIVE, by=person)


def has_no_licence(round_, person):
    Licence.objects.filter(person=person).delete()


def has_one_of_another_place(round_, person):
    Licence.objects.filter(person=person).delete()
    LicenceFactory(person=person)


def has_one_that_ended(round_, person):
    Licence.objects.filter(person=person).update(ended_at=timezone.now() - timedelta(1))


def learns(round_, person):
    Licence.objects.filter(person=person).update(is_trainee=True, countersigner=round_.owner)


def assesses_no_more(round_, person):
    Membership.objects.filter(person=person).update(until_date=date(2024, 6, 1), from_date=date(2024, 1, 1))


def never_did(round_, person):
    Membership.objects.filter(person=person).update(role=Role.IQA)


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize(
    "why",
    [
        is_the_owner, is_the_trainee, is_tied, has_no_licence, has_one_of_another_place, has_one_that_ended, learns,
        assesses_no_more, never_did,
    ],
)  # fmt: skip
def test_nobody_agrees_who_may_not_that_day(with_trainee, colleague, why, at_once):
    MembershipFactory(person=with_trainee.owner, organisation=with_trainee.organisation, role=Role.ASSESSOR)
    person = why(with_trainee, colleague) or colleague

    def write():
        if at_once:
            return agreed_to(with_trainee, by=person)
        waits = agreed_to(with_trainee, by=person, answer="")
        now = {"answer": "agreed", "answered_by": person, "answered_at": timezone.now()}
        return ProposedDecision.objects.filter(pk=waits.pk).update(**now)

    assert not is_taken(write)


def test_nor_for_another_or_without_a_name_or_a_day(with_trainee, assessor, colleague):
    waits = agreed_to(with_trainee, by=assessor, answer="")
    rows, now = ProposedDecision.objects.filter(pk=waits.pk), timezone.now()

    for told in (
        {"answered_by": colleague, "answered_at": now},
        {"answered_by": None, "answered_at": now},
        {"answered_by": assessor, "answered_at": None},
    ):
        assert not is_taken(lambda told=told: rows.update(answer="agreed", **told))
    assert is_taken(lambda: rows.update(answer="agreed", answered_by=assessor, answered_at=now))


def test_its_words_can_be_emptied_though_they_could_not_agree_today(with_trainee, colleague):
    agreed = agreed_to(with_trainee, by=colleague)
    has_no_licence(with_trainee, colleague)
    assesses_no_more(with_trainee, colleague)

    assert ProposedDecision.objects.filter(pk=agreed.pk).update(words="", answer_words="") == 1


# --- looking --------------------------------------------------------------------------------


def test_nothing_is_looked_at_without_a_record(assessment, iqa):
    sample = planned(sign(assessment), iqa=iqa)

    assert not is_taken(lambda: Sample.objects.filter(pk=sample.pk).update(state="looked at"))

    looked_at(sample, by=iqa)
    sample.refresh_from_db()
    assert (sample.state, SampleRecord.objects.get().sample) == ("looked at", sample)
