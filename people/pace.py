"""When someone would like to be told: at their own pace, in their own time, and never in their quiet hours."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from people.models import Membership, Pace, TellingChoice

EACH_DAY, EACH_WEEK = timedelta(days=1), timedelta(days=7)


def choices_of(people):
    """{person pk: their TellingChoice}; whoever never chose is left out. One query."""
    return {choice.person_id: choice for choice in TellingChoice.objects.filter(person__in=people)}


def zone_of(person):
    """Theirs; else that of the place they were first in."""
    own = person.time_zone
    if not own:
        places = Membership.objects.filter(person=person).order_by("pk")
        own = places.values_list("organisation__time_zone", flat=True).first()
    return ZoneInfo(own or settings.TIME_ZONE)


def when_to_tell(choice, *, zone, at):
    """The moment to tell them of something that happened at `at`; None: now. Not for someone who chose never."""
    here = at.astimezone(zone)
    moment = here if choice.pace == Pace.AT_ONCE else next_round(choice, here)
    told = after_quiet(choice, moment)
    return None if told == here else told


def next_round(choice, here):
    """The next time their digest is due: today if its hour is to come, else tomorrow, or on their day of the week."""
    moment = on_day(here.date(), time(choice.hour), here.tzinfo)
    if choice.pace == Pace.WEEKLY:
        moment = on_day(
            here.date() + timedelta(days=(choice.weekday - here.weekday()) % 7),
            time(choice.hour),
            here.tzinfo,
        )
    if moment > here:
        return moment
    later = EACH_WEEK if choice.pace == Pace.WEEKLY else EACH_DAY
    return on_day(moment.date() + later, time(choice.hour), here.tzinfo)


def is_quiet(choice, moment):
    """Whether that moment, in their own time, is within their quiet hours; these may go past midnight."""
    begin, end = choice.quiet_from, choice.quiet_until
    if begin is None or end is None or begin == end:
        return False
    now = moment.time()
    return begin <= now < end if begin < end else now >= begin or now < end


def after_quiet(choice, moment):
    """That moment, or the end of the quiet hours it is in."""
    if not is_quiet(choice, moment):
        return moment
    end = on_day(moment.date(), choice.quiet_until, moment.tzinfo)
    return end if end > moment else on_day(moment.date() + EACH_DAY, choice.quiet_until, moment.tzinfo)


def on_day(day, hour, zone):
    """By the clock on the wall there, whatever the clocks did in between."""
    return datetime.combine(day, hour, tzinfo=zone)
