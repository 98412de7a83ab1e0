"""The trail of a place and of a person: what it shows to whom, and how much it asks the database."""

import csv
import io
import json

import pytest

from people.audit import operation, record, record_access
from people.models import AuditEvent, Stream
from people.operations.organisations import end_role, give_role
from people.roles import Role
from tests.factories import EvidenceFileFactory, MembershipFactory, PortfolioFactory, UserFactory
from tests.factories.assessments import share, unit_with_evidence

pytestmark = pytest.mark.django_db


def sentences(answer):
    return [one.sentence for one in answer.context["told"]]


@pytest.fixture
def ines(client_for, iqa):
    return client_for(iqa)


@operation
def happen(*several, **more):
    """As operations record what they did."""
    for action, by, subject in several:
        record(action, by=by, subject=subject, **more)


@pytest.fixture
def replied(practitioner, assessor, organisation):
    review = share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor)
    happen(("assessment.replied", assessor, review))
    return review


def test_what_happened_reads_as_sentences(ines, replied):
    shown = sentences(ines.get("/trail/?group=decisions"))

    title = replied.version.title
    assert shown[0] == f"Robin Example replied to Pat Sample’s round 1 of “{title}”."
    assert f"Robin Example asked Robin Example to read Pat Sample’s work on “{title}”." in shown


def test_names_are_looked_up_now(ines, replied, assessor):
    assessor.name = "Robin Specimen"
    assessor.save()

    assert sentences(ines.get("/trail/?group=decisions"))[0].startswith("Robin Specimen replied to")


def test_someone_erased_is_someone_who_is_no_longer_here(ines, replied, assessor):
    assessor.name, assessor.email, assessor.is_active = "", "", False
    assessor.save()

    first = sentences(ines.get("/trail/?group=decisions"))[0]
    assert first.startswith("Someone who is no longer here replied to Pat Sample’s round 1")


def test_a_change_of_role_is_there_and_stays_in_its_place(
    client_for, coordinator, practitioner, organisation
):
    given = give_role(practitioner, role=Role.ASSESSOR, organisation=organisation, by=coordinator)
    end_role(given, by=coordinator)

    assert sentences(client_for(coordinator).get("/trail/?group=people")) == [
        "Casey Sample ended a role of Pat Sample: Assessor.",
        "Casey Sample gave a role to Pat Sample: Assessor.",
    ]
    assert set(AuditEvent.objects.values_list("place_code", flat=True)) == {organisation.code}


def test_nothing_of_another_place_is_shown(client_for, outsider, replied):
    assert sentences(client_for(outsider).get("/trail/")) == []


def test_sealed_events_are_in_no_list_and_no_copy(ines, iqa, organisation):
    told = {"role": "trainer", "organisation": organisation.code}
    happen(("role.given", iqa, iqa), stream=Stream.SEALED, **told)

    assert AuditEvent.objects.get().place_code == organisation.code
    for address in ("/trail/", "/my/trail/"):
        for group in ("", "people", "files"):
            assert sentences(ines.get(f"{address}?group={group}")) == []
    assert json.loads(read(ines.get("/trail/copy.json"))) == []


def read(answer):
    return b"".join(answer).decode()


# --- whose evidence is called what -------------------------------------------------------------


def test_evidence_is_called_by_its_name_to_its_owner_alone(ines, pat, organisation, practitioner, replied):
    named = replied.submission.items.first().evidence_version.evidence.name

    for browser, is_theirs in ((ines, False), (pat, True)):
        page = browser.get("/trail/?group=mapping" if browser is ines else "/my/trail/?group=mapping")
        assert (named in page.content.decode()) is is_theirs
    assert (
        "said that a piece of Pat Sample’s evidence shows" in sentences(ines.get("/trail/?group=mapping"))[-2]
    )


def test_what_someone_does_in_their_own_folder_is_in_their_own_trail_alone(
    ines, pat, practitioner, organisation
):
    folder = PortfolioFactory(owner=practitioner, organisation=organisation)
    happen(("portfolio.opened", practitioner, folder))

    assert sentences(ines.get("/trail/")) == []
    assert sentences(pat.get("/my/trail/")) == ["Pat Sample began a folder."]


def test_one_sees_who_opened_ones_files(pat, ines, practitioner, assessor, organisation):
    file = EvidenceFileFactory(
        name="gate.jpg", evidence__portfolio=PortfolioFactory(owner=practitioner, organisation=organisation)
    )
    record_access(file, by=assessor)
    record_access(EvidenceFileFactory(), by=assessor)

    assert sentences(pat.get("/my/trail/?group=files")) == ["Robin Example opened “gate.jpg”."]
    assert sentences(ines.get("/trail/?group=files")) == ["Robin Example opened a file of Pat Sample’s."]


# --- the filter -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("who=robin", 1),
        ("who=casey", 1),
        ("about={code}", 2),
        ("about=nothing", 0),
        ("since=2020-01-01&until=2020-12-31", 0),
        ("since=2020-01-01", 2),
        ("group=people", 2),
        ("group=charters", 0),
    ],
)
def test_the_filter_finds(ines, coordinator, assessor, organisation, asked, count):
    person = UserFactory()
    give_role(person, role=Role.ASSESSOR, organisation=organisation, by=coordinator)
    give_role(person, role=Role.TRAINER, organisation=organisation, by=assessor)

    assert len(sentences(ines.get("/trail/?" + asked.format(code=person.code)))) == count


def test_of_many_who_are_called_the_same_nobody_is_left_out(ines, organisation):
    named = {"person__name": "Sam Sample", "organisation": organisation}
    called = [MembershipFactory(**named).person for _number in range(60)]
    happen(
        *[("role.given", person, person) for person in called], role="trainer", organisation=organisation.code
    )

    page = ines.get("/trail/?who=sam+sample")
    older = ines.get(f"/trail/?who=sam+sample&before={page.context['before']}")
    told = json.loads(read(ines.get("/trail/copy.json?who=sam+sample")))
    rows = read(ines.get("/trail/copy.csv?who=sam+sample")).strip().split("\r\n")

    assert (len(sentences(page)), len(sentences(older)), len(rows)) == (50, 10, 61)
    assert [one["who_code"] for one in told] == [person.code for person in called]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("who=nobodyatall", "Nobody here is or was called so."),
        ("since=soon", "Write the day like 2027-03-31."),
        ("since=2027-02-01&until=2027-01-01", "This day comes before the first one."),
        ("group=gossip", "Select a valid choice."),
    ],
)
def test_what_cannot_be_found_so_gets_a_sentence(ines, asked, sentence):
    for address in ("/trail/?", "/trail/copy.csv?"):
        answer = ines.get(address + asked)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert asked.partition("=")[2].partition("&")[0] in answer.content.decode()


def test_an_address_that_was_changed_by_hand_gets_a_sentence(ines):
    answer = ines.get("/trail/?before=minus")

    assert answer.status_code == 422
    assert "Enter a whole number." in answer.content.decode()


def test_a_name_from_another_place_is_not_found(ines, outsider):
    assert ines.get("/trail/?who=olu").status_code == 422


def many(count, coordinator, organisation):
    told = {"role": "assessor", "organisation": organisation.code}
    people = [UserFactory(password=None) for _ in range(count)]
    happen(*[("role.given", coordinator, person) for person in people], **told)


@pytest.mark.parametrize("count", [1, 30])
def test_the_trail_costs_the_same_for_one_and_thirty(
    ines, coordinator, organisation, count, django_assert_num_queries
):
    many(count, coordinator, organisation)

    with django_assert_num_queries(5):  # session, person, roles; events, names
        assert len(sentences(ines.get("/trail/"))) == count


@pytest.mark.parametrize("count", [1, 30])
def test_ones_own_trail_costs_the_same_for_one_and_thirty(
    client_for, coordinator, organisation, count, django_assert_num_queries
):
    many(count, coordinator, organisation)
    browser = client_for(coordinator)

    with django_assert_num_queries(5):
        assert len(sentences(browser.get("/my/trail/"))) == count


def test_older_ones_follow_where_the_page_ended(ines, coordinator, organisation):
    many(120, coordinator, organisation)

    numbers, address = [], "/trail/?group=people"
    while address:
        answer = ines.get(address)
        numbers.append([one.event.sequence for one in answer.context["told"]])
        before = answer.context["before"]
        address = f"/trail/?group=people&before={before}" if before else ""

    assert [len(page) for page in numbers] == [50, 50, 20]
    assert sum(numbers, []) == list(range(120, 0, -1))


# --- copies ---------------------------------------------------------------------------------


def test_a_copy_holds_what_the_filter_finds_oldest_first_and_says_that_it_was_taken(
    ines, iqa, coordinator, organisation
):
    many(3, coordinator, organisation)

    rows = json.loads(read(ines.get("/trail/copy.json?group=people")))

    assert [row["sequence"] for row in rows] == [1, 2, 3]
    assert rows[0]["sentence"].startswith("Casey Sample gave a role to Person")
    assert rows[0]["hash"] == AuditEvent.objects.get(sequence=1).hash
    taken = AuditEvent.objects.get(sequence=4)
    assert (taken.action, taken.actor_code, taken.subject_code) == (
        "trail.exported",
        iqa.code,
        organisation.code,
    )
    assert set(taken.payload) == {"way", "filter"}
    assert len(taken.payload["filter"]) == 64


def test_a_copy_of_more_than_one_piece_is_whole(ines, coordinator, organisation, monkeypatch):
    monkeypatch.setattr("people.trail_copies.PIECE", 7)
    many(20, coordinator, organisation)

    rows = list(csv.DictReader(io.StringIO(read(ines.get("/trail/copy.csv?group=people")).lstrip("\ufeff"))))
    assert [int(row["sequence"]) for row in rows] == list(range(1, 21))


def test_no_cell_is_taken_for_a_formula(ines, coordinator, organisation):
    coordinator.name = "=HYPERLINK(1)"
    coordinator.save()
    many(1, coordinator, organisation)

    [row] = csv.DictReader(io.StringIO(read(ines.get("/trail/copy.csv")).lstrip("\ufeff")))
    assert row["who"] == "'=HYPERLINK(1)"
    assert row["sentence"].startswith("'=HYPERLINK(1) gave")


def test_an_empty_copy_is_a_copy(pat):
    assert json.loads(read(pat.get("/my/trail/copy.json"))) == []


def test_looking_at_the_head_of_a_copy_is_no_copy(ines):
    ines.head("/trail/copy.csv")

    assert not AuditEvent.objects.exists()
