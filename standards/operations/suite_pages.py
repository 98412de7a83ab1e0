"""From the steps of a plan to the pages and entries that are written: nothing is decided here, and nothing saved."""

import uuid
from datetime import date

from django.utils.text import slugify
from wagtail.models import Page, Site

from standards.models import (
    KeyAreaPage,
    KnowledgeItem,
    PerformanceCriterion,
    StandardPage,
    SuitePage,
    SuiteValue,
    ValueIllustration,
)
from standards.models.wording import PASSAGES

LISTS = {
    "performance_criteria": (PerformanceCriterion, "performance"),
    "knowledge_items": (KnowledgeItem, "knowledge"),
}
FACTS = ("urn", "urn_source", "title_confirmed", "status", "developed_by", "approved", "source")
DATES = ("last_start_date", "last_assessment_date")


class Slugs:
    """Addresses that are free below each page of a suite, asked for once."""

    def __init__(self, parent):
        self.taken = set(Page.objects.descendant_of(parent).values_list("url_path", flat=True))

    def free(self, parent, title, otherwise):
        start = slug = slugify(title)[:200] or otherwise
        count = 1
        while f"{parent.url_path}{slug}/" in self.taken:
            count += 1
            slug = f"{start}-{count}"
        self.taken.add(f"{parent.url_path}{slug}/")
        return slug


def new_lineage(lineage=None):
    return uuid.UUID(lineage) if lineage else uuid.uuid4()


# --- the suite and its key areas --------------------------------------------------------------


def root_of_the_site():
    return Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)


def new_suite(plan, parent):
    wanted = plan.suite["slug"] or plan.suite["title"]
    slug = Slugs(parent).free(parent, wanted[:100], "suite")
    page = SuitePage(title=plan.suite["title"], slug=slug, edition=plan.suite["edition"] or "")
    page.lineage = new_lineage(plan.suite["lineage"])
    return page


def value_entries(values):
    return {
        "values": [
            SuiteValue(lineage=uuid.UUID(row.lineage), number=row.number, title=row.title) for row in values
        ]
    }


def new_area(row, parent, slugs):
    area = KeyAreaPage(title=row.title, number=row.number, words=row.words or str(row.number))
    area.slug = slugs.free(parent, row.title, f"key-area-{row.number}")
    area.lineage = new_lineage(row.lineage)
    return area


# --- a standard -------------------------------------------------------------------------------


def new_standard(row, parent, slugs):
    page = StandardPage(slug=slugs.free(parent, row.title, "standard"))
    page.lineage = new_lineage(row.lineage)
    return written(page, row)


def written(page, row):
    """The page with every fact and passage of the row."""
    for name in (*PASSAGES, *FACTS):
        setattr(page, name, getattr(row, name))
    for name in DATES:
        day = getattr(row, name)
        setattr(page, name, date.fromisoformat(day) if day else None)
    return page


def standard_entries(row):
    entries = {
        name: [
            model(lineage=new_lineage(each.lineage), number=each.number, group=each.group, text=each.text)
            for each in row.requirements
            if each.kind == kind
        ]
        for name, (model, kind) in LISTS.items()
    }
    entries["illustrations"] = [
        ValueIllustration(value_lineage=uuid.UUID(each.value) if each.value else None, text=each.text)
        for each in row.illustrations
    ]
    return entries


def facts_in(row):
    """What a kept draft is given of the row: its facts, none of its words."""
    return {name: getattr(row, name) for name in FACTS} | {name: getattr(row, name) or None for name in DATES}
