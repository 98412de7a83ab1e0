"""Putting other words forward: by anyone signed in, with the rule of that day, and never for oneself alone."""

import pytest
from django.db import IntegrityError, connection, transaction

from community.models import Amendment, Support
from community.models.wording import CharterWording
from community.operations.amending import added_after, preamble_reworded, reworded, taken_out, whole_of
from community.operations.amendments import (
    CannotPropose,
    CannotStand,
    ChangedMeanwhile,
    NotAMember,
    NotInUse,
    NotOpenAnyMore,
    NotTheirs,
    OwnAmendment,
    PutForwardAlready,
    SaysTheSame,
    ToReadOnly,
    WordsMissing,
    propose_amendment,
    show_name,
    support,
    take_support_back,
    withdraw_amendment,
)
from community.operations.remarks import (
    answer,
    ask,
)
from people.models import AuditEvent
from tests.factories.community import adopted_charter, its_time_over, next_version, open_amendment
from tests.factories.people import UserFactory

SAID = {"summary": "Say it clearly.", "why": "It was not said clearly.", "is_named": False}


@pytest.fixture
def charter(organisation):
    return adopted_charter(organisation, open_days=10, least_people=3, least_share=25)


@pytest.fixture
def wording(charter):
    return charter.current_version.wording


def words(wording):
    return [entry.words for entry in wording.entries]


# --- one change of today's words --------------------------------------------------------------


def test_each_way_to_change_one_thing(wording):
    values, inclusion, _welfare, zero, includes, discrimination, _risk = wording.entries

    assert words(reworded(wording, inclusion.lineage, label="Belonging", text="All belong.\r\n"))[1] == (
        "Belonging: All belong."
    )
    assert words(reworded(wording, inclusion.lineage, label="", text="All belong."))[1] == "All belong."
    added = added_after(wording, includes.lineage, kind="value", label="Care", text="We care.")
    assert [(e.level, e.kind, e.words) for e in added.entries[4:]] == [
        (1, "statement", "Unacceptable behaviour includes, but is not limited to:"),
        (2, "unacceptable behaviour", "Any form of discrimination"),
        (2, "unacceptable behaviour", "Putting others at risk"),
        (1, "value", "Care: We care."),
    ]
    assert added_after(wording, discrimination.lineage, kind="statement", text="x").entries[6].level == 2
    assert words(added_after(wording, values.lineage, kind="value", text="First."))[1] == "First."
    assert words(taken_out(wording, includes.lineage)) == words(wording)[:4]
    assert words(taken_out(wording, zero.lineage)) == words(wording)[:3]
    assert whole_of(wording, includes.lineage) == wording.entries[4:]
    assert preamble_reworded(wording, "").preamble == ""


# --- putting forward ----------------------------------------------------------------------------


def test_anyone_signed_in_puts_words_forward_with_the_rule_of_today(charter, outsider):
    amendment = open_amendment(charter, by=outsider)
    charter.page.specific.__class__.objects.update(open_days=1, least_people=2, least_share=0)

    amendment.refresh_from_db()
    assert (amendment.state, amendment.base, amendment.clause_count) == ("open", charter.current_version, 7)
    assert (amendment.closes_at - amendment.opened_at).days == 10
    assert (amendment.needed_people, amendment.needed_share) == (3, 25)
    assert words(amendment.wording)[1] == "Inclusion: Everyone is welcome, always."
    charter.refresh_from_db()
    assert words(charter.current_version.wording)[1] == "Inclusion: Everyone is welcome."


def test_an_earlier_moment_is_now(charter, practitioner):
    opened = open_amendment(charter, by=practitioner).opened_at
    earlier = open_amendment(charter, by=practitioner, text="Other.", at=opened.replace(year=2001))

    assert earlier.opened_at >= opened


def test_a_charter_that_belongs_to_nobody_is_only_read(db):
    with pytest.raises(ToReadOnly):
        open_amendment(adopted_charter(), by=UserFactory())
    assert not Amendment.objects.exists()


def test_a_charter_out_of_sight_is_not_changed(charter, practitioner):
    charter.page.specific.unpublish()

    with pytest.raises(NotInUse):
        open_amendment(charter, by=practitioner)


def without_any(wording):
    return CharterWording(wording.title, wording.preamble, ())


def too_deep(wording):
    return CharterWording(wording.title, "", (wording.entries[0], wording.entries[5]))


def twice(wording):
    return CharterWording(wording.title, "", wording.entries * 2)


@pytest.mark.parametrize(
    ("change", "said", "refusal"),
    [
        (lambda w: w, {}, SaysTheSame),
        (lambda w: reworded(w, w.entries[1].lineage, label="", text=" \n"), {}, CannotStand),
        (too_deep, {}, CannotStand),
        (without_any, {}, CannotStand),
        (twice, {}, CannotPropose),
        (lambda w: reworded(w, w.entries[0].lineage, label="x" * 501, text=""), {}, CannotStand),
        (lambda w: preamble_reworded(w, "x"), {"summary": " "}, WordsMissing),
        (lambda w: preamble_reworded(w, "x"), {"why": ""}, WordsMissing),
    ],
)
def test_what_cannot_stand_is_refused_with_a_sentence(charter, wording, practitioner, change, said, refusal):
    with pytest.raises(refusal) as refused:
        propose_amendment(charter, wording=change(wording), by=practitioner, **SAID | said)

    assert type(refused.value) is refusal
    assert str(refused.value).endswith(".")
    assert not Amendment.objects.exists()
    assert not AuditEvent.objects.filter(action="amendment.opened").exists()


def test_the_same_words_are_open_once_from_one_person(charter, wording, practitioner, assessor):
    clause = wording.entries[0].lineage

    def put_forward(
        by,
    ):  # whoever sends it again from the page they went back to: a new clause anew each time
        changed = added_after(wording, clause, kind="value", label="Tea", text="There is tea.")
        return propose_amendment(charter, wording=changed, by=by, **SAID)

    first = put_forward(practitioner)
    with pytest.raises(PutForwardAlready):
        put_forward(practitioner)
    assert Amendment.objects.get() == first

    put_forward(assessor)
    withdraw_amendment(first, by=practitioner)
    put_forward(practitioner)
    assert Amendment.objects.count() == 3


def test_words_made_from_an_older_version_are_not_taken_for_todays(charter, wording, practitioner):
    base = charter.current_version
    next_version(charter)
    changed = preamble_reworded(wording, "Other.")

    with pytest.raises(ChangedMeanwhile):
        propose_amendment(charter, wording=changed, base=base, by=practitioner, **SAID)


def test_the_record_names_only_who_wished_it(charter, practitioner, assessor):
    unnamed = open_amendment(charter, by=practitioner, supporters=[assessor])
    take_support_back(unnamed, by=assessor)
    question = ask(unnamed, words="Why?", is_named=False, by=assessor)
    answer(question, words="Because.", is_named=False, by=practitioner)
    withdraw_amendment(unnamed, by=practitioner)
    open_amendment(charter, by=assessor, text="Other.", is_named=True)

    events = AuditEvent.objects.filter(action__startswith="amendment.")
    assert list(events.order_by("sequence").values_list("action", "actor_code")) == [
        ("amendment.opened", ""),
        ("amendment.supported", ""),
        ("amendment.support_taken_back", ""),
        ("amendment.asked_about", ""),
        ("amendment.answered", ""),
        ("amendment.withdrawn", ""),
        ("amendment.opened", assessor.code),
    ]
    codes = {practitioner.code, assessor.code}
    assert not [event for event in events if codes & set(map(str, event.payload.values()))]


# --- being for it -------------------------------------------------------------------------------


def test_support_is_given_once_by_members_and_taken_back(charter, practitioner, assessor, outsider):
    amendment = open_amendment(charter, by=practitioner, supporters=[assessor, assessor])
    assert list(Support.objects.values_list("person", flat=True)) == [assessor.pk]

    with pytest.raises(OwnAmendment):
        support(amendment, by=practitioner)
    with pytest.raises(NotAMember):
        support(amendment, by=outsider)
    take_support_back(amendment, by=assessor)
    take_support_back(amendment, by=assessor)
    assert not Support.objects.exists()


def test_when_its_time_is_over_nothing_is_added(charter, practitioner, assessor):
    amendment = open_amendment(charter, by=practitioner, supporters=[assessor])
    question = ask(amendment, words="Why?", is_named=True, by=assessor)

    with its_time_over(amendment):
        for late in (
            lambda: support(amendment, by=assessor),
            lambda: take_support_back(amendment, by=assessor),
            lambda: ask(amendment, words="And?", is_named=False, by=assessor),
            lambda: answer(question, words="So.", is_named=False, by=practitioner),
            lambda: withdraw_amendment(amendment, by=practitioner),
        ):
            with pytest.raises(NotOpenAnyMore):
                late()
    assert (Support.objects.count(), amendment.remarks.count()) == (1, 1)


def test_only_its_proposer_takes_it_back(charter, practitioner, assessor):
    amendment = open_amendment(charter, by=practitioner)

    with pytest.raises(NotTheirs):
        withdraw_amendment(amendment, by=assessor)
    assert withdraw_amendment(amendment, by=practitioner).state == "withdrawn"
    with pytest.raises(NotOpenAnyMore):
        support(amendment, by=assessor)


def test_a_name_comes_and_goes_as_its_owner_likes(charter, practitioner, assessor):
    amendment = withdraw_amendment(open_amendment(charter, by=practitioner, is_named=True), by=practitioner)

    show_name(amendment, is_named=False, by=practitioner)
    with pytest.raises(NotTheirs):
        show_name(amendment, is_named=True, by=assessor)
    amendment.refresh_from_db()
    assert not amendment.is_named


# --- what the database keeps --------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "closes_at = opened_at + 1",
        "needed_people = 2",
        "needed_share = 0",
        "proposed_by_id = proposed_by_id + 1",
        "preamble = 'x'",
        "state = 'adopted'",
        "state = 'adopted', supporters = 9, closed_at = opened_at",
    ],
)
def test_the_database_lets_nobody_ease_the_rule(charter, practitioner, change):
    open_amendment(charter, by=practitioner)
    if connection.vendor == "postgresql":
        change = change.replace("opened_at + 1", "opened_at + interval '1 second'")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE community_amendment SET {change}")
