"""A reading beside the text it came from: what is doubtful at which line, and what a person asks to be done with a row."""

import re

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from people.states import MoveNotAllowed
from standards.exchange.working import key_of
from standards.operations.brought_in import set_aside, take_up_again
from standards.states import REVIEW

PLACE = re.compile("[0-9]{1,4}")


def asked_for(button):
    """("split", 12) for the button split-12; -1 where it names no place."""
    action, _dash, place = button.partition("-")
    return action, int(place) if PLACE.fullmatch(place) else -1


def looked_at_in(posted, intake):
    keys = [key_of(warning) for warning in intake.reading.get("warnings", ())]
    return [key for key in keys if key in posted.getlist("looked_at")]


def back_to_row(address, at):
    """The row to come back to: the one that was worked on, wherever it is now."""
    return redirect(f"{address}?at={at}#row-{at}" if at >= 0 else address)


def warnings_in(reading):
    return [warning | {"key": key_of(warning)} for warning in reading.get("warnings", ())]


def beside(intake, current, *, looked_at, sentence, sentences=()):
    """What every such screen shows. `current`: the intake as it stands by now, where that is another than was opened."""
    warnings, seen = warnings_in(intake.reading), looked_at
    if seen is None:
        seen = intake.reading.get("looked_at", ())
    return {
        "intake": intake,
        "revision": current.revision,
        "reds": [w | {"seen": w["key"] in seen} for w in warnings if w.get("level") == "red"],
        "ambers": [w for w in warnings if w.get("level") != "red"],
        "lines": lines_of(intake.original, warnings),
        "form": None,
        "sentence": sentence,
        "sentences": sentences,
        "is_open": current.state == REVIEW,
    }


def height_of(text):
    """Rows of a text field that show all of it at the width of a phone, within reason."""
    return min(max(sum(1 + len(line) // 70 for line in text.split("\n")), 1), 12)


def lines_of(original, warnings):
    """The text line by line, each with what is doubtful about it."""
    lines = [{"number": number, "text": text, "said": [], "level": ""} for number, text in numbered(original)]
    for warning in warnings:
        if lines:
            line = lines[min(max(warning["line"], 1), len(lines)) - 1]
            line["said"].append(warning)
            line["level"] = "red" if "red" in (line["level"], warning.get("level")) else "amber"
    return lines


def numbered(original):
    return enumerate(original.splitlines(), start=1)


def put_aside_or_take_up(request, intake, *, review, desk):
    """Answers two buttons: “back” takes it up again, the other sets it aside. Each says which way, so pressed twice, or
    by two people at once, it is done once. `review`, `desk`: names of the screens to go to."""
    try:
        if "back" in request.POST:
            take_up_again(intake, by=request.user)
            return redirect(review, intake.code)
        set_aside(intake, by=request.user)
    except MoveNotAllowed:
        messages.error(request, _("This is a draft by now, so it can’t be set aside. Nothing was changed."))
        return redirect(review, intake.code)
    messages.success(request, _("Set aside. It stays in the list below, if you want it again."))
    return redirect(desk)
