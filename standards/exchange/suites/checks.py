"""What a suite's file may say before anything is planned: words as the tables would hold them, and nothing too long.

`tidied` first, `troubles_in` then. A reader speaks of its own format; these rules are the same for all of them.
"""

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from standards.exchange.suite import SuiteDocument
from standards.models.standard import Status
from standards.models.wording import normalised

LONGEST = {
    "title": 255,
    "edition": 50,
    "slug": 100,
    "words": 20,
    "number": 12,
    "group": 255,
    "urn": 20,
    "urn_source": 255,
    "developed_by": 255,
    "approved": 50,
    "source": 500,
    "text": 100_000,
}
PASSAGE = 100_000
MOST = {  # many times what any suite has; every published standard holds every value
    "key_areas": (200, _lazy("key areas")),
    "values": (200, _lazy("values")),
    "standards": (2_000, _lazy("standards")),
    "requirements": (1_500, _lazy("requirements")),
    "illustrations": (200, _lazy("illustrations")),
    "retired": (10_000, _lazy("retired requirements")),
}
KINDS = ("performance", "knowledge")
DATES = ("last_start_date", "last_assessment_date")
MOST_TROUBLES = 50
LARGEST_NUMBER = 32_767
UNKEEPABLE = {0, *range(0xD800, 0xE000)}  # NUL and halves of characters: no database keeps them


# --- as the tables hold them ------------------------------------------------------------------


def tidied(row):
    """The same rows, each text normalised as a form would, each lineage in one spelling."""
    changed = {}
    for field in fields(row):
        before = getattr(row, field.name)
        after = tidied_field(field.name, before)
        if after is not before:
            changed[field.name] = after
    return replace(row, **changed) if changed else row


def tidied_field(name, entry):
    if isinstance(entry, str):
        text = normalised(entry)
        is_id = name == "lineage" or (name == "value" and is_lineage(text.casefold()))
        return text.casefold() if is_id else text
    if isinstance(entry, tuple) and entry and is_dataclass(entry[0]) and name not in ("warnings",):
        return tuple(map(tidied, entry))
    return entry


# --- what is wrong ----------------------------------------------------------------------------


def troubles_in(document: SuiteDocument) -> list[str]:
    """Sentences, at most fifty, each with its place. Empty: the tables can hold all of it."""
    troubles: list[str] = []
    for trouble in each_trouble(document):
        troubles.append(trouble)
        if len(troubles) == MOST_TROUBLES:
            break
    return troubles


def each_trouble(document):
    if too_many := list(more_than_any(document, _("The suite"))):
        yield from too_many
        return
    if not document.standards:
        yield _("This file names no standard.")
    yield from fields_of(document, _("The suite"))
    for row in document.key_areas:
        yield from fields_of(row, _("Key area “%s”") % shortly(row.title))
        yield from number_of_area(row)
    for row in document.values:
        yield from fields_of(row, _("Value “%s”") % shortly(row.title))
    yield from said_twice(_("lineage"), [row.lineage for row in document.standards])
    yield from said_twice(_("lineage"), [row.lineage for row in document.key_areas])
    yield from said_twice(_("lineage"), [row.lineage for row in document.values])
    yield from said_twice(_("key area number"), [row.number for row in document.key_areas])
    known = {row.number for row in document.key_areas}
    for row in document.standards:
        yield from in_standard(row, known)


def more_than_any(row, where):
    for name, (most, what) in MOST.items():
        count = len(getattr(row, name, ()))
        if count > most:
            message = _("%(where)s: %(count)s %(what)s are more than any suite has.")
            yield message % {"where": where, "count": count, "what": what}


def number_of_area(row):
    if not 0 <= row.number <= LARGEST_NUMBER:
        yield _("Key area “%(title)s” has a number no key area has: %(number)s.") % {
            "title": shortly(row.title),
            "number": shortly(row.number),
        }


def in_standard(row, known_areas):
    where = place_of(row.line, _("Standard “%s”") % shortly(row.title or row.urn or ""))
    if too_many := list(more_than_any(row, where)):
        yield from too_many
        return
    yield from fields_of(row, where)
    if known_areas and row.key_area is not None and row.key_area not in known_areas:
        yield _("%(where)s is in key area %(number)s, which the file does not name.") % {
            "where": where,
            "number": row.key_area,
        }
    if row.status is not None and row.status not in Status.values:
        yield _("%(where)s: its status is “%(status)s”. It can be current, legacy or withdrawn.") % {
            "where": where,
            "status": shortly(row.status),
        }
    for name in DATES:
        yield from date_in(getattr(row, name), where)
    yield from said_twice(_("lineage"), [each.lineage for each in row.requirements], where)
    yield from said_twice(_("value"), [each.value for each in row.illustrations if each.value], where)
    for each in row.requirements:
        yield from in_requirement(each, where)
    for each in (*row.illustrations, *row.retired):
        yield from fields_of(each, where)
    for each in row.retired:
        yield from kind_of(each, where)


def in_requirement(row, where):
    if is_plain(row):
        return
    where = place_of(row.line, _("%(where)s, %(number)s") % {"where": where, "number": shortly(row.number)})
    yield from fields_of(row, where)
    yield from kind_of(row, where)
    if not row.number:
        yield _("%(where)s: “%(text)s” has no number.") % {"where": where, "text": shortly(row.text)}
    if not row.text:
        yield _("%s: there are no words.") % where


def is_plain(row):
    """Nothing to complain of, seen at once: most requirements are short and say what they must."""
    short = 0 < len(row.number) <= LONGEST["number"] and len(row.group or "") <= LONGEST["group"]
    known = row.kind in KINDS and (row.lineage is None or is_lineage(row.lineage))
    whole = "".join((row.number, row.group or "", row.text))
    return short and known and 0 < len(row.text) <= LONGEST["text"] and is_keepable(whole)


def is_keepable(text):
    return "\0" not in text and (text.isascii() or UNKEEPABLE.isdisjoint(map(ord, text)))


def kind_of(row, where):
    if row.kind not in KINDS:
        yield _("%(where)s: “%(kind)s” is neither performance nor knowledge.") % {
            "where": where,
            "kind": shortly(row.kind),
        }


def fields_of(row, where):
    """Every text of a row: not too long, nothing a database refuses, lineages that are ones, and a title."""
    for field in fields(row):
        entry = getattr(row, field.name)
        if isinstance(entry, str):
            yield from in_text(field.name, entry, where)
    if "title" in {field.name for field in fields(row)} and row.title == "":
        yield _("%s has no title.") % where


def in_text(name, text, where):
    longest = LONGEST.get(name, PASSAGE)
    if len(text) > longest:
        message = _("%(where)s: “%(text)s” is longer than the %(longest)s characters there is room for.")
        yield message % {"where": where, "text": shortly(text), "longest": longest}
    if not is_keepable(text):
        yield _("%s: it holds a character that can’t be kept.") % where
    if name == "lineage" and not is_lineage(text):
        yield _("%(where)s: “%(text)s” is not a lineage.") % {"where": where, "text": shortly(text)}


def is_lineage(text):
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def date_in(text, where):
    if text:
        try:
            date.fromisoformat(text)
        except ValueError:
            yield _("%(where)s: “%(text)s” is not a date like 2031-12-31.") % {
                "where": where,
                "text": shortly(text),
            }


def said_twice(what, entries, where=""):
    counts = Counter(entry for entry in entries if entry is not None)
    for entry, count in counts.items():
        if count > 1:
            message = _("%(where)sthe %(what)s %(entry)s is there %(count)s times.")
            start = f"{where}: " if where else ""
            yield message % {"where": start, "what": what, "entry": shortly(entry), "count": count}


def place_of(line, where):
    return _("Row %(line)s, %(where)s") % {"line": line, "where": where} if line else where


def shortly(entry):
    words = str(entry)
    return words if len(words) <= 60 else f"{words[:59]}…"
