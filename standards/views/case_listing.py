"""Asking the CASE service for some of the documents: paging, sorting, filtering, and which fields.

    ?limit=10&offset=20&sort=title&orderBy=desc&fields=identifier,title&filter=adoptionStatus='Adopted'

A filter is one or more of  field predicate 'value'  joined by AND or by OR, with = != > >= < <= and ~ for "contains".
Capital letters make no difference. Source: 1EdTech CASE 1.1 REST/JSON binding.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from standards.views.case_answers import NotAnswered

USUAL_LIMIT = 100
TEXTS = (
    "identifier", "uri", "frameworkType", "caseVersion", "creator", "title", "lastChangeDateTime", "officialSourceURL",
    "publisher", "description", "language", "version", "adoptionStatus", "statusStartDate", "statusEndDate", "notes",
)  # fmt: skip
FIELDS = (*TEXTS, "subject", "subjectURI", "licenseURI", "extensions", "CFPackageURI")
LONGEST_FILTER = 1000
CLAUSE = re.compile(r"\s*(?P<field>\w+)\s*(?P<how>!=|>=|<=|=|>|<|~)\s*'(?P<value>(?:[^']|'')*)'\s*")
JOINT = re.compile(r"(AND|OR)\b", re.IGNORECASE)
PREDICATES: dict[str, Callable[[str, str], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "~": operator.contains,
}


@dataclass(frozen=True)
class Wanted:
    limit: int
    offset: int
    sort: str
    is_descending: bool
    clauses: tuple[tuple[str, str, str], ...]
    joint: str
    fields: tuple[str, ...]

    @classmethod
    def of(cls, asked):
        """From a QueryDict. Raises NotAnswered, which names the parameter that cannot be understood."""
        clauses, joint = clauses_in(asked.get("filter", ""))
        return cls(
            number_in(asked, "limit", USUAL_LIMIT, least=1),
            number_in(asked, "offset", 0, least=0),
            sort_in(asked),
            order_in(asked) == "desc",
            tuple(clauses),
            joint,
            fields_in(asked),
        )

    def chosen(self, documents):
        """Those the filter lets through, in the order asked for."""
        kept = [document for document in documents if self.lets_through(document)]
        if self.sort:
            kept.sort(key=lambda document: folded(document, self.sort), reverse=self.is_descending)
        return kept

    def lets_through(self, document):
        held = [PREDICATES[how](folded(document, name), value) for name, how, value in self.clauses]
        return any(held) if self.joint == "OR" else all(held)

    def page(self, documents):
        part = documents[self.offset : self.offset + self.limit]
        return [self.shown(document) for document in part]

    def shown(self, document):
        return {name: document[name] for name in document if not self.fields or name in self.fields}

    def links(self, path, asked, total):
        """The Link header: where the first, previous, next and last pages are."""
        last = max(total - 1, 0) // self.limit * self.limit
        offsets = {
            "first": 0,
            "prev": self.offset - self.limit,
            "next": self.offset + self.limit,
            "last": last,
        }
        if self.offset <= 0:
            del offsets["prev"]
        if self.offset + self.limit >= total:
            del offsets["next"]
        return ", ".join(
            f'<{self.address(path, asked, max(at, 0))}>; rel="{name}"' for name, at in offsets.items()
        )

    def address(self, path, asked, offset):
        rest = [(name, each) for name, entries in asked.lists() for each in entries]
        rest = [(name, each) for name, each in rest if name not in ("limit", "offset")]
        return f"{settings.PUBLIC_URL}{path}?{urlencode([*rest, ('limit', self.limit), ('offset', offset)])}"


def folded(document, name):
    return str(document.get(name, "")).casefold()


def number_in(asked, name, usual, *, least):
    text = asked.get(name)
    if text is None:
        return usual
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < least:
        raise wrong(name, _("“%(name)s” is a whole number from %(least)s.") % {"name": name, "least": least})
    return int(text)


def sort_in(asked):
    name = asked.get("sort", "")
    if name and name not in TEXTS:
        raise wrong("sort", _("A document cannot be sorted by that."), "invalid_sort_field")
    return name


def order_in(asked):
    order = asked.get("orderBy", "asc")
    if order not in ("asc", "desc"):
        raise wrong("orderBy", _("The order is asc or desc."), "invalid_sort_field")
    return order


def fields_in(asked):
    names = [name.strip() for entry in asked.getlist("fields") for name in entry.split(",")]
    if any(name not in FIELDS for name in names):
        raise wrong("fields", _("A document has no such field."))
    return tuple(names)


def clauses_in(text):
    """([(field, predicate, value)], "AND" or "OR")."""
    clauses, joints, at = [], set(), 0
    if len(text) > LONGEST_FILTER:
        raise wrong("filter", _("This filter is too long."))
    while at < len(text):
        clause = CLAUSE.match(text, at)
        if not clause or clause["field"] not in TEXTS:
            raise wrong("filter", _("A filter reads like title='…' AND adoptionStatus='Adopted'."))
        clauses.append((clause["field"], clause["how"], clause["value"].replace("''", "'").casefold()))
        at = clause.end()
        joint = JOINT.match(text, at)
        if at < len(text) and (not joint or joint.end() == len(text)):
            raise wrong("filter", _("Join the parts of a filter with AND or OR."))
        at = joint.end() if joint else at
        joints |= {joint[1].upper()} if joint else set()
    if len(joints) > 1:
        raise wrong("filter", _("A filter joins its parts with AND or with OR, not with both."))
    return clauses, joints.pop() if joints else "AND"


def wrong(name, message, minor="invalid_selection_field"):
    return NotAnswered(400, minor, name, message)
