"""The child process that parses foreign files. Started by `bounded`; knows neither Django nor the database.

Answers with one JSON object on standard output: {"read": …}, or {"refused": the code of a sentence in `bounded`}.
"""

import json
import os
import resource
import signal
import sys
from contextlib import suppress
from importlib import import_module

LARGEST = 10_000_000  # bytes of any file
MEMORY = 120_000_000  # bytes of its own; the libraries it maps come on top, within 150 MB in all
SECONDS = 1.4  # of work, which leaves time to start and to say so within two
READERS = {
    "html": "standards.exchange.files.html:read_html",
    "pdf": "standards.exchange.files.pdf:read_pdf",
    "docx": "standards.exchange.files.docx:read_docx",
    "xlsx": "standards.exchange.sheets.workbooks:read_xlsx",
    "ods": "standards.exchange.sheets.workbooks:read_ods",
}


class NotRead(Exception):
    """A file that is not read further; its message is the code of a sentence in `bounded`."""


def main(kind: str) -> None:
    """`kind`: one of READERS, or a reader of an upper app, written as those are."""
    module, name = READERS.get(kind, kind).split(":")
    reader = getattr(import_module(module), name)
    source = sys.stdin.buffer.read(LARGEST + 1)
    set_limits()
    answer = json.dumps(answer_of(reader, source), ensure_ascii=True)
    sys.stdout.write(answer)
    sys.stdout.flush()
    os._exit(0)  # nothing of a hostile file is worth tidying up


def answer_of(reader, source):
    try:
        return {"read": reader(source)}
    except NotRead as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refused": "too_much"}
    except Exception:  # parsers raise almost anything on hostile bytes
        return {"refused": "broken"}


def set_limits():
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # unanswered, SIGPROF ends the process
    for limit, value in [
        (resource.RLIMIT_CPU, 3),
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_AS, 1_000_000_000),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ]:
        resource.setrlimit(limit, (value, value))
    sys.addaudithook(_refuse_the_world)
    # Not every system lets a process give up its network; the hook above stands everywhere.
    with suppress(AttributeError, OSError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)


def _refuse_the_world(event, arguments):
    """No parser has business with the network, with programs or with writing files."""
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn")):
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise PermissionError(event)
