from django.core.management.base import BaseCommand

from people.operations.jobs import retry_stuck


class Command(BaseCommand):
    help = "List the slow work that was tried five times without success, and have the worker try it again."

    def handle(self, **options):
        stuck = retry_stuck()
        if not stuck:
            self.stdout.write("Nothing is stuck.")
        for job in stuck:
            self.stdout.write(
                f"{job.kind} {job.subject_code}: stopped by {job.trouble}; it will be tried again."
            )
