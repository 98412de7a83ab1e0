"""Twice as large: half as wide. Nothing is lost, and only the table scrolls sideways by itself."""

import pytest

from cms.demo.walk import walk
from people.operations.jobs import perform_everything
from people.roles import Role
from portfolios.models import Unit
from tests.journeys.assessing import look_at_files
from tests.journeys.practising import STANDARD

pytestmark = pytest.mark.journey
ZOOMED = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}


@pytest.fixture
def certificate(standard, organisation, practitioner, assessor, coordinator):
    people = {Role.PRACTITIONER: practitioner, Role.ASSESSOR: assessor, Role.COORDINATOR: coordinator}
    issued = walk(standard, organisation, people)
    perform_everything()
    return issued


def test_the_main_pages_twice_as_large(visit, certificate, standard, practitioner, assessor, coordinator):
    unit = Unit.objects.get()
    pages = {
        practitioner: ["/my/", f"/my/standards/{unit.code}/", "/my/evidence/", "/my/evidence/add", "/"]
        + [f"/certificates/{certificate.code}/", certificate.verify_url.split("/", 3)[3].join(["/", ""])],
        assessor: ["/reviews/"] + [f"/reviews/{round.assessment.code}/" for round in unit.submissions.all()],
        coordinator: ["/people/", "/assignments/"],
    }
    for person, paths in pages.items():
        window = visit(f"zoom-{person.name.split()[0]}", dark=True, **ZOOMED)
        window.widths = (640,)
        window.sign_in(person)
        for path in paths:
            window.open(path)


def test_an_iqa_reads_signed_off_work(visit, certificate, iqa):
    ines = visit("iqa").sign_in(iqa)
    ines.follow("Signed-off work")
    ines.follow(STANDARD)
    assert ines.page.get_by_role("heading", name="Signed off", exact=True).is_visible()
    ines.follow(certificate.number_in_groups)
    assert ines.page.get_by_role("heading", name="It is ready").is_visible()
    ines.open("/signed-off/")
    ines.follow(STANDARD)
    ines.page.get_by_text("Settled, and as it was").click()
    ines.follow("Joint meeting with the tenants’ group")
    assert ines.page.get_by_role("radio").count() == 0
    ines.page.get_by_role("button", name="See it large").click()
    ines.page.locator(".viewer__zoom.is-x2").wait_for()
    assert look_at_files(ines) == (1, 0)
