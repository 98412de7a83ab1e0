"""The rows of one page of a list: found once its keys are known, counted for them alone, and what stands beside one."""

from django.db.models import Count, Q, Subquery, Value
from django.db.models.functions import Coalesce


def found_by_key(page, whole):
    """[row of `whole`] of a page’s keys, in its order. Two queries; what is gone between them is left out.

    Joined before the page is cut, all that rows name would be read for everything there is.
    """
    keys = list(page.values_list("pk", flat=True))
    found = whole.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def how_many(rows, by):
    """To annotate with: how many of these rows belong to the row that is asked about. `by`: their column that says so."""
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def around(rows, field, value, pk):
    """Of rows in the order of a field and their keys: those before and those after a place among them, the nearest first.

    `value` and `pk`: the place, as values or each an OuterRef.
    """
    before = rows.filter(Q(**{f"{field}__lt": value}) | Q(**{field: value}, pk__lt=pk))
    after = rows.filter(Q(**{f"{field}__gt": value}) | Q(**{field: value}, pk__gt=pk))
    return before.order_by(f"-{field}", "-pk"), after.order_by(field, "pk")


def first_of(rows, name):
    """To annotate with: one column of the first of these rows, "" without any."""
    return Coalesce(Subquery(rows.values(name)[:1]), Value(""))
