"""Whole suites on their way in: read, shown as a plan, and agreed once. Nothing of a refused file is kept."""

import hashlib
import json

from django.db.models import F
from django.utils import timezone

from people.audit import operation, record
from people.states import move
from standards.exchange.plan import NEW, SAME
from standards.exchange.suite import SuiteDocument, Warning
from standards.exchange.suites import json as suite_json
from standards.exchange.suites.checks import tidied
from standards.models import Intake
from standards.operations.brought_in import hold, in_review
from standards.operations.suite_imports import SuiteIsOther, apply_suite, checked, plan_suite
from standards.states import AGREED, REVIEW

SHOWN_ORIGINAL = 2 * 1024 * 1024  # characters of a text file kept beside the plan; a workbook is no text
TEXTS = ("json", "case11", "case10", "csv")


@operation
def bring_in_suite(reading, source, *, suite=None, by, name=""):
    """Keep what a file says of a suite for someone’s check. Returns the intake; the same file waits only once.

    `reading`: a SuiteReading of the bytes `source`. `suite`: the SuitePage it goes into, None for the one the file
    speaks of. Raises SuiteIsRefused.
    """
    document = checked(reading.document)
    sha256 = hashlib.sha256(source).hexdigest()
    hold(suite)
    waiting = Intake.objects.filter(subject=Intake.Subject.SUITE, state=REVIEW, suite=suite, sha256=sha256)
    if known := waiting.first():
        return known
    intake = Intake.objects.create(
        subject=Intake.Subject.SUITE,
        suite=suite,
        source_name=name[:255],
        source_format=reading.format,
        original=original_of(reading, source),
        sha256=sha256,
        reading=working_of(document),
        made_by=by,
    )
    record("intake.brought_in", by=by, subject=intake, sha256=sha256)
    return intake


def original_of(reading, source):
    if reading.format not in TEXTS or len(source) > SHOWN_ORIGINAL:
        return ""
    return source.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")


def working_of(document):
    """The document as JSON can hold it, with the doubts its reader had."""
    return {
        "title": document.title or document.slug or "",
        "document": json.loads(suite_json.write(document)),
        "warnings": [[warning.line, str(warning.message)] for warning in document.warnings],
    }


def document_of(intake) -> SuiteDocument:
    document = tidied(suite_json.document_in(intake.reading["document"]))
    doubts = tuple(Warning(line, message) for line, message in intake.reading["warnings"])
    return SuiteDocument(**{name: getattr(document, name) for name in PARTS}, warnings=doubts)


PARTS = ("title", "slug", "lineage", "edition", "key_areas", "values", "standards")


def plan_of(intake, *, answers=None, change=None):
    """What agreeing would change, with the answers given so far and these."""
    given = {**intake.answers, **(answers or {})}
    return plan_suite(document_of(intake), suite=intake.suite, answers=given, change=change or None)


@operation
def keep_suite_answers(intake, *, by, revision, answers):
    """Remember what was said of doubtful pairs. Raises ReadingHasMoved and NotInReview."""
    intake = in_review(intake, revision=revision)
    kept = {key: said for key, said in answers.items() if said in (SAME, NEW)}
    Intake.objects.filter(pk=intake.pk).update(answers=intake.answers | kept, revision=F("revision") + 1)
    intake.refresh_from_db()
    record("intake.answered", by=by, subject=intake, answers=len(kept))
    return intake


@operation
def agree_suite(intake, *, by, revision, digest, answers=None, change=None, why=""):
    """Bring in the suite, once: agreeing a second time changes nothing. Returns the intake, with its suite.

    `digest`: of the plan the person saw; another plan is not carried out. Raises SuiteIsOther, SuiteIsRefused,
    CannotBePublished, ReadingHasMoved and NotInReview, and then nothing changed.
    """
    intake = Intake.objects.locked(intake)
    if intake.state == AGREED:
        return intake
    intake = in_review(intake, revision=revision)
    intake.answers |= {key: said for key, said in (answers or {}).items() if said in (SAME, NEW)}
    plan = plan_of(intake, change=change)
    if plan.digest != digest:
        raise SuiteIsOther
    page, _plan = apply_suite(plan, suite=intake.suite, by=by, change=change or None, why=why)
    kept = {"suite": page, "answers": intake.answers, "agreed_by": by, "agreed_at": timezone.now()}
    move(intake, AGREED, by=by, leaves_a_mark=False, **kept)
    record("intake.agreed", by=by, subject=intake, page=page.code)
    return intake
