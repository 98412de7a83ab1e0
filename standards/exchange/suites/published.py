"""A suite as it stands here, ready for any writer: what people work with, and the outlines that wait for words.

Words come from the frozen version where there is one, so an unfinished draft leaves no trace; a page that was never
published is read as its tables hold it. The number of queries is the same whatever the size of the suite.
"""

from collections import defaultdict
from operator import attrgetter
from typing import Any

from standards.exchange.suite import (
    AreaRow,
    IllustrationRow,
    RequirementRow,
    RetiredRow,
    StandardRow,
    SuiteDocument,
    ValueRow,
)
from standards.models import (
    Illustration,
    KeyAreaPage,
    KnowledgeItem,
    PerformanceCriterion,
    Requirement,
    StandardPage,
    SuiteValue,
    Tombstone,
    ValueIllustration,
)
from standards.models.wording import PASSAGES, normalised

FACTS = ("urn_source", "title_confirmed", "developed_by", "approved", "source")
OF_THE_STANDARD = ("urn", "status")
DATES = ("last_start_date", "last_assessment_date")
ASKED = ("performance", "knowledge")


def suite_document(suite_page, *, drafts=True):
    """What the suite says, as a SuiteDocument: nine queries. `drafts` False leaves out what was never public."""
    areas = areas_of(suite_page, drafts)
    pages = pages_of(suite_page, drafts)
    values = tuple(map(value_row, SuiteValue.objects.filter(page_id=suite_page.pk)))
    words = words_of(pages)
    for known in words.values():
        known["illustrations"] = in_order_of(values, known["illustrations"])
    return SuiteDocument(
        title=normalised(suite_page.title),
        slug=suite_page.slug,
        lineage=str(suite_page.lineage),
        edition=normalised(suite_page.edition),
        key_areas=tuple(map(area_row, areas)),
        values=values,
        standards=tuple(standard_row(page, areas, words) for page in pages),
    )


def areas_of(suite_page, drafts):
    areas = KeyAreaPage.objects.child_of(suite_page).filter(alias_of=None).order_by("path")
    return list(areas if drafts else areas.live())


def pages_of(suite_page, drafts):
    pages = StandardPage.objects.descendant_of(suite_page).filter(alias_of=None).order_by("path")
    return list((pages if drafts else pages.live()).select_related("standard__current_version"))


def area_row(area):
    return AreaRow(str(area.lineage), area.number, normalised(area.words), normalised(area.title))


def value_row(value):
    return ValueRow(str(value.lineage), normalised(value.number), normalised(value.title))


def in_order_of(values, illustrations):
    """As pages show them, however a draft holds them; those of no value last."""
    place = {value.lineage: position for position, value in enumerate(values)}
    return sorted(illustrations, key=lambda row: place.get(row.value, len(place)))


def version_of(page):
    standard = getattr(page, "standard", None)
    return standard.current_version if standard else None


# --- the words, of every page at once ---------------------------------------------------------


def words_of(pages):
    """{page id: {"requirements", "illustrations", "retired"}}."""
    words = defaultdict(lambda: defaultdict(list))
    frozen = {version.pk: page.pk for page in pages if (version := version_of(page))}
    drafts = [page.pk for page in pages if not version_of(page)]
    gather(words, "requirements", frozen_requirements(frozen))
    gather(words, "illustrations", frozen_illustrations(frozen))
    gather(words, "requirements", draft_requirements(drafts))
    gather(words, "illustrations", draft_illustrations(drafts))
    gather(words, "retired", retired_rows(pages, words))
    return words


def gather(words, name, pairs):
    for page_id, row in pairs:
        words[page_id][name].append(row)


def requirement_row(kind, row):
    return RequirementRow(
        str(row.lineage), str(kind), normalised(row.number), normalised(row.group), normalised(row.text)
    )


def frozen_requirements(frozen):
    rows = Requirement.objects.filter(version__in=frozen, kind__in=ASKED).order_by("version", "position")
    return ((frozen[row.version_id], requirement_row(row.kind, row)) for row in rows)


def frozen_illustrations(frozen):
    rows = Illustration.objects.filter(version__in=frozen).order_by("version", "position")
    return ((frozen[row.version_id], illustration_row(row)) for row in rows)


def illustration_row(row):
    return IllustrationRow(str(row.value_lineage or ""), normalised(row.text))


def draft_requirements(page_ids):
    for kind, model in (("performance", PerformanceCriterion), ("knowledge", KnowledgeItem)):
        for row in model.objects.filter(page__in=page_ids):
            yield row.page_id, requirement_row(kind, row)


def draft_illustrations(page_ids):
    return (
        (row.page_id, illustration_row(row)) for row in ValueIllustration.objects.filter(page__in=page_ids)
    )


def retired_rows(pages, words):
    """The last words of each retired lineage, unless it is asked again today. Values are the suite’s, and not here."""
    ids = {page.standard.pk: page.pk for page in pages if version_of(page)}
    stones = Tombstone.objects.filter(standard__in=ids, kind__in=ASKED).order_by("retired_at", "pk")
    last = {(ids[stone.standard_id], str(stone.lineage)): stone for stone in stones}
    asked = {(page_id, row.lineage) for page_id in words for row in words[page_id]["requirements"]}
    kept = {key: stone for key, stone in last.items() if key not in asked}
    rows = [(page_id, retired_row(stone)) for (page_id, _lineage), stone in kept.items()]
    return sorted(rows, key=lambda pair: (pair[0], attrgetter("kind", "lineage")(pair[1])))


def retired_row(stone):
    return RetiredRow(
        str(stone.lineage),
        str(stone.kind),
        normalised(stone.number),
        normalised(stone.group),
        normalised(stone.text),
    )


# --- one standard -----------------------------------------------------------------------------


def standard_row(page, areas, words):
    """Facts a version does not hold come from the page, and from the standard where one was published."""
    version, known = version_of(page), words[page.pk]
    facts = page.standard if version else page
    said: dict[str, Any] = {name: normalised(getattr(version or page, name)) for name in PASSAGES}
    said |= {name: str(getattr(facts, name)) for name in OF_THE_STANDARD}
    said |= {name: getattr(page, name) for name in FACTS}
    said |= {name: day.isoformat() if (day := getattr(facts, name)) else "" for name in DATES}
    return StandardRow(
        lineage=str(page.lineage),
        key_area=next((area.number for area in areas if page.path.startswith(area.path)), None),
        requirements=tuple(known["requirements"]),
        illustrations=tuple(known["illustrations"]),
        retired=tuple(known["retired"]),
        **said,
    )
