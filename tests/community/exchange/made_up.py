"""Charters of our own making, each in a layout, or a mixture of layouts, that communities use; and what each says.

`charters/<name>` is the text, `charters/<name>.rows` its rows as they must be read, checked by eye: a line for each,
two spaces for each level, "kind | label | mark | text".
"""

from pathlib import Path

FOLDER = Path(__file__).parent / "charters"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".txt", ".md"))


def text_of(name):
    return (FOLDER / name).read_text(encoding="utf-8")


def rows_of(name):
    return (FOLDER / f"{name}.rows").read_text(encoding="utf-8").splitlines()


def told(document):
    """A document as those files tell it."""
    head = [
        f"title | {document.title or ''}",
        f"preamble | {document.preamble}".replace("\n", "⏎"),
        f"facts | {document.last_revised or ''} | {'; '.join(document.stewards)}",
    ]
    rows = [
        f"{'  ' * row.level}{row.kind} | {row.label} | {row.mark} | {row.text}".replace("\n", "⏎")
        for row in document.rows
    ]
    return head + rows
