"""Evidence that stays where it is: where that is, and which assessor saw it there."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portfolios.models import EvidenceKind
from portfolios.registry import SEEN_IN_PLACE


def stays(evidence):
    return evidence.kind_id == EvidenceKind.SIGNPOSTED


def seen_in_place(evidence):
    """{evidence pk: [Seen], newest first}. No query where nothing stays anywhere."""
    staying = [piece.pk for piece in evidence if stays(piece)]
    return {pk: seen for ask in SEEN_IN_PLACE for pk, seen in ask(staying).items()} if staying else {}


def remember_who_saw(evidence):
    """Give each piece that stays somewhere `seen_there`: [Seen], newest first."""
    found = seen_in_place(evidence)
    for piece in evidence:
        piece.seen_there = found.get(piece.pk, [])


def staying_in_words(evidence):
    """“Minutes book” stays at the office; seen by Robin Example on 3 May 2027."""
    said = {"name": evidence, "where": evidence.details.get("where") or _("where it is")}
    if not evidence.seen_there:
        return _("“%(name)s” stays: %(where)s. No assessor has seen it there yet.") % said
    seen = evidence.seen_there[0]
    said |= {"by": seen.by, "on": date_format(seen.on, "j F Y")}
    return _("“%(name)s” stays: %(where)s. Seen there by %(by)s on %(on)s.") % said
