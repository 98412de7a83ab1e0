"""Which clauses and which criteria speak of the same thing: said by trainers, with a reason, and found again later."""

import pytest

from community.models import Charter, ClauseLink
from community.operations.links import CannotBeLinked, SaidMeanwhile, link_clause, say_again, unlink
from community.queries.links import VALUES, SideBySide, beside_called, linked_clauses_of
from community.queries.links_alike import alike_to
from people.models import AuditEvent
from tests.factories import StandardFactory, StandardVersionFactory
from tests.factories.community import next_version
from tests.factories.successors import by_label, publish_words, words_of

pytestmark = pytest.mark.django_db
WHY = "Both are about who is let in."


@pytest.fixture
def version():
    return StandardVersionFactory()


def clause_of(charter, words):
    now = Charter.objects.get(pk=charter.pk).current_version
    return next(clause for clause in now.clauses.all() if str(clause).startswith(words))


def sides_of(charter, version):
    return SideBySide(Charter.objects.get(pk=charter.pk), beside_called(version.standard.code))


def said_in(sides):
    """{a clause's label or words: labels of what it is linked with}, of those with a link"""
    return {
        str(line.clause): [seen.link.requirement.label for seen in line.links]
        for line in sides.lines
        if line.links
    }


def test_what_is_said_is_kept_with_who_and_why(charter, version, trainer):
    clause, criterion = clause_of(charter, "Inclusion"), by_label(version)["P1"]

    link = link_clause(clause, criterion, reason=f"  {WHY} ", by=trainer)

    assert (link.clause, link.requirement, link.reason, link.said_by) == (clause, criterion, WHY, trainer)
    event = AuditEvent.objects.get(action="charter.linked")
    assert (event.subject_code, event.actor_code) == (charter.code, trainer.code)
    assert event.payload == {"link": link.code, "clause": clause.code, "requirement": criterion.code}

    unlink(link, by=trainer)
    assert not ClauseLink.objects.exists()
    assert AuditEvent.objects.filter(action="charter.unlinked").count() == 1


def test_what_does_not_hold_is_refused_and_nothing_is_kept(charter, version, trainer):
    criterion, first = by_label(version)["P1"], clause_of(charter, "Inclusion")
    next_version(charter)

    for clause, reason in [
        (clause_of(charter, "Inclusion"), "  "),
        (clause_of(charter, "Inclusion"), "x" * 2001),
        (clause_of(charter, "Values"), WHY),
        (first, WHY),
    ]:
        with pytest.raises(CannotBeLinked):
            link_clause(clause, criterion, reason=reason, by=trainer)
    assert not ClauseLink.objects.exists()
    assert not AuditEvent.objects.filter(action="charter.linked").exists()

    link_clause(clause_of(charter, "Inclusion"), criterion, reason=WHY, by=trainer)
    with pytest.raises(CannotBeLinked, match=WHY):
        link_clause(clause_of(charter, "Inclusion"), criterion, reason="Once more.", by=trainer)
    assert ClauseLink.objects.get().reason == WHY


def test_gaps_are_shown_both_ways_and_a_list_goes_with_what_it_hangs_on(charter, version, trainer):
    labels = by_label(version)
    link_clause(clause_of(charter, "Inclusion"), labels["V1"], reason=WHY, by=trainer)
    link_clause(clause_of(charter, "Unacceptable"), labels["P2"], reason=WHY, by=trainer)

    sides = sides_of(charter, version)

    assert said_in(sides) == {
        "Inclusion": ["V1"],
        "Unacceptable behaviour includes, but is not limited to:": ["P2"],
    }
    assert [str(line.clause) for line in sides.alone] == ["Welfare"]
    assert [row.label for row in sides.requirements_alone] == ["P1", "K1"]


def test_a_value_is_found_in_every_standard_of_its_suite(charter, version, trainer):
    link_clause(clause_of(charter, "Inclusion"), by_label(version)["V1"], reason=WHY, by=trainer)
    sister = publish_words(words_of(version)[-1:], standard=StandardFactory(suite=version.standard.suite))

    suite_values = beside_called(f"{VALUES}{version.standard.suite.slug}")

    assert said_in(sides_of(charter, sister)) == {"Inclusion": ["V1"]}
    assert [row.lineage for row in suite_values.requirements] == [by_label(version)["V1"].lineage]
    assert said_in(SideBySide(charter, suite_values)) == {"Inclusion": ["V1"]}
    assert beside_called("nothing-there") is None


def test_later_versions_of_both_find_it_and_ask_to_look_again_where_words_changed(charter, version, trainer):
    link_clause(clause_of(charter, "Inclusion"), by_label(version)["P1"], reason=WHY, by=trainer)
    link_clause(clause_of(charter, "Welfare"), by_label(version)["P2"], reason=WHY, by=trainer)
    words = words_of(version)
    words[1] = (*words[1][:3], "Sample criterion, in other words.", words[1][4])
    publish_words(words, standard=version.standard)
    next_version(charter)

    sides = sides_of(charter, version)
    moved = {str(seen.clause): (seen.clause_moved, seen.requirement_moved) for seen in sides.seen}
    assert moved == {"Inclusion": (True, False), "Welfare": (False, True)}

    seen = next(seen for seen in sides.seen if str(seen.clause) == "Inclusion")
    again = {"clause": seen.clause, "requirement": seen.requirement, "reason": "It still is.", "by": trainer}
    link = say_again(seen.link, saw=seen.link.said_at, **again)
    assert (link.clause, link.reason) == (seen.clause, "It still is.")
    assert [s.clause_moved for s in sides_of(charter, version).seen] == [False, False]

    with pytest.raises(SaidMeanwhile):
        say_again(seen.link, saw=sides.charter.current_version.kept_at, **again)


def test_suggestions_come_from_shared_words_and_are_never_kept(charter, trainer):
    words = [
        (
            "performance",
            "1",
            "",
            "make sure everyone is welcome at meetings",
            "6a0d1a0e-0000-4000-8000-000000000001",
        ),
        ("performance", "2", "", "keep an account of money", "6a0d1a0e-0000-4000-8000-000000000002"),
    ]
    sides = sides_of(charter, publish_words(words, standard=StandardFactory()))
    clauses = [line.clause for line in sides.lines]

    found = alike_to(clauses, sides.beside.requirements, among=sides.clauses)

    assert {
        str(c): [(a.requirement.label, a.shared) for a in found[c.pk]] for c in clauses if found[c.pk]
    } == {"Inclusion": [("P1", ("everyone", "welcome"))]}
    pair = (clause_of(charter, "Inclusion").lineage, sides.beside.requirements[0].lineage)
    assert not any(alike_to(clauses, sides.beside.requirements, among=sides.clauses, linked={pair}).values())
    assert not ClauseLink.objects.exists()


def test_a_requirement_knows_the_clauses_that_speak_of_it(
    charter, version, trainer, django_assert_num_queries
):
    labels = by_label(version)
    link_clause(clause_of(charter, "Inclusion"), labels["P1"], reason=WHY, by=trainer)
    next_version(charter)

    with django_assert_num_queries(1):
        found = linked_clauses_of(labels.values())

    assert found == {labels["P1"].lineage: [clause_of(charter, "Inclusion")]}
