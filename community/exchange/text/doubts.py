"""What a reader of charters is not sure of, in a sentence with its line."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from community.exchange.document import Doubt, Level
from community.exchange.text.lines import Line
from community.exchange.text.passages import Passage
from community.exchange.text.spelling import doubled_in, slips_in, two_ways_in
from standards.exchange.nos.ledger import squeezed
from standards.exchange.nos.text import is_suspicious

SHORTEST_REPEAT = 5  # words


def quoted(words: str, most: int = 80) -> str:
    return f"“{words if len(words) <= most else words[: most - 1] + '…'}”"


def doubt(line: int, message: str, words: str = "", /, *, level: Level = "amber", **more: object) -> Doubt:
    return Doubt(line, message % {"line": quoted(words), **more}, level)


def decoding_doubts(lines: Sequence[Line], *, western: bool) -> Iterator[Doubt]:
    for line in lines:
        if is_suspicious(line.words):
            message = _("This line holds characters that were lost or decoded wrongly: %(line)s")
            yield doubt(line.number, message, line.words, level="red")
        elif line.is_repaired:
            message = _("Wrongly decoded characters were put right here: %(line)s")
            yield doubt(line.number, message, line.words)
    strange = next((line for line in lines if not line.words.isascii()), None)
    if western and strange:
        message = _(
            "This file is not UTF-8. It was read as Windows text; please check its accents and signs: %(line)s"
        )
        yield doubt(strange.number, message, strange.words)


def layout_doubts(
    lines: Sequence[Line], strays: Sequence[tuple[int, str]], guessed: Sequence[Line]
) -> Iterator[Doubt]:
    for number, signs in strays[:20]:
        yield doubt(number, _("This line holds signs and no words, and was left out: %(line)s"), signs)
    for line in guessed:
        message = _(
            "This line was read as the end of the one above, because it begins with a small letter: %(line)s"
        )
        yield doubt(line.number, message, line.words)
    if counted := [line for line in lines if line.counted]:
        first = counted[0]
        message = _(
            "The numbers and letters before clauses show their order and level here, and are not kept as words: %(line)s"
        )
        yield doubt(first.number, message, first.whole)


def repeat_doubts(passages: Sequence[Passage]) -> Iterator[Doubt]:
    met: dict[str, int] = {}
    for passage in passages:
        words = squeezed(passage.text)
        if passage.words < SHORTEST_REPEAT or not words:
            continue
        if words in met:
            message = _(
                "These words stand on line %(first)s already. They were kept in both places: %(line)s"
            )
            yield doubt(passage.line, message, passage.text, first=met[words])
        met.setdefault(words, passage.line)


def spelling_doubts(lines: Sequence[Line]) -> Iterator[Doubt]:
    for number, word, instead in slips_in(lines):
        message = _("“%(word)s” may be a slip for “%(instead)s”. The wording was kept.")
        yield doubt(number, message, word=word, instead=instead.upper() if word.isupper() else instead)
    for number, words in doubled_in(lines):
        yield doubt(number, _("A word stands twice here: “%(words)s”. The wording was kept."), words=words)
    for number, word, other in two_ways_in(lines):
        message = _("This word is spelled two ways here: “%(word)s” and “%(other)s”. Both were kept.")
        yield doubt(number, message, word=word, other=other)
