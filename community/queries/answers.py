"""What someone said to a charter, and what they are asked. A person asks this about themselves, nobody about another."""

from dataclasses import dataclass

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Subquery, When

from community.models import Agreement, Asking, Charter
from people.models import Membership, User

ANSWERS = Agreement.Answer


@dataclass(frozen=True)
class Standing:
    """Where one person is with one charter. `last`: their newest answer to the words in force, ended or not."""

    last: Agreement | None
    earlier: Agreement | None  # what they said to older words, if it still stands
    is_put_aside: bool

    @property
    def given(self):
        return self.last if self.last and self.last.ended_at is None else None

    @property
    def agrees(self):
        return self.given if self.given and self.given.answer == ANSWERS.AGREES else None

    @property
    def talk(self):
        return self.given.talk if self.given and self.given.answer == ANSWERS.TALK else None

    @property
    def taken_back(self):
        return self.last if self.last and self.last.ended_at else None

    @property
    def compared_with(self):
        """The older words to show the difference from: theirs, until they answered the newer ones."""
        return None if self.given or not self.earlier else self.earlier.version


def standing_of(person, version):
    """Three queries, whatever others said."""
    own = answers_of(person).filter(version__charter=version.charter_id)
    return Standing(
        last=own.filter(version=version).first(),
        earlier=own.in_force().filter(version__number__lt=version.number).first(),
        is_put_aside=Asking.objects.filter(person=person, version=version)
        .exclude(put_aside_at=None)
        .exists(),
    )


def answers_of(person):
    """Everything this person ever said to a charter, newest first."""
    return Agreement.objects.visible_to(person).select_related("version__charter", "talk__steward")


def asked_of(person):
    """[Charter] of their own places that wait for a word of theirs, if they like. One query.

    `said_to`: the pk of the version they last said something to.

    Not those they answered, put aside, or took an answer back from: that was an answer too.
    """
    places = {membership.organisation_id for membership in person.current_memberships}
    charters = (
        Charter.objects.filter(organisation__in=places, current_version__isnull=False)
        .annotate(
            said=FilteredRelation("versions__agreements", condition=Q(versions__agreements__person=person)),
            aside=FilteredRelation(
                "current_version__askings", condition=Q(current_version__askings__person=person)
            ),
            said_to=F("said__version"),
            said_until=F("said__ended_at"),
            put_aside_at=F("aside__put_aside_at"),
        )
        .order_by("title", "pk", "said__answered_at", "said__pk")
        .select_related("current_version")
        .only("title", "code", "current_version__number")
    )
    newest = {}
    for charter in charters:  # once for each answer, the newest last; and once for each version without one
        if charter.said_to or charter.pk not in newest:
            newest[charter.pk] = charter
    return [charter for charter in newest.values() if waits(charter)]


def waits(charter):
    """Whether nothing was said to the words in force, nor taken back, nor put aside."""
    has_answered = charter.said_to == charter.current_version_id or charter.said_until
    return not has_answered and not charter.put_aside_at


def people_to_ask(version):
    """Those of the place whose newest answer stands and was to older words, and who were not asked about these.

    Not those whose account is closed: nobody could answer, and a row would say that they were asked.
    """
    here = Membership.objects.current().filter(organisation=version.charter.organisation_id)
    said = Agreement.objects.filter(person=OuterRef("pk"), version__charter=version.charter_id)
    newest = said.order_by(*NEWEST).values(number=Case(When(ended_at=None, then=F("version__number"))))
    asked = Asking.objects.filter(person=OuterRef("pk"), version=version)
    return (
        User.objects.filter(pk__in=here.values("person"), is_active=True)
        .alias(stands_for=Subquery(newest[:1]))
        .filter(stands_for__lt=version.number)
        .exclude(Exists(asked))
        .order_by("pk")
    )


NEWEST = ("-answered_at", "-pk")
