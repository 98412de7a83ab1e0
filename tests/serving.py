"""The site as a server runs it: gunicorn with its workers, on a data folder of its own, and a plain client."""

import base64
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings

from tests import database

TOKEN = "a" * 32
PREPARE = """
import django
django.setup()
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from people.roles import Role
from tests.factories import MembershipFactory
person = MembershipFactory(role=Role.PRACTITIONER, person__name="Pat Sample").person
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(person.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
session[HASH_SESSION_KEY] = person.get_session_auth_hash()
session.create()
print(session.session_key)
"""


def started(house, *command, **options):
    """A Python process of its own, with this folder for its data and SQLite."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DATA_DIR": str(house), "DJANGO_SETTINGS_MODULE": "cms.settings"}
    return subprocess.Popen(
        [sys.executable, *command], env=environment, cwd=settings.BASE_DIR, text=True, **options
    )


def migrated(house):
    """Give the folder a database as the migrations leave it."""
    kept = database.migrated_copy()
    if kept.exists():
        shutil.copyfile(kept, house / "db.sqlite3")
    else:
        assert started(house, "manage.py", "migrate", "--verbosity", "0").wait(300) == 0


@contextmanager
def served(house, *, workers=2, threads=4, options=""):
    """Yield a Site in which one practitioner is signed in; the folder needs nothing in it."""
    migrated(house)
    prepared = started(house, "-c", PREPARE, stdout=subprocess.PIPE)
    session = prepared.communicate(timeout=60)[0].strip()
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    wanted = f"--workers {workers} --threads {threads} --timeout 120 --no-control-socket {options}"
    wanted += f" --bind 127.0.0.1:{port}"
    server = started(house, "-m", "gunicorn", "cms.wsgi", *wanted.split(), stderr=subprocess.DEVNULL)
    site = Site(house, server, port, session, workers)
    try:
        site.wait()
        yield site
    finally:
        server.terminate()
        server.wait(30)


class Site:
    def __init__(self, house, server, port, session, count):
        self.house, self.server, self.port, self.session, self.count = house, server, port, session, count

    @property
    def workers(self):
        """The process ids of those that answer."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children")
        return [int(child) for child in children.read_text().split()]

    def wait(self):
        for _moment in range(300):
            if len(self.workers) == self.count and self.is_well():
                return
            assert self.server.poll() is None, "The server stopped."
            time.sleep(0.1)
        raise AssertionError("The server never answered.")

    def is_well(self):
        try:
            return self.ask("GET", "/healthz")[0] == 200
        except OSError:
            return False

    def kill_workers(self):
        for worker in self.workers:
            os.kill(worker, signal.SIGKILL)

    # --- asking ---

    def headers(self, **more):
        cookies = f"csrftoken={TOKEN}; sessionid={self.session}"
        told = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Tus-Resumable": "1.0.0"}
        return told | {name.replace("_", "-"): str(value) for name, value in more.items()}

    def ask(self, method, path, body=None, **headers):
        """(status, headers, body) of one request on a connection of its own."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as line:
            line.request(method, path, body, self.headers(**headers))
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read()

    def announce(self, name, size):
        told = {
            "Upload_Length": size,
            "Upload_Metadata": f"filename {base64.b64encode(name.encode()).decode()}",
        }
        status, headers, words = self.ask("POST", "/my/uploads/", b"", **told)
        assert status == 201, words
        return headers["Location"]

    def send(self, path, body, offset, **headers):
        return self.ask("PATCH", path, body, **piece(offset), **headers)

    def offset(self, path):
        return int(self.ask("HEAD", path)[1]["Upload-Offset"])

    def memory(self):
        """The most megabytes any worker ever held."""
        return max(peak_of(worker) for worker in self.workers)


def piece(offset):
    return {"Upload_Offset": offset, "Content_Type": "application/offset+octet-stream"}


def peak_of(process):
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
