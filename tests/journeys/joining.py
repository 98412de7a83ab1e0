"""How people come in: a coordinator copies a link, someone opens it."""

import re

from people.roles import Role
from tests.factories.people import PASSWORD


def invite(coordinator, name, role):
    """Make an invitation and copy its link, as one does where mail is off."""
    coordinator.follow("People")
    coordinator.page.get_by_text("Mail is off").wait_for()
    coordinator.fill("Their name, as they give it", name)
    coordinator.page.get_by_role("radio", name=re.compile(f"^{Role(role).label}")).check()
    coordinator.press("Make an invitation")
    return coordinator.page.get_by_label(f"Link for {name}").input_value()


def license_assessor(coordinator, name):
    """Record that they may sign, from the page that says whose licence is wanted yet."""
    coordinator.follow("People")
    coordinator.follow(re.compile(f"^Record a licence to assess ?: {name}$"))
    coordinator.fill("Assessor qualification", "Sample award in assessing")
    coordinator.fill("What they know from practice", "Ten years of work in the valley.")
    coordinator.press("Record it")


def join(visitor, link):
    visitor.open(link)
    visitor.fill("Choose a password", PASSWORD)
    visitor.press("Yes, join")
    return visitor
