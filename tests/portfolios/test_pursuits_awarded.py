"""An award made whole by the last sign-off, or by beginning it: once, and not before its further stages."""

from datetime import date

import pytest

from assessments.models import Award, Certificate, SignOff
from assessments.operations.sign_off import sign_off
from assessments.queries import hash_of_seen, seen_in
from portfolios.operations.pursuits import (
    set_aside,
    start_pursuit,
)
from tests.factories.assessments import judge_all, share, sign, unit_with_evidence
from tests.factories.awards import published_award

pytestmark = pytest.mark.django_db


def two_units(practitioner, organisation):
    """In the order of an award: by title, where 999 stands after 1000."""
    units = [
        unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1) for _ in range(2)
    ]
    return sorted(units, key=lambda unit: unit.version.standard.title)


def test_the_last_sign_off_makes_the_award_whole(practitioner, organisation, trainer, assessor):
    units = two_units(practitioner, organisation)
    award = published_award(
        (None, [unit.version.standard for unit in units]),
        by=trainer,
        certificate_title="Certificate in working with groups",
        certificate_wording="Awarded by the sample valley.",
    )
    start_pursuit(award, organisation=organisation, by=practitioner)

    sign(share(units[0], assessor=assessor))
    assert not Certificate.objects.exclude(title="").exists()
    sign(share(units[1], assessor=assessor))

    whole = Certificate.objects.exclude(title="").get()
    assert (whole.title, whole.wording) == (
        "Certificate in working with groups",
        "Awarded by the sample valley.",
    )
    assert [entry.title for entry in whole.entries.all()] == [unit.version.title for unit in units]
    assert (whole.award.rules, whole.award.holder) == (award.current_version, practitioner)
    assert Certificate.objects.count() == 3


def test_two_last_sign_offs_at_once_make_the_award_whole_once(
    practitioner, organisation, trainer, assessor, at_once
):
    units = two_units(practitioner, organisation)
    award = published_award((None, [unit.version.standard for unit in units]), by=trainer)
    start_pursuit(award, organisation=organisation, by=practitioner)
    reviews = [judge_all(share(unit, assessor=assessor)) for unit in units]

    def sign_last(review):
        seen = hash_of_seen(seen_in(review))
        return sign_off(review, by=assessor, seen_hash=seen, declaration="I have seen all of it.")

    outcomes = at_once(*[lambda review=review: sign_last(review) for review in reviews])

    assert [type(outcome) for outcome in outcomes] == [SignOff] * 2
    whole = Certificate.objects.get(award__rules=award.current_version)
    assert sorted(entry.sign_off_id for entry in whole.entries.all()) == sorted(made.pk for made in outcomes)
    assert (Award.objects.count(), Certificate.objects.count()) == (3, 3)


@pytest.mark.parametrize("stage", ["has_sampling", "has_panel"])
def test_an_award_with_a_further_stage_waits_for_it(
    pat, practitioner, organisation, trainer, assessor, stage
):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1)
    award = published_award((None, [unit.version.standard]), by=trainer, **{stage: True})
    pursuit = start_pursuit(award, organisation=organisation, by=practitioner)

    sign(share(unit, assessor=assessor))

    assert not Award.objects.filter(rules__isnull=False).exists()
    assert "Your coordinator arranges it with you." in pat.get(f"/my/awards/{pursuit.code}/").text


def test_what_was_signed_off_before_counts_when_an_award_is_begun(
    practitioner, organisation, trainer, assessor
):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1)
    sign(share(unit, assessor=assessor))
    award = published_award((None, [unit.version.standard]), by=trainer)

    start_pursuit(award, organisation=organisation, by=practitioner)
    start_pursuit(award, organisation=organisation, by=practitioner)

    assert Award.objects.get(rules__isnull=False).rules == award.current_version


def test_after_its_last_day_an_award_is_not_given(practitioner, organisation, trainer, assessor):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1)
    award = published_award(
        (None, [unit.version.standard]), by=trainer, last_assessment_date=date(2020, 1, 1)
    )
    start_pursuit(award, organisation=organisation, by=practitioner)

    sign(share(unit, assessor=assessor))

    assert not Award.objects.filter(rules__isnull=False).exists()


def test_one_set_aside_is_not_awarded(practitioner, organisation, trainer, assessor):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1)
    award = published_award((None, [unit.version.standard]), by=trainer)
    set_aside(start_pursuit(award, organisation=organisation, by=practitioner), by=practitioner)

    sign(share(unit, assessor=assessor))

    assert not Award.objects.filter(rules__isnull=False).exists()
