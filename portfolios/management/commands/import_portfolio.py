from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from people.models import User
from people.roles import Role
from portfolios.exchange.opening import open_bag
from portfolios.exchange.zips import BagIsRefused
from portfolios.operations.bringing_along import already, bring_along, brought_before, kept_files, rehearse


class Command(BaseCommand):
    help = (
        "Bring in a portfolio that someone took along from elsewhere. What others decided there comes as history, "
        "never as a decision. Exit 1 when it is refused: then nothing changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="The ZIP that export_portfolio wrote")
        parser.add_argument(
            "--for", dest="whose", required=True, metavar="PERSON", help="Whose it is: their code or e-mail"
        )
        parser.add_argument(
            "--organisation", default="", metavar="CODE", help="Where, if they practise in several"
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would come, and change nothing")

    def handle(self, *, file, whose, organisation, dry_run, **options):
        person = person_called(whose)
        where = {"person": person, "organisation": place_of(person, organisation)}
        try:
            with open_bag(file) as bag:
                arrival = self.bring(bag, where, dry_run)
        except BagIsRefused as refusal:
            raise CommandError("\n".join(refusal.sentences)) from refusal
        except OSError as trouble:
            message = _("We can’t read %(file)s: %(reason)s.")
            raise CommandError(message % {"file": file, "reason": trouble.strerror}) from trouble
        for line in [*arrival.lines, *([_("Nothing was changed.")] if dry_run else [])]:
            self.stdout.write(line)

    def bring(self, bag, where, dry_run):
        before = brought_before(bag, **where)
        if before:
            raise BagIsRefused(already(before))
        with kept_files(bag, person=where["person"]) as kept:
            return rehearse(bag, kept, **where) if dry_run else bring_along(bag, kept, by=None, **where)


def person_called(said):
    person = User.objects.filter(code=said).first() or User.objects.with_email(said)
    if person is None:
        raise CommandError(_("Nobody here has this code or e-mail: %(said)s") % {"said": said})
    return person


def place_of(person, code):
    """Where they practise: the only place, or the one named."""
    roles = person.memberships.current().filter(role=Role.PRACTITIONER).select_related("organisation")
    places = [role.organisation for role in roles if code in ("", role.organisation.code)]
    if len(places) != 1:
        named = ", ".join(f"{place.code} ({place})" for place in places)
        raise CommandError(
            _("Say where, by --organisation: they practise in %(places)s") % {"places": named or "–"}
        )
    return places[0]
