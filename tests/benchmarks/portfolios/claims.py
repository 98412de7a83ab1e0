"""Fifty claims at once: one request, and how often the database is asked."""

from portfolios.models import Claim
from portfolios.operations.claims import match_within, set_claims
from tests.benchmarks.portfolios.sample import sample
from tests.benchmarks.running import Figure, queries, timed


def saving_fifty_claims():
    made = sample(units=1, requirements=60, evidence=5, claims=0)
    [unit], by = made.units, made.cast.practitioner
    rows = list(unit.version.requirements.all())
    first, more = {(row.pk, made.evidence[0].pk) for row in rows[:50]}, made.evidence
    spread = {(row.pk, piece.pk) for row in rows[:10] for piece in more}
    ways = {
        "50 of one piece": lambda wanted: match_within(
            unit, requirements=rows, evidence=more[:1], wanted=wanted and first, by=by
        ),
        "10 of each of 5 pieces": lambda wanted: match_within(
            unit, requirements=rows, evidence=more, wanted=wanted and spread, by=by
        ),
        "50 from the form of a piece": lambda wanted: set_claims(
            more[0], {unit: dict.fromkeys(rows[:50], "A note.") if wanted else {}}, by=by
        ),
    }
    for name, act in ways.items():
        act(set())
        assert not Claim.objects.filter(unit=unit).exists()
        yield Figure(f"claiming {name}", queries(lambda: act({1})), "queries", 10)  # noqa: B023  called at once
        assert Claim.objects.filter(unit=unit).count() == 50
        yield Figure(f"dropping {name}", queries(lambda: act(set())), "queries", 10)  # noqa: B023
        took = timed(lambda: (act({1}), act(set())), times=10, warm=1)  # noqa: B023
        yield Figure(f"claiming and dropping {name}", took * 1000, "ms", None, took.told())


FIGURES = [saving_fifty_claims]
