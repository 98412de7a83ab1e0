"""A suite with one of everything a suite can say, and ways to look at the package it becomes."""

import json
from uuid import UUID, uuid5

from standards.exchange.case.writing import write_case
from standards.exchange.suite import (
    AreaRow,
    IllustrationRow,
    RequirementRow,
    RetiredRow,
    StandardRow,
    SuiteDocument,
    ValueRow,
)

HERE = "https://portfolio.example.org"
NAMESPACE = UUID("5a3e5a52-0000-4000-8000-000000000001")
VERSION_SEVEN = "0190a5a0-1111-7000-8000-00000000000a"


def lineage(name):
    return str(uuid5(NAMESPACE, name))


def asked(kind, number, text, *, group="", name=None):
    return RequirementRow(lineage(name or f"{kind}/{text}"), kind, number, group, text)


FULL = StandardRow(
    lineage("standard/full"),
    "A sample standard with everything",
    4,
    urn="SAMPLE01",
    urn_source="",
    title_confirmed=False,
    status="legacy",
    developed_by="Placeholder Council",
    approved="2015-02-28",
    source="https://standards.example/full",
    last_start_date="2031-05-01",
    last_assessment_date="2031-12-31",
    overview="First paragraph.\n\n• second “paragraph”",
    performance_lead="You must be able to:",
    knowledge_lead="",
    values_introduction="These are the values:",
    illustrations_introduction="For example:",
    scope_performance="",
    scope_knowledge="In\nyour own words.",
    requirements=(
        asked("performance", "1", "begin"),
        asked("performance", "8", "listen to:", group="Together"),
        asked("performance", "8.1", "those who speak", group="Together"),
        asked("performance", "8.2", "those who do not", group="Together"),
        asked("performance", "9", "end"),
        asked("performance", "9.1", "but under another heading", group="Apart"),
        asked("knowledge", "1", "why", group="Reasons"),
        asked("knowledge", "2", "how"),
        asked("knowledge", "1", "a number that starts again", group="Reasons"),
        RequirementRow(VERSION_SEVEN, "knowledge", "3", "", "an id that CASE does not allow"),
        RequirementRow(lineage("shared"), "knowledge", "4", "", "an id that stands twice"),
    ),
    illustrations=(
        IllustrationRow(lineage("value/1"), "how fairness might look"),
        IllustrationRow("", "an example for no value"),
    ),
    retired=(
        RetiredRow(lineage("old"), "performance", "10", "Together", "asked once"),
        RetiredRow(lineage("performance/elsewhere"), "knowledge", "5", "", "moved to the other standard"),
    ),
)
OTHER = StandardRow(
    lineage("standard/other"),
    "Another sample standard",
    1,
    urn="",
    status="current",
    approved="2015",
    requirements=(
        RequirementRow(lineage("performance/elsewhere"), "performance", "1", "", "moved here"),
        RequirementRow(lineage("shared"), "performance", "2", "", "an id that stands twice"),
    ),
)
OUTLINE = StandardRow(lineage("standard/outline"), "An outline", 4, urn="SAMPLE03", status="withdrawn")
EVERYTHING = SuiteDocument(
    title="A sample suite",
    slug="sample-suite",
    lineage=lineage("suite"),
    edition="2015",
    key_areas=(
        AreaRow(lineage("area/1"), 1, "One", "The first area"),
        AreaRow(lineage("area/4"), 4, "Four", "The fourth area"),
        AreaRow(lineage("area/5"), 5, "", "An area with nothing in it"),
    ),
    values=(ValueRow(lineage("value/1"), "1", "Fairness"), ValueRow(lineage("value/2"), "2", "Learning")),
    standards=(FULL, OTHER, OUTLINE),
)
WITHOUT_LINEAGES = SuiteDocument(
    title="A suite that has no ids",
    edition="",
    key_areas=(AreaRow(None, 2, None, "Second"),),
    values=(ValueRow(None, "1", "Fairness"),),
    standards=(
        StandardRow(
            None,
            "No ids at all",
            None,
            requirements=(RequirementRow(None, "performance", "1", "", "do"),),
            illustrations=(IllustrationRow("1", "like this"),),
        ),
        StandardRow(None, "In the area", 2),
    ),
)


def package_of(document, **told):
    return json.loads(b"".join(write_case(document, base_url=HERE, **told)))


def item_named(package, words):
    (item,) = [item for item in package["CFItems"] if item["fullStatement"] == words]
    return item


def links_of(package, words, kind):
    """What the item with these words is linked to: the titles at the other end."""
    known = item_named(package, words)["identifier"]
    return [
        link["destinationNodeURI"]["title"]
        for link in package["CFAssociations"]
        if link["associationType"] == kind and link["originNodeURI"]["identifier"] == known
    ]


# --- packages of other systems --------------------------------------------------------------------


def foreign_item(name, words, **more):
    return {
        "identifier": lineage(name),
        "uri": f"https://elsewhere.example/ims/case/v1p0/CFItems/{lineage(name)}",
        "fullStatement": words,
        "lastChangeDateTime": "2017-09-22T23:15:13+00:00",
    } | more


def foreign_link(child, parent, kind="isChildOf", **more):
    def end(name):
        return {
            "title": name,
            "identifier": lineage(name),
            "uri": f"https://elsewhere.example/x/{lineage(name)}",
        }

    return {
        "identifier": lineage(f"{child}>{parent}"),
        "uri": "https://elsewhere.example/link",
        "associationType": kind,
        "originNodeURI": end(child),
        "destinationNodeURI": end(parent),
        "lastChangeDateTime": "2017-09-22T23:15:13+00:00",
    } | more


def foreign_package(items, links, **document):
    """A CASE 1.0 package as another system writes it."""
    return {
        "CFDocument": {
            "identifier": lineage("document"),
            "uri": f"https://elsewhere.example/ims/case/v1p0/CFDocuments/{lineage('document')}",
            "creator": "Elsewhere Council",
            "title": "A framework from elsewhere",
            "lastChangeDateTime": "2017-09-22T23:13:54+00:00",
        }
        | document,
        "CFItems": list(items),
        "CFAssociations": list(links),
        "CFDefinitions": {
            "CFConcepts": [],
            "CFSubjects": [],
            "CFLicenses": [],
            "CFItemTypes": [],
            "CFAssociationGroupings": [],
        },
    }
