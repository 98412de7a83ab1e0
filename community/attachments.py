"""What charters add to the ground: mails and where they lead, and what waits for its moment."""

from django.urls import reverse

from community.operations.amendments_closing import CLOSED, close_due_amendments
from people.registry import EACH_MINUTE, notice

notice(CLOSED, lambda code: reverse("amendment", args=[code]))

EACH_MINUTE.append(close_due_amendments)
