"""What people agreed became of a requirement is a link in CASE, in a grouping of its own."""

from dataclasses import replace

import pytest

from standards.models import Relation, Standard, StandardPage
from standards.operations.crosswalks import Said, take_back
from standards.operations.suite_imports import apply_suite
from tests.factories.successors import WHY, agreed_crosswalk, by_label
from tests.factories.suites import applied
from tests.standards.case_service import address_of, get, package_of
from tests.standards.exchange import case_schema as schema
from tests.standards.exchange.case_schema import troubles_in
from tests.standards.made_suites import made_suite
from tests.standards.suite_world import changed_standard

ANOTHER = "5a3e5a52-0000-4000-8000-00000000000f"
OLD = ["stays as it is", "said badly", "two in one", "half", "another half", "given up"]
NEW = ["stays as it is", "said well", "one", "two", "both halves", "asked for the first time"]


def document_of(slug, texts):
    """A suite with one standard and these criteria."""
    document = made_suite(1, len(texts), slug=slug)
    rows = zip(document.standards[0].requirements, texts, strict=True)
    criteria = tuple(
        replace(row, kind="performance", number=str(place), group="", text=text)
        for place, (row, text) in enumerate(rows, start=1)
    )
    return changed_standard(document, 0, requirements=criteria, title=f"The {slug} one")


def made(document):
    """Public: (its page, the standard's version)."""
    page = applied(document)
    return page, Standard.objects.get(page__path__startswith=page.path).current_version


@pytest.fixture
def old(db):
    return made(document_of("old", OLD))


@pytest.fixture
def new(db):
    return made(document_of("new", NEW))


@pytest.fixture
def crosswalk(old, new, trainer):
    was, now = by_label(old[1]), by_label(new[1])
    said = [
        Said(was["P2"], Relation.REWORDED, (now["P2"],), reason="Plainer words."),
        Said(was["P3"], Relation.SPLIT, (now["P3"], now["P4"]), reason=WHY),
        Said(was["P4"], Relation.MERGED, (now["P5"],), reason=WHY),
        Said(was["P5"], Relation.MERGED, (now["P5"],), reason=WHY),
    ]
    return agreed_crosswalk(old[1], new[1], by=trainer, others=said)


def said_in(package):
    """[(type, from, to)] of what crosswalks say."""
    return [
        (link["associationType"], link["originNodeURI"]["title"], link["destinationNodeURI"]["title"])
        for link in package["CFAssociations"]
        if "CFAssociationGroupingURI" in link
    ]


def test_what_became_of_each_requirement(old, new, crosswalk):
    package = package_of(old[0])

    assert troubles_in(package, schema.PACKAGE) == []
    assert said_in(package) == [
        ("replacedBy", "MADE0001 The old one", "MADE0001 The new one"),
        ("exactMatchOf", "MADE0001/P1 stays as it is", "MADE0001/P1 stays as it is"),
        ("replacedBy", "MADE0001/P2 said badly", "MADE0001/P2 said well"),
        ("isRelatedTo", "MADE0001/P3 two in one", "MADE0001/P3 one"),
        ("isRelatedTo", "MADE0001/P3 two in one", "MADE0001/P4 two"),
        ("replacedBy", "MADE0001/P4 half", "MADE0001/P5 both halves"),
        ("replacedBy", "MADE0001/P5 another half", "MADE0001/P5 both halves"),
        *[("exactMatchOf", f"V{n} {title}", f"V{n} {title}") for n, title in values_of(package)],
    ]
    assert said_in(package_of(new[0])) == []


def values_of(package):
    values = [item for item in package["CFItems"] if item["CFItemType"] == "Value"]
    return [(value["listEnumeration"], value["fullStatement"]) for value in values]


def test_the_ends_are_items_that_can_be_read(old, new, crosswalk):
    links = [link for link in package_of(old[0])["CFAssociations"] if "CFAssociationGroupingURI" in link]

    ends = [link[end] for link in links for end in ("originNodeURI", "destinationNodeURI")]
    assert {get(address_of(end)).status_code for end in ends} == {200}
    assert [get(address_of(link)).body["associationType"] for link in links] == [
        link["associationType"] for link in links
    ]


def test_a_link_says_why_and_what_was_said(old, new, crosswalk):
    reworded = [
        link for link in package_of(old[0])["CFAssociations"] if link.get("notes") == "Plainer words."
    ]

    assert [link["extensions"] for link in reworded] == [{"x_relation": "reworded"}]
    assert reworded[0]["lastChangeDateTime"] == f"{crosswalk.agreed_at:%Y-%m-%dT%H:%M:%SZ}"


def test_the_grouping_names_both_ends_and_what_has_no_other_end(old, new, crosswalk, trainer):
    package = package_of(old[0])
    (grouping,) = package["CFDefinitions"]["CFAssociationGroupings"]
    was, now = by_label(old[1]), by_label(new[1])

    assert get(address_of(grouping)).body == grouping
    assert troubles_in(grouping, schema.GROUPING) == []
    assert grouping["title"] == "From “The old one” to “The new one”"
    assert grouping["extensions"] == {
        "x_dropped": [str(was["P6"].lineage)],
        "x_new": [str(now["P6"].lineage)],
    }
    assert trainer.name not in str(package)


def test_the_item_it_leads_to_knows_of_it(old, new, crosswalk):
    item = by_label(new[1])["P5"].lineage
    answer = get(f"CFItemAssociations/{item}").body

    assert troubles_in(answer, schema.ITEM_ASSOCIATIONS) == []
    assert sorted(
        (link["associationType"], link["originNodeURI"]["title"]) for link in answer["CFAssociations"]
    ) == [
        ("isChildOf", "MADE0001/P5 both halves"),
        ("replacedBy", "MADE0001/P4 half"),
        ("replacedBy", "MADE0001/P5 another half"),
    ]


def test_only_what_was_agreed_is_said_and_every_change_is_noticed(old, new, crosswalk):
    tags = [get(f"CFPackages/{page.lineage}")["ETag"] for page, _version in (old, new)]
    take_back(crosswalk, by=None)

    answers = [get(f"CFPackages/{page.lineage}") for page, _version in (old, new)]
    assert [said_in(answer.body) for answer in answers] == [[], []]
    assert "CFAssociationGroupings" not in answers[0].body["CFDefinitions"]
    assert [answer["ETag"] != tag for answer, tag in zip(answers, tags, strict=True)] == [True, True]


def test_a_new_word_at_the_other_end_is_noticed(old, new, crosswalk):
    tag = get(f"CFPackages/{old[0].lineage}")["ETag"]
    StandardPage.objects.filter(path__startswith=new[0].path).update(urn="MADE0002")
    Standard.objects.filter(pk=new[1].standard_id).update(urn="MADE0002")

    answer = get(f"CFPackages/{old[0].lineage}")
    assert answer["ETag"] != tag
    assert said_in(answer.body)[0][2] == "MADE0002 The new one"


def test_a_crosswalk_to_what_is_not_public_is_not_told(old, new, crosswalk):
    StandardPage.objects.filter(path__startswith=new[0].path).update(live=False)

    package = package_of(old[0])
    assert said_in(package) == []
    assert "The new one" not in str(package)


def test_between_two_versions_of_one_standard_only_what_became_another_item_is_a_link(old, trainer):
    page, first = old
    document = document_of("old", ["asks for something else altogether", *OLD[1:]])
    other = replace(document.standards[0].requirements[0], lineage=ANOTHER)
    later = (other, *document.standards[0].requirements[1:])
    apply_suite(changed_standard(document, 0, requirements=later), by=None, change="meaning", why=WHY)
    second = Standard.objects.get(pk=first.standard_id).current_version
    said = Said(by_label(first)["P1"], Relation.REWORDED, (by_label(second)["P1"],), reason=WHY)
    agreed_crosswalk(first, second, by=trainer, others=[said])

    assert said_in(package_of(page)) == [
        ("replacedBy", "MADE0001/P1 stays as it is", "MADE0001/P1 asks for something else altogether")
    ]
