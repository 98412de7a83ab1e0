"""Letting the time of an amendment pass, and what stands in the charter then."""

from community.models import CharterVersion
from community.operations.amendments_closing import close_due_amendments
from tests.factories.community import its_time_over

SAID = {"summary": "Another change.", "why": "Because.", "is_named": False}


def numbers():
    return list(CharterVersion.objects.order_by("number").values_list("number", flat=True))


def after(amendment):
    with its_time_over(amendment):
        close_due_amendments()
    amendment.refresh_from_db()
    return amendment


def today(charter):
    charter.refresh_from_db()
    return charter.current_version.wording


def words(wording):
    return [entry.words for entry in wording.entries]
