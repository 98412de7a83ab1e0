"""Processes of their own, as commands and kills need them, without reading everything from the disk for each.

One process gets ready and goes no further. Each that is asked for is forked from it, and runs from there to its end,
or to where it is killed.
"""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from tests import database

HOUSE = Path(settings.BASE_DIR)
DJANGO = "import django; django.setup()"
COMMANDS = f"{DJANGO}; import cms.urls"  # each command has every address checked
MOST_SECONDS = 300
FORKING = """
for line in sys.stdin:
    child = os.fork()
    if not child:
        break
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
else:
    sys.exit()
told = json.loads(line)
signal.alarm(told["seconds"])
for number, way in enumerate(told["ways"]):
    os.dup2(os.open(way, os.O_RDWR), number)
os.environ |= told["values"]
sys.argv[1:] = told["words"]
exec(compile(told["code"], "<string>", "exec"), {"__name__": "__main__"})
"""


@contextmanager
def apart(folder, *, ready=COMMANDS, **values):
    """Yield an Apart whose processes have this folder for their data, SQLite, and nothing from outside but `values`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = kept | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "cms.settings"} | values
    command = [sys.executable, "-W", "error", "-c", f"import json, os, signal, sys\n{ready}\n{FORKING}"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with TemporaryDirectory() as place, subprocess.Popen(command, cwd=HOUSE, env=environment, **pipes) as one:
        yield Apart(one, folder, Path(place))


class Apart:
    def __init__(self, ready, folder, place):
        self.ready, self.folder = ready, folder
        self.ways = [place / name for name in ("in", "out", "err")]
        self.migrated = next(filter(Path.exists, [database.migrated_copy()]), place / "migrated.sqlite3")

    def begin_anew(self):
        """Give it a database as the migrations leave it."""
        for path in self.folder.glob("db.sqlite3*"):
            path.unlink()
        if not self.migrated.exists():
            assert self.manage("migrate", "--verbosity", "0").returncode == 0
            shutil.move(self.folder / "db.sqlite3", self.migrated)
        shutil.copyfile(self.migrated, self.folder / "db.sqlite3")
        return self

    def run(self, code, *words, source=b"", **values):
        """Run some Python with these words and these values in the environment: as `subprocess.run` tells it."""
        for way, content in zip(self.ways, (source, b"", b""), strict=True):
            way.write_bytes(content)
        told = {"code": code, "words": [str(word) for word in words], "values": values}
        told |= {"ways": [str(way) for way in self.ways], "seconds": MOST_SECONDS}
        print(json.dumps(told), file=self.ready.stdin, flush=True)
        code = int(self.ready.stdout.readline())
        return subprocess.CompletedProcess(words, code, *[way.read_bytes() for way in self.ways[1:]])

    def manage(self, *words, source=b""):
        command = ["manage.py", *map(str, words)]
        code = f"from django.core.management import execute_from_command_line as go; go({command!r})"
        return self.run(code, source=source)
