"""The examples for a server name what exists, and nginx takes its file."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import reverse

from tests.test_architecture import settings_read

DEPLOY = Path(settings.BASE_DIR) / "deploy"
SITE = (DEPLOY / "nginx.conf").read_text()
UNITS = sorted(DEPLOY.glob("*.service"))


def test_every_value_in_the_example_is_a_setting():
    named = re.findall(r"^([A-Z_]+)=", (DEPLOY / "portfolio.env").read_text(), re.MULTILINE)

    assert len(named) == 6
    assert set(named) <= settings_read()


def test_services_run_what_there_is():
    run = [re.search(r"^ExecStart=(.*)$", unit.read_text(), re.MULTILINE)[1].split() for unit in UNITS]

    assert [Path(words[0]).name for words in run] == ["gunicorn", "python"]
    assert run[0][1] == settings.WSGI_APPLICATION.rpartition(".")[0]
    assert run[1][1] == "manage.py"
    assert run[1][2] in get_commands()


def test_gunicorn_knows_every_option():
    [words] = [line for line in UNITS[0].read_text().splitlines() if line.startswith("ExecStart=")]
    help_text = subprocess.run(["gunicorn", "--help"], capture_output=True, text=True, check=True).stdout

    assert [option for option in re.findall(r"--[a-z-]+", words) if option not in help_text] == []


needs_nginx = pytest.mark.skipif(
    not shutil.which("nginx") and not os.environ.get("CI"), reason="nginx is not installed here"
)


@pytest.fixture
def nginx(tmp_path):
    """nginx(site) → the command that runs it with this file for a site; what it logs stands in `tmp_path/log`."""
    key, paper = tmp_path / "key.pem", tmp_path / "paper.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=portfolio.example.org"]
    subprocess.run([*make, "-keyout", key, "-out", paper], check=True, capture_output=True)

    def command(site):
        site = site.replace("/etc/ssl/portfolio/privkey.pem", str(key))
        site = site.replace("/etc/ssl/portfolio/fullchain.pem", str(paper))
        logs = f"error_log {tmp_path}/log; events {{}} http {{ access_log {tmp_path}/log; "
        (tmp_path / "nginx.conf").write_text(f"daemon off; pid {tmp_path}/pid; {logs}{site} }}")
        return ["nginx", "-c", str(tmp_path / "nginx.conf")]

    return command


@needs_nginx
def test_nginx_takes_its_file(nginx):
    site = re.sub(r"(listen (?:\[::\]:)?)(80|443)\b", r"\g<1>2\g<2>", SITE)

    tried = subprocess.run([*nginx(site), "-t"], capture_output=True, text=True)

    assert (tried.returncode, "test is successful" in tried.stderr) == (0, True), tried.stderr


@needs_nginx
def test_what_is_one_persons_affair_is_in_no_log_of_nginx_even_while_the_site_is_away(nginx, tmp_path):
    quiet = ["/witness/canary/", "/join/canary/", reverse("offer-decline", args=["canary"])]
    quiet += [f"{reverse(name)}?canary" for name in ("who-reads", "your-room")]
    with socket.create_server(("127.0.0.1", 0)) as door, socket.create_server(("127.0.0.1", 0)) as nobody:
        port, away = door.getsockname()[1], nobody.getsockname()[1]
    server = re.sub(r"^ *listen .*\n", "", SITE.rpartition("server {")[2], flags=re.MULTILINE)
    server = server.replace("127.0.0.1:8000", f"127.0.0.1:{away}")
    site = f"server {{ listen 127.0.0.1:{port} ssl; {server}"

    with subprocess.Popen(nginx(site), stderr=subprocess.DEVNULL) as server:
        try:
            answers = [asked(port, path) for path in (*quiet, "/reviews/sparrow/")]
        finally:
            server.terminate()

    logged = (tmp_path / "log").read_text()
    assert answers == [502] * (len(quiet) + 1)
    assert ("canary" in logged, "sparrow" in logged) == (False, True)


def asked(port, path):
    """The status, as soon as somebody listens."""
    trusting = ssl._create_unverified_context()
    for _moment in range(100):
        with closing(http.client.HTTPSConnection("127.0.0.1", port, context=trusting)) as line:
            try:
                line.request("GET", path, headers={"Host": "portfolio.example.org"})
                return line.getresponse().status
            except ConnectionRefusedError:
                time.sleep(0.1)
    pytest.fail("nginx did not begin to listen.")


def test_nginx_lets_in_what_the_site_takes():
    """One file of the largest size, and a second, in one form; the largest in pieces, if they are one."""
    form, pieces = re.findall(r"client_max_body_size (\d+)m;", SITE)

    assert int(form) * settings.MEGABYTE > 2 * settings.EVIDENCE_FORM_MAX_BYTES
    assert int(pieces) * settings.MEGABYTE > settings.EVIDENCE_MAX_BYTES
