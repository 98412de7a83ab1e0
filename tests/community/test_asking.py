"""Asked again once when the words change: who, how often, and that nobody waits for it."""

import pytest

from community.models import Agreement, Asking, Charter
from community.operations.answers import NotAMember, NotInForce, answer_charter, take_back
from community.operations.asking import ask_about, ask_some, put_aside
from community.queries.answers import asked_of, people_to_ask, standing_of
from people.models import AuditEvent, Job, Membership, OutboxMail, User
from people.operations.organisations import end_role
from people.registry import JOBS
from people.roles import Role
from tests.factories import MembershipFactory
from tests.factories.community import adopted_charter, next_version

pytestmark = pytest.mark.django_db


def asked(version):
    return set(Asking.objects.filter(version=version).values_list("person__name", flat=True))


def told():
    return sorted(OutboxMail.objects.filter(kind="charter_changed").values_list("person__name", flat=True))


def is_asked(person):
    return [str(charter) for charter in asked_of(person)]


def test_someone_who_agreed_is_asked_exactly_once(charter, practitioner):
    answer_charter(charter.current_version, answer="agrees", by=practitioner)
    events = AuditEvent.objects.filter(subject_type__startswith="community.").count()

    newest = next_version(charter)
    assert list(Job.objects.filter(kind="ask_about_charter").values_list("subject_code", flat=True)) == [
        newest.code
    ]
    assert not Asking.objects.exists()
    for _again in range(3):
        JOBS["ask_about_charter"](newest.code)

    assert asked(newest) == {practitioner.name}
    assert told() == [practitioner.name]
    # The version itself is recorded; who was asked is not.
    assert AuditEvent.objects.filter(subject_type__startswith="community.").count() == events + 1


def test_two_workers_at_once_ask_and_tell_once(organisation, practitioner, at_once):
    charter = adopted_charter(organisation)
    answer_charter(charter.current_version, answer="agrees", by=practitioner)
    newest = next_version(charter)

    at_once(*[lambda: ask_about(newest)] * 2)

    assert told() == [practitioner.name]
    assert Asking.objects.count() == 1


def test_nobody_asks_whose_account_is_closed(charter, practitioner, assessor):
    for person in (practitioner, assessor):
        answer_charter(charter.current_version, answer="agrees", by=person)
    User.objects.filter(pk=assessor.pk).update(is_active=False)
    newest = next_version(charter)

    ask_about(newest)

    assert asked(newest) == {practitioner.name}


def test_who_is_asked_and_who_is_left_alone(
    charter, practitioner, assessor, iqa, trainer, coordinator, outsider, monkeypatch
):
    """Those whose word stands, whichever it was. Not who took it back, never spoke, left, or is from elsewhere."""
    version = charter.current_version
    for person, answer in [
        (practitioner, "agrees"),
        (assessor, "talk"),
        (iqa, "agrees"),
        (trainer, "agrees"),
    ]:
        answer_charter(version, answer=answer, by=person)
    take_back(Agreement.objects.get(person=iqa), by=iqa)
    end_role(Membership.objects.get(person=trainer), by=coordinator)

    newest = next_version(charter)
    monkeypatch.setattr("community.operations.asking.AT_A_TIME", 1)
    ask_about(newest)

    assert asked(newest) == {practitioner.name, assessor.name}
    assert told() == sorted([practitioner.name, assessor.name])
    invited = {
        person.name: is_asked(person) for person in (practitioner, assessor, iqa, coordinator, outsider)
    }
    title = [charter.title]
    assert invited == {
        practitioner.name: title,
        assessor.name: title,
        iqa.name: [],  # took it back: that was an answer
        coordinator.name: title,  # never asked by mail, only shown on their own page
        outsider.name: [],
    }


def test_taking_back_the_newest_answer_counts_whatever_was_said_before(charter, practitioner):
    answer_charter(charter.current_version, answer="agrees", by=practitioner)
    take_back(answer_charter(next_version(charter), answer="agrees", by=practitioner), by=practitioner)

    third = next_version(charter, text="Everyone, always.")
    ask_about(third)

    assert asked(third) == set()
    assert is_asked(practitioner) == []


def test_words_changed_again_meanwhile_are_asked_about_no_more(charter, practitioner):
    answer_charter(charter.current_version, answer="agrees", by=practitioner)
    second = next_version(charter)
    third = next_version(charter, text="Everyone, always.")

    ask_about(second)
    ask_about(third)

    assert (asked(second), asked(third)) == (set(), {practitioner.name})
    assert told() == [practitioner.name]


def test_who_answers_before_the_worker_comes_is_not_asked(charter, practitioner):
    answer_charter(charter.current_version, answer="agrees", by=practitioner)
    newest = next_version(charter)
    pks = list(people_to_ask(newest).values_list("pk", flat=True))
    answer_charter(newest, answer="agrees", by=practitioner)

    ask_some(newest, pks)

    assert pks == [practitioner.pk]
    assert told() == []


def test_not_now_is_for_these_words_and_needs_no_reason(charter, practitioner, outsider):
    version = charter.current_version
    assert is_asked(practitioner) == [charter.title]

    first = put_aside(version, by=practitioner).put_aside_at
    again = put_aside(version, by=practitioner).put_aside_at

    assert first == again is not None
    assert is_asked(practitioner) == []
    assert standing_of(practitioner, version).is_put_aside
    with pytest.raises(NotAMember):
        put_aside(version, by=outsider)
    next_version(charter)
    assert is_asked(practitioner) == [charter.title]
    with pytest.raises(NotInForce):
        put_aside(version, by=practitioner)


def test_not_now_before_the_mail_is_no_mail(charter, practitioner):
    answer_charter(charter.current_version, answer="agrees", by=practitioner)
    newest = next_version(charter)
    put_aside(newest, by=practitioner)

    ask_about(newest)

    assert told() == []


def test_a_first_version_and_a_sample_ask_nobody(organisation, practitioner):
    adopted_charter(organisation)
    assert not Job.objects.filter(kind="ask_about_charter").exists()
    assert len(is_asked(practitioner)) == 1  # on their own page only
    Charter.objects.update(organisation=None)
    next_version(adopted_charter())

    assert not Job.objects.filter(kind="ask_about_charter").exists()
    assert is_asked(practitioner) == []


def test_five_thousand_answers_hold_up_nobody(charter, organisation, practitioner, django_assert_num_queries):
    """Adopting only asks the worker; what one person is shown costs the same."""
    many = User.objects.bulk_create(User(name=f"Person{n} Sample") for n in range(5000))
    Membership.objects.bulk_create(
        Membership(person=person, organisation=organisation, role=Role.PRACTITIONER) for person in many
    )
    version = charter.current_version
    Agreement.objects.bulk_create(
        Agreement(person=person, version=version, answer="agrees") for person in many
    )

    newest = next_version(charter)
    assert Job.objects.filter(kind="ask_about_charter").count() == 1
    assert not Asking.objects.exists()
    with django_assert_num_queries(2):  # one for the places they are in
        assert is_asked(practitioner) == [charter.title]
    with django_assert_num_queries(3):
        assert standing_of(many[0], newest).compared_with == version

    ask_some(newest, [person.pk for person in many[:100]])
    assert Asking.objects.filter(version=newest).count() == 100


@pytest.fixture
def extra_role(practitioner, organisation):
    return MembershipFactory(person=practitioner, organisation=organisation, role=Role.ASSESSOR)


def test_several_roles_are_one_person(charter, practitioner, extra_role):
    answer_charter(charter.current_version, answer="agrees", by=practitioner)

    newest = next_version(charter)
    ask_about(newest)

    assert told() == [practitioner.name]
    assert len(asked_of(practitioner)) == 1
