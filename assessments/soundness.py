"""Whether the evidence of a round is sound: what was said of each of the five tests, and what is still to be said."""

import hashlib
import json

from django.utils.translation import gettext as _

from assessments.models import Soundness, Test


def soundness_of(assessment):
    """{test: what was said of it in this round}, in the order of the tests. One query."""
    rows = {
        row.test: row for row in Soundness.objects.filter(assessment=assessment).select_related("said_by")
    }
    return {test: rows[test] for test in Test.values if test in rows}


def unsaid_among(said):
    """What signing off still wants of `said`, {test: Soundness}, in sentences; empty when nothing."""
    return [
        _("Say whether this holds: “%(test)s”.") % {"test": test.label}
        for test in Test
        if test.value not in said
    ]


def mark_of(said):
    """Sixteen letters that are others once anything of it is: what a form saw when it was opened."""
    told = [[row.test, row.holds, row.words] for row in said.values()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
