"""Saying that a clause and a value or criterion speak of the same thing: always someone's word, always with a reason."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.models import ClauseKind, ClauseLink
from people.audit import operation, record

LONGEST_REASON = 2000


class CannotBeLinked(Exception):
    """What was said was not kept. `sentence` says what to put right."""

    def __init__(self, sentence):
        super().__init__(str(sentence))
        self.sentence = sentence


class SaidMeanwhile(CannotBeLinked):
    """Someone else spoke of this link since the page was opened."""

    def __init__(self):
        super().__init__(
            gettext_lazy("Someone changed this link while you were writing. What you typed is still here.")
        )


@operation
def link_clause(clause, requirement, *, reason, by):
    """Link a clause in force with a published requirement. Later versions of both find it again by lineage.

    Raises CannotBeLinked: without a reason, of a heading, of words no longer in force, or when it was said before.
    """
    charter = clause.version.charter
    reason = checked(clause, charter, reason)
    link, is_new = ClauseLink.objects.get_or_create(
        charter=charter,
        clause_lineage=clause.lineage,
        requirement_lineage=requirement.lineage,
        defaults={"clause": clause, "requirement": requirement, "reason": reason, "said_by": by},
    )
    if not is_new:
        raise CannotBeLinked(said_before(link))
    return recorded("charter.linked", link, by=by)


@operation
def say_again(link, *, clause, requirement, reason, saw, by):
    """Say that a link still holds, about the words as they are today. `saw`: its `said_at` when the page was opened."""
    if (clause.lineage, requirement.lineage) != (link.clause_lineage, link.requirement_lineage):
        raise CannotBeLinked(_("These are not the two that were linked."))
    words = {"clause": clause, "requirement": requirement, "reason": checked(clause, link.charter, reason)}
    said = ClauseLink.objects.filter(pk=link.pk, said_at=saw)
    if not said.update(said_by=by, said_at=timezone.now(), **words):
        raise SaidMeanwhile
    link.refresh_from_db()
    return recorded("charter.linked_again", link, by=by)


@operation
def unlink(link, *, by):
    """Take a link away. That it was there, and who took it away, stays in the record."""
    recorded("charter.unlinked", link, by=by)
    link.delete()


def checked(clause, charter, reason):
    """The reason as it is kept."""
    reason = reason.strip()
    if not reason:
        raise CannotBeLinked(_("Say why they belong together. A few words are enough."))
    if len(reason) > LONGEST_REASON:
        raise CannotBeLinked(_("That is a long reason. Say it in fewer words, at most 2,000 letters."))
    if clause.kind == ClauseKind.SECTION or clause.version_id != charter.current_version_id:
        raise CannotBeLinked(_("Choose a clause of the charter as it is today."))
    return reason


def said_before(link):
    said = {"name": link.said_by or "–", "day": link.said_at.date().isoformat(), "reason": link.reason}
    return _("%(name)s linked these two on %(day)s: “%(reason)s”") % said


def recorded(action, link, *, by):
    ends = {"clause": link.clause.code, "requirement": link.requirement.code}
    record(action, by=by, subject=link.charter, link=link.code, **ends)
    return link
