from itertools import chain

from django.core.management.base import BaseCommand, CommandError

from people.audit import broken_links
from people.models import AuditEvent, Stream, StreamHead
from people.registry import PROVING


class Command(BaseCommand):
    help = (
        "Check that no recorded event was changed, removed or slipped in, nor the words said with it. Exit 0, or 1 naming "
        "the first such event. "
        "Keep the marks it prints somewhere else: with them it finds a chain that was cut short as a whole, too."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--held", nargs="*", default=[], metavar="MARK", help="what it printed before: stream:number:hash"
        )

    def handle(self, *, held, **options):
        for link, wrong in broken_links():
            self.refuse(f"{name_of(link)}: {wrong}.")
        for link, wrong in chain.from_iterable(prove() for prove in PROVING):
            self.refuse(f"{name_of(link)}: {wrong}.")
        for mark in held:
            if not is_held(mark):
                self.refuse(f"{mark}: this event was here once, and is not here any more.")
        open_to_counting = AuditEvent.objects.exclude(stream=Stream.SEALED)
        self.stdout.write(f"{open_to_counting.count()} events, every one in its place.")
        for head in (
            StreamHead.objects.exclude(stream=Stream.SEALED).filter(sequence__gt=0).order_by("stream")
        ):
            self.stdout.write(f"{head.stream}:{head.sequence}:{head.hash}")

    def refuse(self, sentence):
        self.stderr.write(sentence)
        raise SystemExit(1)


def is_held(mark):
    """Whether the event of a mark is still as it was. Raises CommandError."""
    stream, _colon, rest = mark.partition(":")
    number, _colon, is_hash = rest.partition(":")
    if not is_hash or not number.isascii() or not number.isdigit() or len(number) > 18:
        raise CommandError(f"{mark}: a mark reads like record:3:5f0c…, as this command printed it.")
    return AuditEvent.objects.filter(stream=stream, sequence=int(number), hash=is_hash).exists()


def name_of(link):
    """A place in the sealed stream would say how many there are, so there the row has to do."""
    if link.stream == Stream.SEALED:
        return f"Stream {link.stream}, row {link.pk}"
    return f"Stream {link.stream}, event {link.sequence} (row {link.pk})"
