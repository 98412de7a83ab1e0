"""Every setting, each from the environment, safe when nothing is set.

A value that makes no sense stops the start with a sentence that says what to put instead.
"""

import ipaddress
import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()


def say(name, read, advice):
    """Read one setting, or stop with a sentence naming it and what would be right."""
    try:
        return read(name)
    except (EnvError, ValueError) as problem:
        raise ImproperlyConfigured(f"{name} is not usable: {advice}") from problem


def number(name, default, *, least, most):
    value = say(name, lambda n: env.int(n, default), f"give a whole number from {least} to {most}.")
    if not least <= value <= most:
        raise ImproperlyConfigured(f"{name} is not usable: give a whole number from {least} to {most}.")
    return value


# --- where runtime data lives ---------------------------------------------------------------

DATA_DIR = Path(env.str("DATA_DIR", "") or BASE_DIR / "var").resolve()
try:
    for folder in (DATA_DIR, DATA_DIR / "incoming"):
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
except OSError as problem:
    raise ImproperlyConfigured(
        f"DATA_DIR is not usable: {DATA_DIR} can't be made. Give a folder this account may write in."
    ) from problem


def generated_secret():
    """A secret made once and kept in the data folder, so that a restart keeps people signed in."""
    path = DATA_DIR / "secret_key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY", "") or generated_secret()
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured(
        "SECRET_KEY is not usable: give at least 50 random characters, or leave it out."
    )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])
DEBUG = say("DEBUG", lambda name: env.bool(name, False), "give true or false.")

# --- the address people use -----------------------------------------------------------------

PUBLIC_URL = env.str("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")


def is_loopback(host):
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


try:
    _public = urlsplit(PUBLIC_URL)
    _host, _port = _public.hostname or "", _public.port
except ValueError:
    _public, _host = urlsplit(""), ""
if not _host or _public.scheme not in ("http", "https") or _public.path or _public.query or _public.username:
    raise ImproperlyConfigured(
        "PUBLIC_URL is not usable: give an address such as https://portfolio.example.org"
    )
if _public.scheme == "http" and not is_loopback(_host):
    raise ImproperlyConfigured(
        "PUBLIC_URL is not usable: plain http is only for this machine (127.0.0.1). Give an https address."
    )

SECURE = _public.scheme == "https"
_hosts = env.list("ALLOWED_HOSTS", [])
if "*" in _hosts:
    raise ImproperlyConfigured("ALLOWED_HOSTS is not usable: name each host, a star lets links be forged.")
ALLOWED_HOSTS = sorted(
    {_host if ":" not in _host else f"[{_host}]", *_hosts}
    | ({"127.0.0.1", "localhost"} if not SECURE else set())
)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
USE_X_FORWARDED_HOST = False
BEHIND_PROXY = say("BEHIND_PROXY", lambda name: env.bool(name, False), "give true or false.")
if BEHIND_PROXY:  # only where the proxy overwrites this header, as deploy/ shows
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail previews a page inside its own editor
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-sessionid" if SECURE else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if SECURE else "csrftoken"
LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 12 * 60 * 60
PASSWORD_RESET_TIMEOUT = 60 * 60
INVITATION_DAYS = number("INVITATION_DAYS", 14, least=1, most=90)

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
# Wagtail 8's own admin starts a few widgets inline; a nonce there would cancel 'unsafe-inline'.
WAGTAIL_ADMIN_CSP = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
}

# --- what the house is made of --------------------------------------------------------------

INSTALLED_APPS = [
    "cms",
    "assessments",
    "portfolios",
    "community",
    "standards",
    "people",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "django_tasks_db",
    "django_htmx",
    "import_export",
    "django.forms",  # its templates, found by cms.forms.HouseRenderer
    "rules.apps.AutodiscoverRulesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True  # no cell we hand out is taken for a formula

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "people.middleware.RequestIdMiddleware",
    "people.middleware.PlainRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "people.middleware.PersonMiddleware",
    "people.middleware.PrivacyMiddleware",
    "standards.middleware.PublishingMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context.house",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "cms.templatetags.pictures",
                "cms.templatetags.ui",
            ],
        },
    }
]
FORM_RENDERER = "cms.forms.HouseRenderer"

# --- database -------------------------------------------------------------------------------

DATABASES = {
    "default": say(
        "DATABASE_URL",
        lambda name: env.dj_db_url(name, f"sqlite:///{DATA_DIR / 'db.sqlite3'}", conn_max_age=60),
        "give postgres://person:password@host:5432/name, or leave it out for SQLite.",
    )
}
POSTGRES = DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
if POSTGRES:
    INSTALLED_APPS += ["django.contrib.postgres"]
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c lock_timeout=10s -c statement_timeout=60s"
elif DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["NAME"] = DATA_DIR / "db.sqlite3"  # the only database file there is
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Recursive, so that INSERT OR REPLACE meets the triggers of the rows it would remove.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
    }
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
else:
    raise ImproperlyConfigured(
        "DATABASE_URL is not usable: give postgres://person:password@host:5432/name, or leave it out for SQLite."
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "people_cache"}}

# --- slow work ------------------------------------------------------------------------------
# Two aliases: Wagtail indexes with "default" and must do it at once, or search finds nothing
# until a worker has run. Ours go to "worker". An empty list of queues means any queue.

TASKS = {
    "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend", "QUEUES": []},
    "worker": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
}

# --- mail -----------------------------------------------------------------------------------
# MAIL_URL: smtp://user:password@host:25, smtps:// (TLS from the start), smtp+tls:// (STARTTLS),
# or file:///folder for looking at mails. Without it mail is off, and the screens say so.

MAIL_URL = env.str("MAIL_URL", "")
MAIL_ON = bool(MAIL_URL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", f"portfolio@{_host}")


def mailer(url):
    if not url:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.path:
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": parts.path},
        }
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if parts.scheme not in ("smtp", "smtps", "smtp+tls") or not host:
        raise ImproperlyConfigured("MAIL_URL is not usable: give smtp+tls://user:password@host:587")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": host,
            "port": port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme],
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp+tls",
            "timeout": 10,
        },
    }


MAILERS = {"default": mailer(MAIL_URL)}

# What `check --deploy` would warn about and is meant: pages are framed by Wagtail's own preview, joining
# the browsers' preload list is for the owner of a domain to ask, and without a mail server mail is off.
SILENCED_SYSTEM_CHECKS = ["security.W019", "security.W021", *([] if MAIL_ON else ["mail.E001"])]

# --- files ----------------------------------------------------------------------------------

MEGABYTE = 1024 * 1024
EVIDENCE_MAX_BYTES = number("EVIDENCE_MAX_MB", 2048, least=1, most=4096) * MEGABYTE
EVIDENCE_FORM_MAX_BYTES = (
    number("EVIDENCE_FORM_MAX_MB", 200, least=1, most=4096) * MEGABYTE
)  # without scripts
EVIDENCE_QUOTA_BYTES = (
    number("EVIDENCE_QUOTA_MB", 20_480, least=1, most=10_000_000) * MEGABYTE
)  # of one person
EVIDENCE_QUOTA_FILES = number("EVIDENCE_QUOTA_FILES", 2000, least=1, most=1_000_000)
EXPORT_DAYS = number("EXPORT_DAYS", 7, least=1, most=90)  # how long a portfolio to take along is kept
WITNESS_DAYS = number("WITNESS_DAYS", 28, least=1, most=365)  # how long a witness’s link is open
WITNESS_FORGET_DAYS = number(
    "WITNESS_FORGET_DAYS", 28, least=1, most=365
)  # then who never answered is forgotten
WITNESS_CONTACT_DAYS = number("WITNESS_CONTACT_DAYS", 84, least=1, most=3650)  # kept once it was signed off
WITNESS_ASKS_PER_DAY = number("WITNESS_ASKS_PER_DAY", 20, least=1, most=1000)  # of one practitioner
WITNESS_MAX_BYTES = number("WITNESS_MAX_MB", 100, least=1, most=200) * MEGABYTE  # all a witness says aloud
EVIDENCE_MAX_FILES = number("EVIDENCE_MAX_FILES", 20, least=1, most=200)
EVIDENCE_MAX_PIXELS = number("EVIDENCE_MAX_MEGAPIXELS", 50, least=1, most=178) * 1_000_000


def clamd(name):
    """Where clamd listens: (host, port), the path of its socket, or None without one."""
    said = env.str(name, "")
    if not said or said.startswith("unix:/"):
        return said.removeprefix("unix:") or None
    parts = urlsplit(f"//{said}")
    if not parts.hostname or not parts.port or parts.netloc != said or parts.username is not None:
        raise ValueError
    return parts.hostname, parts.port


CLAMD = say(
    "CLAMD",
    clamd,
    "give host:port, or unix:/path/of/its/socket; leave it out where no file is to be searched for viruses.",
)

FILE_UPLOAD_TEMP_DIR = DATA_DIR / "incoming"
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = ["portfolios.receiving.Receiving"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FILES = 5 * EVIDENCE_MAX_FILES  # past this nothing is read; up to it the form says so
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a standard with 150 requirements is over Django's 1,000
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "media", "base_url": "/media/"},
    },
    "evidence": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "evidence", "base_url": None},
    },
    "certificates": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "certificates", "base_url": None},
    },
    "exports": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "exports", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"

# --- who someone is -------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard"
ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "code"  # a person without e-mail signs in with their public code
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
VERIFY_TRIES_PER_MINUTE = number("VERIFY_TRIES_PER_MINUTE", 30, least=1, most=10_000)
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0

# --- words, time ----------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "Europe/London")
if TIME_ZONE not in available_timezones():
    raise ImproperlyConfigured("TIME_ZONE is not usable: give a name such as Europe/London.")
USE_TZ = True

# --- Wagtail --------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Practice Portfolio"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILADMIN_PAGE_SEARCH_FILTER_BY_PERMISSIONS = True
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search"}}

# --- logs -----------------------------------------------------------------------------------

LOG_LEVEL = env.str("LOG_LEVEL", "WARNING").upper()
if LOG_LEVEL not in ("DEBUG", "INFO", "WARNING", "ERROR"):
    raise ImproperlyConfigured("LOG_LEVEL is not usable: give DEBUG, INFO, WARNING or ERROR.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "people.middleware.RequestIdFilter"},
        "links": {"()": "people.middleware.LinkFilter"},
    },
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id", "links"]}
    },
    "root": {"handlers": ["out"], "level": LOG_LEVEL},
    "loggers": {"django": {"handlers": ["out"], "level": "WARNING", "propagate": False}},
}
