import gc
import json
import os

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cms.demo import database, serving
from cms.demo.award import pursue_sample_award
from cms.demo.charters import live_by_charters
from cms.demo.people import gather, log_ins
from cms.demo.walk import walk
from people.audit import one_operation, record
from people.models import AuditEvent
from people.operations.jobs import perform_everything
from people.roles import Role


class Command(BaseCommand):
    help = "Make a sample organisation, walk the main job through it on the shipped standard, and serve the result."

    def add_arguments(self, parser):
        parser.add_argument("--no-serve", action="store_true", help="Stop when everything is made")
        parser.add_argument("--port", type=int, default=8000, help="Serve on this port (8000)")
        parser.add_argument("--fresh", action="store_true", help="Throw an earlier demo away first")

    def handle(self, *, no_serve, port, fresh, **options):
        if not 1 <= port <= 65535:
            raise CommandError("--port takes a number from 1 to 65535.")
        serving.answer_at(port)
        styles = None if no_serve else serving.prepare(port)
        if fresh:
            database.throw_away()
        self.stdout.write("Preparing the database …")
        # Of drawing every migration’s models, a fifth went into looking for what they left behind.
        gc.set_threshold(50_000)
        call_command("migrate", verbosity=0)
        database.refuse_unless_ours()
        certificate = self.made() or self.make()
        self.finish(certificate)
        told = self.tell(certificate)
        self.point_at(told)
        if not no_serve:
            serving.serve(port, self.stdout, styles=styles)

    def made(self):
        """The certificate of an earlier run, if there was one."""
        from assessments.models import Certificate

        event = AuditEvent.objects.filter(action="demo.finished").first()
        return Certificate.objects.get(code=event.subject_code) if event else None

    def make(self):
        from standards.models import Standard

        self.stdout.write("Loading the shipped standards …")
        call_command("load_suite", stdout=self.stdout)
        self.stdout.write("Walking the main job: evidence, a reply, a second round, a certificate …")
        with one_operation():  # killed half-way, nothing of it is there
            organisation, people = gather()
            standard = Standard.objects.get(urn="JETSCD16L")
            trainer, practitioner = people[Role.TRAINER], people[Role.PRACTITIONER]
            pursue_sample_award(standard, organisation, trainer=trainer, practitioner=practitioner)
            live_by_charters(organisation, people)
            certificate = walk(standard, organisation, people)
            record("demo.finished", by=people[Role.COORDINATOR], subject=certificate)
        return certificate

    def finish(self, certificate):
        """What is left to the worker, also after a run that was stopped before or while it was done."""
        from assessments.operations.certificates import make_document

        perform_everything()
        make_document(certificate.code)
        certificate.refresh_from_db()

    def tell(self, certificate):
        from standards.queries.pages import address_of

        standard = certificate.entries.get().submission.unit.version.standard
        path = settings.DATA_DIR / "demo.json"
        told = json.loads(path.read_text()) if path.exists() else {"people": log_ins()}
        told = {
            "url": settings.PUBLIC_URL + "/",
            "people": told["people"],
            "certificate": str(settings.DATA_DIR / "certificates" / certificate.document.file.name),
            "verify_url": certificate.verify_url,
            "standard_url": settings.PUBLIC_URL + address_of(standard),
        }
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(told, file, indent=2)
        return told

    def point_at(self, told):
        write = self.stdout.write
        write(f"\nReady. Look at {told['url']}")
        write(f"  the standard      {told['standard_url']}")
        write(f"  its certificate   {told['certificate']}")
        write(f"  anyone checks it  {told['verify_url']}\n\nSign in as")
        for person in told["people"]:
            write(f"  {person['role']:<13} {person['email']:<24} {person['password']}")
