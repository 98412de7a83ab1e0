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


NOT_THEIRS = re.compile(r'value="[0-9A-Za-z-]{16,64}"|nonce="[^"]*"|\b[0-9a-f]{12}\b|\d\d:\d\d')


def plain(answer):
    """What was answered without what is new each time it is made; of a PDF that there is one."""
    if answer["Content-Type"] == "application/pdf":
        return "%PDF"
    sent = answer.getvalue().decode()
    return " ".join(NOT_THEIRS.sub("", sent).split())
