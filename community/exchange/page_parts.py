"""What of a web page or a Word file belongs to its charter, though its tag or its part says that it stands around it.

Runs in the child process of `standards.exchange.files.bounded`, before `leave_out_what_stands_around`.
"""

import re

from community.exchange.text.facts import date_line, stewards_in
from standards.exchange.files.html import FURNITURE

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MOST_NAMED = 12  # words at its start that an element may be named after


def keep_what_belongs(page):
    """The lines of its footers that say when it was revised; the page is changed so that the rest is left out well."""
    dates = list(_dates_in_footers(page))
    _keep_great_headings(page)
    _keep_whole_forms(page)
    _forget_names_made_of_words(page)
    return dates


def _dates_in_footers(page):
    for footer in page.iter("footer"):
        for words in map(_said, footer.iter("p", "div", "small", "span", "time", "footer")):
            if (told := date_line(words)) and told.weight and told.day:
                yield words
                break


def facts_among(around, lines):
    """What headers and footers say about the charter and its own lines do not: when it was revised, and its stewards."""
    for words in around:
        told = date_line(words)
        if words not in lines and ((told and told.weight and told.day) or stewards_in(words)):
            yield words


def _keep_great_headings(page):
    """The name of a page often stands in a part called its header, with a date or a line of greeting."""
    for header in list(page.iter("header")):
        if header.find(".//h1") is not None and header.find(".//nav") is None:
            header.tag = "div"
            header.attrib.clear()
            header.set("data-great", "")


def _keep_whole_forms(page):
    """Some programs put the whole page into one form."""
    for form in page.iter("form"):
        if form.find(".//h1") is not None or len(list(form.iter(*HEADINGS))) > 1:
            form.tag = "div"


def _forget_names_made_of_words(page):
    """`<h3 id="share-power">Share power</h3>` is named after its words, and shares nothing with the world."""
    for element in page.iter():
        name = element.get("id") if isinstance(element.tag, str) else None
        name = _slug(name) if name and FURNITURE.search(name) else ""
        first = name and _slug(" ".join(_said(_head_of(element)).split()[:MOST_NAMED]))
        if first and (first.startswith(name) or first in name or name.endswith(first)):
            del element.attrib["id"]


def _head_of(element):
    return element if element.tag in HEADINGS else next(element.iter(*HEADINGS), element)


def _said(element):
    return " ".join("".join(element.itertext()).split())


def _slug(words):
    return re.sub(r"[\W_]+", "-", words.casefold()).strip("-")
