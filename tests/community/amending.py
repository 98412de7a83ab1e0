"""Where the screens of amendments are, and what is typed on them."""

from django.urls import reverse

SAID = {"summary": "Say it clearly.", "why": "It was not said clearly."}


def clause(charter, place):
    return charter.current_version.clauses.get(position=place + 1)


def amend(charter, **asked):
    return reverse("charter-amend", args=[charter.code], query=asked)


def at(name, thing):
    return reverse(name, args=[thing.code])


def text_of(answer):
    return answer.content.decode()
