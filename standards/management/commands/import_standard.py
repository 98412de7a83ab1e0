import json
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.translation import gettext as _

from standards.exchange.document import StandardDocument, Warning
from standards.exchange.reading import MAX_BYTES, read_standard
from standards.exchange.shipped import read_suite
from standards.management.given_files import FileIsRefused, read_within
from standards.management.troubles import Error, sentences_of
from standards.models import CannotBePublished, SuitePage
from standards.operations.importing import TextIsRefused, folded, page_for, plan_import
from standards.operations.intakes import import_at_once
from standards.operations.suites import load_suite


class SuiteIsUnclear(TextIsRefused):
    """There are several suites, and nothing says which of them is meant."""


class Command(BaseCommand):
    help = (
        "Make a draft of a published standard from its text. Exit 0 when a draft can be made, 1 when refused."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file",
            nargs="?",
            metavar="FILE",
            help="A text, a saved web page, a PDF or a .docx, or - for standard input",
        )
        parser.add_argument("--suite", metavar="SLUG", help="The suite it belongs to")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would change, and change nothing"
        )
        parser.add_argument(
            "--format", dest="form", choices=["text", "json"], default="text", help="How to answer (text)"
        )

    def handle(self, *, file, suite, dry_run, form, **options):
        try:
            proposal, intake = self.carry_out(file, suite, dry_run=dry_run)
        except (TextIsRefused, FileIsRefused, CannotBePublished, Error) as refusal:
            self.answer(form, StandardDocument.refused(*sentences_of(refusal)).as_json(), None)
            raise SystemExit(1) from refusal
        self.answer(form, told_of(proposal), intake, is_dry=dry_run)

    def carry_out(self, file, suite, *, dry_run):
        """(proposal, intake): what would change, and the text that was kept with its draft or for someone to look at."""
        source, name = read_within(file, MAX_BYTES), "" if file == "-" else Path(file).name
        reading = read_standard(source, name=name, suite=suite)
        if reading.document.is_refused:
            raise TextIsRefused(*reading.document.errors)
        try:
            page = suite_for(reading.document, suite, dry_run=dry_run)
        except SuiteIsUnclear as refusal:
            if not dry_run:
                raise
            doubt = Warning(1, " ".join(refusal.sentences), "red")
            document = replace(reading.document, warnings=(doubt, *reading.document.warnings))
            return plan_import(document, suite=None), None
        if dry_run:
            return plan_import(reading.document, suite=page), None
        return import_at_once(reading, source, suite=page, by=None, name=name)

    def answer(self, wanted, told, intake, *, is_dry=False):
        if wanted == "json":
            self.stdout.write(json.dumps(told, indent=2))
        else:
            self.stdout.write("\n".join(told_in_words(told, intake, is_dry=is_dry)))


def told_of(proposal):
    """The exchange format. What a person has to decide first is a warning like any other."""
    waits = tuple(Warning(1, sentence, "red") for sentence in proposal.needs_a_person(None))
    document = replace(proposal.document, warnings=(*proposal.document.warnings, *waits))
    return replace(proposal, document=document).as_json()


def suite_for(document, slug, *, dry_run):
    """The suite page it goes into. A dry run may do without: it needs a migrated database and nothing in it."""
    pages = {page.slug: page for page in SuitePage.objects.filter(alias_of=None).order_by("path")}
    if slug and slug not in pages and slug != read_suite().slug:
        raise TextIsRefused(_("There is no suite called %(slug)s here.") % {"slug": slug})
    if slug in pages:
        return pages[slug]
    if slug or not pages:
        return None if dry_run else load_suite(read_suite())
    named = [page for page in pages.values() if folded(page.title) == folded(document.suite)]
    holding = [page for page in pages.values() if page_for(document, page)]
    possible = named or holding or list(pages.values())
    if len(possible) > 1:
        raise SuiteIsUnclear(
            _("There are several suites here. Say which one with --suite: %s") % ", ".join(pages)
        )
    return possible[0]


def told_in_words(told, intake, *, is_dry):
    yield from told["errors"]
    if told["errors"]:
        return
    yield f"{told['title'] or '(no title)'} · {told['urn'] or 'no URN in the text'}"
    counts = {name: len(entries) for name, entries in told["changes"].items() if entries}
    yield ", ".join(f"{count} {name}" for name, count in counts.items()) or "no criteria, no knowledge items"
    for warning in told["warnings"]:
        yield f"Line {warning['line']}: {warning['message']}"
    yield end_of(intake, is_dry=is_dry)


def end_of(intake, *, is_dry):
    if intake is None:
        return "Nothing was changed." if is_dry else "Nothing was changed: the draft says the same already."
    if intake.page:
        return f"Draft: {intake.page.title}, page {intake.page.pk}. A trainer checks and publishes it."
    return f"It waits for a trainer, under “Bring in a standard”: {reverse('bring-in-review', args=[intake.code])}"
