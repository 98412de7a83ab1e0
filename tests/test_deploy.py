"""The examples for a server name what exists, and nginx takes its file."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from tests.test_architecture import settings_read

DEPLOY = Path(settings.BASE_DIR) / "deploy"
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


@pytest.mark.skipif(
    not shutil.which("nginx") and not os.environ.get("CI"), reason="nginx is not installed here"
)
def test_nginx_takes_its_file(tmp_path):
    key, paper = tmp_path / "key.pem", tmp_path / "paper.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=portfolio.example.org"]
    subprocess.run([*make, "-keyout", key, "-out", paper], check=True, capture_output=True)
    site = (DEPLOY / "nginx.conf").read_text()
    site = re.sub(
        r"/etc/ssl/portfolio/\w+\.pem", lambda found: str(key if "privkey" in found[0] else paper), site
    )
    site = re.sub(r"(listen (?:\[::\]:)?)(80|443)\b", r"\g<1>2\g<2>", site)
    whole = f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ access_log off; {site} }}"
    (tmp_path / "nginx.conf").write_text(whole)

    tried = subprocess.run(["nginx", "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True)

    assert (tried.returncode, "test is successful" in tried.stderr) == (0, True), tried.stderr


def test_nginx_lets_in_what_the_site_takes():
    """One file of the largest size, and a second, in one form; the largest in pieces, if they are one."""
    form, pieces = re.findall(r"client_max_body_size (\d+)m;", (DEPLOY / "nginx.conf").read_text())

    assert int(form) * settings.MEGABYTE > 2 * settings.EVIDENCE_FORM_MAX_BYTES
    assert int(pieces) * settings.MEGABYTE > settings.EVIDENCE_MAX_BYTES
