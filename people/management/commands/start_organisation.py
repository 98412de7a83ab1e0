from django.core.management.base import BaseCommand

from people.operations.invitations import invite_person
from people.operations.organisations import found_organisation
from people.roles import Role


class Command(BaseCommand):
    help = "Found an organisation and print the link with which its first coordinator joins."

    def add_arguments(self, parser):
        parser.add_argument("name", help="What the organisation is called")
        parser.add_argument(
            "--coordinator", required=True, metavar="NAME", help="The first coordinator’s name"
        )
        parser.add_argument("--email", default="", help="Their e-mail, if they have one")

    def handle(self, *, name, coordinator, email, **options):
        organisation = found_organisation(name)
        invitation = invite_person(
            organisation, name=coordinator, email=email, role=Role.COORDINATOR, by=None
        )
        self.stdout.write(f"{organisation.name} is ready. {coordinator} joins here:\n{invitation.link}")
