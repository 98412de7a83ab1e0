"""Which requirements speak of the same things as a text, and where else the same thing stands. For a person to judge.

Plain text: words (those of `differences`, without their endings) and the terms of the glossary, the rarer among the
requirements the heavier; and, for a whole requirement, how alike two wordings are, as the crosswalk desk measures it.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from standards.glossing import Glossary
from standards.models import CrosswalkEntry, Requirement, Term
from standards.queries.differences import folded
from standards.queries.suggestions import ALIKE_ENOUGH, likenesses

ENOUGH = 0.3  # of the weight of a requirement’s words
MOST = 5
A_TERM_WEIGHS = 2
NAMED = 3  # words of a reason
COMPARED = 20  # of what is ticked: comparing whole wordings is what takes time
LONGEST_TEXT = 20_000
ENDINGS = re.compile(r"(?:ships?|ments?|ings?|ers?|ed|es|s)$")
LITTLE_WORDS = """
a about after all also an and any are as at be because been before between both but by can could did do
does each for from had has have having he her how i if in include including into is it its may me more
most my no not of off on one or other others our out over own people relevant same she should so some
such than that the their them then there these they this those through to together too under up use used
using was way ways we well were what when where which while who whose why will with within work worked
working would you your
"""
COMMON = frozenset(LITTLE_WORDS.split())


@dataclass(frozen=True)
class Related:
    """`words`: what both speak of, as the requirement writes it; or `like`: a requirement it reads like."""

    requirement: Requirement
    weight: float
    words: tuple = ()
    like: Requirement | None = None

    @property
    def reason(self):
        """Why it is named at all, in a sentence."""
        if self.like:
            return _("because it reads like %(label)s, which is ticked") % {"label": self.like.label}
        quoted = [_("“%(word)s”") % {"word": word} for word in self.words]
        if len(quoted) == 1:
            return _("because both speak of %(word)s") % {"word": quoted[0]}
        said = {"words": ", ".join(quoted[:-1]), "last": quoted[-1]}
        return _("because both speak of %(words)s and %(last)s") % said


def related_to(text, requirements, *, ticked=()):
    """[Related], the nearest first: which of `requirements` a text, or what is ticked already, may show. One query."""
    requirements = list(requirements)
    glossary = Glossary(Term.objects.all())
    ours = topics_in(text[:LONGEST_TEXT], glossary)
    theirs = {requirement.pk: topics_in(requirement.text, glossary) for requirement in requirements}
    spread = Counter(topic for topics in theirs.values() for topic in topics)
    found = {}
    for requirement in requirements:
        by_words = shared_words(requirement, theirs[requirement.pk], ours, spread, len(requirements))
        if by_words:
            found[requirement.pk] = by_words
    for alike, one, other in likenesses(list(ticked)[:COMPARED], requirements):
        if alike >= ALIKE_ENOUGH and other.pk not in found:
            found[other.pk] = Related(other, alike, like=one)
    return sorted(found.values(), key=lambda r: (-r.weight, r.requirement.position))[:MOST]


def shared_words(requirement, topics, ours, spread, total):
    weights = {topic: weight_of(topic, spread[topic], total) for topic in topics}
    shared = sorted(
        topics.keys() & ours.keys(), key=lambda topic: (-weights[topic], -len(topics[topic]), str(topic))
    )
    enough = len(shared) > 1 or any(is_term(topic) for topic in shared)
    share = sum(weights[topic] for topic in shared) / (sum(weights.values()) or 1)
    if not enough or share < ENOUGH:
        return None
    return Related(requirement, share, tuple(topics[topic] for topic in shared[:NAMED]))


def weight_of(topic, requirements, total):
    rarity = math.log(1 + total / requirements)
    return rarity * (A_TERM_WEIGHS if is_term(topic) else 1)


def is_term(topic):
    return isinstance(topic, int)


def topics_in(text, glossary):
    """{topic: as this text first writes it}. A topic is the pk of a term, or a word without its ending."""
    found, rest, place = {}, [], 0
    for start, end, term in glossary.found_in(text):
        found.setdefault(term.pk, text[start:end])
        rest.append(text[place:start])
        place = end
    for word in folded(" ".join([*rest, text[place:]])):
        if word not in COMMON and len(word) > 2 and not word.isdigit():
            found.setdefault(stem(word), word)
    return found


def stem(word):
    """“Partners”, “partnership” and “partner” are one, and “agreed”, “agreement” and “agree”."""
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    while len(word) > 5 and not word.endswith("ss") and (shorter := ENDINGS.sub("", word)) != word:
        if len(shorter) < 4:
            break
        word = shorter
    return word.rstrip("e") if len(word) > 3 else word


# --- the same thing elsewhere ---------------------------------------------------------------


def counterparts_of(requirements, versions):
    """{requirement pk: [what is the same in these versions]}: by lineage, or by an agreed crosswalk. Two queries."""
    if not requirements or not versions:
        return {}
    linked = linked_lineages({requirement.lineage for requirement in requirements})
    wanted = {lineage for several in linked.values() for lineage in several}
    by_lineage = {}
    for other in Requirement.objects.filter(version__in=versions, lineage__in=wanted).select_related(
        "version"
    ):
        by_lineage.setdefault(other.lineage, []).append(other)
    found = {}
    for requirement in requirements:
        same = [other for lineage in linked[requirement.lineage] for other in by_lineage.get(lineage, ())]
        found[requirement.pk] = [other for other in same if other.version_id != requirement.version_id]
    return {pk: others for pk, others in found.items() if others}


def linked_lineages(lineages):
    """{lineage: itself and those that an agreed crosswalk leads to or comes from}"""
    linked = {lineage: [lineage] for lineage in lineages}
    entries = CrosswalkEntry.objects.filter(
        Q(source__lineage__in=lineages) | Q(target__lineage__in=lineages),
        crosswalk__agreed_at__isnull=False,
        source__isnull=False,
        target__isnull=False,
    )
    for pair in entries.order_by("pk").values_list("source__lineage", "target__lineage"):
        for one, other in (pair, pair[::-1]):
            if one in linked and other not in linked[one]:
                linked[one].append(other)
    return linked
