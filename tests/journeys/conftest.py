"""A real browser, and everyone's own window in it."""

import pytest
from django.db import connections
from playwright.sync_api import sync_playwright

from people.roles import Role
from standards.models import Standard
from tests.factories import MembershipFactory
from tests.factories.people import trainer_at
from tests.factories.suites import shipped_suite
from tests.journeys.chromium import launched
from tests.journeys.visitor import Visitor

LARGE = {"width": 1280, "height": 900}


# --- the browser ----------------------------------------------------------------------------
# pytest-playwright keeps its own for the whole session. While it runs, this thread has an event loop, in which
# Django refuses to ask the database and keeps other connections: so ours ends with the journeys.


@pytest.fixture(scope="package")
def playwright():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as running:
            yield running
            connections.close_all()


@pytest.fixture(scope="package")
def browser(playwright, browser_type_launch_args):
    running = launched(playwright, **browser_type_launch_args)
    yield running
    running.close()


@pytest.fixture(scope="package")
def browser_context_args():
    """What every window has in common: British English, London time, and nothing that moves."""
    return {
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
        "accept_downloads": True,
    }


@pytest.fixture
def site(live_server, settings):
    """The address of the site; what links and QR codes carry."""
    settings.PUBLIC_URL = live_server.url
    return live_server.url


@pytest.fixture
def visit(site, new_context):
    """A window of someone's own: visit(), visit(dark=True), visit(scripts=False)."""
    visitors = []

    def open_window(name="someone", *, dark=False, scripts=True, **screen):
        scheme = "dark" if dark else "light"
        options = {"base_url": site, "color_scheme": scheme, "java_script_enabled": scripts}
        context = new_context(**options | {"viewport": LARGE} | screen)
        kind = repr((scheme, scripts, sorted(screen.items())))
        visitors.append(Visitor(context, name=name, site=site, has_scripts=scripts, kind=kind))
        return visitors[-1]

    yield open_window
    for visitor in visitors:
        visitor.leave()


# --- who and what is there ------------------------------------------------------------------


@pytest.fixture
def standard(site):
    """The shipped suite, and the one standard of it whose wording ships."""
    shipped_suite()
    return Standard.objects.get(urn="JETSCD16L")


@pytest.fixture
def trainer(organisation):
    return trainer_at(organisation)


@pytest.fixture
def trainee(organisation, assessor):
    """Learning to assess; Robin agrees to what they decide."""
    learns = {"licence__is_trainee": True, "licence__countersigner": assessor}
    return MembershipFactory(
        organisation=organisation, role=Role.ASSESSOR, person__name="Sam Placeholder", **learns
    ).person
