"""What the people in evidence said, and what that allows. They are described, never named."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portfolios.models import Evidence, Identifiable, PersonInEvidence, TakedownRequest
from portfolios.registry import CalmLine

Basis = PersonInEvidence.Basis
NOTHING_WRITTEN = Q(purpose="") | Q(agreed_on=None)


def here():
    return PersonInEvidence.objects.filter(evidence=OuterRef("pk"))


def no_longer_willing():
    """Of a PersonInEvidence: they took their yes back, or gave it until a day that has passed."""
    return Q(withdrawn_at__isnull=False) | Q(until__lt=timezone.localdate())


def about_people():
    """What a query of evidence brings along, so that `wants_about_people` needs to ask no more."""
    return {
        "asks_someone": Exists(here().exclude(basis__in=(Basis.AGREED, Basis.TOLD))),
        "lets_someone_go": Exists(here().filter(no_longer_willing())),
        "guards_someone": Exists(
            here().filter(is_at_risk=True).filter(~Q(basis=Basis.AGREED) | NOTHING_WRITTEN)
        ),
        "names_someone": Count("people", distinct=True),
    }


def wants_about_people(evidence):
    """What this piece still wants of the people in it before it can be shared, in sentences. It comes annotated."""
    if not evidence.identifiable:
        return [_("Say who can be seen, heard or named.")]
    wants = []
    if evidence.identifiable == Identifiable.OTHERS:
        if not evidence.names_someone:
            wants.append(_("Say who the other people are, in a few words, without names."))
        if evidence.asks_someone:
            wants.append(_("Someone in it has not said yes. Ask them, or take them out of it."))
        if evidence.lets_someone_go:
            wants.append(_("Someone in it no longer says yes. Take them out of it, or ask them again."))
        if evidence.guards_someone:
            wants.append(
                _(
                    "A child, or an adult who may be at risk, is in it. Write down who said yes for them, to what,"
                    " and when."
                )
            )
    if evidence.hidden_at:
        wants.append(_("Someone asked for it to be out of sight. See “Who is in it” for what helps."))
    return wants


def unwilling_in(evidence):
    """Whether anyone in it still does not want to be seen, or asked for something that was not looked after."""
    people = evidence.people.filter(no_longer_willing())
    asked = TakedownRequest.objects.filter(evidence__in=seen_together(evidence), settled_at=None)
    return people.exists() or asked.exists()


def seen_together(evidence):
    """Evidence of several people is one thing seen by several: the same faces are in each of its parts."""
    root = evidence.part_of_id or evidence.pk
    return Evidence.objects.filter(Q(pk=root) | Q(part_of=root))


def people_of(evidence):
    """Who is in it, in the order they were put down, each with their spoken yes at hand."""
    return evidence.people.select_related("recording").order_by("pk")


def wishes_about(evidence):
    """What was asked by people in it: what waits first, the longest before all; then what was looked after last."""
    asked = TakedownRequest.objects.filter(evidence=evidence)
    return asked.order_by(F("settled_at").desc(nulls_first=True), "asked_at", "pk")


def wishes_waiting(person, *, organisation):
    """One calm line on the first page of whoever has evidence that someone in it asked to have taken down."""
    asked = TakedownRequest.objects.filter(settled_at=None, evidence__portfolio__owner=person)
    if organisation:
        asked = asked.filter(evidence__portfolio__organisation=organisation)
    codes = list(asked.values_list("evidence__code", flat=True))
    if not codes:
        return []
    words = ngettext(
        "Someone in your evidence asked for it to be taken down. It is out of sight.",
        "%(count)d times, someone in your evidence asked for it to be taken down. It is out of sight.",
        len(codes),
    )
    title = _("Would rather not be seen")
    url = reverse("evidence-people", args=[codes[-1]])
    return [CalmLine(title, words % {"count": len(codes)}, url, _("See what they said"))]


# --- as it was shared -----------------------------------------------------------------------

SAID = ("purpose", "agreed_on", "until")  # what goes along where it was written down


def people_as_shared(evidence):
    """What is frozen of the people in it: [{"description", "basis"}], with what they said yes to, when and until when.

    Their voice stays with its owner, and so does whether someone is at risk.
    """
    rows = evidence.people.order_by("pk").values("description", "basis", *SAID)
    return [{name: written(said) for name, said in row.items() if said or name not in SAID} for row in rows]


def written(said):
    return said.isoformat() if isinstance(said, date) else said


@dataclass(frozen=True)
class PersonShared:
    """Someone who can be recognised in what was shared, and what they said."""

    description: str
    basis: str
    purpose: str = ""
    agreed_on: date | None = None
    until: date | None = None

    @property
    def is_willing(self):
        return self.basis in (Basis.AGREED, Basis.TOLD) and not self.has_ended

    @property
    def has_ended(self):
        return self.until is not None and self.until < timezone.localdate()

    @property
    def said(self):
        """“They said yes, on 3 March 2027: my assessor may see it. Until 30 June 2027.”"""
        words = str(Basis(self.basis).label)
        if self.agreed_on:
            words = _("%(said)s, on %(day)s") % {"said": words, "day": in_words(self.agreed_on)}
        if self.purpose:
            words = _("%(said)s: %(purpose)s") % {"said": words, "purpose": self.purpose}
        if self.until:
            words = _("%(said)s. Until %(day)s") % {"said": words.rstrip("."), "day": in_words(self.until)}
        return words


def in_words(day):
    return date_format(day, "j F Y")


class PeopleShared(list):
    """[PersonShared], and what holds for all of them."""

    @property
    def all_willing(self):
        return all(who.is_willing for who in self)

    @property
    def until(self):
        """The first day on which one of their yeses ends, or None."""
        return min((who.until for who in self if who.until), default=None)


def people_shared(words):
    """Who can be recognised in a shared version, by its words."""
    return PeopleShared(
        PersonShared(
            who["description"],
            who["basis"],
            who.get("purpose", ""),
            *(date.fromisoformat(who[name]) if who.get(name) else None for name in ("agreed_on", "until")),
        )
        for who in words.people
    )
