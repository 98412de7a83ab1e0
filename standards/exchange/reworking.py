"""What a person can do to the entries of a reading besides typing: move, merge, split, add."""

from standards.exchange import working
from standards.exchange.nos.lines import Line, numbered

ACTIONS = ("up", "down", "merge", "split", "add")


def reworked(entries, action, place):
    """The entries after one action at one place, as a new list. A place that is not there changes nothing."""
    entries = [dict(row) for row in entries]
    if action == "add" and not entries:
        return [working.entry(working.CRITERION, "", "")]
    if action in ACTIONS and 0 <= place < len(entries):
        DO[action](entries, place)
    return entries


def move_up(entries, place):
    if place:
        entries[place - 1], entries[place] = entries[place], entries[place - 1]


def move_down(entries, place):
    if place + 1 < len(entries):
        move_up(entries, place + 1)


def merge(entries, place):
    """Put the words at the end of the entry above, which keeps its kind, number and line."""
    if place:
        row = entries.pop(place)
        above = entries[place - 1]
        above["text"] = " ".join(part for part in [above["text"], row["text"]] if part)
        above["line"] = above["line"] or row["line"]


def split(entries, place):
    """Every line becomes an entry of its own; a number at its start becomes its number."""
    row = entries[place]
    lines = [" ".join(line.split()) for line in row["text"].splitlines() if line.strip()]
    parts = [part_of(row, line, is_first=not position) for position, line in enumerate(lines)]
    entries[place : place + 1] = parts or [row]


def part_of(row, line, *, is_first):
    own = numbered(Line(1, line, False))
    if own and own.text and not is_first:
        return row | {"number": own.number, "text": own.text}
    return row | {"number": row["number"] if is_first else "", "text": line}


def add(entries, place):
    """An empty entry below, of the same kind."""
    kind = entries[place]["kind"]
    kind = working.CRITERION if kind in (working.HEADING, working.LEFT_OUT) else kind
    entries.insert(place + 1, working.entry(kind, "", ""))


DO = {"up": move_up, "down": move_down, "merge": merge, "split": split, "add": add}
