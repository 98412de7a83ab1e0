"""Whoever may change everything on the editing side is made on the server, and that is no secret."""

from io import StringIO

import pytest
from django.core.management import call_command

from people.audit import NotInAnOperation, record
from people.models import AuditEvent, User
from people.trail import Group, TrailFilter, events_of_place

TOLD = {
    "code": "sample-chief",
    "name": "Casey Sample",
    "email": "casey@sample.example",
}  # in the order it is asked


def test_whoever_is_made_an_administrator_is_in_the_trail_of_every_place(db, organisation):
    call_command("createsuperuser", interactive=False, **TOLD, stdout=StringIO())

    event = AuditEvent.objects.get()
    chief = User.objects.get(is_superuser=True)
    assert (event.action, event.actor_code, event.subject_code) == ("administrator.made", "", chief.code)
    assert list(events_of_place(organisation, TrailFilter(group=Group.STANDARDS))) == [event]


class Terminal(StringIO):
    """Somebody sits at it."""

    def isatty(self):
        return True


def test_nothing_is_locked_while_somebody_is_asked(organisation, monkeypatch):
    """An operation holds the database from its start, and a prompt may stand open over lunch."""
    replies = [*TOLD.values(), "wholly unlike 71 others", "wholly unlike 71 others"]

    def answer(prompt=""):
        with pytest.raises(NotInAnOperation):
            record("administrator.made", by=None, subject=organisation)
        return replies.pop(0)

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("getpass.getpass", answer)
    call_command("createsuperuser", interactive=True, stdin=Terminal(), stdout=StringIO())

    assert replies == []  # each was asked for
    assert [event.subject_code for event in AuditEvent.objects.all()] == [
        User.objects.get(is_superuser=True).code
    ]
