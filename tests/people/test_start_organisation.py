"""The first door into a new installation."""

from io import StringIO

from django.core.management import call_command

from people.models import Invitation, Organisation
from people.roles import Role


def test_it_founds_an_organisation_and_prints_the_way_in_for_its_first_coordinator(db, client):
    out = StringIO()
    call_command("start_organisation", "Valley Sample", coordinator="Casey Sample", stdout=out)

    link = out.getvalue().split()[-1]
    form = {"once": "0" * 32, "name": "Casey Sample", "password": "four plain sample words"}
    client.post(link, form)

    person = Invitation.objects.get().accepted_by
    assert person.holds(Role.COORDINATOR, Organisation.objects.get(name="Valley Sample"))
    assert client.get("/people/").status_code == 200
