"""Reading an answer as a person would: without the line breaks, or without the mark-up."""

import re


def shown(answer):
    """The page as it was sent, white space folded."""
    return " ".join(answer.content.decode().split())


def text_of(answer):
    """Its words alone, white space folded."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
