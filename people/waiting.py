"""What needs someone, in one list, the longest waiting first."""

from people.registry import WAITING_FOR, Waiting


def waiting_for(person):
    """[Waiting] of this person, from every app. As many queries for one thing as for fifty."""
    found = [one for ask in WAITING_FOR for one in ask(person)]
    return sorted(found, key=lambda one: one.since)


def several(words, count, *, url, since, place="", **named):
    """[Waiting] in one line for `count` things of a kind; [] for none. `words`: a lazy ngettext by "count".

    `named`: what else the words hold.
    """
    return [Waiting(words % (named | {"count": count}), url, since, count, place)] if count else []
