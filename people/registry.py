"""What upper apps add to lower ones, filled in AppConfig.ready: a lower app never looks up."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

JOBS = {}  # kind → function(subject_code): work for the worker; may run twice, does it once
NOTICES = {}  # kind → function(about_code) → path within the site that the mail points at
STILL_WANTED = []  # functions(people, organisation) → {person pk: (sentence, path)}: what a role of theirs wants yet
ADMINISTRATOR_MADE = []  # functions(person), inside the transaction that makes them one
ROLE_CHANGED = []  # functions(person), inside the operation that gave or ended a role of theirs
AFTER_JOINING = []  # functions(invitation, person), inside the operation in which they said yes
EACH_MINUTE = []  # functions(): what waits for its moment; the worker calls them every minute
# functions(person): hold what is theirs; raise a CannotErase while something has to go to someone else first
BEFORE_ERASING = []
ERASING = []  # functions(person, *, by) → {what: how many}, inside the operation; an app before those it stands on
PROVING = []  # functions() → (event, what is wrong) of what events prove beside their chain, a few at a time
TIDYING = []  # functions(): remove what is no longer wanted; the worker calls them when it starts and every hour
ALSO_VISIBLE = defaultdict(list)  # model → functions(person) → Q: what else a person may see
WAITING_FOR = []  # functions(person) → [Waiting]: what needs them; each asks as much for one thing as for fifty
SENTENCES: dict[str, "Sentence"] = {}  # action → what the trail says of it
NAMED = {}  # model label → function(codes, *, reader) → {code: words}: what a thing is called, looked up now
OWN_THINGS = []  # functions(person) → [(model label, codes as a queryset)]: what is theirs, for their own trail
STANDS_WITH = []  # functions(code) → the codes of what belongs to the same story, so that one filter finds all of it
LEADS_TO = []  # attributes by which a subject leads to what belongs to an organisation, in the order they are tried
PRIVATE: set[str] = set()  # model labels of which nothing is ever an event: a charter says they are private


@dataclass(frozen=True)
class Sentence:
    """What the trail says of an action. `words` hold %(who)s, %(what)s and what the payload knows by name.

    `group`: of people.trail.Group. `names`: {key of the payload: model label its codes belong to}. `says`: {key of the
    payload: function(value) → words}. `is_own`: shown to whoever did it and whose it is about, in their own trail alone.
    """

    words: Any
    group: str
    names: dict = field(default_factory=dict)
    says: dict = field(default_factory=dict)
    is_own: bool = False


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a person: a sentence, where it is done, since when, and how many things it is.

    `place`: the name of the organisation it is about, said to someone who belongs to several; `where`: its code, where
    `url` shows one place at a time.
    """

    sentence: str
    url: str
    since: datetime
    count: int = 1
    place: str = ""
    where: str = ""


def sentences(group, said, *, names=None, says=None, is_own=False):
    """Register what the trail says of several actions: {action: words}."""
    for action, words in said.items():
        SENTENCES[action] = Sentence(words, group, names or {}, says or {}, is_own)


def waits(function):
    """Register a function that says what waits for a person."""
    WAITING_FOR.append(function)
    return function


def named(model_label):
    """Register the function that says what things of this kind are called."""

    def register(function):
        NAMED[model_label] = function
        return function

    return register


def job(kind):
    """Register the function that does jobs of this kind."""

    def register(function):
        JOBS[kind] = function
        return function

    return register


def notice(kind, path):
    """Register where a mail of this kind leads. Its words are in templates/notices/<kind>.txt."""
    NOTICES[kind] = path


def also_visible(model):
    """Register a further reason why a person may see rows of a lower app's model."""

    def register(function):
        ALSO_VISIBLE[model].append(function)
        return function

    return register
