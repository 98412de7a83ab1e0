import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from standards.exchange.document import StandardDocument
from standards.exchange.nos import read_nos
from standards.exchange.nos_refusals import MAX_BYTES
from standards.exchange.shipped import read_suite
from standards.models import CannotBePublished, SuitePage
from standards.operations.importing import TextIsRefused, folded, import_standard, plan_import
from standards.operations.suites import load_suite


class Command(BaseCommand):
    help = (
        "Make a draft of a published standard from its text. Exit 0 when a draft can be made, 1 when refused."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", metavar="FILE", help="A text file, or - for standard input")
        parser.add_argument("--suite", metavar="SLUG", help="The suite it belongs to")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would change, and change nothing"
        )
        parser.add_argument("--format", choices=["text", "json"], default="text", help="How to answer (text)")

    def handle(self, *, file, suite, dry_run, format, **options):  # noqa: A002  the option’s own name
        document = StandardDocument()
        try:
            document = read_nos(bytes_of(file), suite=suite)
            intake = plan_import(document, suite=suite_for(document, suite, dry_run=dry_run))
            page = None if dry_run else import_standard(intake.document, suite=intake.suite, by=None)
        except (TextIsRefused, CannotBePublished) as refusal:
            sentences = getattr(refusal, "sentences", None) or getattr(refusal, "messages", [])
            self.answer(format, StandardDocument.refused(*sentences).as_json(), None)
            raise SystemExit(1) from refusal
        self.answer(format, intake.as_json(), page)

    def answer(self, wanted, told, page):
        if wanted == "json":
            self.stdout.write(json.dumps(told, indent=2))
        else:
            self.stdout.write("\n".join(told_in_words(told, page)))


def bytes_of(file):
    """What the file holds, read no further than a standard can go."""
    if not file:
        raise TextIsRefused(_("Say which file to read, or - for standard input."))
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(file).open("rb") as source:
            return source.read(MAX_BYTES + 1)
    except (OSError, ValueError) as trouble:  # ValueError: a name with a NUL byte in it
        reason = getattr(trouble, "strerror", "") or str(trouble)
        message = _("We can’t read %(file)s: %(reason)s.") % {"file": file, "reason": reason}
        raise TextIsRefused(message) from trouble


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
    if len(named or pages) > 1:
        raise TextIsRefused(
            _("There are several suites here. Say which one with --suite: %s") % ", ".join(pages)
        )
    return (named or list(pages.values()))[0]


def told_in_words(told, page):
    yield from told["errors"]
    if told["errors"]:
        return
    yield f"{told['title'] or '(no title)'} · {told['urn'] or 'no URN in the text'}"
    counts = {name: len(entries) for name, entries in told["changes"].items() if entries}
    yield ", ".join(f"{count} {name}" for name, count in counts.items()) or "no criteria, no knowledge items"
    for warning in told["warnings"]:
        yield f"Line {warning['line']}: {warning['message']}"
    yield (
        f"Draft: {page.title}, page {page.pk}. A trainer checks and publishes it."
        if page
        else "Nothing was changed."
    )
