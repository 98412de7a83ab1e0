"""The tests’ settings, with a disk that is waited for, as on a server."""

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES, POSTGRES

DEBUG = False
DATABASES["default"]["CONN_MAX_AGE"] = 60  # as a server keeps it
if not POSTGRES:
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=OFF", "synchronous=FULL")
    del options["cached_statements"]
