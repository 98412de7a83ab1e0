from django.core.management.base import BaseCommand

from people.audit import broken_links
from people.models import AuditEvent, Stream


class Command(BaseCommand):
    help = "Check that no recorded event was changed, removed or slipped in. Exit 0, or 1 naming the first such event."

    def handle(self, **options):
        for link, wrong in broken_links():
            self.stderr.write(f"{name_of(link)}: {wrong}.")
            raise SystemExit(1)
        open_to_counting = AuditEvent.objects.exclude(stream=Stream.SEALED)
        self.stdout.write(f"{open_to_counting.count()} events, every one in its place.")


def name_of(link):
    """A place in the sealed stream would say how many there are, so there the row has to do."""
    if link.stream == Stream.SEALED:
        return f"Stream {link.stream}, row {link.pk}"
    return f"Stream {link.stream}, event {link.sequence} (row {link.pk})"
