"""Whoever may change everything on the editing side is made on the server, and that is no secret."""

from io import StringIO

from django.core.management import call_command

from people.models import AuditEvent, User
from people.trail import Group, TrailFilter, events_of_place


def test_whoever_is_made_an_administrator_is_in_the_trail_of_every_place(db, organisation):
    told = {"code": "sample-chief", "name": "Casey Sample", "email": "casey@sample.example"}
    call_command("createsuperuser", interactive=False, **told, stdout=StringIO())

    event = AuditEvent.objects.get()
    chief = User.objects.get(is_superuser=True)
    assert (event.action, event.actor_code, event.subject_code) == ("administrator.made", "", chief.code)
    assert list(events_of_place(organisation, TrailFilter(group=Group.STANDARDS))) == [event]
