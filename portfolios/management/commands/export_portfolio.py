import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portfolios.exchange.packing import pack
from portfolios.operations.packing import portfolio_called, record_handing_out


class Command(BaseCommand):
    help = "Write everything of one portfolio to a ZIP that its owner can take along. Exit 1 when it can’t be written."

    def add_arguments(self, parser):
        parser.add_argument(
            "code", metavar="CODE", help="Of the portfolio, or of the person if they have only one"
        )
        parser.add_argument("-o", "--output", metavar="FILE", required=True, help="The ZIP to write")

    def handle(self, *, code, output, **options):
        portfolio = portfolio_called(code)
        if portfolio is None:
            raise CommandError(_("There is no one portfolio called %(code)s here.") % {"code": code})
        target = Path(output)
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            told = self.write(portfolio, beside, target)
        except OSError as trouble:
            message = _("We can’t write %(file)s: %(reason)s.")
            raise CommandError(message % {"file": output, "reason": trouble.strerror}) from trouble
        finally:
            beside.unlink(missing_ok=True)
        for one in told.left_out:
            self.stdout.write(f"{one.what} {one.code}: {one.why}")
        self.stdout.write(
            _("%(count)s pieces of evidence are in %(file)s.") % {"count": len(told.evidence), "file": output}
        )

    def write(self, portfolio, beside, target):
        """Beside its place first: whoever finds the file finds all of it."""
        with beside.open("xb") as out:
            told = pack(portfolio, out)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(target)
        record_handing_out(portfolio)
        return told
