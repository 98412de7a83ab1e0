import subprocess
import sys
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from people.operations.jobs import wake_overlooked


class Command(BaseCommand):
    help = "Do slow work as it comes: certificates, previews, mails. Keeps itself alive; stop it with Ctrl-C."

    def handle(self, **options):
        command = [sys.executable, sys.argv[0], "db_worker", "--backend", "worker", "--queue-name", "*"]
        worker = subprocess.Popen(command)  # noqa: S603  our own command line
        try:
            while True:
                time.sleep(5)
                if worker.poll() is not None:  # a database lock held too long ends it: start another
                    worker = subprocess.Popen(command)  # noqa: S603
                self.sweep()
        except KeyboardInterrupt:
            pass
        finally:
            worker.terminate()
            worker.wait(timeout=30)

    def sweep(self):
        try:
            wake_overlooked()
        except DatabaseError as trouble:  # the database is away for a moment: the next round finds it
            self.stderr.write(f"Waiting for the database: {trouble}")
