"""A standard that takes another's place, and what people said became of what."""

import hashlib
from uuid import uuid4

from standards.models import Relation, Requirement, Standard, StandardVersion
from standards.operations.crosswalks import Said, agree, open_crosswalk, say
from tests.factories.standards import StandardFactory
from tests.factories.suites import small_suite

NEW_NINTH = "ask those who take part what the partnership should learn from them"
WHY = "The words changed, and what they ask did not."


def seed_version():
    """The words of the one standard whose wording ships, brought in and published as the shipped suite is."""
    small_suite()
    return Standard.objects.get(urn="JETSCD16L").current_version


def words_of(version):
    """[(kind, number, group, text, lineage)] of a version, to change and publish as another."""
    rows = version.requirements.order_by("position")
    return [(row.kind, row.number, row.group, row.text, row.lineage) for row in rows]


def publish_words(words, *, standard, change="meaning"):
    """A frozen version with these words, which becomes the standard's current one."""
    number = standard.versions.count() + 1
    version = StandardVersion.objects.create(
        standard=standard,
        number=number,
        title=standard.title,
        suite_title=standard.suite.title,
        status=standard.status,
        change=change if number > 1 else "first",
        digest=hashlib.sha256(repr(words).encode()).hexdigest(),
        requirement_count=len(words),
    )
    Requirement.objects.bulk_create(
        Requirement(version=version, kind=k, number=n, group=g, text=t, lineage=lineage, position=place)
        for place, (k, n, g, t, lineage) in enumerate(words, start=1)
    )
    Standard.objects.filter(pk=standard.pk).update(current_version=version)
    standard.current_version = version
    return version


def successor_of(version, *, changed=None):
    """Another standard, in another suite and with lineages of its own: a new criterion stands at 9, and the old 9 at 10.

    `changed`: {printed number of an old criterion: (words in it, what they became)}.
    """
    words = []
    for kind, number, group, text, _lineage in words_of(version):
        if kind == "performance" and number in (changed or {}):
            text = text.replace(*changed[number])
        if (kind, number) == ("performance", "9"):
            words.append(("performance", "9", "", NEW_NINTH, uuid4()))
            number = "10"
        words.append((kind, number, group, text, uuid4()))
    return publish_words(words, standard=StandardFactory(title=version.title))


def by_label(version):
    return {row.label: row for row in version.requirements.order_by("position")}


def say_all(crosswalk, *, by, others=()):
    """Say of everything what it became: the same where the words are, new where nothing was; `others`: [Said] first."""
    told = {one.about.pk for one in others} | {target.pk for one in others for target in one.targets}
    old = [row for row in crosswalk.source.requirements.order_by("position") if row.pk not in told]
    new = [row for row in crosswalk.target.requirements.order_by("position") if row.pk not in told]
    said = list(others)
    for row in old:
        same = next((one for one in new if (one.kind, one.text) == (row.kind, row.text)), None)
        said.append(Said(row, Relation.SAME, (same,)) if same else Said(row, Relation.DROPPED, reason=WHY))
        new = [one for one in new if one is not same]
    said += [Said(row, Relation.NEW, reason=WHY) for row in new]
    return say(crosswalk, said, revision=crosswalk.revision, by=by)


def agreed_crosswalk(source, target, *, by, others=()):
    crosswalk = say_all(open_crosswalk(source, target, by=by), by=by, others=others)
    return agree(crosswalk, revision=crosswalk.revision, by=by)
