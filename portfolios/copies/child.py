"""The child process that takes foreign files apart. Started by `bounded`; knows neither our rows nor the database.

Answers with one JSON object on standard output: {"made": …}, or {"refused": the key of a sentence}.
"""

import json
import os
import sys
from importlib import import_module

from django.conf import settings

TASKS = {
    "pages": "portfolios.copies.pages:draw_pages",
    "pdf": "portfolios.copies.pdf:copy_pdf",
    "office": "portfolios.copies.office:copy_office",
    "words": "portfolios.copies.words:read_words",
    "burn": "portfolios.copies.burning:burn",
    "burn_pages": "portfolios.copies.burning:burn_pages",
}


def main():
    task, *given, pixels = json.loads(sys.argv[1])
    settings.configure(EVIDENCE_MAX_PIXELS=pixels, USE_I18N=False)
    module, name = TASKS[task].split(":")
    sys.stdout.write(json.dumps(answer_of(getattr(import_module(module), name), given)))
    sys.stdout.flush()
    os._exit(0)  # nothing of a hostile file is worth tidying up


def answer_of(work, given):
    from portfolios.copies.sentences import CopyNotPossible  # needs the settings

    try:
        return {"made": work(*given)}
    except CopyNotPossible as refusal:
        return {"refused": refusal.reason}
    except (MemoryError, RecursionError):
        return {"refused": "stopped"}
    except Exception:  # readers raise almost anything on hostile bytes
        return {"refused": "trouble"}
