"""Which criteria and values a clause may speak of, by the uncommon words they share. Worked out each time, never stored.

The likeness by which two wordings of one criterion are matched counts words in their order. A clause and a criterion are
written by different people about different things, so here order says nothing, and a word that stands everywhere little.
"""

from collections import Counter
from dataclasses import dataclass
from math import log, sqrt

from standards.models import Requirement
from standards.queries.differences import MOST_WORDS, folded

ALIKE_ENOUGH = 0.15  # on the charters and standards seen, below this what is shared is chance
MOST_SHOWN = 3
LETTERS = 7  # of a word that count: "discriminate" and "discrimination" are one
# fmt: off
SMALL = {
    "able", "about", "all", "also", "and", "any", "are", "both", "can", "each", "for", "from", "has",
    "have", "how", "into", "its", "more", "must", "not", "our", "out", "such", "than", "that", "the",
    "their", "them", "there", "these", "they", "this", "those", "through", "towards", "use", "used", "was",
    "well", "what", "when", "where", "which", "who", "why", "will", "with", "within", "work", "working",
    "you", "your",
}
# fmt: on


@dataclass(frozen=True)
class Alike:
    """`shared`: the words both have, as the criterion has them, so that a person can judge."""

    requirement: Requirement
    likeness: float
    shared: tuple


def alike_to(clauses, requirements, *, among, linked=frozenset()):
    """{clause pk: [Alike], the most alike first}. `among`: every clause of the charter, by which a word is common or not.

    `linked`: pairs of lineages someone linked already.
    """
    words = {row.pk: words_in(row.text) for row in requirements}
    theirs = {clause.pk: words_in(clause.words) for clause in among}
    weights = weights_of([*words.values(), *theirs.values()])
    found = {}
    for clause in clauses:
        pairs = [
            alike(row, theirs[clause.pk], words[row.pk], weights)
            for row in requirements
            if (clause.lineage, row.lineage) not in linked
        ]
        best = sorted((pair for pair in pairs if pair.likeness >= ALIKE_ENOUGH), key=lambda p: -p.likeness)
        found[clause.pk] = best[:MOST_SHOWN]
    return found


def words_in(text):
    """{what counts of a word: the word}"""
    words = [word for word in folded(text)[:MOST_WORDS] if len(word) > 2 and word not in SMALL]
    return {word.removesuffix("s")[:LETTERS]: word for word in words}


def weights_of(texts):
    """{what counts of a word: how much it says}: the fewer texts have it, the more."""
    counts = Counter(stem for words in texts for stem in words)
    return {stem: log(1 + len(texts) / count) for stem, count in counts.items()}


def alike(row, before, after, weights):
    """The angle between two bags of weighted words, as a number from 0 to 1."""
    shared = before.keys() & after.keys()
    length = sqrt(sum(weights[stem] ** 2 for stem in before) * sum(weights[stem] ** 2 for stem in after))
    likeness = sum(weights[stem] ** 2 for stem in shared) / length if shared else 0.0
    return Alike(row, likeness, tuple(word for stem, word in after.items() if stem in shared))
