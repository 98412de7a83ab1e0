"""What an award still asks of someone’s evidence, checked live and said in words."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portfolios.models import EvidenceKind
from portfolios.operations.pursuits import (
    start_pursuit,
)
from portfolios.queries import award_checks_of, coverage_of, progress_of
from standards.models import Kind
from tests.factories import StandardVersionFactory
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.factories.awards import published_award
from tests.portfolios.pursuing import award_of, of_kind, show
from tests.reading import text_of

pytestmark = pytest.mark.django_db


def checks(unit, **asked):
    [(_pursuit, found)] = award_checks_of(unit, coverage_of(unit))
    return [(check.sentence, check.holds, check.labels) for check in found]


def pursue(unit, trainer, **asked):
    return start_pursuit(
        award_of(unit, trainer, **asked), organisation=unit.portfolio.organisation, by=unit.owner
    )


def test_each_criterion_wants_so_many_pieces(unit, trainer):
    pursue(unit, trainer, claims_per_criterion=2)
    first, second = of_kind(unit, Kind.PERFORMANCE)
    show(unit, first, second)
    show(unit, first)

    assert checks(unit) == [("Each criterion has 2 pieces of evidence.", False, ("P2",))]
    show(unit, second)
    assert checks(unit) == [("Each criterion has 2 pieces of evidence.", True, ())]


def test_kinds_observation_and_values(unit, trainer):
    pursue(unit, trainer, distinct_kinds=2, must_be_observed=True, every_value=True)
    first, second = of_kind(unit, Kind.PERFORMANCE)
    [value] = of_kind(unit, Kind.VALUE)
    show(unit, first, second)

    assert checks(unit)[1:] == [
        ("At least 2 different kinds of evidence. So far: 1.", False, ()),
        ("An assessor saw you do something of it, at least once.", False, ()),
        ("Each value is shown by a piece of evidence.", False, ("V1",)),
    ]
    show(unit, first, value, kind_id=EvidenceKind.OBSERVATION)
    assert [holds for _sentence, holds, _labels in checks(unit)] == [True] * 4


def test_what_is_out_of_sight_does_not_count(unit, trainer):
    pursue(unit, trainer, every_value=True)
    [value] = of_kind(unit, Kind.VALUE)
    show(unit, *of_kind(unit, Kind.PERFORMANCE))
    show(unit, value, name="The choir", hidden_at=timezone.now())

    assert checks(unit) == [
        ("Each criterion has a piece of evidence.", True, ()),
        ("Each value is shown by a piece of evidence.", False, ("V1",)),
        ("Out of sight, so it doesn’t count here: “The choir”.", True, ()),
    ]


def test_evidence_that_is_too_old_does_not_count_and_can_still_be_shared(unit, trainer):
    pursue(unit, trainer, evidence_months=24)
    first, second = of_kind(unit, Kind.PERFORMANCE)
    today = timezone.localdate()
    show(unit, first, happened_on=today - timedelta(days=23 * 30))
    show(unit, second, name="Old one", happened_on=date(2001, 1, 1))

    assert checks(unit) == [
        ("Each criterion has a piece of evidence.", False, ("P2",)),
        (
            "1 piece is older than 24 months, so it doesn’t count here: “Old one”. You can still share it.",
            True,
            (),
        ),
    ]


def test_the_page_of_the_standard_says_what_the_award_asks(pat, unit, trainer):
    pursue(unit, trainer, claims_per_criterion=2, title="Working with groups")

    shown = text_of(pat.get(f"/my/standards/{unit.code}/"))

    assert "What “Working with groups” asks here" in shown
    assert "Each criterion has 2 pieces of evidence." in shown


def test_any_one_of_two_is_done_with_one(practitioner, organisation, trainer, assessor):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1)
    other = StandardVersionFactory().standard
    award = published_award((1, [unit.version.standard, other]), by=trainer)
    pursuit = start_pursuit(award, organisation=organisation, by=practitioner)
    assert (progress_of(pursuit).done, progress_of(pursuit).is_done) == (0, False)

    sign(share(unit, assessor=assessor))

    progress = progress_of(pursuit)
    assert (progress.done, progress.needed, progress.is_done) == (1, 1, True)
