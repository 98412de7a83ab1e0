"""Commands as someone types them: what they print, and the exit code they end with."""

import json

from django.core.management import call_command


def outcome(capsys, *typed):
    """(exit code, standard output) of a command, its name first. Nothing else may be printed."""
    code = 0
    try:
        call_command(*map(str, typed))
    except SystemExit as ended:
        code = ended.code
    printed = capsys.readouterr()
    assert printed.err == ""
    return code, printed.out


def outcome_as_json(capsys, *typed):
    code, out = outcome(capsys, *typed, "--format", "json")
    return code, json.loads(out)


def file_with(folder, words, name):
    """A file with these words, text or bytes."""
    path = folder / name
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return path
