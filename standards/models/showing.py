"""What the public pages of a suite are given to show: plain values, addresses included."""


def link(page, request):
    return {"title": page.title, "url": page.get_url(request)}


def area_shown(area, request):
    """A key area: {"number", "word", "title", "url"}."""
    return {"number": area.number, "word": area.words} | link(area, request)


def standard_shown(page, request):
    """A standard in a list: {"title", "url", "urn", "status", "has_wording", "title_is_confirmed"}."""
    more = {
        "urn": page.urn,
        "status": page.status,
        "has_wording": page.has_wording,
        "title_is_confirmed": page.title_confirmed,
    }
    return link(page, request) | more


def standards_shown(pages, request):
    return [standard_shown(page, request) for page in pages]


def start_shown(standard):
    """Whether and how a practitioner may begin: {"standard_code", "can_start"}."""
    return {
        "standard_code": standard.code if standard else "",
        "can_start": bool(standard and standard.is_open_to_start()),
    }


def facts_shown(page):
    return {
        "title_is_confirmed": page.title_confirmed,
        "last_start_date": page.last_start_date,
        "last_assessment_date": page.last_assessment_date,
        "source_url": page.source if page.source.startswith(("http://", "https://")) else "",
    }
