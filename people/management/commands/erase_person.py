from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from people.models import User
from people.operations.erasing import CannotErase, discard_left_over, erase_person, what_would_go


@contextmanager
def nothing_left_in_free_pages():
    """SQLite leaves what was deleted where it was until the room is wanted: written over with zeros here, and at once."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
        yield
        if not connection.in_atomic_block:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class Command(BaseCommand):
    help = (
        "Erase people by their codes: names, words and files go; codes and decisions stay. Says what would go, and does "
        "it with --yes. After a restore, run it again with every code that --list printed before."
    )

    def add_arguments(self, parser):
        parser.add_argument("codes", nargs="*", metavar="CODE")
        parser.add_argument("--yes", action="store_true", help="Do it. There is no way back.")
        parser.add_argument("--list", action="store_true", help="Print the code of everyone who was erased.")

    def handle(self, *, codes, yes, **options):
        if options["list"]:
            for person in User.objects.exclude(erased_at=None).order_by("erased_at", "pk"):
                self.stdout.write(person.code)
        people = User.objects.in_bulk(codes, field_name="code")
        # Or not known yet, where a back-up is older than they are.
        unknown = [code for code in codes if code not in people]
        with nothing_left_in_free_pages():
            refused = [code for code in codes if code in people and not self.see_to(people[code], yes)]
        if left := discard_left_over():
            self.stdout.write(f"{left} files of an earlier run left the disk.")
        said = [f"Not erased: {', '.join(refused)}."] if refused else []
        if unknown:
            said.append(f"There is nobody with the code {', '.join(unknown)}.")
        if said:
            raise CommandError(" ".join(said))

    def see_to(self, person, yes):
        """Says what goes, or why nothing does."""
        if person.erased_at:
            self.stdout.write(f"{person.code} was erased on {person.erased_at:%Y-%m-%d}.")
            return True
        try:
            gone = erase_person(person, by=None) if yes else what_would_go(person)
        except CannotErase as refusal:
            self.stderr.write(f"{person.code}: {refusal.sentence}")
            return False
        said = (
            ", ".join(f"{number} {what}" for what, number in sorted(gone.items()))
            or "nothing but the account"
        )
        self.stdout.write(f"{person.code}: {'gone' if yes else 'would go'}: {said}.")
        return True
