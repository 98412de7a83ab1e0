from datetime import date

import pytest
from django.http import QueryDict

from portfolios.forms import EvidenceForm, ShareForm
from tests.factories import EvidenceFactory
from tests.portfolios.declared import DECLARATION, NO_TOOLS, TOOLS

pytestmark = pytest.mark.django_db  # the form asks which kinds of evidence there are


def moment(day="", month="", year=""):
    typed = {"happened_day": day, "happened_month": month, "happened_year": year}
    form = EvidenceForm(typed)
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("", "", ""), (None, "day")),
        (("", "", "2027"), (date(2027, 1, 1), "year")),
        (("", "3", "2027"), (date(2027, 3, 1), "month")),
        (("14", "3", "2027"), (date(2027, 3, 14), "day")),
        ((" 14 ", "3", " 2027 "), (date(2027, 3, 14), "day")),
        (("29", "2", "2024"), (date(2024, 2, 29), "day")),
    ],
)
def test_when_it_happened_is_as_exact_as_someone_knows(typed, kept):
    form = moment(*typed)

    assert (form.asked["happened_on"], form.asked["happened_precision"]) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("31", "2", "2027"), "There is no such day. Check the day and the month."),
        (("0", "13", "2027"), "There is no such day. Check the day and the month."),
        (("14", "3", ""), "Add the year. The year alone is enough."),
        (("14", "", "2027"), "Add the month too, or leave the day out."),
        (("", "", "9999"), "Check the year. We can keep 1900 to "),
        (("", "", "27"), "Check the year. We can keep 1900 to "),
        (("", "", "20277"), "Write the day and the year in numbers, such as 14 and 2027."),
        (("x", "March", "²"), "Write the day and the year in numbers, such as 14 and 2027."),
        (("1\x00", "", ""), "Write the day and the year in numbers, such as 14 and 2027."),
    ],
)
def test_a_moment_that_can_not_be_is_said(typed, sentence):
    [problem] = moment(*typed).errors["happened"]

    assert problem.startswith(sentence)


def test_nothing_typed_is_fine():
    form = EvidenceForm({})

    assert form.is_valid()
    assert form.asked == {
        "name": "", "kind_id": None, "identifiable": "", "story": "", "result": "", "next_time": "",
        "happened_on": None, "happened_precision": "day", "people": [], "claims": {}, "kept": [], "details": {},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "x" * 300}, "This is 300 letters long, and we can keep 200. Make it shorter."),
        ({"story": "a\x00b"}, "This holds a character we can’t read. Type it again without it."),
        ({"kind": "treasure"}, "That is not one of the choices here."),
        ({"identifiable": "everyone"}, "That is not one of the choices here."),
        ({"person_0_basis": "probably"}, "That is not one of the choices here."),
        (
            {"person_0_description": "x" * 201},
            "This is 201 letters long, and we can keep 200. Make it shorter.",
        ),
    ],
)
def test_what_can_not_be_kept_is_said_in_a_sentence(typed, sentence):
    form = EvidenceForm(typed)

    [[problem]] = form.errors.values()
    assert problem.startswith(sentence)


def test_words_alone_are_an_own_account():
    form = EvidenceForm({"story": "I asked both groups."})

    assert form.is_valid()
    assert form.asked["kind_id"] == "reflective account"


@pytest.mark.parametrize(
    ("row", "people"),
    [
        ({"description": "Purple top", "basis": "agreed"}, [("Purple top", "agreed", None)]),
        ({"description": "Purple top"}, [("Purple top", "not asked", None)]),
        ({"basis": "agreed"}, [("Person 1", "agreed", None)]),
        ({"description": "Purple top", "basis": "agreed", "gone": "on"}, [("Purple top", "agreed", None)]),
        ({}, []),
    ],
)
def test_a_row_about_someone_is_never_refused_for_being_short(row, people):
    form = EvidenceForm({f"person_0_{part}": words for part, words in row.items()})

    assert form.is_valid()
    assert form.asked["people"] == people


def test_naming_someone_says_that_others_are_in_it():
    form = EvidenceForm({"person_3_description": "Blue headscarf"})

    assert form.is_valid()
    assert form.asked["identifiable"] == "others"


def test_nobody_means_nobody():
    form = EvidenceForm({"identifiable": "nobody", "person_0_description": "Purple top"})

    assert form.is_valid()
    assert form.asked["people"] == []


def test_someone_can_be_taken_out_again():
    evidence = EvidenceFactory(identifiable="others")
    evidence.people.create(description="Purple top", basis="agreed")
    form = EvidenceForm(
        {"person_0_description": "Purple top", "person_0_basis": "agreed", "person_0_gone": "on"},
        evidence=evidence,
    )

    assert form.is_valid()
    assert form.asked["people"] == []


def share_form(typed, evidence=()):
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return ShareForm(data, evidence=evidence, ready=list(evidence))


def test_the_declaration_is_kept_as_it_was_agreed_to():
    evidence = EvidenceFactory()
    typed = {"share": evidence.code, "tools": "yes", "tools_used": "A spelling checker.", "declared": "on"}
    form = share_form(typed, [evidence])

    assert form.is_valid()
    assert form.declaration == f"{DECLARATION} {TOOLS} A spelling checker."
    assert share_form(typed | {"tools": "no"}, [evidence]).is_valid()


def test_no_tools_is_said_too():
    evidence = EvidenceFactory()
    form = share_form(
        {"share": evidence.code, "tools": "no", "tools_used": "x", "declared": "on"}, [evidence]
    )

    assert form.is_valid()
    assert form.declaration == f"{DECLARATION} {NO_TOOLS}"


def test_sharing_asks_for_a_choice_a_declaration_and_tools():
    form = share_form({}, [EvidenceFactory()])

    assert {name: list(problems) for name, problems in form.errors.items()} == {
        "share": ["Choose at least one piece of evidence to share."],
        "tools": ["Say whether you used AI tools. Both answers are fine."],
        "declared": ["Tick the declaration if it is true. Without it nothing is shared."],
    }


def test_nothing_is_ticked_in_a_declaration_beforehand():
    form = ShareForm(evidence=[], ready=[])

    assert [form["declared"].value(), form["tools"].value()] == [None, None]
