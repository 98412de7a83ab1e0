"""Tagging evidence to a clause of a charter, and letting the community read how the clause is lived, if everyone agrees.

A tag is a note in the margin of one's own evidence, so the audit does not know of it. That something was shown, that it
is shown no more and that someone took their yes back is recorded with the tag's code alone: no clause, no evidence, no
words and nobody's name but the owner's, whose act it is.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from community.models import ClauseKind
from people.audit import operation, record
from portfolios.living import missing_in, places_of
from portfolios.models import ClauseTag, Evidence, SaidYes

LONGEST_WORDS = 1000


class OnlyTheOwner(Exception):
    """Nobody else tags, shows or hides what is someone's own; not even by mistake of our own code."""


class CannotTag(Exception):
    """Nothing was tagged. `sentence` says why."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


class CannotShow(Exception):
    """Nothing is shown. `sentences` say what is missing, each with what to do; `revision` is the evidence as it is now."""

    def __init__(self, sentences, revision):
        super().__init__(" ".join(sentences))
        self.sentences, self.revision = sentences, revision


@operation
def tag_clause(evidence, clause, *, by):
    """Say that evidence lives a clause in force of a charter of its own place. Saying it twice is having said it."""
    evidence = Evidence.objects.locked(evidence)
    charter = clause.version.charter
    check_owner(evidence, by)
    if evidence.withdrawn_at:
        raise CannotTag(_("You took this back, so it no longer changes."))
    is_ours = charter.organisation_id == evidence.portfolio.organisation_id
    if not is_ours or clause.kind == ClauseKind.SECTION or clause.version_id != charter.current_version_id:
        raise CannotTag(_("Choose a clause of your own charter as it is today."))
    tag, _new = ClauseTag.objects.get_or_create(
        evidence=evidence, charter=charter, clause_lineage=clause.lineage, defaults={"clause": clause}
    )
    return tag


@operation
def tag_clauses(evidence, clauses, *, by):
    """Tag evidence to several clauses at once: all of them, or none. Returns the ClauseTags."""
    return [tag_clause(evidence, clause, by=by) for clause in clauses]


@operation
def untag(tag, *, by):
    """Take a tag away, with everything that was shown under it."""
    stop_showing(tag, by=by).delete()


@operation
def show_to_community(tag, *, words, is_named, yeses, by, revision=None):
    """Let members of the charter's place read `words`, never the evidence.

    `yeses`: the PersonInEvidence who said yes to this; everyone in it has to. `revision`: of the evidence the owner
    looked at, if known. Raises CannotShow, and then it is as it was. Asked again, earlier yeses do not count.
    """
    evidence = Evidence.objects.locked(tag.evidence)
    tag = ClauseTag.objects.locked(tag)
    check_owner(evidence, by)
    words, people, agreed = words.strip(), list(evidence.people.all()), {person.pk for person in yeses}
    missing = [
        *missing_words(words),
        *missing_now(tag, evidence, revision, by=by),
        *missing_in(evidence, people, agreed),
    ]
    if missing:
        raise CannotShow(missing, evidence.revision)
    keep_yeses(tag, people)
    tag.words, tag.is_named = words, is_named
    tag.shown_at, tag.shown_revision = timezone.now(), evidence.revision
    tag.save(update_fields=["words", "is_named", "shown_at", "shown_revision"])
    record("living.shown", by=by, subject=tag)
    return tag


@operation
def stop_showing(tag, *, by):
    """Show it no more, from this moment. The words stay with the owner; to show them again everyone is asked again."""
    check_owner(tag.evidence, by)
    tag = ClauseTag.objects.locked(tag)
    if tag.shown_at:
        tag.yeses.all().delete()
        tag.shown_at = tag.shown_revision = None
        tag.save(update_fields=["shown_at", "shown_revision"])
        record("living.stopped", by=by, subject=tag)
    return tag


@operation
def take_yes_back(tag, person, *, by):
    """Someone in the evidence no longer wants this to be read. Nothing is shown until they say yes again."""
    check_owner(tag.evidence, by)
    tag = ClauseTag.objects.locked(tag)  # nobody’s yes comes back by showing it at the same moment
    taken, _rows = tag.yeses.filter(person=person).delete()
    if taken:
        record("living.yes_taken_back", by=by, subject=tag)
    return tag


def check_owner(evidence, by):
    if by is None or evidence.owner_id != by.pk:
        raise OnlyTheOwner


def missing_words(words):
    if not words:
        return [_("Say in your own words what the community may read.")]
    if len(words) > LONGEST_WORDS:
        return [_("That is long. Say it in at most 1,000 letters.")]
    return []


def missing_now(tag, evidence, revision, *, by):
    missing = []
    if revision is not None and revision != evidence.revision:
        missing.append(_("The evidence was changed since you opened this page. Look at it again first."))
    place = tag.charter.organisation_id
    if place is None or place != evidence.portfolio.organisation_id or place not in places_of(by):
        missing.append(_("Only members of the place whose charter this is can show something there."))
    return missing


def keep_yeses(tag, people):
    today = tag.charter.organisation.date_of(timezone.now())
    tag.yeses.all().delete()
    SaidYes.objects.bulk_create(SaidYes(tag=tag, person=person, said_on=today) for person in people)
