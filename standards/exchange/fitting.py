"""What is too long to keep as it is, or has no words. Nothing is ever cut off: a person is asked to make it fit."""

from django.utils.translation import gettext as _

from standards.exchange.document import Warning
from standards.exchange.nos.lines import quoted

TITLE, URN, NUMBER, GROUP, DEVELOPED_BY, APPROVED = 255, 20, 12, 255, 255, 50  # characters
FACTS = {"Developed by": DEVELOPED_BY, "Approved on": APPROVED}


def misfits(document):
    """A red warning for each thing that has no room. While there is one, no draft is made."""
    return tuple(Warning(line or 1, message, "red") for line, message in _found(document))


def _found(document):
    for length, words in ((TITLE, document.title), (URN, document.urn)):
        if len(words or "") > length:
            yield 1, _too_long(words, length)
    for label, length in FACTS.items():
        if len(words := document.fact(label) or "") > length:
            yield 1, _too_long(words, length)
    for item in (*document.performance, *document.knowledge):
        yield from _in_item(item)
    yield from _headings(document)


def _in_item(item):
    if len(item.number or "") > NUMBER:
        yield item.line, _too_long(item.number, NUMBER)
    if not item.text.strip():
        yield (
            item.line,
            _("An entry has no words. Write them, or leave it out: number %s") % (item.number or "–"),
        )


def _headings(document):
    groups = {}
    for item in (*document.performance, *document.knowledge):
        if item.group and len(item.group) > GROUP:
            groups.setdefault(item.group, item.line)
    for words, line in groups.items():
        yield line, _too_long(words, GROUP)


def _too_long(words, length):
    message = _(
        "We have room for %(room)s characters here, and this has %(has)s. Please shorten it: %(words)s"
    )
    return message % {"room": length, "has": len(words), "words": quoted(words)}
