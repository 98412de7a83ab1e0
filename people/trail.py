"""The trail: what happened, one sentence for each event. Names are looked up now; events hold codes alone.

Sealed events are in no trail, list or copy.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import AuditEvent, Stream, User
from people.models.user import NO_LONGER
from people.registry import NAMED, OWN_THINGS, SENTENCES, STANDS_WITH

PEOPLE = "people.user"
GONE = gettext_lazy("something that is no longer here")
SOMEONE = gettext_lazy("someone")
NO_WORDS = gettext_lazy("%(who)s did something we have no words for: %(action)s.")


class Group(models.TextChoices):
    DECISIONS = "decisions", gettext_lazy("Reading and deciding")
    ASSURANCE = "assurance", gettext_lazy("Second looks")
    CERTIFICATES = "certificates", gettext_lazy("Certificates")
    MAPPING = "mapping", gettext_lazy("What shows what")
    EVIDENCE = "evidence", gettext_lazy("Evidence and witnesses")
    PEOPLE = "people", gettext_lazy("People and roles")
    CHARTERS = "charters", gettext_lazy("Charters")
    STANDARDS = "standards", gettext_lazy("Standards, for every place")
    FILES = "files", gettext_lazy("Files that were opened")


@dataclass(frozen=True)
class TrailFilter:
    """What of a trail someone would like to see. `people`: codes, None for everyone. Days count whole."""

    group: str = ""
    people: tuple | None = None
    about: str = ""
    since: object = None
    until: object = None


@dataclass(frozen=True)
class Told:
    """One event as its reader sees it."""

    event: AuditEvent
    sentence: str
    who: str
    group: str


class Known(dict):
    """Values for a sentence; what is not known is a dash, and the sentence still stands."""

    def __missing__(self, key):
        return "–"


# --- which events --------------------------------------------------------------------------


def events_of_place(organisation, asked):
    """What happened in a place, newest first; what is somebody’s own concern alone is in their own trail."""
    places = "" if asked.group == Group.STANDARDS else organisation.code
    events = AuditEvent.objects.filter(place_code=places, stream=stream_of(asked))
    return narrowed(events.exclude(action__in=actions(is_own=True)), asked)


def events_of_person(person, asked):
    """What someone did, and what was done with what is theirs, newest first."""
    did = AuditEvent.objects.filter(actor_code=person.code)
    theirs = [(PEOPLE, [person.code]), *(thing for ask in OWN_THINGS for thing in ask(person))]
    about = [AuditEvent.objects.filter(subject_type=kind, subject_code__in=codes) for kind, codes in theirs]
    stream = stream_of(asked)
    own = [events.filter(stream=stream).order_by().values("pk") for events in (did, *about)]
    return narrowed(AuditEvent.objects.filter(pk__in=own[0].union(*own[1:])), asked)


def stream_of(asked):
    return Stream.ACCESS if asked.group == Group.FILES else Stream.RECORD


def actions(**wanted):
    """The actions whose sentences are so."""
    return [
        action
        for action, sentence in SENTENCES.items()
        if all(getattr(sentence, name) == value for name, value in wanted.items())
    ]


def narrowed(events, asked):
    if asked.group and asked.group != Group.FILES:
        events = events.filter(action__in=actions(group=asked.group))
    if asked.people is not None:
        events = events.filter(actor_code__in=asked.people)
    if asked.about:
        events = events.filter(subject_code__in=story_of(asked.about))
    if asked.since:
        events = events.filter(at__gte=start_of(asked.since))
    if asked.until:
        events = events.filter(at__lt=start_of(asked.until + timedelta(days=1)))
    return events.order_by("-sequence")


def story_of(code):
    """A thing’s code, and those of all that belongs to the same story."""
    return {code, *(other for stands_with in STANDS_WITH for other in stands_with(code))}


def start_of(day):
    return timezone.make_aware(datetime.combine(day, time()))


def people_called(words, organisation):
    """The codes of those who are or were here and are called so, by name or code: all, however many they are.

    As codes, not as a query inside the next one: PostgreSQL reads the whole trail for that where few are meant.
    """
    here = User.objects.filter(memberships__organisation=organisation)
    called = models.Q(name__icontains=words) | models.Q(code=words.lower())
    return tuple(here.filter(called).values_list("code", flat=True).distinct())


# --- as sentences --------------------------------------------------------------------------


def told(events, *, reader):
    """[Told] in the order of the events: as many queries for fifty as there are kinds of things among them."""
    events = list(events)
    called = names_in(events, reader)
    return [tell_of(event, called) for event in events]


def names_in(events, reader):
    """{model label: {code: words}} of everything the events name."""
    wanted = defaultdict(set)
    for event in events:
        for kind, code in codes_in(event):
            wanted[kind].add(code)
    return {kind: NAMED[kind](codes, reader=reader) for kind, codes in wanted.items() if kind in NAMED}


def codes_in(event):
    if event.actor_code:
        yield PEOPLE, event.actor_code
    yield event.subject_type, event.subject_code
    if event.action in SENTENCES:
        for key, kind in SENTENCES[event.action].names.items():
            if code := event.payload.get(key):
                yield kind, code


def tell_of(event, called):
    def name(kind, code):
        return called.get(kind, {}).get(code) or str(NO_LONGER if kind == PEOPLE else GONE)

    said = SENTENCES.get(event.action)
    who = name(PEOPLE, event.actor_code) if event.actor_code else str(SOMEONE)
    known = Known(
        event.payload, who=who, what=name(event.subject_type, event.subject_code), action=event.action
    )
    if said:
        known |= {key: name(kind, event.payload.get(key)) for key, kind in said.names.items()}
        known |= {key: say(event.payload.get(key)) for key, say in said.says.items()}
    sentence = str(said.words if said else NO_WORDS) % known
    return Told(event, capfirst(sentence), who, said.group if said else "")


def named_of(name, phrase, nameless):
    """A phrase with someone’s name in it; another one for someone who is no longer here."""
    return phrase % {"name": name} if name else nameless


def in_marks(words):
    return _("“%(words)s”") % {"words": words}
