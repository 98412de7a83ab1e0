"""Bringing in a whole suite: a plan to read, and then all of it or nothing. Bringing it in again changes nothing."""

from dataclasses import replace

from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import LogContext
from wagtail.models import Page

from people.audit import operation, record
from standards.exchange.likeness import folded
from standards.exchange.suite import SuiteDocument
from standards.exchange.suites.checks import tidied, troubles_in
from standards.exchange.suites.merge import compare
from standards.exchange.suites.plan import UNNAMED, SuitePlan
from standards.exchange.suites.published import pages_of, suite_document
from standards.exchange.suites.waiting import draft_row, draft_values, unfinished_contents
from standards.models import Change, SuitePage
from standards.models.wording import normalised
from standards.operations.suite_writing import write_plan

MOST_TOLD = 10  # questions named in one refusal


class SuiteIsRefused(Exception):
    """Nothing can be brought in, and nothing was. `sentences` say why."""

    def __init__(self, *sentences):
        super().__init__(" ".join(map(str, sentences)))
        self.sentences = [str(sentence) for sentence in sentences]


class SuiteIsOther(SuiteIsRefused):
    """The suite changed since the plan was made, so what was agreed is not what would happen."""

    def __init__(self):
        super().__init__(_("The suite changed since you looked. Look at the plan again before you agree."))


def suite_for(document):
    """The suite page a document speaks of: by lineage, then by its address or its title. None: a new one.

    A file that names no suite makes one that says so, and finds it again by that title."""
    pages = list(SuitePage.objects.filter(alias_of=None).order_by("path"))
    slug, title = slugify(document.slug or ""), folded(document.title or document.slug or UNNAMED)
    for is_same in (
        lambda page: str(page.lineage) == document.lineage,
        lambda page: slug and page.slug == slug,
        lambda page: folded(page.title) == title,
    ):
        if found := next(filter(is_same, pages), None):
            return found
    return None


def plan_suite(document: SuiteDocument, *, suite=None, answers=None, change=None) -> SuitePlan:
    """What bringing `document` in would change, as a SuitePlan. Changes nothing.

    `suite`: the page to bring it into; default: the one it speaks of, or a new one. `answers`: {question key: "same"
    or "new"}. With `change`, words that wait in a draft count as a change still to be published. Raises SuiteIsRefused.
    """
    document = checked(document)
    return planned(document, suite or suite_for(document), answers, change)


def planned(document, suite, answers, change):
    if suite is None:
        return compare(document, answers=answers)
    here = tidied(suite_document(suite))
    pages = pages_of(suite, drafts=True)
    contents = {} if change else unfinished_contents([suite, *pages])
    unpublished = {str(page.lineage) for page in pages if not page.live and not page.own_standard}
    waiting = drafts_in(here, pages, contents)
    if suite.pk in contents:
        here_too = with_draft(here, contents[suite.pk])
        plan = compare(document, here_too, answers=answers, waiting=waiting, unpublished=unpublished)
        if leaves_suite(plan):
            plan.warn(_("The suite’s draft says this already. It waits for a trainer to publish it."))
            plan.here = here
            return plan
    return compare(document, here, answers=answers, waiting=waiting, unpublished=unpublished)


def checked(document):
    if document.is_refused:
        raise SuiteIsRefused(*document.errors)
    document = tidied(document)
    if troubles := troubles_in(document):
        raise SuiteIsRefused(*troubles)
    return document


def drafts_in(here, pages, contents):
    order = {row.lineage: place for place, row in enumerate(here.values)}
    rows = {row.lineage: row for row in here.standards}
    return {
        str(page.lineage): tidied(draft_row(rows[str(page.lineage)], contents[page.pk], order))
        for page in pages
        if page.pk in contents
    }


def with_draft(here, content):
    said = {"title": normalised(content.get("title")), "edition": normalised(content.get("edition"))}
    return tidied(replace(here, values=draft_values(content), **said))


def leaves_suite(plan):
    """Nothing about the suite page itself would change."""
    changed = (row for name in ("added", "changed", "moved", "retired") for row in plan.changes[name])
    return not any(row["kind"] in ("suite", "value") for row in changed)


@operation
def apply_suite(plan_or_document, *, suite=None, by, answers=None, change=None, why=""):
    """Bring in a whole suite. Returns (the suite’s page, the plan that was carried out).

    Given a plan, only that very plan is carried out. New standards with wording are published as version 1; other words
    of a published one are published only with `change` ("wording" or "meaning") and `why`, and wait in a draft without.
    Raises SuiteIsRefused, SuiteIsOther and CannotBePublished, and then nothing changed.
    """
    agreed = plan_or_document if isinstance(plan_or_document, SuitePlan) else None
    answers = answers if answers is not None else (agreed.answers if agreed else {})
    check_answer(change, why)
    document = agreed.document if agreed else checked(plan_or_document)
    suite = locked(suite or suite_for(document)) or suite_for(document)
    plan = planned(document, suite, answers, change)
    check_plan(plan, agreed)
    if plan.is_empty:
        return suite, plan
    with LogContext(user=by):
        suite = write_plan(plan, suite, by=by, answer=(change, why) if change else None)
    counts = {name: len(rows) for name, rows in plan.changes.items()}
    record("suite.brought_in", by=by, subject=suite, digest=plan.digest, **counts)
    return suite, plan


def locked(suite):
    """The suite as it is now, held with every page of it until the operation ends: whoever publishes one of them, or
    brings in the same suite, comes before or after.

    Where it is new, the root of the tree is held instead, or two imports would make it twice."""
    held = Q(path__startswith=suite.path) if suite else Q(depth=1)
    list(Page.objects.select_for_update(no_key=True).filter(held).order_by("pk").values_list("pk"))
    return SuitePage.objects.get(pk=suite.pk) if suite else None


def check_answer(change, why):
    if change and change not in (Change.WORDING, Change.MEANING):
        raise SuiteIsRefused(_("Say “wording” or “meaning”, for what kind of change it is."))
    if change and not (why or "").strip():
        raise SuiteIsRefused(_("Say why in a few words. People who work with these standards will wonder."))


def check_plan(plan, agreed):
    if agreed and agreed.digest != plan.digest:
        raise SuiteIsOther
    if questions := plan.open_questions:
        raise SuiteIsRefused(open_questions(questions), *map(in_words, questions[:MOST_TOLD]))


def open_questions(questions):
    return ngettext(
        "%(count)s change needs your answer first: is it the same, with other words, or a new one?",
        "%(count)s changes need your answer first: is each the same, with other words, or a new one?",
        len(questions),
    ) % {"count": len(questions)}


def in_words(question):
    message = _("%(key)s: “%(was)s” and “%(now)s”.")
    return message % {
        "key": question.key,
        "was": question.was.text[:200],
        "now": question.now.text[:200],
    }
