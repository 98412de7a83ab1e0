"""What may have become of each requirement, worked out anew each time and never stored: a person says yes, or not.

By lineage where there is one to share, else by the words. Never by number, and never by place.
"""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

from standards.models import Requirement
from standards.queries.differences import MOST_WORDS, difference, folded, likeness, says_the_same

ALIKE_ENOUGH = 0.6  # to be suggested
WORTH_A_LOOK = 0.35  # to be listed first among the others
MOST_OTHERS = 3


@dataclass(frozen=True)
class Likely:
    """`target` looks like what became of a requirement: because it shares its lineage, or `likeness` of its words."""

    target: Requirement
    likeness: float
    by_lineage: bool = False


@dataclass
class Suggestion:
    """For one requirement: the one suggested, if any, and others worth a look, the most alike first."""

    source: Requirement
    best: Likely | None = None
    others: list = field(default_factory=list)

    @property
    def says_the_same(self):
        return self.best is not None and says_the_same(self.source.text, self.best.target.text)

    @property
    def pieces(self):
        return difference(self.source.text, self.best.target.text) if self.best else []


def suggestions_between(sources, targets, *, share_lineage=False, values_share_lineage=False):
    """{source pk: Suggestion}. No target is suggested twice; of two pairs, the more alike one counts.

    `share_lineage`: both are versions of one standard. `values_share_lineage`: both stand in one suite.
    """
    found = {source.pk: Suggestion(source) for source in sources}
    by_lineage = {target.lineage: target for target in targets}
    taken = set()
    for source in sources:
        may = share_lineage or (values_share_lineage and source.kind == "value")
        target = by_lineage.get(source.lineage) if may else None
        if target:
            found[source.pk].best = Likely(target, likeness(source.text, target.text), by_lineage=True)
            taken.add(target.pk)
    add_by_words(found, sources, targets, taken)
    return found


def add_by_words(found, sources, targets, taken):
    for alike, source, target in sorted(likenesses(sources, targets), key=lambda pair: -pair[0]):
        suggestion = found[source.pk]
        if suggestion.best is None and alike >= ALIKE_ENOUGH and target.pk not in taken:
            suggestion.best = Likely(target, alike)
            taken.add(target.pk)
        elif is_worth_a_look(suggestion, alike, target):
            suggestion.others.append(Likely(target, alike))


def likenesses(sources, targets):
    """(likeness, source, target) of every pair of one kind that is worth a look; the cheap upper bounds come first."""
    words = {target.pk: folded(target.text)[:MOST_WORDS] for target in targets}
    for source in sources:
        matcher = SequenceMatcher(None, (), folded(source.text)[:MOST_WORDS], autojunk=False)
        for target in targets:
            matcher.set_seq1(words[target.pk])
            is_alike = words[target.pk] and source.kind == target.kind
            if is_alike and all(bound() >= WORTH_A_LOOK for bound in bounds_of(matcher)):
                yield matcher.ratio(), source, target


def bounds_of(matcher):
    return matcher.real_quick_ratio, matcher.quick_ratio


def is_worth_a_look(suggestion, alike, target):
    is_best = suggestion.best is not None and suggestion.best.target.pk == target.pk
    return alike >= WORTH_A_LOOK and not is_best and len(suggestion.others) < MOST_OTHERS
