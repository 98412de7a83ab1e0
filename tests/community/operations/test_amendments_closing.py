"""When its time is over: counted by the rule it was opened with, put in force once, never early and never by one."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from community.models import Amendment, CharterPage, CharterVersion
from community.operations import amendments_closing, amendments_in_force
from community.operations.amendments import NotAMember, support, withdraw_amendment
from community.operations.amendments_closing import close_amendment, close_due_amendments
from people.models import AuditEvent, OutboxMail
from people.registry import EACH_MINUTE
from standards.models import CannotBePublished
from tests.community.operations.closing import after, numbers, today, words
from tests.factories import OrganisationFactory
from tests.factories.community import adopted_charter, its_time_over, members, open_amendment

# --- never early ------------------------------------------------------------------------------------


def test_the_worker_asks_every_minute():
    assert close_due_amendments in EACH_MINUTE


def test_nothing_is_adopted_before_its_time(charter, amendment):
    """Also not by saying that it is later, or by another rule on the page."""
    CharterPage.objects.update(open_days=1, least_people=2)
    close_due_amendments()
    close_due_amendments(at=amendment.closes_at + timedelta(days=1))
    close_amendment(amendment.pk, at=timezone.now())
    with time_machine.travel(amendment.closes_at - timedelta(seconds=1), tick=False):
        close_due_amendments()

    amendment.refresh_from_db()
    assert (amendment.state, amendment.closed_at, numbers()) == ("open", None, [1])


def test_without_enough_people_it_stays_open_to_its_last_moment_too(charter, practitioner):
    """Nobody ends it early by saying that it is later."""
    amendment = open_amendment(charter, by=practitioner)
    later = amendment.closes_at + timedelta(days=1)
    close_due_amendments(at=later)
    close_amendment(amendment.pk, at=later)

    amendment.refresh_from_db()
    assert (amendment.state, amendment.closed_at) == ("open", None)


def test_a_row_that_says_adopted_before_its_time_opens_nothing(charter, amendment):
    """Written past every operation: the words are kept only by the clock."""
    ended = {"closed_at": amendment.closes_at, "supporters": 3, "members": 5}
    Amendment.objects.update(state="adopted", digest=amendment.wording.digest, **ended)
    page = charter.page.specific
    amendments_in_force.write_words(page, amendment.wording)
    revision = page.save_revision()

    with pytest.raises(CannotBePublished):
        revision.publish()
    assert numbers() == [1]
    with its_time_over(amendment):
        revision.publish()
    assert numbers() == [1, 2]


def row_of(version, **fields):
    """The columns of a version that would follow, and what would stand in them."""
    row = CharterVersion.objects.filter(pk=version.pk).values().get()
    return (
        row | {"id": version.pk + 100, "code": "forged0000", "number": 2, "kept_at": timezone.now()} | fields
    )


def forge(table, row):
    with transaction.atomic(), connection.cursor() as cursor:
        columns, places = ", ".join(row), ", ".join(["%s"] * len(row))
        cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(row.values()))


@pytest.mark.parametrize(
    "state", ["open", "adopted before its time", "adopted in other words", "of another charter"]
)
def test_the_database_keeps_no_version_that_nobody_adopted(organisation, charter, amendment, state):
    """Raw SQL, past every operation."""
    fields = {"amendment_id": amendment.pk, "digest": amendment.wording.digest}
    if state != "open":
        ended = {"closed_at": amendment.closes_at, "supporters": 3, "members": 5}
        Amendment.objects.update(state="adopted", digest=amendment.wording.digest, **ended)
    if state != "adopted before its time":
        fields["kept_at"] = amendment.closes_at
    if state == "adopted in other words":
        fields["digest"] = "0" * 64
    if state == "of another charter":
        fields["charter_id"] = adopted_charter(organisation).pk

    with pytest.raises(IntegrityError):
        forge("community_charterversion", row_of(charter.current_version, **fields))
    assert not CharterVersion.objects.filter(number=2).exists()


@pytest.mark.parametrize("other", ["an older version", "that of another charter", "none"])
def test_the_database_puts_nothing_else_in_force(organisation, charter, amendment, other):
    before = charter.current_version
    after(amendment)
    code = {
        "an older version": before.pk,
        "that of another charter": adopted_charter(organisation).current_version_id,
    }

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE community_charter SET current_version_id = %s WHERE id = %s",
            [code.get(other), charter.pk],
        )
    charter.refresh_from_db()
    assert charter.current_version.number == 2


# --- adopted ----------------------------------------------------------------------------------------


def test_adopted_it_is_the_next_version_in_nobodys_name(charter, amendment, practitioner):
    adopted = after(amendment)

    version = charter.versions.get(number=2)
    assert (adopted.state, adopted.supporters, adopted.members) == ("adopted", 3, 5)
    assert adopted.outcome == "Open for 14 days. 3 people supported it; the rule asked for 2."
    assert (version.amendment, version.how, version.changes) == (
        adopted,
        adopted.outcome,
        "Say it clearly.",
    )
    assert (version.digest, version.kept_by) == (adopted.digest, None)
    assert words(version.wording)[1] == "Inclusion: Everyone is welcome, always."
    assert today(charter) == version.wording == amendment.wording
    page = CharterPage.objects.get()
    assert (page.live, page.has_unpublished_changes, page.latest_revision_id) == (
        True,
        False,
        page.live_revision_id,
    )
    assert [(e.action, e.actor_code) for e in AuditEvent.objects.order_by("-pk")[:2]][::-1] == [
        ("amendment.adopted", ""),
        ("charter.adopted", ""),
    ]
    assert list(OutboxMail.objects.values_list("kind", "person", "about_code")) == [
        ("amendment_closed", practitioner.pk, amendment.code)
    ]


def test_closed_again_nothing_happens(charter, amendment):
    after(amendment)
    after(amendment)

    assert numbers() == [1, 2]
    assert OutboxMail.objects.count() == 1


def test_it_is_closed_by_the_day_the_worker_comes(amendment):
    with time_machine.travel(amendment.closes_at + timedelta(days=30), tick=False):
        close_due_amendments()

    amendment.refresh_from_db()
    assert amendment.closed_at == amendment.closes_at + timedelta(days=30)


# --- not adopted ------------------------------------------------------------------------------------


def test_without_enough_people_the_charter_stays(charter, practitioner, people):
    amendment = after(open_amendment(charter, by=practitioner, supporters=people[:1]))

    assert amendment.state == "not adopted"
    assert amendment.outcome == (
        "Open for 14 days. 1 person supported it; the rule asked for 2. So the charter stays as it is. "
        "It can be put forward again at any time."
    )
    assert (amendment.digest, numbers()) == ("", [1])
    assert OutboxMail.objects.get().kind == "amendment_closed"


def test_those_who_left_are_not_counted_and_neither_is_the_proposer(charter, amendment, practitioner, people):
    people[0].memberships.update(until_date=timezone.localdate())
    people[1].is_active = False
    people[1].save()
    amendment.support.create(person=practitioner)  # as no operation lets anyone

    closed = after(amendment)

    assert (closed.state, closed.supporters, closed.members) == ("not adopted", 1, 3)


@pytest.mark.parametrize(("share", "state"), [(60, "adopted"), (61, "not adopted")])
def test_a_share_of_the_members_is_asked_too(organisation, practitioner, people, share, state):
    charter = adopted_charter(organisation, least_share=share)
    amendment = after(open_amendment(charter, by=practitioner, supporters=people[:3]))

    assert amendment.state == state
    assert amendment.outcome.startswith(
        f"Open for 14 days. 3 people supported it; the rule asked for 2, and {share} of every 100 members (3 of 5)."
    )


@pytest.mark.parametrize("place", [None, "Harbour Practice Example"])
def test_a_charter_that_went_elsewhere_is_not_changed(charter, amendment, place):
    """By those it belonged to, nor by those it belongs to now, who were never asked."""
    elsewhere = place and OrganisationFactory(name=place)
    CharterPage.objects.update(organisation=elsewhere)
    CharterPage.objects.get().save_revision().publish()
    if elsewhere:
        with pytest.raises(NotAMember):
            support(amendment, by=members(elsewhere, 1)[0])

    closed = after(amendment)

    assert (closed.state, closed.supporters, closed.members, numbers()) == ("not adopted", 3, 5, [1])
    assert closed.outcome.endswith(
        "But the charter belongs to another place now, so these people don’t change it any more."
    )


def test_taken_back_it_is_not_counted(amendment, practitioner):
    withdraw_amendment(amendment, by=practitioner)

    assert after(amendment).state == "withdrawn"
    assert (numbers(), OutboxMail.objects.count()) == ([1], 0)


# --- two at once, or half-way -----------------------------------------------------------------------


def test_two_workers_at_once_make_one_version(charter, amendment, at_once):
    with its_time_over(amendment):
        outcomes = at_once(close_due_amendments, close_due_amendments)

    amendment.refresh_from_db()
    assert outcomes == [None, None]
    assert (amendment.state, numbers()) == ("adopted", [1, 2])
    assert AuditEvent.objects.filter(action="amendment.adopted").count() == 1
    assert OutboxMail.objects.count() == 1


def test_two_that_end_together_do_not_undo_each_other(charter, amendment, assessor, people, at_once):
    other = open_amendment(charter, by=assessor, supporters=people[:2], clause=2, text="Rest.")

    with its_time_over(other):
        at_once(*[partial(close_amendment, each.pk, at=timezone.now()) for each in (amendment, other)])

    assert words(today(charter))[1:3] == ["Inclusion: Everyone is welcome, always.", "Welfare: Rest."]
    assert numbers() == [1, 2, 3]


def test_killed_half_way_nothing_happened_and_the_next_look_does_it(charter, amendment, monkeypatch):
    class Killed(BaseException):
        pass

    def kill(*_args, **_kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(amendments_closing, "tell", kill)
        with pytest.raises(Killed):
            after(amendment)
    assert (Amendment.objects.get().state, numbers()) == ("open", [1])
    assert words(CharterPage.objects.get().saved_wording)[1] == "Inclusion: Everyone is welcome."

    assert after(amendment).state == "adopted"


def test_one_that_cannot_be_closed_keeps_no_other_waiting(
    charter, amendment, assessor, people, monkeypatch, caplog
):
    other = open_amendment(charter, by=assessor, supporters=people[:2], clause=2, text="Rest.")

    def trouble(about, wording):
        if about == amendment:
            raise ZeroDivisionError("sample trouble")
        return amendments_in_force.put_in_force(about, wording)

    with monkeypatch.context() as patch:
        patch.setattr(amendments_closing, "put_in_force", trouble)
        after(other)
    amendment.refresh_from_db()
    other.refresh_from_db()
    assert (amendment.state, other.state, len(caplog.records)) == ("open", "adopted", 1)

    assert after(amendment).state == "adopted"
    assert words(today(charter))[1:3] == ["Inclusion: Everyone is welcome, always.", "Welfare: Rest."]
