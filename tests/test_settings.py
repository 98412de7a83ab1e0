"""Every value from the environment, safe when nothing is set, and a sentence for what makes no sense."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.apart import apart

HOUSE = Path(settings.BASE_DIR)


def python(folder, code, **values):
    """Run some Python with the house's own settings and these values, and nothing else, in the environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "cms.settings"} | values
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, text=True, timeout=300)


# What the settings ask of others. They themselves are read anew each time, with what is in the environment then.
LIBRARIES = "import secrets, zoneinfo; import dj_database_url, django.utils.csp, environs"


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    with apart(tmp_path_factory.mktemp("settings"), ready=LIBRARIES) as ready:
        yield ready


@pytest.fixture
def start(ready, tmp_path):
    """As `python`, many times over, with the test’s own folder."""

    def begin(code, **values):
        done = ready.run(code, **{"DATA_DIR": str(tmp_path)} | values)
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        return done

    return begin


@pytest.fixture
def value_of(start):
    def tell(expression, **values):
        done = start(f"from cms import settings as s; print(({expression}))", **values)
        assert done.stderr == ""
        return done.stdout.strip()

    return tell


HTTPS = {"PUBLIC_URL": "https://portfolio.example.org"}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PUBLIC_URL", "portfolio.example.org", "give an address such as https://portfolio.example.org"),
        (
            "PUBLIC_URL",
            "ftp://portfolio.example.org",
            "give an address such as https://portfolio.example.org",
        ),
        (
            "PUBLIC_URL",
            "https://portfolio.example.org/app",
            "give an address such as https://portfolio.example.org",
        ),
        ("PUBLIC_URL", "https://[portfolio", "give an address such as https://portfolio.example.org"),
        (
            "PUBLIC_URL",
            "https://portfolio.example.org:many",
            "give an address such as https://portfolio.example.org",
        ),
        ("PUBLIC_URL", "http://portfolio.example.org", "plain http is only for this machine"),
        ("PUBLIC_URL", "http://0.0.0.0:8000", "plain http is only for this machine"),
        ("SECRET_KEY", "short", "give at least 50 random characters, or leave it out"),
        ("SECRET_KEY", "a" * 60, "give at least 50 random characters, or leave it out"),
        ("DEBUG", "maybe", "give true or false"),
        ("BEHIND_PROXY", "nginx", "give true or false"),
        ("ALLOWED_HOSTS", "*", "name each host"),
        ("DATABASE_URL", "mysql://someone@127.0.0.1/name", "give postgres://"),
        ("DATABASE_URL", "nonsense", "give postgres://"),
        ("TIME_ZONE", "Valley/Village", "give a name such as Europe/London"),
        ("MAIL_URL", "mail.example.org", "give smtp+tls://"),
        ("MAIL_URL", "https://mail.example.org", "give smtp+tls://"),
        ("CLAMD", "unix:clamd.sock", "give host:port, or unix:/path/of/its/socket"),
        ("CLAMD", "127.0.0.1:many", "give host:port, or unix:/path/of/its/socket"),
        ("EVIDENCE_MAX_MB", "lots", "give a whole number from 1 to 4096"),
        ("EVIDENCE_MAX_MB", "0", "give a whole number from 1 to 4096"),
        ("EVIDENCE_MAX_FILES", "-1", "give a whole number from 1 to 200"),
        ("EVIDENCE_MAX_MEGAPIXELS", "1e9", "give a whole number from 1 to "),
        ("INVITATION_DAYS", "365", "give a whole number from 1 to 90"),
        ("VERIFY_TRIES_PER_MINUTE", "", "give a whole number from 1 to 10000"),
        ("LOG_LEVEL", "LOUD", "give DEBUG, INFO, WARNING or ERROR"),
        ("DATA_DIR", "/dev/null/data", "Give a folder this account may write in"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(start, name, value, says):
    done = start("import cms.settings", **{name: value})

    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith(f"django.core.exceptions.ImproperlyConfigured: {name} is not usable: ")
    assert says in last


def test_with_nothing_set_it_is_safe(value_of, tmp_path):
    assert value_of("s.DEBUG, s.PUBLIC_URL, s.MAIL_ON, s.TIME_ZONE") == (
        "(False, 'http://127.0.0.1:8000', False, 'Europe/London')"
    )
    assert value_of("s.ALLOWED_HOSTS") == "['127.0.0.1', 'localhost']"
    assert value_of("s.DATABASES['default']['NAME']") == str(tmp_path / "db.sqlite3")
    assert value_of("s.DATABASES['default']['OPTIONS']['transaction_mode'], s.LANGUAGE_CODE") == (
        "('IMMEDIATE', 'en-gb')"
    )
    assert value_of("'{% csrf_token %}' in str(s.SECURE_CSP), bool(s.SECURE_CSP)") == "(False, True)"


def test_a_secret_is_made_once_for_one_pair_of_eyes_and_kept(value_of, tmp_path):
    first = value_of("s.SECRET_KEY")

    assert len(first) >= 64
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert value_of("s.SECRET_KEY") == first
    assert value_of("s.SECRET_KEY", DATA_DIR=str(tmp_path / "other")) != first


def test_a_given_secret_is_used_and_none_is_made(value_of, tmp_path):
    given = "0123456789" * 6

    assert value_of("s.SECRET_KEY", SECRET_KEY=given) == given
    assert not (tmp_path / "secret_key").exists()


def test_an_https_address_turns_everything_on(value_of):
    names = ["SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"]
    values = ", ".join(
        f"s.{name}" for name in [*names, "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "ALLOWED_HOSTS"]
    )

    assert value_of(values, **HTTPS) == (
        "(True, 63072000, '__Host-sessionid', '__Host-csrftoken', True, True, ['portfolio.example.org'])"
    )


def test_a_proxy_is_believed_only_when_told_so(value_of):
    header = "getattr(s, 'SECURE_PROXY_SSL_HEADER', None), s.USE_X_FORWARDED_HOST"

    assert value_of(header, **HTTPS) == "(None, False)"
    assert value_of(header, BEHIND_PROXY="true", **HTTPS) == "(('HTTP_X_FORWARDED_PROTO', 'https'), False)"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("smtp://mail.example.org", "('mail.example.org', 25, False, False, 10)"),
        ("smtps://a:b@mail.example.org", "('mail.example.org', 465, True, False, 10)"),
        ("smtp+tls://a:b@mail.example.org:2525", "('mail.example.org', 2525, False, True, 10)"),
    ],
)
def test_one_line_says_how_mail_is_sent(start, url, wanted):
    options = ", ".join(f"o['{name}']" for name in ["host", "port", "use_ssl", "use_tls", "timeout"])
    code = f"from cms import settings as s; o = s.MAILERS['default']['OPTIONS']; print(({options}))"

    assert start(code, MAIL_URL=url).stdout.strip() == wanted


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("scanner.example.org:3310", "('scanner.example.org', 3310)"),
        ("unix:/run/clamd.sock", "/run/clamd.sock"),
    ],
)
def test_one_line_says_where_files_are_searched(value_of, said, means):
    assert value_of("s.CLAMD", CLAMD=said) == means


def test_odd_characters_in_a_mail_password_arrive_as_they_are(value_of):
    url = "smtp+tls://post%40sample:p%2Fw%3A%40@mail.example.org"
    told = value_of("[s.MAILERS['default']['OPTIONS'][n] for n in ('username', 'password')]", MAIL_URL=url)

    assert told == "['post@sample', 'p/w:@']"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A house with a real address."""
    with apart(tmp_path_factory.mktemp("site"), **HTTPS) as site:
        yield site


def test_nothing_is_left_to_warn_about_on_a_real_address(site, tmp_path):
    """Two warnings are silenced, with their reasons in the settings; without a mail server a third."""
    check = ["check", "--deploy", "--fail-level", "WARNING"]
    go = f"from django.core.management import execute_from_command_line as go; go(['manage.py', *{check!r}])"
    with_mail = python(tmp_path, go, **HTTPS, MAIL_URL="smtp+tls://a:b@mail.example.org")
    without = site.manage(*check)

    assert (with_mail.returncode, with_mail.stderr) == (0, "")
    assert with_mail.stdout == "System check identified no issues (2 silenced).\n"
    assert (without.returncode, without.stderr) == (0, b"")
    assert without.stdout == b"System check identified no issues (3 silenced).\n"


def test_cookies_over_https_belong_to_this_host_alone(site):
    code = """
from django.conf import settings
from django.test import Client, override_settings
from people.models import User
client = Client(headers={"host": "portfolio.example.org"})
plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
override_settings(STORAGES=settings.STORAGES | plain).enable()
assert client.get("/account/log-in/")["Location"] == "https://portfolio.example.org/account/log-in/"
person = User.objects.create_user(name="Pat Sample", email="pat@sample.example", password="a long sample password")
page = client.get("/account/log-in/", secure=True)
print(page["Strict-Transport-Security"])
page = client.post("/account/log-in/", {"login": person.email, "password": "a long sample password"}, secure=True)
for name in sorted(client.cookies.keys() - {"messages"}):
    cookie = client.cookies[name]
    print(name, cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], repr(cookie["domain"]))
"""
    (site.folder / "static").mkdir()
    done = site.begin_anew().run(code)

    assert done.stdout.decode().splitlines() == [
        "max-age=63072000; includeSubDomains",
        "__Host-csrftoken True  Lax / ''",
        "__Host-sessionid True True Lax / ''",
    ], done.stderr


def test_every_connection_writes_through_and_begins_by_locking(site):
    code = """
from django.db import connection
with connection.cursor() as cursor:
    print([cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")])
print(connection.connection.isolation_level, connection.transaction_mode, connection.settings_dict["NAME"])
"""
    for left in site.folder.glob("db.sqlite3*"):
        left.unlink()
    done = site.run(code)

    full, file = 2, site.folder / "db.sqlite3"
    assert done.stdout.decode().splitlines() == [f"['wal', {full}]", f"None IMMEDIATE {file}"], done.stderr
