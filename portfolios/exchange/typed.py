"""Between dataclasses and JSON: written, read back with every field of the right type, and described as a schema."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

MOST_ROWS = 20_000  # in one list
MOST_LETTERS = 1_000_000  # in one field
MOST_NUMBER = 2**53 - 1  # the most that every reader of JSON keeps exactly
SCHEMA = "https://json-schema.org/draft/2020-12/schema"
NAMES = {"str": "text", "int": "a number", "bool": "true or false", "date": "a day", "datetime": "a moment"}


class NotAsDescribed(Exception):
    """The JSON says something else than its description allows; the text says where."""


# --- writing --------------------------------------------------------------------------------


def as_plain(row) -> Any:
    """What JSON can hold. Nothing is written of what was not said."""
    if is_dataclass(row):
        said = {field.name: getattr(row, field.name) for field in fields(row)}
        needed = {field.name for field in fields(row) if field.default is MISSING}
        return {
            name: as_plain(each)
            for name, each in said.items()
            if name in needed or each not in (None, "", ())
        }
    if isinstance(row, tuple):
        return [as_plain(each) for each in row]
    return row.isoformat() if isinstance(row, date) else row


# --- reading --------------------------------------------------------------------------------


@cache
def shape_of(kind):
    """{name: (its type, may it be left out)}"""
    types = get_type_hints(kind)
    return {field.name: (types[field.name], field.default is not MISSING) for field in fields(kind)}


def read(kind, content: Any, where: str = "portfolio"):
    """A row of this kind from parsed JSON. Raises NotAsDescribed."""
    expect(dict, content, where)
    shape = shape_of(kind)
    if strange := sorted(set(content) - set(shape)):
        raise NotAsDescribed(
            _("%(where)s: we don’t know “%(key)s”.") % {"where": where, "key": strange[0][:50]}
        )
    if missing := [name for name, (_type, may) in shape.items() if not may and name not in content]:
        raise NotAsDescribed(_("%(where)s: “%(key)s” is missing.") % {"where": where, "key": missing[0]})
    return kind(**{name: read_field(shape[name][0], content[name], f"{where}.{name}") for name in content})


def read_field(kind, said, where):
    if get_origin(kind) is tuple:
        return read_list(get_args(kind)[0], said, where)
    if get_origin(kind) is UnionType:
        kind = next(each for each in get_args(kind) if each is not type(None))
    if is_dataclass(kind):
        return read(kind, said, where)
    return read_value(kind, said, where)


def read_list(kind, said, where):
    expect(list, said, where)
    if len(said) > MOST_ROWS:
        raise NotAsDescribed(_("%(where)s: more than %(most)s rows.") % {"where": where, "most": MOST_ROWS})
    return tuple(read_field(kind, each, f"{where}[{place}]") for place, each in enumerate(said))


def read_value(kind, said, where):
    if kind in (date, datetime):
        return read_moment(kind, said, where)
    expect(kind, said, where)
    if kind is str and (len(said) > MOST_LETTERS or not is_writable(said)):
        raise NotAsDescribed(_("%(where)s: too long, or with signs nobody can read.") % {"where": where})
    if kind is int and not 0 <= said <= MOST_NUMBER:
        raise NotAsDescribed(_("%(where)s: no number we can use.") % {"where": where})
    return said


def is_writable(text):
    """Whether every database keeps it: neither NUL nor half of a pair."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def read_moment(kind, said, where):
    expect(str, said, where)
    try:
        moment = kind.fromisoformat(said)
    except ValueError:
        moment = None
    if moment is None or (kind is datetime and moment.tzinfo is None) or not 1000 < moment.year < 9000:
        raise NotAsDescribed(wrong(kind, where))
    return moment


def expect(kind, said, where):
    if not isinstance(said, kind) or (kind is int and isinstance(said, bool)):
        raise NotAsDescribed(wrong(kind, where))


def wrong(kind, where):
    return _("%(where)s: this should be %(kind)s.") % {
        "where": where,
        "kind": NAMES.get(kind.__name__, kind.__name__),
    }


# --- describing -----------------------------------------------------------------------------

PLAIN = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": 0},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def schema_of(kind, *, address, title) -> dict:
    """JSON Schema of a shape and of everything in it."""
    shapes: dict = {}
    described(kind, shapes)
    return {
        "$schema": SCHEMA,
        "$id": address,
        "title": title,
        "$ref": f"#/$defs/{kind.__name__}",
        "$defs": shapes,
    }


def described(kind: Any, shapes):
    if kind.__name__ in shapes:
        return
    shapes[kind.__name__] = {}  # its place, before what is in it
    shape = shape_of(kind)
    shapes[kind.__name__] = {
        "description": " ".join(kind.__doc__.split())
        if not kind.__doc__.startswith(kind.__name__ + "(")
        else "",
        "type": "object",
        "properties": {name: schema_of_field(type_, shapes) for name, (type_, _may) in shape.items()},
        "required": [name for name, (_type, may) in shape.items() if not may],
        "additionalProperties": False,
    }


def schema_of_field(kind: Any, shapes):
    if get_origin(kind) is tuple:
        return {"type": "array", "items": schema_of_field(get_args(kind)[0], shapes)}
    if get_origin(kind) is UnionType:
        kind = next(each for each in get_args(kind) if each is not type(None))
    if kind in PLAIN:
        return PLAIN[kind]
    described(kind, shapes)
    return {"$ref": f"#/$defs/{kind.__name__}"}
