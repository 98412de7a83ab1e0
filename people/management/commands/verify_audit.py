from django.core.management.base import BaseCommand

from people.audit import broken_links
from people.models import AuditEvent


class Command(BaseCommand):
    help = "Check that no recorded event was changed, removed or slipped in. Exit 0, or 1 naming the first such event."

    def handle(self, **options):
        for event, wrong in broken_links():
            self.stderr.write(f"Stream {event.stream}, event {event.sequence} (row {event.pk}): {wrong}.")
            raise SystemExit(1)
        self.stdout.write(f"{AuditEvent.objects.count()} events, every one in its place.")
