import json
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from community.exchange.document import CharterDocument, Doubt
from community.exchange.reading import MAX_BYTES, read_charter
from community.operations.importing import import_charter
from standards.management.given_files import FileIsRefused, read_within
from standards.management.troubles import Error, sentences_of
from standards.operations.importing import TextIsRefused


class Command(BaseCommand):
    help = "Make a draft of a charter from its text. Exit 0 when a draft can be made, 1 when refused."

    def add_arguments(self, parser):
        parser.add_argument(
            "file",
            nargs="?",
            metavar="FILE",
            help="A text, a saved web page, a PDF or a .docx, or - for standard input",
        )
        parser.add_argument("--title", metavar="T", help="What to call it where the text names no title")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what the text was read as, and change nothing"
        )
        parser.add_argument(
            "--format", dest="form", choices=["text", "json"], default="text", help="How to answer (text)"
        )

    def handle(self, *, file, title, dry_run, form, **options):
        try:
            document, end = self.carry_out(file, title, dry_run=dry_run)
        except (TextIsRefused, FileIsRefused, Error) as refusal:
            self.answer(form, CharterDocument.refused(*map(str, sentences_of(refusal))), "")
            raise SystemExit(1) from refusal
        self.answer(form, document, end)

    def carry_out(self, file, title, *, dry_run):
        """(what was read, a sentence about what became of it)."""
        source, name = read_within(file, MAX_BYTES), "" if file == "-" else Path(file).name
        reading = read_charter(source, name=name, title=title)
        if reading.document.is_refused:
            raise TextIsRefused(*reading.document.errors)
        if dry_run:
            return reading.document, _("Nothing was changed.")
        intake, is_new = import_charter(reading, source, by=None, name=name)
        end = end_of(intake, is_new=is_new)
        return (reading.document if is_new else with_note(reading.document, end)), end

    def answer(self, wanted, document, end):
        if wanted == "json":
            self.stdout.write(json.dumps(document.as_json(), indent=2))
        else:
            self.stdout.write("\n".join(told_in_words(document, end)))


def with_note(document, sentence):
    """JSON has no other place to say that nothing was changed."""
    return replace(document, warnings=(Doubt(1, sentence), *document.warnings))


def told_in_words(document, end):
    yield from document.errors
    if document.errors:
        return
    yield document.title or _("(no title)")
    sections = sum(row.level == 0 for row in document.rows)
    yield _("%(sections)s sections, %(clauses)s clauses") % {
        "sections": sections,
        "clauses": len(document.rows) - sections,
    }
    for doubt in document.warnings:
        yield _("Line %(line)s: %(message)s") % {"line": doubt.line, "message": doubt.message}
    if not any(doubt.message == end for doubt in document.warnings):
        yield end


def end_of(intake, *, is_new):
    if not intake.page:
        return _("Nothing was changed: somebody is checking this very text under “Bring in a charter”.")
    where = {"title": intake.page.title, "page": intake.page.pk}
    if not is_new:
        return _("Nothing was changed: this file became “%(title)s” before, page %(page)s.") % where
    return _("Draft: %(title)s, page %(page)s. A trainer checks it before it is adopted.") % where
