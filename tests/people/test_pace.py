"""When someone is told: the clock on their own wall, their own quiet hours, and the nights the clocks change."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from people.models import Pace, TellingChoice
from people.pace import is_quiet, when_to_tell

LONDON, KOLKATA = ZoneInfo("Europe/London"), ZoneInfo("Asia/Kolkata")
NIGHT = {"quiet_from": time(21), "quiet_until": time(7, 30)}


def told(at, *, zone=LONDON, **chosen):
    """As the clock there says it; "now" for at once."""
    moment = when_to_tell(
        TellingChoice(**chosen), zone=zone, at=datetime.fromisoformat(at).replace(tzinfo=UTC)
    )
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else "now"


@pytest.mark.parametrize(
    ("at", "chosen", "moment"),
    [
        ("2027-01-13T12:00", {}, "now"),
        ("2027-01-13T22:00", NIGHT, "2027-01-14 07:30"),
        ("2027-01-14T03:00", NIGHT, "2027-01-14 07:30"),
        ("2027-01-14T07:30", NIGHT, "now"),
        ("2027-01-13T12:30", {"quiet_from": time(12), "quiet_until": time(13)}, "2027-01-13 13:00"),
        ("2027-01-13T07:59", {"pace": Pace.DAILY, "hour": 8}, "2027-01-13 08:00"),
        ("2027-01-13T08:00", {"pace": Pace.DAILY, "hour": 8}, "2027-01-14 08:00"),
        ("2027-01-13T12:00", {"pace": Pace.DAILY, "hour": 6} | NIGHT, "2027-01-14 07:30"),
        ("2027-01-13T12:00", {"pace": Pace.WEEKLY, "weekday": 0, "hour": 9}, "2027-01-18 09:00"),
        ("2027-01-13T08:00", {"pace": Pace.WEEKLY, "weekday": 2, "hour": 9}, "2027-01-13 09:00"),
        ("2027-01-13T10:00", {"pace": Pace.WEEKLY, "weekday": 2, "hour": 9}, "2027-01-20 09:00"),
        # The clocks go forward on 28 March 2027, and back on 31 October.
        ("2027-03-27T12:00", {"pace": Pace.DAILY, "hour": 8}, "2027-03-28 08:00"),
        ("2027-10-30T12:00", {"pace": Pace.DAILY, "hour": 8}, "2027-10-31 08:00"),
    ],
)
def test_the_moment_is_theirs(at, chosen, moment):
    assert told(at, **chosen) == moment


def test_it_is_the_clock_on_their_own_wall():
    assert told("2027-01-13T12:00", zone=KOLKATA, pace=Pace.DAILY, hour=8) == "2027-01-14 08:00"
    assert told("2027-01-13T17:00", zone=KOLKATA, **NIGHT) == "2027-01-14 07:30"  # 22:30 there


def test_half_of_it_is_no_quiet_hours():
    noon = datetime(2027, 1, 13, 12, tzinfo=LONDON)

    assert not is_quiet(TellingChoice(quiet_from=time(9)), noon)
    assert not is_quiet(TellingChoice(quiet_from=time(9), quiet_until=time(9)), noon)
