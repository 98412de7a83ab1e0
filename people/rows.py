"""The rows of one page of a list: found once its keys are known, and counted for them alone."""

from django.db.models import Count, Subquery
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
