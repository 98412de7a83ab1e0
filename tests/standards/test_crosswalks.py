"""Saying what became of what: one yes after another, kept with who and why; agreed only when whole."""

from uuid import uuid4

import pytest

from people.models import AuditEvent
from standards.models import Crosswalk, CrosswalkEntry, Relation
from standards.operations.crosswalks import (
    CannotBeSaid,
    CannotLeadThere,
    ChangedMeanwhile,
    NotAllSaid,
    Said,
    WasAgreed,
    agree,
    open_crosswalk,
    remove_crosswalk,
    say,
    take_back,
)
from standards.queries.suggestions import suggestions_between
from standards.queries.ways import links_of, ways_from
from tests.factories import StandardVersionFactory
from tests.factories.successors import (
    NEW_NINTH,
    WHY,
    agreed_crosswalk,
    by_label,
    publish_words,
    say_all,
    successor_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(db):
    return StandardVersionFactory(performance=3, knowledge=1, values=0)


@pytest.fixture
def target(db):
    return StandardVersionFactory(performance=3, knowledge=1, values=0)


@pytest.fixture
def crosswalk(source, target, trainer):
    return open_crosswalk(source, target, by=trainer)


def entries(crosswalk):
    rows = crosswalk.entries.select_related("source", "target").order_by("pk")
    return [(e.source and e.source.label, e.relation, e.target and e.target.label) for e in rows]


def traces():
    return list(AuditEvent.objects.filter(action__startswith="crosswalk").values_list("action", flat=True))


# --- beginning ------------------------------------------------------------------------------


def test_beginning_it_twice_is_having_begun_it(source, target, trainer):
    crosswalks = {open_crosswalk(source, target, by=trainer).pk for _twice in range(2)}

    assert len(crosswalks) == 1
    assert traces() == ["crosswalk.opened"]
    assert Crosswalk.objects.get().made_by == trainer


def test_it_leads_from_older_words_to_newer_ones(source, trainer):
    newer = StandardVersionFactory(standard=source.standard)
    for ends in [(source, source), (newer, source)]:
        with pytest.raises(CannotLeadThere):
            open_crosswalk(*ends, by=trainer)

    assert open_crosswalk(source, newer, by=trainer).target == newer
    assert Crosswalk.objects.count() == 1


# --- saying ---------------------------------------------------------------------------------


def test_what_is_said_is_kept_with_who_and_why(crosswalk, source, target, trainer):
    old, new = by_label(source), by_label(target)

    said = [Said(old["P1"], "same", (new["P1"],)), Said(old["P2"], "reworded", (new["P3"],), " Plainer. ")]
    after = say(crosswalk, said, revision=1, by=trainer)

    assert entries(crosswalk) == [("P1", "same", "P1"), ("P2", "reworded", "P3")]
    assert {(e.reason, e.said_by) for e in crosswalk.entries.all()} == {("", trainer), ("Plainer.", trainer)}
    assert after.revision == 2
    assert traces() == ["crosswalk.opened", "crosswalk.said", "crosswalk.said"]


def test_saying_the_same_again_changes_nothing(crosswalk, source, target, trainer, coordinator):
    old, new = by_label(source), by_label(target)
    said = [Said(old["P1"], "same", (new["P1"],))]
    say(crosswalk, said, revision=1, by=trainer)

    again = say(crosswalk, said, revision=2, by=coordinator)

    assert again.revision == 2
    assert crosswalk.entries.get().said_by == trainer


def test_saying_it_otherwise_takes_its_place_and_nothing_takes_it_back(crosswalk, source, target, trainer):
    old, new = by_label(source), by_label(target)
    say(crosswalk, [Said(old["P1"], "split", (new["P1"], new["P2"]), WHY)], revision=1, by=trainer)
    say(crosswalk, [Said(old["P1"], "dropped", (), WHY)], revision=2, by=trainer)
    assert entries(crosswalk) == [("P1", "dropped", None)]

    say(crosswalk, [Said(old["P1"], "")], revision=3, by=trainer)

    assert entries(crosswalk) == []


def wrong(old, new, stranger):
    return {
        "same of other words": (Said(old["P1"], "same", (new["P2"],)), "The words are not the same"),
        "same of another kind": (Said(old["K1"], "same", (new["P1"],)), "The words are not the same"),
        "reworded without why": (Said(old["P1"], "reworded", (new["P2"],), "  "), "Say why in a few words."),
        "reworded to nothing": (Said(old["P1"], "reworded", (), WHY), "exactly one"),
        "reworded to two": (Said(old["P1"], "reworded", (new["P1"], new["P2"]), WHY), "exactly one"),
        "split in one": (Said(old["P1"], "split", (new["P1"], new["P1"]), WHY), "at least two"),
        "merged into two": (Said(old["P1"], "merged", (new["P1"], new["P2"]), WHY), "exactly one"),
        "dropped for something": (Said(old["P1"], "dropped", (new["P1"],), WHY), "Nothing takes the place"),
        "dropped without why": (Said(old["P1"], "dropped"), "Say why in a few words."),
        "new without why": (Said(new["P1"], "new"), "Say why in a few words."),
        "an old one is new": (Said(old["P1"], "new", (), WHY), "not part of these two"),
        "a new one is dropped": (Said(new["P1"], "dropped", (), WHY), "Say that it is new"),
        "a stranger": (Said(stranger, "dropped", (), WHY), "not part of these two"),
        "to a stranger": (Said(old["P1"], "reworded", (stranger,), WHY), "not part of these two"),
        "too long a reason": (Said(old["P1"], "dropped", (), "x" * 2001), "longer than we can keep"),
    }


@pytest.mark.parametrize("case", range(15))
def test_what_does_not_hold_is_refused_and_nothing_is_kept(crosswalk, source, target, trainer, case):
    old, new = by_label(source), by_label(target)
    stranger = StandardVersionFactory().requirements.first()
    said, sentence = list(wrong(old, new, stranger).values())[case]
    fine = Said(old["P3"], "same", (new["P3"],))

    with pytest.raises(CannotBeSaid) as refusal:
        say(crosswalk, [fine, said], revision=1, by=trainer)

    assert list(refusal.value.sentences) == [said.about.pk]
    assert sentence in str(refusal.value)
    crosswalk.refresh_from_db()
    assert (entries(crosswalk), crosswalk.revision, traces()) == ([], 1, ["crosswalk.opened"])


def test_nothing_is_both_new_and_continued(crosswalk, source, target, trainer):
    old, new = by_label(source), by_label(target)
    say(crosswalk, [Said(new["P1"], "new", (), WHY)], revision=1, by=trainer)

    with pytest.raises(CannotBeSaid, match="P1 was said to be new, and to come from P1"):
        say(crosswalk, [Said(old["P1"], "same", (new["P1"],))], revision=2, by=trainer)

    assert entries(crosswalk) == [(None, "new", "P1")]


def test_only_a_merger_has_several_beginnings(crosswalk, source, target, trainer):
    old, new = by_label(source), by_label(target)

    both = [Said(old["P1"], "same", (new["P1"],)), Said(old["P2"], "reworded", (new["P1"],), WHY)]
    with pytest.raises(CannotBeSaid, match="P1, P2 all became P1. Say of each that it was merged."):
        say(crosswalk, both, revision=1, by=trainer)

    merged = [Said(old[label], "merged", (new["P1"],), WHY) for label in ("P1", "P2")]
    say(crosswalk, merged, revision=1, by=trainer)
    assert entries(crosswalk) == [("P1", "merged", "P1"), ("P2", "merged", "P1")]


def test_who_was_slower_changes_nothing(crosswalk, source, target, trainer):
    old, new = by_label(source), by_label(target)
    say(crosswalk, [Said(old["P1"], "same", (new["P1"],))], revision=1, by=trainer)

    with pytest.raises(ChangedMeanwhile):
        say(crosswalk, [Said(old["P2"], "same", (new["P2"],))], revision=1, by=trainer)

    assert entries(crosswalk) == [("P1", "same", "P1")]


# --- agreeing -------------------------------------------------------------------------------


def test_it_is_agreed_only_when_every_requirement_was_spoken_of(crosswalk, source, target, trainer):
    with pytest.raises(NotAllSaid) as refusal:
        agree(crosswalk, revision=1, by=trainer)
    assert refusal.value.sentence == "Still to say, of the old: P1, P2, P3, K1; of the new: P1, P2, P3, K1."

    whole = say_all(crosswalk, by=trainer)
    agreed = agree(crosswalk, revision=whole.revision, by=trainer)

    assert (agreed.agreed_by, agreed.agreed_at is None) == (trainer, False)
    assert traces()[-1] == "crosswalk.agreed"
    assert list(Crosswalk.objects.agreed()) == [crosswalk]


def test_a_merger_of_one_is_not_agreed(crosswalk, source, target, trainer):
    old, new = by_label(source), by_label(target)
    whole = say_all(crosswalk, by=trainer, others=[Said(old["P1"], "merged", (new["P1"],), WHY)])

    with pytest.raises(NotAllSaid, match="Only one became P1"):
        agree(crosswalk, revision=whole.revision, by=trainer)


def test_nobody_is_sent_round_in_a_circle(source, target, trainer):
    there = agreed_crosswalk(source, target, by=trainer)
    back = say_all(open_crosswalk(target, source, by=trainer), by=trainer)

    with pytest.raises(NotAllSaid, match="leads from the new one to the old one"):
        agree(back, revision=back.revision, by=trainer)

    take_back(there, by=trainer)
    assert agree(back, revision=back.revision, by=trainer).agreed_at


def test_a_change_afterwards_takes_the_agreement_back(source, target, trainer):
    crosswalk = agreed_crosswalk(source, target, by=trainer)
    old = by_label(source)["P1"]

    say(crosswalk, [Said(old, "same", (by_label(target)["P1"],))], revision=crosswalk.revision, by=trainer)
    assert Crosswalk.objects.agreed().exists()  # nothing new was said

    say(crosswalk, [Said(old, "")], revision=crosswalk.revision, by=trainer)
    assert not Crosswalk.objects.agreed().exists()


def test_it_can_be_taken_back_and_agreed_again(source, target, trainer):
    crosswalk = agreed_crosswalk(source, target, by=trainer)

    for _twice in range(2):
        crosswalk = take_back(crosswalk, by=trainer)
    assert (crosswalk.agreed_at, crosswalk.agreed_by) == (None, None)
    assert traces().count("crosswalk.taken_back") == 1

    with pytest.raises(ChangedMeanwhile):
        agree(crosswalk, revision=1, by=trainer)
    assert agree(crosswalk, revision=crosswalk.revision, by=trainer).agreed_at


# --- suggestions ----------------------------------------------------------------------------


def labels(suggestions):
    return {s.source.label: s.best and (s.best.target.label, s.best.by_lineage) for s in suggestions.values()}


def between(source, target, **shared):
    rows = [list(version.requirements.order_by("position")) for version in (source, target)]
    return labels(suggestions_between(*rows, **shared))


def test_a_number_suggests_nothing(source):
    others = ["know the streets", "keep a diary of what happens", "ask twice", "why rivers flood"]
    words = [
        (k, n, g, text, uuid4()) for (k, n, g, _t, _l), text in zip(words_of(source), others, strict=True)
    ]
    other = publish_words(words, standard=StandardVersionFactory().standard)

    assert between(source, other) == dict.fromkeys(["P1", "P2", "P3", "K1"])


def test_the_inserted_ninth_is_nobodys_and_the_old_ninth_is_the_tenth(seed):
    found = between(seed.version, successor_of(seed.version))

    assert found == {label: (label, False) for label in found} | {"P9": ("P10", False)}


def test_a_lineage_counts_before_the_words_and_only_where_it_is_shared(source):
    words = words_of(source)
    texts = [text for _k, _n, _g, text, _l in words]
    crossed = [
        (k, n, g, t, line)
        for (k, n, g, _t, line), t in zip(words, [texts[1], texts[0], *texts[2:]], strict=True)
    ]
    newer = publish_words(crossed, standard=source.standard)

    by_words = {"P1": ("P2", False), "P2": ("P1", False), "P3": ("P3", False), "K1": ("K1", False)}
    assert between(source, newer) == by_words
    assert between(source, newer, share_lineage=True) == {label: (label, True) for label in by_words}


# --- ways -----------------------------------------------------------------------------------


def relations(way):
    rows = links_of(way).links
    return [(li.source and li.source.label, li.relation, li.target and li.target.label) for li in rows]


def test_between_versions_of_one_standard_the_lineage_says_it(source):
    (k, n, g, _text, line), _gone, third, known = words_of(source)
    added = (k, "4", g, NEW_NINTH, uuid4())
    words = [(k, n, g, "quite other words now", line), third, added, known]
    newer = publish_words(words, standard=source.standard)

    [way] = ways_from([source])[source.pk]

    assert (way.target, way.crosswalk) == (newer, None)
    assert relations(way) == [
        ("P1", "reworded", "P1"), ("P2", "dropped", None), ("P3", "same", "P3"), ("K1", "same", "K1"), (None, "new", "P4"),
    ]  # fmt: skip


def test_a_wording_fix_asks_the_same(source):
    (k, n, g, _text, line), *rest = words_of(source)
    publish_words([(k, n, g, "Put right", line), *rest], standard=source.standard, change="wording")

    [way] = ways_from([source])[source.pk]

    assert {relation for _old, relation, _new in relations(way)} == {"same"}


def test_words_put_right_on_either_side_of_a_crosswalk_do_not_break_the_way(source, target, trainer):
    """Someone began before a typo was put right; the crosswalk starts at the newer words, and its end was put right too."""
    (k, n, g, text, line), *rest = words_of(source)
    fixed = publish_words(
        [(k, n, g, text + " More.", line), *rest], standard=source.standard, change="meaning"
    )
    old, new = by_label(fixed), by_label(target)
    agreed_crosswalk(fixed, target, by=trainer, others=[
        Said(old["P1"], "split", (new["P1"], new["P2"]), WHY), Said(old["P2"], "dropped", (), WHY),
    ])  # fmt: skip
    (k, n, g, text, line), *rest = words_of(target)
    end = publish_words([(k, n, g, "Put right", line), *rest], standard=target.standard, change="wording")

    ways = ways_from([source])[source.pk]

    assert [way.target for way in ways] == [fixed, end]
    assert relations(ways[1]) == [
        ("P1", "split", "P1"), ("P1", "split", "P2"), ("P2", "dropped", None), ("P3", "same", "P3"), ("K1", "same", "K1"),
    ]  # fmt: skip


@pytest.mark.parametrize("facts", [{"status": "withdrawn"}, {"last_start_date": "2020-01-01"}])
def test_nobody_is_sent_where_nobody_can_start(source, target, trainer, facts):
    agreed_crosswalk(source, target, by=trainer)
    assert len(ways_from([source])[source.pk]) == 1

    type(target.standard).objects.filter(pk=target.standard_id).update(**facts)

    assert ways_from([source])[source.pk] == []


def test_what_is_not_agreed_leads_nowhere(crosswalk, source, trainer):
    say_all(crosswalk, by=trainer)

    assert ways_from([source])[source.pk] == []
    assert CrosswalkEntry.objects.filter(relation=Relation.SAME).count() == 4


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told(crosswalk, source, target, trainer, at_once):
    old, new = by_label(source), by_label(target)
    both = [[Said(old[label], "same", (new[label],))] for label in ("P1", "P2")]

    outcomes = at_once(*[lambda said=said: say(crosswalk, said, revision=1, by=trainer) for said in both])

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ChangedMeanwhile", "Crosswalk"]
    assert crosswalk.entries.count() == 1


# --- begun by mistake -----------------------------------------------------------------------


def test_one_never_agreed_is_removed_with_what_was_said(crosswalk, source, target, trainer):
    say(crosswalk, [Said(by_label(source)["P1"], "dropped", (), WHY)], revision=1, by=trainer)

    remove_crosswalk(crosswalk, revision=2, by=trainer)

    assert (Crosswalk.objects.count(), CrosswalkEntry.objects.count()) == (0, 0)
    event = AuditEvent.objects.get(action="crosswalk.removed")
    assert (event.subject_code, event.payload) == (crosswalk.code, {"entries": 1})
    assert open_crosswalk(source, target, by=trainer).code != crosswalk.code


def test_one_agreed_once_is_never_removed(crosswalk, trainer):
    say_all(crosswalk, by=trainer)
    agreed = agree(crosswalk, revision=Crosswalk.objects.get().revision, by=trainer)

    with pytest.raises(WasAgreed):
        remove_crosswalk(agreed, revision=agreed.revision, by=trainer)
    taken = take_back(agreed, by=trainer)
    with pytest.raises(WasAgreed):
        remove_crosswalk(taken, revision=taken.revision, by=trainer)
    assert "crosswalk.removed" not in traces()


def test_what_changed_meanwhile_is_not_removed(crosswalk, source, trainer):
    say(crosswalk, [Said(by_label(source)["P1"], "dropped", (), WHY)], revision=1, by=trainer)

    with pytest.raises(ChangedMeanwhile):
        remove_crosswalk(crosswalk, revision=1, by=trainer)

    assert crosswalk.entries.count() == 1


def test_of_agreeing_and_removing_at_once_one_happens(crosswalk, trainer, at_once):
    say_all(crosswalk, by=trainer)
    revision = Crosswalk.objects.get().revision

    agreed, removed = at_once(
        lambda: agree(crosswalk, revision=revision, by=trainer),
        lambda: remove_crosswalk(crosswalk, revision=revision, by=trainer),
    )

    if Crosswalk.objects.exists():
        assert (agreed.agreed_at is None, type(removed)) == (False, ChangedMeanwhile)
    else:
        assert (type(agreed), removed) == (Crosswalk.DoesNotExist, None)
