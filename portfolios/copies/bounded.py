"""Programs that read foreign files: a clock, limits of work, memory and size, no network, and an end to the whole family.

Two ways in. `run` starts any program, such as ffmpeg; `in_child` has our own readers work in a Python of their own.
"""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from portfolios.copies.sentences import CopyNotPossible

HOUSE = Path(__file__).resolve().parents[2]
SPARE = 64 * 1024 * 1024  # bytes a copy may be larger than its original
MEMORY = 1_500_000_000  # bytes of address space, libraries and all
SECONDS = 60
# Sets its own limits and becomes the program: a hook of ours between fork and exec would not be safe.
LIMITS = """
import os, resource, sys
from contextlib import suppress
seconds, memory, largest = map(int, sys.argv[1:4])
kinds = resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE
for kind, most in zip(kinds, (seconds, memory, largest, 0)):
    resource.setrlimit(kind, (most, most))
with suppress(AttributeError, OSError):
    os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
os.execvp(sys.argv[4], sys.argv[4:])
"""


class Stopped(Exception):
    """The program ended otherwise than well."""


class TookTooLong(Stopped):
    """It ran out of time on the wall’s clock."""


def run(command, *, seconds=SECONDS, largest=SPARE):
    """What a program prints, as bytes; no file of its making grows past `largest` bytes. Raises Stopped."""
    limits = [sys.executable, "-I", "-S", "-c", LIMITS, str(seconds), str(MEMORY), str(largest)]
    surroundings = {"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", os.defpath)}
    process = subprocess.Popen(  # noqa: S603  our own command line; the file is named by a path of ours
        [*limits, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=HOUSE,
        env=surroundings,
        start_new_session=True,
    )
    try:
        said, _nothing = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as late:
        raise TookTooLong from late
    finally:
        end_all_of(process)
    if process.returncode != 0:
        raise Stopped(f"ended with {process.returncode}")
    return said


def end_all_of(process):
    """It and whatever it started: they are a group of their own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def in_child(task, source, target, *more, seconds=SECONDS):
    """Have portfolios.copies.child do `task` with the file at `source`, writing to `target`; what it answers.

    Raises CopyNotPossible.
    """
    told = json.dumps([task, str(source), str(target), *more, settings.EVIDENCE_MAX_PIXELS])
    command = [sys.executable, "-c", "from portfolios.copies.child import main; main()", told]
    try:
        said = json.loads(run(command, seconds=seconds, largest=os.path.getsize(source) * 4 + SPARE))
    except (Stopped, ValueError) as problem:
        raise CopyNotPossible("stopped") from problem
    if "refused" in said:
        raise CopyNotPossible(said["refused"])
    return said["made"]
