"""What needs someone, in one list, the longest waiting first."""

from dataclasses import replace

from django.db.models import Count, Min

from people.registry import WAITING_FOR, Waiting


def waiting_for(person):
    """[Waiting] of this person, from every app. As many queries for one thing as for fifty."""
    found = [one for ask in WAITING_FOR for one in ask(person)]
    if not is_in_several(person):
        found = [replace(one, place="", where="") for one in found]
    return sorted(found, key=lambda one: one.since)


def is_in_several(person):
    """Whether they belong to more than one place: then each is named."""
    return len({held.organisation_id for held in person.current_memberships}) > 1


def several(words, count, *, url, since, place="", where="", **named):
    """[Waiting] in one line for `count` things of a kind; [] for none. `words`: a lazy ngettext by "count".

    `named`: what else the words hold.
    """
    return [Waiting(words % (named | {"count": count}), url, since, count, place, where)] if count else []


def in_each_place(words, rows, *, since, url, place="organisation", moment=lambda first: first):
    """[Waiting], a line for each place: its page shows those of one place at a time. One query.

    `since`: an expression for when one began to wait, of which `moment` makes a datetime; `place`: how a row leads to
    its organisation.
    """
    counted = rows.order_by().values(f"{place}__code", f"{place}__name")
    found = counted.annotate(count=Count("pk", distinct=True), since=Min(since))
    told = [(row, {"where": row[f"{place}__code"], "place": row[f"{place}__name"]}) for row in found]
    return [
        one
        for row, where in told
        for one in several(words, row["count"], url=url, since=moment(row["since"]), **where)
    ]
