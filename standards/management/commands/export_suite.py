from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from standards.exchange.suites.writers import WAYS, suite_in_pieces
from standards.management.given_files import FileIsRefused, write_whole
from standards.management.troubles import Error, sentences_of
from standards.models import SuitePage


class Command(BaseCommand):
    help = "Write a suite of standards to a file that this and other systems read. Exit 1 when it can’t be written."

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG", help="The suite: the last part of its address")
        parser.add_argument("--to", choices=list(WAYS), default="json", help="The format (json)")
        parser.add_argument(
            "-o", "--output", metavar="FILE", default="-", help="Where to, or - for standard output (-)"
        )

    def handle(self, *, slug, to, output, **options):
        try:
            pages = {page.slug: page for page in SuitePage.objects.filter(alias_of=None).order_by("-path")}
            if slug not in pages:
                raise CommandError(not_here(slug, pages))
            write_whole(output, suite_in_pieces(pages[slug], to))
        except (FileIsRefused, Error) as refusal:
            raise CommandError(" ".join(sentences_of(refusal))) from refusal


def not_here(slug, pages):
    message = _("There is no suite called %(slug)s here.") % {"slug": slug}
    return f"{message} {_('There is: %s.') % ', '.join(sorted(pages))}" if pages else message
