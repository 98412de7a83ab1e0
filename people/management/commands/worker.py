import signal
import subprocess
import sys
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from people.operations.jobs import wake_overlooked
from people.registry import EACH_MINUTE, TIDYING

PAUSE = 5  # seconds between two looks
A_MINUTE, AN_HOUR = 60 // PAUSE, 3600 // PAUSE


def chores_at(look):
    """What there is to do at this look, counted from 0 when the worker starts."""
    each_minute = [] if look % A_MINUTE else EACH_MINUTE
    return [wake_overlooked, *each_minute, *([] if look % AN_HOUR else TIDYING)]


class Command(BaseCommand):
    help = "Do slow work as it comes: certificates, previews, mails. Keeps itself alive; stop it with Ctrl-C."

    def handle(self, *, verbosity, **options):
        signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
        command = [sys.executable, sys.argv[0], "db_worker", "--backend", "worker", "--queue-name", "*"]
        command += ["--verbosity", str(verbosity)]
        worker = subprocess.Popen(command)  # noqa: S603  our own command line
        look = 0
        try:
            while True:
                if worker.poll() is not None:  # a database lock held too long ends it: start another
                    worker = subprocess.Popen(command)  # noqa: S603
                self.look_after(*chores_at(look))
                look += 1
                time.sleep(PAUSE)
        except KeyboardInterrupt:
            pass
        finally:
            worker.terminate()
            worker.wait(timeout=30)

    def look_after(self, *chores):
        for chore in chores:
            try:
                chore()
            except DatabaseError as trouble:  # the database is away for a moment: the next look finds it
                self.stderr.write(f"Waiting for the database: {trouble}")
