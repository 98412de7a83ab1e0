"""Every layout class that published standards were met in, as a small renderer: a made-up standard in, its text out."""

import re
import textwrap
from dataclasses import replace
from itertools import groupby

PERFORMANCE_LEAD = "You must be able to:"
KNOWLEDGE_LEAD = "You need to know and understand:"


def titled(made):
    return f"{made.title} LEGACY" if made.legacy else made.title


def header(made, *, urn=True):
    return [
        *([f"URN: {made.urn}"] if urn else []),
        f"Business Sectors (Suites): {made.suite}",
        "Developed by: The Sample Council",
        "Approved on: 30 Mar 2023",
    ]


def by_group(items):
    return [(group, list(rows)) for group, rows in groupby(items, key=lambda item: item.group)]


def listed(items, entry):
    lines = []
    for group, rows in by_group(items):
        lines += [group] if group else []
        lines += [line for row in rows for line in entry(row).split("\n")]
    return lines


def tail(made, *, colon=False):
    lines = ["Scope/range", "Scope Performance", *made.scope_performance.split("\n"), "Scope Knowledge"]
    if made.values:
        lines += ["Values", made.values_sentence]
        lines += [f"{value.number} {value.title}" for value in made.values]
        lines += [made.examples_sentence]
        lines += [f"{entry.number} {entry.text}" for entry in made.illustrations]
    for label, text in made.tail.items():
        lines += [f"{label}: {text}"] if colon else [label, text]
    return [line for line in lines if line]


def text(*parts):
    return "\n".join(line for part in parts for line in ([part] if isinstance(part, str) else part)) + "\n"


def standard(made, entry, *, top, knowledge_entry=None):
    return text(
        top,
        "Performance criteria",
        PERFORMANCE_LEAD,
        listed(made.performance, entry),
        "Knowledge and Understanding",
        KNOWLEDGE_LEAD,
        listed(made.knowledge, knowledge_entry or entry),
        tail(made),
    )


def plain(item):
    return f"{item.number} {item.text}"


def dashed(item):
    return f"- {item.text}"


def web_flat(made):
    return standard(made, plain, top=[titled(made), "Overview", made.overview])


def web_header_urn(made):
    flat = standard(
        made,
        lambda item: f"{item.number}  {item.text}",
        top=[titled(made), "", *header(made), "", "Overview", "", made.overview, ""],
    )
    return re.sub(r"(?m)^(Performance|Knowledge) (criteria|and Understanding)\n", r"\n\g<0>\n", flat)


def web_header_no_urn(made):
    top = [titled(made), *header(made, urn=False), "", made.overview, ""]
    return standard(made, lambda item: f"  {item.number}. {item.text}", top=top)


def web_dash(made):
    return standard(made, dashed, top=[titled(made), "Overview", made.overview])


def web_dash_broken(made):
    """The dash stops half way down each list. Only lists without groups can be read back for certain."""
    halves = {
        id(item) for items in (made.performance, made.knowledge) for item in items[len(items) // 2 + 1 :]
    }
    return standard(
        made,
        lambda item: item.text if id(item) in halves else f"- {item.text}",
        top=[titled(made), "Overview", made.overview],
    )


def lettered(made):
    top = [titled(made), *header(made), "Overview", made.overview]
    return standard(
        made, lambda item: f"P{plain(item)}", top=top, knowledge_entry=lambda item: f"K{plain(item)}"
    )


def labels_apart(made):
    top = [titled(made), "Overview", made.overview]
    return standard(
        made,
        lambda item: f"P{item.number}\n{item.text}",
        top=top,
        knowledge_entry=lambda item: f"K{item.number}\n{item.text}",
    )


def numbers_apart(made):
    return standard(
        made, lambda item: f"{item.number}\n{item.text}", top=[titled(made), "Overview", made.overview]
    )


def two_on_a_line(made):
    return re.sub(r"(?m)^([PK][24] .*)\n(?=[PK][35] )", r"\1 ", lettered(made))


def run_on(made):
    """Numbered entries of a list in one line, where no heading parts them."""
    return re.sub(r"(?m)^(2\. .*)\n(?=3\. )", r"\1 ", standard(
        made, lambda item: f"{item.number}. {item.text}", top=[titled(made), "Overview", made.overview]
    ))  # fmt: skip


def pages(made, *, form_feeds=True, width=72, length=24):
    """The PDF of the Core NOS template as text: wrapped, with headers, footers and the numbers of pages."""
    whole = wrapped(labels_apart(made), width)
    first, *rest = whole.splitlines()
    lines = [first, *rest]
    chunks = [lines[start : start + length] for start in range(0, len(lines), length)]
    printed = []
    for number, chunk in enumerate(chunks, start=1):
        printed.append(
            [f"{made.urn} SQA Unit Code H5A3 04", *chunk, f"{made.urn} {made.title}", str(number)]
            + ["Final Version – Approved March 2013"]
        )
    return "\n".join("\n".join(page) + ("\n\f" if form_feeds else "") for page in printed) + "\n"


def one_line_footers(made):
    """The footer as one line, `URN Title / n / Final Version`, and no form feeds."""
    lines = wrapped(lettered(made), 80).splitlines()
    printed = []
    for number, start in enumerate(range(0, len(lines), 20), start=1):
        printed += [
            *lines[start : start + 20],
            f"{made.urn} {made.title} / {number} / Final Version – Approved March 2013",
        ]
    return "\n".join(printed) + "\n"


def two_columns(made):
    """A Word table whose cells were joined with strokes; the lead-in stands in the heading's cell, three times."""
    groups = by_group(made.performance)
    lines = [f"{made.urn}", titled(made), f"Overview / {made.overview}"]
    for group, rows in groups:
        lines += [f"Performance criteria / {PERFORMANCE_LEAD}", *([group] if group else []), PERFORMANCE_LEAD]
        lines += [f"P{row.number} / {row.text}" for row in rows]
    lines += [f"Knowledge and understanding / {KNOWLEDGE_LEAD}"]
    for group, rows in by_group(made.knowledge):
        lines += [KNOWLEDGE_LEAD, *([group] if group else [])]
        lines += [f"K{row.number} / {row.text}" for row in rows]
    return text(lines, tail(made))


def elements(made):
    """A unit of 2006: its criteria below the titles of its elements."""
    lines = ["Unit Title", titled(made), "Summary", made.overview]
    for group, rows in by_group(made.performance):
        lines += [*(["Element", group] if group else []), "Performance Criteria"]
        lines += [f"{row.number} / {row.text}" for row in rows]
    return text(
        lines,
        "Knowledge and Understanding",
        listed(made.knowledge, lambda row: f"{row.number} / {row.text}"),
        tail(made),
    )


def draft(made):
    """For consultation: headings misspelt, no URN, what one must do asked in other words."""
    top = [titled(made), "Overview", made.overview]
    flat = standard(made, lambda item: f"{item.number}. {item.text}", top=top)
    for right, printed in {
        "Performance criteria": "Performance Critieria",
        "Knowledge and Understanding": "Knowledge & Understading",
        PERFORMANCE_LEAD: "What you must be able to do:",
    }.items():
        flat = flat.replace(right, printed)
    return flat


def heading_on_two_lines(made):
    """`Performance`, the title of the first group, `criteria`."""
    (group, _rows), *_others = by_group(made.performance)
    halves = f"Performance\n{group + '\n' if group else ''}criteria\n{PERFORMANCE_LEAD}\n"
    whole = f"Performance criteria\n{PERFORMANCE_LEAD}\n{group + '\n' if group else ''}"
    return (
        web_flat(made)
        .replace(whole, halves)
        .replace("Knowledge and Understanding", "Knowledge and\nunderstanding")
    )


CLASSES = {
    "web-flat": web_flat,
    "web-header-urn": web_header_urn,
    "web-header-no-urn": web_header_no_urn,
    "P/K numbers": lettered,
    "P/K numbers on lines of their own": labels_apart,
    "numbers on lines of their own": numbers_apart,
    "two P/K items on a line": two_on_a_line,
    "two items on a line": run_on,
    "PDF": pages,
    "PDF without form feeds": lambda made: pages(made, form_feeds=False),
    "PDF with footers of one line": one_line_footers,
    "Word, two columns": two_columns,
    "unit with elements": elements,
    "consultation draft": draft,
    "heading on two lines": heading_on_two_lines,
}
WITHOUT_NUMBERS = {"web-dash": web_dash}


# --- what happens to any of them ------------------------------------------------------------


def wrapped(words, width, indent="", **how):
    lines = [
        textwrap.wrap(line, width, break_long_words=False, subsequent_indent=indent, **how) or [""]
        for line in words.split("\n")
    ]
    return "\n".join(line for broken in lines for line in broken)


def mojibake(words):
    """UTF-8 read as Windows-1252, with a no-break space here and there."""
    words = re.sub(r"(?m)^([PK0-9.]+) ", "\\1\u00a0", words)
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in words.encode())


DAMAGE = {
    "wrapped": lambda words: wrapped(words, 76),
    "wrapped with a hanging indent": lambda words: wrapped(words, 76, "     "),
    "Windows line ends": lambda words: words.replace("\n", "\r\n"),
    "no-break spaces": lambda words: words.replace(" ", "\u00a0"),
    "blank lines": lambda words: words.replace("\n", "\n\n"),
    "trailing spaces": lambda words: words.replace("\n", "   \n"),
    "tabs before": lambda words: re.sub(r"(?m)^(?=[PK]?[0-9])", "\t", words),
    "mojibake": mojibake,
    "bytes with a mark": lambda words: b"\xef\xbb\xbf" + words.encode(),
    "UTF-16": lambda words: words.encode("utf-16"),
    "Windows text": lambda words: words.encode("cp1252"),
}


def without_numbers(items):
    return tuple(replace(item, number=None) for item in items)
