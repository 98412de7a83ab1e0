"""The only code that changes a state, anywhere. Each app brings its MOVES in its own states.py."""

from django.utils import timezone

MOVES = {}


class MoveNotAllowed(Exception):
    """This can't go from where it is to there. Someone may have moved it a moment ago: reload and look again."""


def bring(model, moves):
    """Say which state may follow which, for one model: {from: {to, …}}."""
    MOVES[model] = moves


def move(thing, to, *, by, at=None, note="", leaves_a_mark=True, **fields):
    """Change `thing.state` together with the fields that belong to it, and keep a Transition for the screens.

    Declining, pausing and refusing leave no mark: nothing about them is kept anywhere.

    Compare-and-swap: of two people at once exactly one wins, on every database.
    """
    model, start, at = type(thing), thing.state, at or timezone.now()
    if to not in MOVES[model].get(start, ()):
        raise MoveNotAllowed(f"{start} → {to}")
    if not model._base_manager.filter(pk=thing.pk, state=start).update(state=to, **fields):
        raise MoveNotAllowed(f"{start} → {to}")
    thing.state = to
    for name, value in fields.items():
        setattr(thing, name, value)
    if leaves_a_mark:
        thing.transitions.create(from_state=start, to_state=to, by=by, at=at, note=note)
    return thing
