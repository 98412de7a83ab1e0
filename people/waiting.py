"""What needs someone, in one list, the longest waiting first."""

from django.db.models import Count, Min

from people.registry import WAITING_FOR, Waiting


def waiting_for(person):
    """[Waiting] of this person, from every app. As many queries for one thing as for fifty."""
    found = [one for ask in WAITING_FOR for one in ask(person)]
    return sorted(found, key=lambda one: one.since)


def several(words, count, *, url, since, place="", where="", **named):
    """[Waiting] in one line for `count` things of a kind; [] for none. `words`: a lazy ngettext by "count".

    `named`: what else the words hold.
    """
    return [Waiting(words % (named | {"count": count}), url, since, count, place, where)] if count else []


def in_each_place(words, rows, *, since, url, person, place="organisation", moment=lambda first: first):
    """[Waiting], a line for each place: its page shows those of one place at a time. One query.

    `since`: an expression for when one began to wait, of which `moment` makes a datetime; `place`: how a row leads to
    its organisation.
    """
    counted = rows.order_by().values(f"{place}__code", f"{place}__name")
    found = counted.annotate(count=Count("pk", distinct=True), since=Min(since))
    return [
        one
        for row in found
        for one in several(
            words,
            row["count"],
            url=url,
            since=moment(row["since"]),
            **told_apart(person, row[f"{place}__code"], row[f"{place}__name"]),
        )
    ]


def told_apart(person, code, name):
    """Which place it is, for whoever belongs to several."""
    in_several = len({held.organisation_id for held in person.current_memberships}) > 1
    return {"place": name, "where": code} if in_several else {}
