"""Serving the demo: the site and its worker, as two processes that end together."""

import os
import signal
import socket
import subprocess
import sys

from django.conf import settings
from django.core.management.base import CommandError

HERE = "127.0.0.1"


def answer_at(port):
    """Unless PUBLIC_URL says otherwise, links and QR codes carry the port the demo is served on."""
    if "PUBLIC_URL" not in os.environ:
        settings.PUBLIC_URL = os.environ["PUBLIC_URL"] = f"http://{HERE}:{port}"


def prepare(port):
    """Start collecting and compressing static files: it takes as long as the database, and goes on beside it."""
    refuse_taken(port)
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    return subprocess.Popen(command, cwd=settings.BASE_DIR)  # noqa: S603  our own command line


def serve(port, out, *, styles):
    if styles.wait():
        raise CommandError("The styles could not be collected; the lines above say why.")
    # A line for each thing it does would push the passwords off the screen.
    worker = [sys.executable, "manage.py", "worker", "--verbosity", "0"]
    site = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--bind", f"{HERE}:{port}"]
    site += ["--threads", "4", "--workers", "2", "--no-control-socket", "--log-level", "warning"]
    children = [subprocess.Popen(command, cwd=settings.BASE_DIR) for command in (worker, site)]  # noqa: S603
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    out.write(f"\nServing on http://{HERE}:{port}/ – stop with Ctrl-C.")
    try:
        children[1].wait()
    except KeyboardInterrupt:
        pass
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=30)


def refuse_taken(port):
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HERE, port))
        except OSError as taken:
            raise CommandError(
                f"Port {port} is in use. Try --port {port + 1 if port < 65535 else 8001}."
            ) from taken
