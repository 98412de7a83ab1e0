"""The house's own settings, with a data folder that lasts as long as the tests, and nothing from outside.

Only what would make tests slow, or reach out of them, differs: everything else is as people run it.
"""

import os
import tempfile
from pathlib import Path

FROM_OUTSIDE = [  # one setting is kept: DATABASE_URL, with which the suite runs on PostgreSQL
    "ALLOWED_HOSTS", "BEHIND_PROXY", "CLAMD", "DEBUG", "EVIDENCE_FORM_MAX_MB", "EVIDENCE_MAX_FILES",
    "EVIDENCE_MAX_MB", "EVIDENCE_MAX_MEGAPIXELS", "EVIDENCE_QUOTA_FILES", "EVIDENCE_QUOTA_MB", "EXPORT_DAYS",
    "INVITATION_DAYS", "LOG_LEVEL", "MAIL_FROM", "MAIL_URL", "PUBLIC_URL", "SECRET_KEY",
    "SECRET_KEY_FALLBACKS", "TIME_ZONE", "VERIFY_TRIES_PER_MINUTE", "WITNESS_ASKS_PER_DAY",
    "WITNESS_DAYS", "WITNESS_FORGET_DAYS", "WITNESS_CONTACT_DAYS", "WITNESS_MAX_MB",
]  # fmt: skip
for name in FROM_OUTSIDE:
    os.environ.pop(name, None)
FOLDER = Path(tempfile.mkdtemp(prefix="practice-portfolio-tests-"))
os.environ["DATA_DIR"] = str(FOLDER)

from cms.settings import *  # noqa: E402, F403
from cms.settings import DATABASES, POSTGRES, STATIC_ROOT, STORAGES, TASKS  # noqa: E402

DATABASES["default"]["CONN_MAX_AGE"] = 0  # threads of a test leave no connection behind
if not POSTGRES:
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    options["cached_statements"] = (
        2000  # a suite asks the same things again and again, more than the usual 128
    )

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, and never anywhere else
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # straight from the source, nothing collected
STATIC_ROOT.mkdir()

# Work stays queued until a test calls people.operations.jobs.perform_everything().
TASKS["worker"] = {"BACKEND": "django.tasks.backends.dummy.DummyBackend", "QUEUES": []}
