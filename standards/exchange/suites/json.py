"""Our own JSON of a whole suite: everything a SuiteDocument says, and nothing is lost on the way out and back.

UTF-8. The same suite gives the same bytes: keys are sorted, lists stand in the suite's order, two spaces indent.

    {
      "format": "practice-portfolio-suite",      always exactly this
      "version": 1,                              of this description; a higher one is refused
      "title": "…", "slug": "…", "edition": "2015", "lineage": "<UUID>",
      "key_areas": [{"lineage", "number": 1, "words": "One", "title"}],
      "values":    [{"lineage", "number": "1", "title"}],
      "standards": [{
        "lineage", "title", "key_area": 1,       the number of its key area
        "urn", "urn_source", "title_confirmed": true, "status": "current" | "legacy" | "withdrawn",
        "developed_by", "approved", "source", "last_start_date": "2031-12-31" or "", "last_assessment_date",
        "overview", "performance_lead", "knowledge_lead", "values_introduction", "illustrations_introduction",
        "scope_performance", "scope_knowledge",
        "requirements":  [{"lineage", "kind": "performance" | "knowledge", "number": "8.1", "group", "text"}],
        "illustrations": [{"value": "<lineage or number of a value>", "text"}],
        "retired":       [{"lineage", "kind", "number", "group", "text"}]
      }]
    }

A lineage is the id that stays the same while words, numbers and places change: two installations that hold the same
lineage speak of the same thing. A key that is left out, or null, says nothing, so an import changes nothing there;
"" says there is nothing. A key this page does not name is refused: a slip of the pen must not pass for silence.
"""

import json
from dataclasses import MISSING, asdict, fields
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.exchange.suite import SuiteDocument

FORMAT = "practice-portfolio-suite"
VERSION = 1
MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 8
MAX_SIGNS = 2_000_000  # commas, colons and opening brackets: how many objects it would take to hold it
MAX_ROWS = 100_000
SIGNS = (b",", b":", b"{", b"[")
OURS_ONLY = {"line", "warnings", "errors"}  # where a reader saw something: of one reading, not of the suite
NAMES = {
    str: gettext_lazy("text"),
    int: gettext_lazy("a whole number"),
    bool: gettext_lazy("true or false"),
    list: gettext_lazy("a list"),
    dict: gettext_lazy("an object"),
}


class JsonIsRefused(Exception):
    """Carries the sentence that says why."""


def is_suite_json(content):
    """Whether parsed JSON says it is ours, of whatever version."""
    return isinstance(content, dict) and content.get("format") == FORMAT


# --- out ----------------------------------------------------------------------------------------


def write(document: SuiteDocument) -> bytes:
    """The document as our JSON: the same document gives the same bytes."""
    content = {"format": FORMAT, "version": VERSION} | without_reading(asdict(document))
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()


def without_reading(content):
    """A field that says nothing is left out."""
    if isinstance(content, dict):
        said = {key: entry for key, entry in content.items() if key not in OURS_ONLY and entry is not None}
        return {key: without_reading(entry) for key, entry in said.items()}
    if isinstance(content, list | tuple):
        return [without_reading(entry) for entry in content]
    return content


# --- in -----------------------------------------------------------------------------------------


def read(source: bytes) -> SuiteDocument:
    """The document in our JSON; refused, with a sentence in `errors`, when it is not exactly that."""
    try:
        return document_in(parse(source))
    except JsonIsRefused as refusal:
        return SuiteDocument(errors=(str(refusal),))


def parse(source):
    """JSON within bounds. Raises JsonIsRefused."""
    if len(source) > MAX_BYTES:
        message = _("This file is larger than %(most)s MB, which no suite of standards is.")
        raise JsonIsRefused(message % {"most": MAX_BYTES // 1024**2})
    if sum(map(source.count, SIGNS)) > MAX_SIGNS:
        raise JsonIsRefused(_("This file holds more than any suite of standards does."))
    try:
        text = source.decode("utf-8-sig")
        content = json.loads(text, object_pairs_hook=said_once, parse_constant=no_number)
    except UnicodeDecodeError as trouble:
        raise JsonIsRefused(_("This file is not UTF-8 text.")) from trouble
    except RecursionError as trouble:
        raise JsonIsRefused(_("This file goes deeper than any suite does.")) from trouble
    except ValueError as trouble:
        raise JsonIsRefused(_("This is not JSON: %(why)s.") % {"why": trouble}) from trouble
    check_depth(content)
    return content


def said_once(pairs):
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _entry in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise JsonIsRefused(_("It says “%(key)s” twice in one place.") % {"key": twice[:50]})
    return content


def no_number(name):
    raise JsonIsRefused(_("%(name)s is not a number JSON knows.") % {"name": name})


def check_depth(content):
    level, depth = [content], 0
    while level := [part for entry in level for part in parts_of(entry)]:
        depth += 1
        if depth > MAX_DEPTH:
            raise JsonIsRefused(_("This file goes deeper than any suite does."))


def parts_of(entry):
    if isinstance(entry, dict):
        return entry.values()
    return entry if isinstance(entry, list) else ()


def document_in(content) -> SuiteDocument:
    if not is_suite_json(content):
        raise JsonIsRefused(_("This is JSON, but not of a suite: “format” does not say “%s”.") % FORMAT)
    version = content.get("version")
    if isinstance(version, bool) or version != VERSION:
        message = _("This file is version %(theirs)s of our JSON, and we read version %(ours)s.")
        raise JsonIsRefused(message % {"theirs": shortly(version), "ours": VERSION})
    said = {key: entry for key, entry in content.items() if key not in ("format", "version")}
    return read_row(SuiteDocument, said, "")


def read_row(shape: type, content: Any, where: str) -> Any:
    """One row of the shape from one object, every field of the right type."""
    expect(dict, content, where or _("the whole"))
    types = get_type_hints(shape)
    known = {field.name: field for field in fields(shape) if field.name not in OURS_ONLY}
    if strange := sorted(set(content) - set(known)):
        message = _("%(where)s: we don’t know “%(key)s”.")
        raise JsonIsRefused(message % {"where": where or _("the whole"), "key": strange[0][:50]})
    said = {
        name: read_field(types[name], content[name], f"{where}.{name}".lstrip("."))
        for name in known
        if content.get(name) is not None
    }
    return shape(**said, **nothing_for(shape, known, said, types, where))


def nothing_for(shape, known, said, types, where):
    """None for what may be left out and has no default. Anything else that is missing is a refusal."""
    missing = [name for name in known if name not in said and known[name].default is MISSING]
    unsaid = {name: None if type(None) in get_args(types[name]) else "" for name in missing}
    for name in unsaid:
        if unsaid[name] is not None and name != "group":
            raise JsonIsRefused(_("%(where)s: “%(key)s” is missing.") % {"where": where, "key": name})
    return unsaid


def read_field(kind: Any, entry: Any, where: str) -> Any:
    if get_origin(kind) is tuple:
        return read_list(get_args(kind)[0], entry, where)
    wanted = next(each for each in get_args(kind) if each is not type(None)) if is_optional(kind) else kind
    expect(wanted, entry, where)
    return entry


def is_optional(kind):
    return get_origin(kind) is UnionType


def read_list(shape, entries, where):
    expect(list, entries, where)
    if len(entries) > MAX_ROWS:
        raise JsonIsRefused(_("%(where)s: more than %(most)s rows.") % {"where": where, "most": MAX_ROWS})
    return tuple(read_row(shape, entry, f"{where}[{place}]") for place, entry in enumerate(entries))


def expect(kind, entry, where):
    if not isinstance(entry, kind) or (kind is int and isinstance(entry, bool)):
        message = _("%(where)s: this should be %(kind)s, and is %(entry)s.")
        raise JsonIsRefused(message % {"where": where, "kind": NAMES[kind], "entry": shortly(entry)})


def shortly(entry):
    """What stands there, short enough for a sentence."""
    words = json.dumps(entry, ensure_ascii=False, default=str)
    return words if len(words) <= 40 else f"{words[:39]}…"
