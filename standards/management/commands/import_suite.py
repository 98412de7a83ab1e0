import json
from dataclasses import replace

from django.core.management.base import BaseCommand
from django.utils.text import slugify
from django.utils.translation import gettext as _

from standards.exchange.plan import LISTS, NEW, SAME
from standards.exchange.suites.files import MAX_BYTES, read_suite_file
from standards.management.given_files import FileIsRefused, read_within
from standards.management.troubles import Error, sentences_of
from standards.models import CannotBePublished, SuitePage
from standards.operations.suite_imports import SuiteIsRefused, apply_suite, in_words, plan_suite


class Command(BaseCommand):
    help = (
        "Bring in a whole suite of standards from JSON, CASE or a spreadsheet, found by content. "
        "Exit 0 when it can be brought in, 1 when refused: then nothing changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", metavar="FILE", help="The file, or - for standard input")
        parser.add_argument("--suite", metavar="SLUG", help="The suite here that it goes into")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would change, and change nothing"
        )
        parser.add_argument(
            "--format", dest="form", choices=["text", "json"], default="text", help="How to answer (text)"
        )
        parser.add_argument(
            "--change",
            choices=["wording", "meaning"],
            help="Publish changed words: do they mean the same, or something else?",
        )
        parser.add_argument("--why", default="", metavar="TEXT", help="Why they changed, for whoever wonders")
        parser.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="KEY=same|new",
            help="Answer a doubtful pair, as often as there are some",
        )

    def handle(self, *, file, suite, dry_run, form, change, why, answer, **options):
        try:
            document = read_suite_file(read_within(file, MAX_BYTES), name=file).document
            page, document = suite_called(suite, document)
            wanted = {"suite": page, "answers": answers_in(answer), "change": change}
            if dry_run:
                plan = plan_suite(document, **wanted)
            else:
                _page, plan = apply_suite(document, by=None, why=why, **wanted)
        except (SuiteIsRefused, CannotBePublished, FileIsRefused, Error) as refusal:
            self.answer(form, refused(sentences_of(refusal)), dry_run)
            raise SystemExit(1) from refusal
        told = plan.as_json()
        told["warnings"] += [{"line": 0, "message": in_words(question)} for question in plan.open_questions]
        self.answer(form, told, dry_run)

    def answer(self, wanted, told, dry_run):
        words = json.dumps(told, indent=2) if wanted == "json" else "\n".join(told_in_words(told, dry_run))
        self.stdout.write(words)


def suite_called(slug, document):
    """(its page, the document). A suite that is not here is made under that name, if the file has the same name for
    it, or if there is no suite yet that could have been meant."""
    pages = {page.slug: page for page in SuitePage.objects.filter(alias_of=None).order_by("-path")}
    if not slug or slug in pages:
        return pages.get(slug), document
    if slug == document.slug or not pages:
        return None, replace(document, slug=slugify(slug)[:100] or None)
    raise SuiteIsRefused(_("There is no suite called %(slug)s here.") % {"slug": slug})


def answers_in(given):
    answers = dict(pair.split("=", 1) for pair in given if "=" in pair)
    if len(answers) < len(given) or not {*answers.values()} <= {SAME, NEW}:
        raise SuiteIsRefused(_("An answer is a key and same or new, like 3f2a=same, and each pair has one."))
    return answers


def refused(sentences):
    return {
        "changes": {name: [] for name in LISTS},
        "warnings": [],
        "errors": [str(each) for each in sentences],
    }


def told_in_words(told, dry_run):
    yield from told["errors"]
    if told["errors"]:
        return
    counts = {name: len(rows) for name, rows in told["changes"].items() if rows}
    yield ", ".join(f"{count} {name}" for name, count in counts.items())
    for warning in told["warnings"]:
        start = f"{_('Row')} {warning['line']}: " if warning["line"] else ""
        yield f"{start}{warning['message']}"
    if dry_run:
        yield _("Nothing was changed.")
