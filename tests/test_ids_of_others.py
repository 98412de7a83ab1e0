"""What is somebody else’s, named in a field of one’s own form, is answered and kept as what was never there."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, transaction

from people.roles import Role
from tests.conftest import member
from tests.doors.folder import Folder
from tests.doors.others import FIELDS

OURS = ("portfolios", "assessments", "community", "people")
UNTOLD = {"people.OnceKey"}  # what every form leaves behind
NAMES = groupby(sorted(FIELDS, key=lambda row: row.name), key=lambda row: row.name)
BY_NAME = {name: list(several) for name, several in NAMES}


@dataclass
class Answer:
    """What came of a form. `said`: status, where to, the page. `other`: the rows that changed or went, and how many came.
    `new`: {(model, key): its columns}, of what changed or came."""

    said: tuple
    other: tuple
    new: dict


@pytest.fixture
def mine(organisation, practitioner, assessor, iqa, trainer, coordinator, outsider):
    cast = {"practitioner": practitioner, "assessor": assessor, "iqa": iqa, "trainer": trainer}
    return Folder(organisation, coordinator=coordinator, outsider=outsider, **cast)


@pytest.fixture
def of_others(mine, outsider):
    """Folders of someone of the same organisation, and of someone of another."""
    places = {
        "colleague": mine.organisation,
        "outsider": outsider.memberships.get(role=Role.PRACTITIONER).organisation,
    }
    return {
        who: Folder(place, practitioner=mine.cast[who], assessor=member(Role.ASSESSOR, "Ada Specimen", place))
        for who, place in places.items()
    }


@pytest.mark.parametrize("name", BY_NAME)
def test_an_id_of_somebody_else_is_answered_as_one_that_is_nobodys(mine, of_others, client_for, name):
    for row in BY_NAME[name]:
        browser, own, form = client_for(mine.cast[row.by]), *row.made_in(mine)
        before = set(rows())
        named = {who: of_others[who].id_of(row.what) for who in row.whose}
        theirs = set(rows()) - before
        named |= {"mine, and gone": mine.id_of(f"gone_{row.what}")} if row.gone else {}
        before = rows()
        expected = post(browser, row, own, form, before, row.never(next(iter(named.values()))))

        for whose, one in named.items():
            answer = post(browser, row, own, form, before, one)
            told = f"{row}, of {whose}"
            assert (told, *answer.said) == (told, *expected.said)
            assert (told, *answer.other) == (told, *expected.other)
            assert (told, points_at(answer.new, theirs)) == (told, set())
            assert (told, answer.said[0]) == (told, row.answer)


def post(browser, row, own, form, before, named):
    """Everything is undone again."""
    typed = {
        name.replace("?", str(named)): [one.replace("?", str(named)) for one in several]
        for name, several in form.items()
    }
    with transaction.atomic():
        answer = row.send(browser, own, {"once": [uuid4().hex]} | typed, named)
        body = b"".join(answer).decode()
        after = rows()
        transaction.set_rollback(True)
    said = answer.status_code, plain(answer.headers.get("Location", ""), named), plain(body, named)
    new = {key: columns for key, columns in after.items() if before.get(key) != columns}
    changed = {key for key, columns in before.items() if after.get(key) != columns}
    return Answer(said, (changed, Counter(label for label, _key in set(new) - set(before))), new)


def plain(words, named):
    """Without what was sent, and without what is another every time: keys, codes of what is new, and the time."""
    around = ("(?<=[_/])", '(?=["/])') if isinstance(named, int) else ("", "")
    words = re.sub(re.escape(str(named)).join(around), "@", words)
    words = re.sub(r'nonce="[^"]*"|(csrfmiddlewaretoken|once)" value="[^"]*"|X-CSRFToken[^}]*', "", words)
    return re.sub(r"\b[0-9a-z]{10}\b|\b\d\d:\d\d\b", "@", words)


def rows():
    """{(model, key): its columns}, of everything of ours."""
    found = {}
    with connection.cursor() as cursor:
        for label, key, names, sql in asked_of_each_table():
            cursor.execute(sql)
            for row in cursor.fetchall():
                found[label, row[key]] = dict(zip(names, row, strict=True))
    return found


@cache  # a hundred and fifty tables are asked some hundreds of times
def asked_of_each_table():
    """[(model, the place of its key, its columns, how they are asked for)]"""
    told = []
    for model in apps.get_models():
        if model._meta.app_label in OURS and model._meta.label not in UNTOLD:
            names = [field.attname for field in model._meta.concrete_fields]
            sql, _none = model._base_manager.values_list(*names).query.sql_with_params()
            told.append((model._meta.label, names.index(model._meta.pk.attname), names, sql))
    return told


def points_at(new, those):
    """Which columns lead to one of those rows."""
    return {
        (label, link.attname)
        for (label, _key), columns in new.items()
        for link in apps.get_model(label)._meta.concrete_fields
        if link.is_relation and (link.related_model._meta.label, columns[link.attname]) in those
    }
