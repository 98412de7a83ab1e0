"""Declines and refusals, searched for where one would not look first: editing rooms, papers, copies of the record, a
cohort, the file someone takes along, sign-ins and whatever is kept aside."""

import io
import re
import subprocess
import zipfile

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.urls import reverse

from assessments.models import QuietNo
from assessments.operations.cohorts import add_person, make_cohort
from assessments.operations.declining import decline
from people.operations.jobs import perform_everything
from portfolios.models import PortfolioExport
from portfolios.operations.taking_along import ask_for_everything
from tests.factories.assessments import refuse
from tests.reading import plain
from tests.test_permissions import ALL

pytestmark = pytest.mark.django_db
ROOMS = [f"/{route}" for route, _entry in ALL if re.fullmatch(r"admin/(?!logout)[\w/-]*", route)]
NEW_EACH_TIME = re.compile(r"\b[0-9A-Za-z]{64}\b|\d{4}-\d\d-\d\dT[\d:.]+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+(\+00:00|Z)?)?|\"(code|sha256|size)\": ?\S+")


@pytest.fixture
def exports(settings, tmp_path):
    storages = settings.STORAGES | {}
    storages["exports"] = storages["exports"] | {"OPTIONS": {"location": tmp_path / "exports"}}
    settings.STORAGES = storages


def say_no_twice(offer, colleague):
    decline(offer, by=colleague)
    refuse(offer.unit, colleague)
    assert QuietNo.objects.count() == 2


def words_in(answer):
    asked = ["pdftotext", "-raw", "-", "-"]
    told = subprocess.run(asked, input=answer.getvalue(), capture_output=True, check=True)
    return told.stdout.decode()


def opened(browser, addresses):
    answers = {address: browser.get(address) for address in addresses}
    return {
        address: NEW_EACH_TIME.sub("", plain(answer))
        for address, answer in answers.items()
        if answer.status_code == 200
    }


def test_no_editing_room_says_a_word(client_for, trainer, offer, colleague):
    browser = client_for(trainer)
    before = opened(browser, ROOMS)

    say_no_twice(offer, colleague)

    assert len(before) > 20
    assert opened(browser, ROOMS) == before


def test_no_copy_of_the_record_and_no_table_of_a_cohort_does(
    client_for, offer, practitioner, colleague, coordinator, iqa
):
    cohort = make_cohort(offer.submission.organisation, name="Spring sample", by=coordinator)
    add_person(cohort, practitioner, by=coordinator)
    copies = [
        reverse(name, args=[way]) for name in ("trail-copy", "my-trail-copy") for way in ("csv", "json")
    ]
    group = [reverse("cohort-detail", args=[cohort.code]), reverse("cohort-table", args=[cohort.code])]
    asked = [
        (client_for(person), copies + group * (person == coordinator))
        for person in (coordinator, iqa, practitioner, colleague)
    ]
    before = all_of(asked)

    say_no_twice(offer, colleague)

    assert [len(found) for found in before] == [6, 4, 2, 2]
    assert all_of(asked) == before


def all_of(asked):
    """Undone at once: that someone took a copy is in the next one."""
    with transaction.atomic():
        found = [opened(*one) for one in asked]
        transaction.set_rollback(True)
    return found


def test_no_paper_of_the_practitioner_does(pat, offer, colleague):
    paper = reverse("coverage-pdf")
    before = words_in(pat.get(paper))

    say_no_twice(offer, colleague)

    assert "Sample standard" in before
    assert words_in(pat.get(paper)) == before


def test_nothing_that_someone_takes_along_does(pat, offer, colleague, exports):
    before = taken_along(pat, offer.unit.portfolio)

    say_no_twice(offer, colleague)

    after = taken_along(pat, offer.unit.portfolio)
    assert len(before) > 3
    assert after == before


def taken_along(browser, portfolio):
    """{name: what is in it} of the file with everything, without what is new each time it is made."""
    ask_for_everything(portfolio, by=portfolio.owner)
    perform_everything()
    sent = browser.get(reverse("take-along-download", args=[PortfolioExport.objects.latest("pk").code]))
    with zipfile.ZipFile(io.BytesIO(sent.getvalue())) as bag:
        return {
            one: MOMENT.sub("", bag.read(one).decode(errors="replace"))
            for one in bag.namelist()
            if "manifest" not in one
        }


def test_nothing_kept_aside_does(robin, offer, assessor):
    robin.get(reverse("review-queue"))
    before = aside()

    robin.send(reverse("offer-decline", args=[offer.code]))
    robin.get(reverse("review-queue"))

    assert aside() == before


def aside():
    """What sign-ins and the cache hold; how many jobs there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM people_cache ORDER BY cache_key")
        cached = cursor.fetchall()
        cursor.execute("SELECT count(*) FROM people_job")
        return cached, cursor.fetchone(), [one.get_decoded() for one in Session.objects.order_by("pk")]
