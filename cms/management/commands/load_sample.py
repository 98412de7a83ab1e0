import secrets

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cms.demo import database
from cms.samples.loading import Size, load_sample
from cms.samples.practice.loading import SIZES, load_practice
from cms.samples.words import VALUES

MOST = {"units": 400, "requirements": 400, "evidence": 5_000, "claims": 200_000, "files": 5_000}
ASKED = {
    "units": "Standards in the portfolio",
    "requirements": "Parts of each standard, the five values among them",
    "evidence": "Pieces of evidence",
    "claims": "How often something is said to show something",
    "files": "Files on the evidence",
}


class Command(BaseCommand):
    help = (
        "Add a sample practitioner with a portfolio of any size or, with --size, places full of people and of rounds in "
        "every state; in an empty database or one the demo made. Run it again for more."
    )

    def add_arguments(self, parser):
        usual = Size(units=25)
        told = ", ".join(f"{name}: {extent.units:,} standards" for name, extent in SIZES.items())
        parser.add_argument(
            "--size",
            choices=list(SIZES),
            help=f"Several places with all their people, instead of one person ({told})",
        )
        for name, words in ASKED.items():
            number = getattr(usual, name)
            parser.add_argument(f"--{name}", type=int, default=number, help=f"{words} ({number})")
        parser.add_argument(
            "--file-bytes",
            type=int,
            default=usual.file_bytes,
            help=f"How large each file is ({usual.file_bytes})",
        )
        parser.add_argument("--seed", type=int, default=1, help="Another number gives other words (1)")

    def handle(self, *, seed, file_bytes, size, **options):
        asked = {name: options[name] for name in ASKED}
        refuse_what_cannot_be(asked, file_bytes)
        call_command("migrate", verbosity=0)
        database.refuse_unless_ours()
        password = secrets.token_urlsafe(12)
        if size:
            self.tell_of_all(
                load_practice(SIZES[size], seed=seed, password=password, told=self.say), password
            )
        else:
            sample = load_sample(Size(**asked, file_bytes=file_bytes), seed=seed, password=password)
            self.tell(sample, password)

    def say(self, people):
        if people % 1_000 == 0:
            self.stdout.write(f"{people:,} people …")

    def tell_of_all(self, load, password):
        first, write = load.places[0], self.stdout.write
        write(f"{load.extent.units:,} standards in {len(load.places)} places, {load.rows.written:,} rows.")
        write(f"\nSign in, for instance at {first.organisation}, as")
        people = {"assessor": first.assessors, "trainee": first.trainees, "iqa": first.iqas}
        for role, several in ({"coordinator": [first.coordinator]} | people).items():
            write(f"  {role:<13} {several[0].email:<44} {password}")

    def tell(self, sample, password):
        write = self.stdout.write
        write(
            f"{len(sample.units)} standards, {len(sample.evidence)} pieces of evidence, {len(sample.claims)} claims."
        )
        write("\nSign in as")
        for role in ("practitioner", "assessor", "coordinator"):
            write(f"  {role:<13} {getattr(sample.cast, role).email:<44} {password}")


def refuse_what_cannot_be(asked, file_bytes):
    for name, number in asked.items():
        least = {"units": 1, "requirements": len(VALUES) + 1}.get(name, 0)
        if not least <= number <= MOST[name]:
            raise CommandError(f"--{name} takes a number from {least} to {MOST[name]:,}.")
    if not 1 <= file_bytes <= 2**30:
        raise CommandError("--file-bytes takes a number from 1 to 1,073,741,824.")
    if asked["evidence"] == 0 and (asked["claims"] or asked["files"]):
        raise CommandError("Claims and files need evidence: give --evidence a number, or both of them 0.")
