"""Saying what became of each requirement in a successor, or in a newer version: one yes after another, each someone's."""

from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.audit import operation, record
from standards.models import Crosswalk, CrosswalkEntry, Relation, Requirement
from standards.queries.crosswalk_gaps import contradictions_in, leads_in_a_circle, missing_in
from standards.queries.differences import says_the_same
from standards.registry import AT_CROSSWALK_AGREED

LONGEST_REASON = 2000


class CannotBeSaid(Exception):
    """What was said does not hold together; nothing was kept. `sentences`: {requirement pk: what to put right}."""

    def __init__(self, sentences):
        super().__init__(" ".join(map(str, sentences.values())))
        self.sentences = sentences


class CannotLeadThere(Exception):
    """A crosswalk leads from older words to newer ones."""

    sentence = gettext_lazy("A crosswalk leads from older words to newer ones. Choose another pair.")


class ChangedMeanwhile(Exception):
    """Someone else said something since the page was opened."""

    sentence = gettext_lazy(
        "Someone changed this crosswalk while you were working. Nothing of yours is lost."
    )


class WasAgreed(Exception):
    """People were offered it and may have gone on by it, so it is kept."""

    sentence = gettext_lazy(
        "This crosswalk was agreed once, and people may have gone on by it. It stays. Nothing was removed."
    )


class NotAllSaid(Exception):
    """Some requirements were not spoken of yet, or what was said of some does not fit together."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Said:
    """What someone says became of `about`, a requirement of the old words: which of the new ones, and why.

    For a requirement of the new words that nothing asked before: `about` is it, and the relation is "new".
    An empty relation takes back what was said about it.
    """

    about: Requirement
    relation: str
    targets: tuple = ()
    reason: str = ""


@operation
def open_crosswalk(source, target, *, by):
    """Begin saying what became of one version in another. Beginning it twice is having begun it."""
    is_older = source.standard_id == target.standard_id and source.number >= target.number
    if source.pk == target.pk or is_older:
        raise CannotLeadThere
    crosswalk, is_new = Crosswalk.objects.get_or_create(
        source=source, target=target, defaults={"made_by": by}
    )
    if is_new:
        record("crosswalk.opened", by=by, subject=crosswalk, source=source.code, target=target.code)
    return crosswalk


@operation
def say(crosswalk, said, *, revision, by):
    """Keep what someone says, a list of Said, over what was said of the same requirements before. All of it or nothing.

    Raises ChangedMeanwhile unless the crosswalk is still at `revision`; CannotBeSaid. What says nothing new changes
    nothing; anything else takes an agreement back.
    """
    crosswalk = Crosswalk.objects.locked(crosswalk)
    check_each(crosswalk, said)
    changes = [one for one in said if is_news(crosswalk, one)]
    if crosswalk.revision != revision:
        raise ChangedMeanwhile
    if not changes:
        return crosswalk
    step_on(crosswalk, agreed_by=None, agreed_at=None)
    for one in changes:
        replace_entries(crosswalk, one, by=by)
        told = [target.code for target in one.targets]
        record(
            "crosswalk.said",
            by=by,
            subject=crosswalk,
            about=one.about.code,
            relation=one.relation,
            targets=told,
        )
    check_together(crosswalk, said)
    return crosswalk


@operation
def agree(crosswalk, *, revision, by):
    """Let practitioners go on by it. Raises NotAllSaid while a requirement of either end was not spoken of."""
    crosswalk = Crosswalk.objects.locked(crosswalk)
    if crosswalk.revision != revision:
        raise ChangedMeanwhile
    if crosswalk.agreed_at:
        return crosswalk
    if sentence := missing_in(crosswalk) or leads_in_a_circle(crosswalk):
        raise NotAllSaid(sentence)
    step_on(crosswalk, agreed_by=by, agreed_at=timezone.now())
    record("crosswalk.agreed", by=by, subject=crosswalk, entries=crosswalk.entries.count())
    for follow in AT_CROSSWALK_AGREED:
        follow(crosswalk, by=by)
    return crosswalk


@operation
def take_back(crosswalk, *, by):
    """Offer it to practitioners no longer, until it is agreed again. What was carried over stays."""
    crosswalk = Crosswalk.objects.locked(crosswalk)
    if crosswalk.agreed_at:
        step_on(crosswalk, agreed_by=None, agreed_at=None)
        record("crosswalk.taken_back", by=by, subject=crosswalk)
    return crosswalk


@operation
def remove_crosswalk(crosswalk, *, revision, by):
    """Take away one that was begun by mistake, with what was said in it. Standards keep every word they have.

    Raises ChangedMeanwhile unless it is still at `revision`, and WasAgreed for one that was agreed, if only once.
    """
    crosswalk = Crosswalk.objects.locked(crosswalk)
    if crosswalk.revision != revision:
        raise ChangedMeanwhile
    if Crosswalk.objects.with_history().get(pk=crosswalk.pk).was_agreed:
        raise WasAgreed
    count, _each = crosswalk.entries.all().delete()
    record("crosswalk.removed", by=by, subject=crosswalk, entries=count)
    Crosswalk.objects.filter(pk=crosswalk.pk).delete()


def step_on(crosswalk, **fields):
    """The next revision, if it is still the one that was looked at."""
    known = Crosswalk.objects.filter(pk=crosswalk.pk, revision=crosswalk.revision)
    if not known.update(revision=F("revision") + 1, **fields):
        raise ChangedMeanwhile
    crosswalk.refresh_from_db()


# --- what may be said -----------------------------------------------------------------------


def check_each(crosswalk, said):
    wrong = {one.about.pk: sentence for one in said if (sentence := wrong_with(crosswalk, one))}
    if wrong:
        raise CannotBeSaid(wrong)


def wrong_with(crosswalk, one):
    """The sentence that says what to put right, or None."""
    of_new = one.relation == Relation.NEW or one.about.version_id == crosswalk.target_id
    home = crosswalk.target_id if of_new else crosswalk.source_id
    strays = [target for target in one.targets if target.version_id != crosswalk.target_id]
    if one.about.version_id != home or strays:
        return _("That is not part of these two standards.")
    if not one.relation:
        return None
    return wrong_number(one, of_new) or wrong_words(one)


def wrong_number(one, of_new):
    count = len({target.pk for target in one.targets})
    if of_new:
        return (
            None
            if one.relation == Relation.NEW and not count
            else _("Say that it is new, or where it came from.")
        )
    if one.relation == Relation.DROPPED and count:
        return _("Nothing takes the place of what was dropped. Choose “nothing”, or say what it became.")
    if one.relation == Relation.SPLIT and count < 2:
        return _("Say at least two that it became.")
    if one.relation in (Relation.SAME, Relation.REWORDED, Relation.MERGED) and count != 1:
        return _("Say which one it became: exactly one. If it became several, it was split.")
    return None


def wrong_words(one):
    if one.relation == Relation.SAME and not is_same(one.about, one.targets[0]):
        return _("The words are not the same, so it was reworded. Say what makes it ask the same.")
    if one.relation != Relation.SAME and not one.reason.strip():
        return _("Say why in a few words. People whose evidence depends on it will wonder.")
    if len(one.reason) > LONGEST_REASON:
        return _("That is longer than we can keep. A sentence or two is enough.")
    return None


def is_same(source, target):
    return source.kind == target.kind and says_the_same(source.text, target.text)


# --- keeping it -----------------------------------------------------------------------------


def entries_about(crosswalk, requirement):
    if requirement.version_id == crosswalk.source_id:
        return crosswalk.entries.filter(source=requirement)
    return crosswalk.entries.filter(source=None, target=requirement)


def is_news(crosswalk, one):
    stands = {(e.relation, e.target_id, e.reason) for e in entries_about(crosswalk, one.about)}
    return stands != {(e.relation, e.target_id, e.reason) for e in entries_for(crosswalk, one, None)}


def entries_for(crosswalk, one, by):
    """The rows that keep what was said, not saved."""
    if not one.relation:
        return []
    ends = [(one.about, target) for target in dict.fromkeys(one.targets)] or [(one.about, None)]
    if one.relation == Relation.NEW:
        ends = [(None, one.about)]
    return [
        CrosswalkEntry(
            crosswalk=crosswalk, source=source, target=target, relation=one.relation,
            reason=one.reason.strip(), said_by=by,
        )
        for source, target in ends
    ]  # fmt: skip


def replace_entries(crosswalk, one, *, by):
    entries_about(crosswalk, one.about).delete()
    CrosswalkEntry.objects.bulk_create(entries_for(crosswalk, one, by))


# --- whether it holds together --------------------------------------------------------------


def check_together(crosswalk, said):
    """Nothing is both new and continued, and only a merger has several beginnings. Raises CannotBeSaid."""
    wrong = contradictions_in(crosswalk)
    if wrong:
        here = {one.about.pk for one in said}
        told = {key: sentence for key, sentence in wrong.items() if key in here}
        raise CannotBeSaid(told or {said[0].about.pk: next(iter(wrong.values()))})
