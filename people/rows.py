"""The rows of one page of a list, once its keys are known."""


def found_by_key(page, whole):
    """[row of `whole`] of a page’s keys, in its order. Two queries.

    Joined before the page is cut, all that rows name would be read for everything there is.
    """
    keys = list(page.values_list("pk", flat=True))
    found = whole.in_bulk(keys)
    return [found[key] for key in keys]
