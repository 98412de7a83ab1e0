"""A charter from a file, for a command line: a draft straight away, once for each file."""

import hashlib

from django.db.models import Q

from community.exchange.reworking import working_of
from community.models import CharterIntake
from community.operations.intakes import take_over
from community.states import AGREED
from people.audit import operation
from standards.operations.brought_in import hold, keep_text
from standards.states import REVIEW


@operation
def import_charter(reading, source, *, by, name=""):
    """Make a draft of what was read from `source`, and keep the bytes' own text with it. Returns (intake, is_new).

    `reading`: a community.exchange.reading.Reading that is not refused. The same file again changes nothing, and gives
    the intake it had: with its page, or without one while somebody is checking that very text.
    """
    hold(None)
    if known := _known(source):
        return known, False
    intake = keep_text(CharterIntake, working_of(reading.document), source, reading=reading, by=by, name=name)
    return take_over(intake, reading.document, by=by), True


def _known(source):
    """The intake of the same bytes that became a page, or that waits for somebody."""
    still_there = Q(state=AGREED, page__isnull=False) | Q(state=REVIEW)
    sha256 = hashlib.sha256(source).hexdigest()
    return CharterIntake.objects.filter(still_there, sha256=sha256).order_by("state", "pk").first()
