import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import Cohort, CohortMember
from assessments.operations.cohorts import add_person, change_cohort, end_cohort
from people.models import Invitation
from tests.factories.assessments import share, unit_with_evidence
from tests.factories.awards import published_award
from tests.factories.cohorts import as_xlsx, bring_in, cohort_in, practitioner_here, rows_of
from tests.reading import text_of

pytestmark = pytest.mark.django_db

LIST = "Ann Sample, ann@sample.example\nBen Specimen, ben@home"


@pytest.fixture
def casey(client_for, coordinator):
    return client_for(coordinator)


@pytest.fixture
def award(trainer):
    return published_award(by=trainer)


@pytest.fixture
def cohort(organisation, coordinator, award):
    return cohort_in(organisation, by=coordinator, award=award)


def at(name, cohort, *more):
    return reverse(name, args=[cohort.code, *more])


def look(casey, cohort, **typed):
    return casey.send(at("cohort-invite", cohort), typed or {"text": LIST})


def agreed_from(page):
    return {name: page.context[key] for name, key in (("rows", "rows"),)} | {
        "seen": page.context["plan"].digest
    }


# --- making and changing --------------------------------------------------------------------


def test_a_coordinator_makes_a_group_and_brings_in_its_people_next(casey, organisation, award):
    answer = casey.send(reverse("cohort-list"), {"name": "Valley 2026", "award": award.code})

    cohort = Cohort.objects.get()
    assert answer["Location"] == at("cohort-invite", cohort)
    assert (cohort.name, cohort.award, cohort.organisation) == ("Valley 2026", award, organisation)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "Give the group a name."),
        ({"name": "n" * 201}, "This is 201 letters long, and we can keep 200. Make it shorter."),
        ({"name": "Valley", "award": "none"}, "Choose one of the awards in the list, or none."),
    ],
)
def test_a_group_that_makes_no_sense_is_said_and_nothing_typed_is_lost(casey, typed, sentence):
    answer = casey.send(reverse("cohort-list"), typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert f'value="{typed["name"]}"' in answer.content.decode()
    assert not Cohort.objects.exists()


def test_an_award_nobody_can_start_is_not_offered_but_stays_where_it_is(
    casey, cohort, organisation, coordinator
):
    Cohort.objects.update(award=None)
    other = cohort_in(organisation, by=coordinator, award=cohort.award)
    type(cohort.award).objects.update(withdrawn_at="2026-01-01T00:00Z")

    offered = [at("cohort-change", one) for one in (cohort, other)]

    assert [f'value="{cohort.award.code}"' in casey.get(address).content.decode() for address in offered] == [
        False,
        True,
    ]


def test_changing_it_from_an_old_page_shows_both(casey, cohort, coordinator):
    change_cohort(cohort, name="Theirs", award=None, revision=1, by=coordinator)

    answer = casey.send(at("cohort-change", cohort), {"name": "Mine", "revision": "1"})

    assert answer.status_code == 409
    assert "Theirs · no award" in text_of(answer)
    assert 'value="Mine"' in answer.content.decode()
    assert casey.send(at("cohort-change", cohort), {"name": "Mine", "revision": "2"}).status_code == 302
    assert Cohort.objects.get().name == "Mine"


def test_ending_it_and_taking_it_up_again(casey, cohort):
    casey.send(at("cohort-end", cohort))
    ended = Cohort.objects.get().ended_at
    casey.send(at("cohort-end", cohort), {"back": "1"})

    assert ended
    assert Cohort.objects.get().ended_at is None


# --- a list, looked at and agreed to --------------------------------------------------------


def test_the_list_is_shown_with_what_would_happen_and_nothing_happens(casey, cohort):
    page = look(casey, cohort)

    assert page.status_code == 200
    cells = text_of(page)
    assert "1 Ann Sample ann@sample.example Will be invited." in cells
    assert "2 Ben Specimen ben@home Not taken, because “ben@home” is not an e-mail." in cells
    assert not Invitation.objects.exists()
    assert not CohortMember.objects.exists()


def test_what_is_left_out_is_said_before_the_long_table(casey, cohort):
    words = text_of(look(casey, cohort))

    said = words.index("Row 2, Ben Specimen: Not taken, because “ben@home” is not an e-mail.")
    assert words.index("1 row is left out") < said < words.index("1 Ann Sample ann@sample.example")


def test_agreeing_does_it_once_however_often_it_is_sent(casey, cohort):
    typed = agreed_from(look(casey, cohort)) | {"once": "a-key-of-one-form"}

    first, second = [casey.post(at("cohort-agree", cohort), typed) for _time in range(2)]

    assert first["Location"] == second["Location"] == at("cohort-detail", cohort)
    assert Invitation.objects.get().email == "ann@sample.example"
    assert "1 person was invited." in text_of(casey.get(at("cohort-detail", cohort)))


def test_a_spreadsheet_is_read_as_a_paste_is(casey, cohort):
    sheet = SimpleUploadedFile(
        "people.xlsx", as_xlsx(["Name", "E-mail"], [["Ann Sample", "ann@sample.example"]])
    )

    page = look(casey, cohort, file=sheet)

    assert "2 Ann Sample ann@sample.example Will be invited." in text_of(page)


def test_when_something_changed_meanwhile_nothing_is_done_and_the_new_plan_is_shown(
    casey, cohort, organisation
):
    typed = agreed_from(look(casey, cohort))
    practitioner_here(organisation, name="Anna Sample", email="ann@sample.example")

    answer = casey.send(at("cohort-agree", cohort), typed)

    assert answer.status_code == 409
    assert "Here already, as Anna Sample. Will be enrolled." in text_of(answer)
    assert not CohortMember.objects.exists()
    assert casey.send(at("cohort-agree", cohort), agreed_from(answer)).status_code == 302
    assert CohortMember.objects.get().person.name == "Anna Sample"


@pytest.mark.parametrize("rows", ["", "x", "W10:x:y", "another group’s"])
def test_rows_that_were_not_shown_are_not_taken(casey, cohort, organisation, coordinator, rows):
    if rows.startswith("another"):
        rows = look(casey, cohort_in(organisation, by=coordinator)).context["rows"]
    seen = look(casey, cohort).context["plan"].digest

    answer = casey.send(at("cohort-agree", cohort), {"rows": rows, "seen": seen})

    assert answer.status_code == 422
    assert "This list is not the one that was shown. Bring it in again." in text_of(answer)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Paste the list, or choose a spreadsheet. One of the two."),
        ({"text": "only words"}, "We found neither a heading “Name” nor an e-mail."),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no zip")}, "This file is damaged or cut short"),
        ({"file": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n0000")}, "This is not a spreadsheet."),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "This file is empty."),
    ],
)
def test_a_list_that_can_not_be_read_ends_in_a_sentence_and_stays_typed(casey, cohort, typed, sentence):
    answer = look(casey, cohort, **typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert typed.get("text", "") in answer.content.decode()


def test_where_there_is_nothing_to_do_there_is_nothing_to_agree_to(casey, cohort, coordinator):
    bring_in(cohort, rows_of(1), by=coordinator)

    page = look(casey, cohort, text="Name,E-mail\nNew1 Sample,new1@sample.example")

    assert "There is nothing to do." in text_of(page)
    assert at("cohort-agree", cohort) not in page.content.decode()


def test_a_group_that_has_ended_says_so_when_agreed_to(casey, cohort, coordinator):
    typed = agreed_from(look(casey, cohort))
    end_cohort(cohort, by=coordinator)

    answer = casey.send(at("cohort-agree", cohort), typed)

    assert (answer.status_code, Invitation.objects.count()) == (409, 0)
    assert "This group has ended. Take it up again first." in text_of(answer)


# --- its page -------------------------------------------------------------------------------


def test_the_page_says_who_needs_what_and_shows_no_evidence(
    casey, organisation, coordinator, practitioner, assessor
):
    cohort = cohort_in(organisation, by=coordinator)
    bring_in(cohort, rows_of(1), by=coordinator)
    add_person(cohort, practitioner, by=coordinator)
    unit = unit_with_evidence(practitioner, organisation)
    share(unit, assessor=assessor)

    page = casey.get(at("cohort-detail", cohort))

    assert "New1 Sample new1@sample.example Not joined yet" in text_of(page)
    assert unit.version.title in text_of(page)
    assert "With Robin Example" in text_of(page)
    assert unit.portfolio.evidence.get().name not in text_of(page)


def test_the_link_of_whoever_has_not_joined_is_there_to_copy(casey, cohort, coordinator):
    bring_in(cohort, rows_of(1), by=coordinator)
    address = Invitation.objects.get().link

    assert f'value="{address}" readonly' in casey.get(at("cohort-detail", cohort)).content.decode()
    Invitation.objects.update(expires_at="2026-01-01T00:00Z")
    page = casey.get(at("cohort-detail", cohort))
    assert address not in page.content.decode()
    assert "Bring them in again to invite them once more." in text_of(page)


def test_asked_for_by_what_is_needed(casey, cohort, coordinator, practitioner):
    bring_in(cohort, rows_of(1), by=coordinator)
    add_person(cohort, practitioner, by=coordinator)

    def names(need):
        page = casey.get(at("cohort-detail", cohort), {"needs": need})
        return [one.member.shown_name for one in page.context["people"]]

    assert [names(need) for need in ("not joined", "nothing shared", "ready", "", "x\u202e")] == [
        ["New1 Sample"],
        ["Pat Sample"],
        [],
        ["New1 Sample", "Pat Sample"],
        ["New1 Sample", "Pat Sample"],
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_for_one_and_thirty(
    casey, cohort, coordinator, organisation, count, django_assert_num_queries
):
    bring_in(cohort, rows_of(count), by=coordinator)
    for _one in range(min(count, 4)):
        add_person(cohort, practitioner_here(organisation, name="A Sample"), by=coordinator)

    with django_assert_num_queries(10):
        page = casey.get(at("cohort-detail", cohort))

    assert len(page.context["people"]) == min(count + 1, 20)


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_groups_costs_the_same_for_one_and_thirty(
    casey, organisation, coordinator, count, django_assert_num_queries
):
    for _one in range(count):
        cohort_in(organisation, by=coordinator)

    with django_assert_num_queries(6):
        page = casey.get(reverse("cohort-list"))

    assert len(page.context["page"].object_list) == min(count, 20)


def test_the_same_as_a_table_in_which_nothing_runs(casey, organisation, coordinator, assessor):
    cohort = cohort_in(organisation, by=coordinator)
    eve = practitioner_here(organisation, name="=Eve Sample")
    add_person(cohort, eve, by=coordinator)
    assessment = share(unit_with_evidence(eve, organisation), assessor=assessor)
    bring_in(cohort, rows_of(1), by=coordinator)

    answer = casey.get(at("cohort-table", cohort))

    assert answer["Content-Disposition"] == 'attachment; filename="valley-2026-sample.csv"'
    day = organisation.date_of(assessment.submission.shared_at).isoformat()
    assert list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))) == [
        ["Name", "Standard", "What is needed", "Who it waits for", "Shared on"],
        ["'=Eve Sample", assessment.version.title, "With an assessor", "Robin Example", day],
        ["New1 Sample", "", "Not joined yet", "", ""],
    ]


def test_the_table_holds_everyone_and_what_was_asked_for(casey, cohort, coordinator, practitioner):
    bring_in(cohort, rows_of(25), by=coordinator)
    add_person(cohort, practitioner, by=coordinator)

    tables = [
        casey.get(at("cohort-table", cohort), {"needs": need}).content.decode().count("\r\n")
        for need in ("", "nothing shared")
    ]

    assert tables == [27, 2]


# --- adding and taking out ------------------------------------------------------------------


@pytest.mark.parametrize("by", ["email", "code"])
def test_someone_who_is_here_is_added_by_their_email_or_code(casey, cohort, practitioner, by):
    answer = casey.send(at("cohort-add", cohort), {"whom": getattr(practitioner, by).upper()})

    assert answer.status_code == 302
    assert cohort.members.get().person == practitioner


@pytest.mark.parametrize(
    ("who", "status", "sentence"),
    [
        ("outsider", 422, "Nobody here has this e-mail or code. Check it, or invite them."),
        ("assessor", 409, "They are not a practitioner here. Give them that role under “People” first."),
        ("", 422, "Type their e-mail, or the code they sign in with."),
    ],
)
def test_who_can_not_be_added_is_said(casey, cohort, request, who, status, sentence):
    whom = request.getfixturevalue(who).email if who else ""

    answer = casey.send(at("cohort-add", cohort), {"whom": whom})

    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert not cohort.members.exists()


def test_taking_someone_out(casey, cohort, coordinator, practitioner):
    member = add_person(cohort, practitioner, by=coordinator)

    answer = casey.send(at("cohort-leave", cohort, member.code))

    assert answer.status_code == 302
    assert cohort.members.get().left_at


# --- who may --------------------------------------------------------------------------------


def test_a_practitioner_sees_on_their_own_page_that_they_are_in_it_and_nothing_else(
    pat, cohort, coordinator, practitioner
):
    bring_in(cohort, rows_of(1), by=coordinator)
    add_person(cohort, practitioner, by=coordinator)

    page = text_of(pat.get(reverse("dashboard")))

    assert "You are in the group “Valley 2026 sample”." in page
    assert "New1 Sample" not in page
    assert [pat.get(at(name, cohort)).status_code for name in ("cohort-detail", "cohort-table")] == [404, 404]


def test_whoever_left_or_whose_group_ended_is_told_nothing(pat, cohort, coordinator, practitioner):
    add_person(cohort, practitioner, by=coordinator)
    end_cohort(cohort, by=coordinator)

    assert "Valley 2026 sample" not in text_of(pat.get(reverse("dashboard")))
