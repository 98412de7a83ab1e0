from datetime import date, timedelta

import pytest
from django.utils import timezone

from people.models import AuditEvent
from portfolios.models import Portfolio, Unit
from portfolios.operations.units import CannotBeStarted, open_portfolio, start_unit
from standards.models import Status
from tests.factories import StandardFactory, StandardVersionFactory

pytestmark = pytest.mark.django_db


def test_a_unit_is_pinned_to_the_version_it_was_started_on(practitioner, organisation):
    first = StandardVersionFactory()
    unit = start_unit(first.standard, organisation=organisation, by=practitioner)
    StandardVersionFactory(standard=first.standard)

    again = start_unit(first.standard, organisation=organisation, by=practitioner)

    assert again == unit
    assert unit.version == first
    assert Unit.objects.count() == 1
    assert Portfolio.objects.count() == 1


def test_two_tabs_that_start_it_at_once_start_it_once(practitioner, organisation, at_once):
    standard = StandardVersionFactory().standard
    open_portfolio(practitioner, organisation=organisation, by=practitioner)

    outcomes = at_once(*[lambda: start_unit(standard, organisation=organisation, by=practitioner)] * 3)

    assert outcomes == [Unit.objects.get()] * 3
    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True)) == [
        "portfolio.opened",
        "unit.started",
    ]


def test_a_legacy_standard_can_be_started_until_its_last_day(practitioner, organisation):
    standard = StandardVersionFactory(
        standard__status=Status.LEGACY, standard__last_start_date=timezone.localdate()
    ).standard

    assert start_unit(standard, organisation=organisation, by=practitioner).version.standard == standard


@pytest.mark.parametrize(
    "facts",
    [
        {"status": Status.LEGACY, "last_start_date": date(2020, 1, 1)},
        {"status": Status.CURRENT, "last_start_date": date.today() - timedelta(days=2)},
        {"status": Status.WITHDRAWN},
    ],
)
def test_a_standard_past_its_time_cannot_be_started(practitioner, organisation, facts):
    version = StandardVersionFactory(**{f"standard__{name}": value for name, value in facts.items()})

    with pytest.raises(CannotBeStarted):
        start_unit(version.standard, organisation=organisation, by=practitioner)

    assert not Unit.objects.exists()


def test_an_outline_cannot_be_started(practitioner, organisation):
    with pytest.raises(CannotBeStarted):
        start_unit(StandardFactory(), organisation=organisation, by=practitioner)
