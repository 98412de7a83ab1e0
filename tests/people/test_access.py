"""Fetching is checking: not yours to know of is a 404, yours to know of but not to do is a 403."""

import pytest
import rules
from django.core.exceptions import PermissionDenied
from django.http import Http404

from people.access import fetch_for
from people.models import Invitation
from tests.factories import InvitationFactory


@pytest.fixture
def invitation(organisation):
    return InvitationFactory(organisation=organisation)


def test_what_one_may_see_and_do_is_handed_over(coordinator, invitation):
    found = fetch_for(coordinator, "people.withdraw_invitation", Invitation, code=invitation.code)

    assert found == invitation


def test_what_one_may_not_know_of_is_not_there(practitioner, outsider, coordinator, invitation):
    for person, code in [
        (practitioner, invitation.code),
        (outsider, invitation.code),
        (coordinator, "nothing"),
    ]:
        with pytest.raises(Http404):
            fetch_for(person, "people.withdraw_invitation", Invitation, code=code)


def test_what_one_may_see_but_not_do_is_refused(coordinator, invitation):
    with rules_refusing("people.frame_invitation"), pytest.raises(PermissionDenied):
        fetch_for(coordinator, "people.frame_invitation", Invitation, code=invitation.code)


def test_a_narrower_queryset_stays_narrow(coordinator, invitation):
    with pytest.raises(Http404):
        fetch_for(
            coordinator,
            "people.withdraw_invitation",
            Invitation.objects.exclude(pk=invitation.pk),
            code=invitation.code,
        )


class rules_refusing:  # noqa: N801 - reads as a sentence
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        rules.add_perm(self.name, rules.always_false)

    def __exit__(self, *trouble):
        rules.remove_perm(self.name)
