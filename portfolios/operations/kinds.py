"""Kinds of evidence and what each asks: changed by trainers, without touching what was saved or shared."""

import hashlib
import json

from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.models import Evidence, EvidenceKind, KindQuestion

FACTS = ("name", "term", "help", "made_by", "weight", "is_seen", "is_offered", "position")
ASKED = ("words", "help", "is_long", "is_wanted", "is_asked", "position")


class KindChangedMeanwhile(Exception):
    """Someone else saved it since it was opened. `.kind` is as it stands now."""

    sentence = _(
        "Someone changed this while you had it open. What you typed is still here: save again, and yours takes its place."
    )

    def __init__(self, kind):
        super().__init__(str(self.sentence))
        self.kind = kind


class KindIsUsed(Exception):
    """Evidence is of this kind, or the site itself needs it: it can be taken out of the list, and not removed."""

    sentence = _(
        "This kind is in use, so it stays. Take it out of the list instead: then nobody can choose it any more."
    )


def seen_in(kind):
    """What someone has before them when they open a kind, as one short text to compare with later."""
    questions = [[getattr(one, name) for name in ("key", *ASKED)] for one in kind.questions.all()]
    facts = [str(getattr(kind, name)) for name in FACTS]
    return hashlib.sha256(json.dumps([facts, questions]).encode()).hexdigest()


@operation
def add_kind(*, by, questions, **facts):
    """A new kind, offered at once if `is_offered` says so. `questions`: [{words, help, …}], in any order."""
    kind = EvidenceKind.objects.create(slug=free_slug(facts["name"]), **facts)
    ask(kind, questions)
    record("kind.added", by=by, subject=kind)
    return kind


@operation
def change_kind(kind, *, seen, questions, by, **facts):
    """Change what a kind is called, counts for and asks. A question is never deleted: `is_asked` lets go of it.

    `questions`: as add_kind, with `key` for one that is there already. Answers stay under their key.
    """
    kind = EvidenceKind.objects.select_for_update(of=("self",), no_key=True).get(pk=kind.pk)
    if seen_in(kind) != seen:
        raise KindChangedMeanwhile(kind)
    for name, value in facts.items():
        setattr(kind, name, value)
    kind.save()
    ask(kind, questions)
    record("kind.changed", by=by, subject=kind)
    return kind


@operation
def remove_kind(kind, *, by):
    """Remove a kind that no evidence ever was of."""
    kind = EvidenceKind.objects.select_for_update(of=("self",), no_key=True).get(pk=kind.pk)
    if is_used(kind):
        raise KindIsUsed
    record("kind.removed", by=by, subject=kind)
    try:
        kind.delete()
    except ProtectedError as used:
        raise KindIsUsed from used


def is_used(kind):
    return kind.is_ours or Evidence.objects.filter(kind=kind).exists()


def ask(kind, questions):
    known = {one.key: one for one in kind.questions.all()}
    for asked in questions:
        asked = dict(asked)
        one = known.get(asked.pop("key", "")) or KindQuestion(kind=kind, key=free_key(asked["words"], known))
        for name, value in asked.items():
            setattr(one, name, value)
        one.save()
        known[one.key] = one


def free_key(words, taken):
    """A short name for a question, that no question of this kind ever had."""
    return first_free((slugify(words) or "question")[:24].strip("-"), taken)


def free_slug(name):
    taken = set(EvidenceKind.objects.values_list("slug", flat=True))
    return first_free((slugify(name) or "kind")[:24].strip("-"), taken)


def first_free(word, taken):
    number, free = 1, word
    while free in taken:
        number += 1
        free = f"{word}-{number}"
    return free
