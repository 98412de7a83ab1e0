"""What charters add to the ground: mails and where they lead, and what waits for its moment."""

from django.urls import reverse

from community.operations.amendments_closing import CLOSED, close_due_amendments
from community.operations.remarks import TAKEN_AWAY
from people.registry import EACH_MINUTE, notice


def attach():
    for kind in (CLOSED, TAKEN_AWAY):
        notice(kind, lambda code: reverse("amendment", args=[code]))
    EACH_MINUTE.append(close_due_amendments)
