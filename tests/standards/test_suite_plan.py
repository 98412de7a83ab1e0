"""What a plan says of two suites, compared without asking the database anything."""

from dataclasses import replace

import pytest

from standards.exchange.suite import AreaRow, RequirementRow, StandardRow, SuiteDocument, ValueRow
from standards.exchange.suites.checks import tidied, troubles_in
from standards.exchange.suites.merge import compare
from standards.exchange.suites.order import out_of_place
from tests.standards.made_suites import lineage_of, made_suite, sentence
from tests.standards.suite_world import changed_standard, reworded, told, varied_suite


@pytest.fixture
def here():
    return made_suite(3, 9)


def bare(document):
    """As a file without lineages tells it: nothing but words, numbers and codes."""
    numbers = {row.lineage: row.number for row in document.values}
    return replace(
        document,
        lineage=None,
        key_areas=tuple(replace(row, lineage=None) for row in document.key_areas),
        values=tuple(replace(row, lineage=None) for row in document.values),
        standards=tuple(
            replace(
                row,
                lineage=None,
                requirements=tuple(replace(each, lineage=None) for each in row.requirements),
                illustrations=tuple(replace(each, value=numbers[each.value]) for each in row.illustrations),
            )
            for row in document.standards
        ),
    )


@pytest.mark.parametrize("document", [made_suite(3, 9), varied_suite()], ids=["made", "varied"])
def test_the_same_suite_is_an_empty_plan(document):
    plan = compare(document, document)

    assert told(plan) == {}
    assert [step for step in plan.steps if step.changes] == []
    assert (plan.questions, plan.warnings) == ([], [])


def test_without_lineages_words_say_what_is_what(here):
    plan = compare(bare(here), here)

    assert told(plan) == {}
    assert [step for step in plan.steps if step.changes] == []


def test_every_row_is_told_once(here):
    plan = compare(here)
    kinds = [row["kind"] for row in plan.changes["added"]]

    assert told(plan) == {"added": 1 + 6 + 5 + 3 + 3 * 9 + 3 * 5}
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "suite": 1, "key area": 6, "value": 5, "standard": 3, "performance": 18, "knowledge": 9, "illustration": 15,
    }  # fmt: skip


def test_changed_words_come_with_their_difference(here):
    before = here.standards[1].requirements[2]
    row = reworded(here.standards[1], 2, before.text.replace(before.text.split()[3], "otherwise"))
    plan = compare(changed_standard(here, 1, requirements=row.requirements), here)

    changed = plan.as_json()["changes"]["changed"]
    assert told(plan) == {"changed": 1}
    assert (changed[0]["kind"], changed[0]["standard"], changed[0]["number"]) == (
        "performance",
        here.standards[1].title,
        "3",
    )
    assert changed[0]["was"] == before.text
    assert ["gone", f"{before.text.split()[3]} "] in changed[0]["diff"]
    assert ["came", "otherwise "] in changed[0]["diff"]
    assert "".join(text for what, text in changed[0]["diff"] if what != "gone") == changed[0]["text"]


def test_a_criterion_put_in_the_middle_moves_no_other_by_itself(here):
    row = here.standards[0]
    new = RequirementRow(None, "performance", "2a", "", sentence(99_999))
    rows = (*row.requirements[:2], new, *row.requirements[2:])

    plan = compare(changed_standard(here, 0, requirements=rows), here)

    assert told(plan) == {"added": 1}


def test_numbers_that_shift_are_moves_and_match_nothing(here):
    row = here.standards[0]
    criteria = [each for each in row.requirements if each.kind == "performance"]
    shifted = [replace(each, lineage=None, number=str(int(each.number) + 1)) for each in criteria]
    new = RequirementRow(None, "performance", "1", "", sentence(88_888))
    others = [each for each in row.requirements if each.kind == "knowledge"]

    plan = compare(changed_standard(here, 0, requirements=(new, *shifted, *others)), here)

    assert told(plan) == {"added": 1, "moved": 6}
    assert [(m["number"], m["was_number"]) for m in plan.changes["moved"]] == [
        (str(n + 1), str(n)) for n in range(1, 7)
    ]
    step = plan.steps[0]
    assert [each.lineage for each in step.becomes.requirements[1:7]] == [each.lineage for each in criteria]


def test_two_that_change_places_are_one_move(here):
    row = here.standards[0]
    rows = list(row.requirements)
    rows[0], rows[1] = rows[1], rows[0]

    plan = compare(changed_standard(here, 0, requirements=tuple(rows)), here)

    assert told(plan) == {"moved": 1}
    assert plan.steps[0].changes


def test_a_requirement_gone_is_retired_and_a_standard_gone_is_withdrawn(here):
    fewer = changed_standard(here, 0, requirements=here.standards[0].requirements[1:])
    plan = compare(replace(fewer, standards=fewer.standards[:2]), here)

    assert [(row["kind"], row["text"]) for row in plan.changes["retired"]] == [
        ("performance", here.standards[0].requirements[0].text),
        ("standard", here.standards[2].title),
    ]
    assert plan.changes["retired"][1]["now"] == "withdrawn"
    assert plan.steps[2].becomes == replace(here.standards[2], status="withdrawn")


def test_what_the_file_does_not_say_stays(here):
    silent = replace(
        changed_standard(here, 0, urn=None, overview=None, status=None, source=None, last_assessment_date=None),
        edition=None, values=(), key_areas=(),
    )  # fmt: skip

    plan = compare(silent, here)

    assert told(plan) == {}
    assert plan.steps[0].becomes == here.standards[0]


def test_nothing_is_something_to_say(here):
    plan = compare(changed_standard(here, 0, overview="", source=""), here)

    assert [(row["field"], row["text"]) for row in plan.changes["changed"]] == [
        ("source", ""),
        ("overview", ""),
    ]


def test_an_outline_in_the_file_takes_no_words_away(here):
    plan = compare(changed_standard(here, 0, requirements=(), illustrations=()), here)

    assert told(plan) == {}
    assert [str(w.message) for w in plan.warnings] == [
        f"The file has no criteria for “{here.standards[0].title}”, so its words stay."
    ]


def test_a_doubtful_pair_is_asked_and_never_guessed(here):
    row = here.standards[0]
    words = row.requirements[0].text.split()
    alike = " ".join(words[:10] + ["quite", "another", "matter", "altogether", "here"])
    rows = (replace(row.requirements[0], lineage=None, text=alike, number="77"), *row.requirements[1:])
    document = changed_standard(here, 0, requirements=rows)

    plan = compare(document, here)
    (question,) = plan.open_questions

    assert (question.was.text, question.now.text) == (row.requirements[0].text, alike)
    same = compare(document, here, answers={question.key: "same"})
    other = compare(document, here, answers={question.key: "new"})
    assert (told(same), same.open_questions) == ({"changed": 1}, [])
    assert (told(other), other.open_questions) == ({"added": 1, "retired": 1}, [])


def test_a_standard_is_found_by_urn_and_never_by_a_title_with_another_urn(here):
    renamed = replace(here.standards[0], lineage=None, title="Quite another title for it")
    document = replace(here, standards=(renamed, *here.standards[1:]))
    assert told(compare(document, here)) == {"changed": 1}

    other = replace(here.standards[0], lineage=None, urn="OTHER1")
    plan = compare(replace(here, standards=(other, *here.standards[1:])), here)
    assert [row["kind"] for row in plan.changes["retired"]] == ["standard"]
    assert plan.changes["added"][0]["text"] == here.standards[0].title


def test_a_standard_moves_to_another_key_area_with_the_areas_renumbered(here):
    areas = tuple(replace(row, number=row.number + 10) for row in here.key_areas)
    moved = [replace(row, key_area=row.key_area + 10) for row in here.standards]
    moved[2] = replace(moved[2], key_area=16)

    plan = compare(replace(here, key_areas=areas, standards=tuple(moved)), here)

    assert {name: [row["kind"] for row in plan.changes[name]] for name in ("moved", "changed")} == {
        "moved": ["standard"],
        "changed": ["key area"] * 6,
    }


def test_new_values_get_lineages_that_illustrations_find(here):
    bare_suite = bare(here)
    plan = compare(bare_suite)
    lineages = [row.lineage for row in plan.values]

    assert (len(set(lineages)), all(lineages)) == (5, True)
    assert [each.value for each in plan.steps[0].becomes.illustrations] == lineages
    assert [row.lineage for row in compare(bare_suite).values] == lineages


def test_an_illustration_of_no_value_is_kept_and_told(here):
    lost = replace(here.standards[0].illustrations[0], value="99")
    plan = compare(
        changed_standard(here, 0, illustrations=(lost, *here.standards[0].illustrations[1:])), here
    )

    assert [str(w.message) for w in plan.warnings] == [
        f"“{here.standards[0].title}” illustrates a value this suite does not have: 99."
    ]
    assert plan.steps[0].becomes.illustrations[-1].text == lost.text


def test_the_digest_is_of_what_would_change(here):
    other = changed_standard(here, 0, overview="Otherwise")

    assert compare(other, here).digest == compare(other, here).digest
    assert compare(other, here).digest != compare(here, here).digest


@pytest.mark.parametrize(
    ("fields", "sentence_said"),
    [
        ({"status": "gone"}, "its status is “gone”. It can be current, legacy or withdrawn."),
        ({"urn": "U" * 21}, "is longer than the 20 characters there is room for."),
        ({"last_start_date": "31/12/2031"}, "“31/12/2031” is not a date like 2031-12-31."),
        ({"lineage": "not one"}, "“not one” is not a lineage."),
        ({"key_area": 9}, "is in key area 9, which the file does not name."),
        ({"overview": "a\0b"}, "it holds a character that can’t be kept."),
        ({"overview": "half \ud800"}, "it holds a character that can’t be kept."),
        ({"title": ""}, "has no title."),
        ({"requirements": (RequirementRow(None, "value", "1", "", "x"),)}, "“value” is neither performance nor knowledge."),
        ({"requirements": (RequirementRow(None, "performance", "", "", "x", 7),)}, "“x” has no number."),
        ({"requirements": (RequirementRow(None, "performance", "1", "", ""),)}, "there are no words."),
        ({"requirements": (RequirementRow(lineage_of("x"), "performance", "1", "", "x"),) * 2}, "is there 2 times."),
    ],
)  # fmt: skip
def test_what_no_table_can_hold_is_said_with_its_place(here, fields, sentence_said):
    troubles = troubles_in(tidied(changed_standard(here, 0, **fields)))

    assert len(troubles) >= 1
    assert [t for t in troubles if sentence_said in t] == troubles[:1]


@pytest.mark.parametrize(
    ("fields", "sentence_said"),
    [
        ({"values": (ValueRow(None, "1", "x"),) * 201}, "The suite: 201 values are more than any suite has."),
        ({"key_areas": (AreaRow(None, 1, "One", "x"),) * 201}, "The suite: 201 key areas are more than any suite has."),
        ({"standards": (StandardRow(None, "x", 1),) * 2001}, "The suite: 2001 standards are more than any suite has."),
    ],
)  # fmt: skip
def test_more_than_any_suite_has_is_refused_at_once(here, fields, sentence_said):
    assert troubles_in(replace(here, **fields)) == [sentence_said]


def test_more_requirements_than_any_standard_has_are_refused_at_once(here):
    many = (RequirementRow(None, "performance", "1", "", "x"),) * 1501
    (said,) = troubles_in(changed_standard(here, 0, requirements=many))

    assert said.endswith("1501 requirements are more than any suite has.")


def test_a_file_without_standards_is_no_suite():
    assert troubles_in(SuiteDocument(title="Nothing")) == ["This file names no standard."]


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([0, 1, 2], set()),
        ([1, 2, 0], {2}),
        ([2, 0, 1], {0}),
        ([None, 0, 1], set()),
        ([1, 0, 3, 2], {0, 2}),
        ([], set()),
    ],
)
def test_the_fewest_moves_explain_an_order(places, moved):
    assert out_of_place(places) == moved


def test_a_file_that_says_nothing_of_headings_moves_nothing_from_below_its_own(here):
    rows = here.standards[1].requirements
    headed = [replace(each, group="First" if place < 3 else "Then") for place, each in enumerate(rows)]
    here = changed_standard(here, 1, requirements=tuple(headed))
    unsaid = [replace(each, group=None) for each in headed]
    new = replace(unsaid[1], lineage=None, number="1.1", text="something that nobody has asked for before")
    plan = compare(changed_standard(here, 1, requirements=(*unsaid[:2], new, *unsaid[2:])), here)

    assert told(plan) == {"added": 1}
    assert [each.group for each in plan.steps[1].becomes.requirements] == [
        "First", "First", "First", *[each.group for each in headed[2:]],
    ]  # fmt: skip
