"""Reading an answer as a person would: without the line breaks, or without the mark-up."""

import re

from bs4 import BeautifulSoup


def shown(answer):
    """The page as it was sent, white space folded."""
    return " ".join(answer.content.decode().split())


def text_of(answer):
    """Its words alone, white space folded."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def is_ticked(answer, name):
    """Whether the one tick of this name on the page is set."""
    [tick] = BeautifulSoup(answer.content, "html.parser").find_all("input", attrs={"name": name})
    return tick.has_attr("checked")
