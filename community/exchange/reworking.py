"""What a person can do to the rows of a charter that was read, besides typing: move, join, split, take out, add.

A reading on its way is `CharterDocument.as_working` with "looked_at": [keys of the red warnings someone looked at].
Its rows are dicts with level, kind, label, mark, text and line; one that was taken out stays where it was, with the
kind "left out" and, in `was`, the kind it had: it can be put back.
"""

from collections.abc import Callable

from community.exchange.document import DEEPEST, KINDS, CharterDocument
from community.models.wording import leading

SECTION, LEFT_OUT, STATEMENT = "section", "left out", "statement"
KINDS_KEPT = (SECTION, *KINDS)
CHOICES = (*KINDS_KEPT, LEFT_OUT)
PARTS = ("level", "kind", "label", "mark", "text", "line")


def working_of(document):
    """The reading a person begins to correct."""
    return document.as_working() | {"looked_at": []}


def document_of(working):
    """The document this reading tells, without what was taken out."""
    rows = [{name: row[name] for name in PARTS} for row in working["rows"] if row["kind"] != LEFT_OUT]
    told = {name: value for name, value in working.items() if name != "looked_at"}
    return CharterDocument.from_working(told | {"rows": settled(rows)})


def new_row(level=1, kind=STATEMENT, *, text="", line=0):
    return {"level": level, "kind": kind, "label": "", "mark": "", "text": text, "line": line}


def words_of(row):
    return f"{leading(row['label'], row['mark'])} {row['text']}".strip() if row["label"] else row["text"]


def reworked(rows, action="", place=-1, line=0):
    """(the rows after one action at one place, as a new list; where that row is now). A place that is not there
    changes nothing. `line`: of the words, where to split them; 0 at every line."""
    rows = settled(headings_apart(dict(row) for row in rows))
    if action == "add" and not rows:
        return [new_row()], 0
    if action not in (*DO, "split") or not 0 <= place < len(rows):
        return rows, place
    place = split(rows, place, line) if action == "split" else DO[action](rows, place)
    return settled(headings_apart(rows)), place


def lifted(reading, action, place):
    """The reading with the words of a row as its title, if it has none, or in its preamble; None for another action."""
    rows = reading["rows"]
    if action not in ("title", "preamble") or not 0 <= place < len(rows):
        return None
    if action == "title" and reading["title"]:
        return None
    words = (reading[action], words_of(rows[place]))
    kept = {action: "\n".join(part for part in words if part)}
    return reading | kept | {"rows": settled(rows[:place] + rows[place + 1 :])}


def settled(rows):
    """The rows, none deeper than what is above it allows: headings at 0, clauses at 1 or one below the row they are
    below. Those that stood beside each other still do."""
    above, done = [], []  # above: (level as it was, level now) of the rows this one could be below
    for row in rows:
        least = 0 if row["kind"] in (SECTION, LEFT_OUT) else 1
        was = 0 if row["kind"] == SECTION else max(row["level"], least)
        while above and above[-1][0] >= was:
            above.pop()
        now = min(above[-1][1] + 1 if above else least, DEEPEST)
        above.append((was, now))
        done.append(row | {"level": now})
    return done


def headings_apart(rows):
    """A heading is its label: other words of a row that was made a heading stand in a row below it."""
    done = []
    for row in rows:
        if row["kind"] != SECTION or not row["text"]:
            done.append(row)
        elif row["label"]:
            done += [row | {"text": ""}, new_row(text=row["text"], line=row["line"])]
        else:
            done.append(row | {"label": " ".join(row["text"].splitlines()), "text": ""})
    return done


def end_of(rows, place):
    """Where what stands below a row ends."""
    deeper = (at for at in range(place + 1, len(rows)) if rows[at]["level"] <= rows[place]["level"])
    return next(deeper, len(rows))


def up(rows, place):
    """Above what stands before it, with all that is below it."""
    if not place:
        return place
    end, start = end_of(rows, place), place - 1
    while start and rows[start]["level"] > rows[place]["level"]:
        start -= 1
    rows[start:end] = rows[place:end] + rows[start:place]
    return start


def down(rows, place):
    end = end_of(rows, place)
    if end == len(rows):
        return place
    is_beside = rows[end]["level"] == rows[place]["level"]
    after = end_of(rows, end) if is_beside else end + 1
    rows[place:after] = rows[end:after] + rows[place:end]
    return place + after - end


def deeper(rows, place):
    """Below the row before it. A heading becomes a clause."""
    end, row = end_of(rows, place), rows[place]
    room = place and row["level"] <= rows[place - 1]["level"]
    if row["kind"] == SECTION:
        row["kind"], room = STATEMENT, True
    if room and max(below["level"] for below in rows[place:end]) < DEEPEST:
        shift(rows[place:end], 1)
    return place


def higher(rows, place):
    """Beside the row it was below. A clause that stands below a heading alone becomes one."""
    row, block = rows[place], rows[place : end_of(rows, place)]
    if row["kind"] != LEFT_OUT and row["level"] == 1:
        row["kind"] = SECTION
    if row["level"]:
        shift(block, -1)
    return place


def shift(block, step):
    for row in block:
        row["level"] += step


def join(rows, place):
    """Its words at the end of those of the row above, which keeps its kind and label."""
    return joined(rows, place, between=" ")


def join_below(rows, place):
    """The same, as a paragraph of its own."""
    return joined(rows, place, between="\n")


def joined(rows, place, *, between):
    if not place:
        return place
    row, above = rows.pop(place), rows[place - 1]
    is_label = above["kind"] == SECTION
    name, between = ("label", " ") if is_label else ("text", between)
    above[name] = between.join(part for part in (above[name], words_of(row)) if part)
    above["line"] = above["line"] or row["line"]
    return place - 1


def split(rows, place, line):
    """Each line of its words in a row of its own; or in two, the second beginning at this line."""
    row = rows[place]
    lines = row["text"].split("\n")
    parts = ["\n".join(lines[:line]), "\n".join(lines[line:])] if line else lines
    first, *rest = [part.strip() for part in parts if part.strip()] or [row["text"]]
    more = [new_row(row["level"], row["kind"], text=part, line=row["line"]) for part in rest]
    rows[place : place + 1] = [row | {"text": first}, *more]
    return place


def take_out(rows, place):
    row = rows[place]
    if row["kind"] != LEFT_OUT:
        row["kind"], row["was"] = LEFT_OUT, row["kind"]
    return place


def put_back(rows, place):
    row = rows[place]
    if row["kind"] == LEFT_OUT:
        row["kind"] = row.pop("was", STATEMENT)
    return place


def add(rows, place):
    """An empty row, below a heading or after all that is below a clause."""
    row = rows[place]
    if row["level"] == 0:
        rows.insert(place + 1, new_row())
        return place + 1
    at = end_of(rows, place)
    rows.insert(at, new_row(row["level"], STATEMENT if row["kind"] == LEFT_OUT else row["kind"]))
    return at


DO: dict[str, Callable[[list, int], int]] = {
    "up": up,
    "down": down,
    "deeper": deeper,
    "higher": higher,
    "join": join,
    "below": join_below,
    "out": take_out,
    "back": put_back,
    "add": add,
}
