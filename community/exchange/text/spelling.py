"""Words that look like a slip of the pen. They are named, and never changed.

A slip is a word nobody knows, one letter away from a word everybody knows. The list of words is American, so what
is British is looked up in its American spelling too. A text of which many words are unknown is in another language.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from spellchecker import SpellChecker

from community.exchange.text.lines import Line

SHORTEST = 5  # letters; among shorter words nearly everything is one letter away from something
WELL_KNOWN = 200  # times the list of words has met it
MOST_UNKNOWN = 0.2  # of the different words of an English text
MOST_LOOKED_AT = 300
MOST_SLIPS = 40
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ADDRESS = re.compile(r"@|://|www\.|\.(org|com|uk)\b|^#")
TWICE = re.compile(r"\b([^\W\d_]{2,})[ \u00a0]+\1\b", re.IGNORECASE)
MAY_STAND_TWICE = {"that", "had", "is", "bye", "so", "very", "no", "ha", "hear", "there", "never"}
TO_AMERICAN = (
    (r"our(?=$|s$|ed$|ing$|ly$|ab|er|ful|it|less|hood|ist)", "or"), (r"ours", "ors"), (r"is(?=e|ing|ation"
    r"|able)", "iz"),
    (r"ys(?=e|ing)", "yz"), (r"re$", "er"), (r"res$", "ers"), (r"ll(?=ed|ing|er|ation|ment"
    r"|ful)", "l"), (r"mme(?=$|s$)", "m"),
    (r"ogue", "og"), (r"ae", "e"), (r"oe", "e"), (r"ce(?=$|s$"
    r"|d$)", "se"), (r"(?<=dg)e(?=ment)", ""), (r"l(?=ment|fil)", "ll"),
    (r"wilful", "willful"), (r"(?<=[a-z])ise(?=$)", "ize"), (r"isation", "ization"),
)  # fmt: skip
PREFIX = re.compile(
    r"(un|re|non|co|mis|inter|over|under|anti|pre|dis|multi|micro|cyber|trans|self|out|sub|super|bi|tri)(?=.{4})"
)
SUFFIX = re.compile(
    r"(?<=.{4})(s|es|ed|d|ing|er|ers|ly|ness|ity|less|able|ation|wise|like|hood|ism|ist|ists|isms|ful)$"
)
SAME_WORD = (
    (r"(behavi|col|hon|fav|neighb|lab|harb|hum|vig|endeav|rum|flav)our", r"\1or"),
    (r"(\w{3,})is(e|ed|es|ing|ation|ations|er|ers)$", r"\1iz\2"),
    (r"^(cent|theat|lit|met)re(s?)$", r"\1er\2"),
    (r"^programme(s?)$", r"program\1"),
    (r"^(anal|paral)ys(e|ed|es|ing)$", r"\1yz\2"),
    (r"^judgement(s?)$", r"judgment\1"),
    (r"(travel|counsel|label|cancel|model)l(ed|ing|or|ors|er|ers)$", r"\1\2"),
    (r"^(enrol|fulfil|instal)l(s|ment|ments)?$", r"\1\2"),
)  # British, American


@cache
def _known() -> SpellChecker:
    return SpellChecker(language="en", distance=1)


def slips_in(lines: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    """(line, the word as written, the word it may mean) for each place a slip stands at."""
    places = [(line, word[0]) for line in lines for word in WORD.finditer(_without_addresses(line.words))]
    words = {word.replace("’", "'").casefold() for _line, word in places if len(word) >= SHORTEST}
    unknown = [word for word in sorted(words) if not _is_known(word)]
    if len(words) > 10 and len(unknown) > max(6, MOST_UNKNOWN * len(words)):
        return
    counts = Counter(word.replace("’", "'").casefold() for _line, word in places)
    meant = {word: _meant(word, words, counts) for word in unknown[:MOST_LOOKED_AT]}
    names = _names(places, meant)
    told = 0
    for line, word in places:
        instead = meant.get(folded := word.replace("’", "'").casefold())
        if instead and folded not in names and told < MOST_SLIPS:
            told += 1
            yield line.number, word, instead


def _without_addresses(words: str) -> str:
    return " ".join(word for word in words.split() if not ADDRESS.search(word))


def _is_known(word: str) -> bool:
    known = _known()
    if not word.isascii() or word in known or word.removesuffix("'s") in known:
        return True
    if any(re.sub(british, american, word) in known for british, american in TO_AMERICAN):
        return True
    if any(stem in known for stem in _stems(word)):
        return True
    return any(_is_common(word[:cut]) and _is_common(word[cut:]) for cut in range(4, len(word) - 3))


def _stems(word: str) -> Iterator[str]:
    """ "misgendering": without what is put before or after a word; British endings once more in American."""
    bare = {word, PREFIX.sub("", word)}
    for each in list(bare):
        if found := SUFFIX.search(each):
            stem = each[: found.start()]
            bare |= {stem, stem + "e", stem + "y"} | ({stem[:-1]} if stem[-1:] == stem[-2:-1] else set())
    for each in bare - {word}:
        yield each
        yield from (re.sub(british, american, each) for british, american in TO_AMERICAN)


def _is_common(word: str) -> bool:
    return _known()[word] >= WELL_KNOWN


def _meant(word: str, words: set[str], counts: Counter[str]) -> str | None:
    """The best known word one letter away. A word that comes again and again is meant."""
    known = _known()
    if counts[word] > 3:
        return None
    near = {each for each in known.edit_distance_1(word) if len(each) >= SHORTEST - 1 and each[0] == word[0]}
    near = {each for each in near if known[each] >= WELL_KNOWN or (each in words and each in known)}
    return max(near, key=lambda each: (each in words, known[each]), default=None)


def _names(places: Sequence[tuple[Line, str]], meant: dict[str, str | None]) -> set[str]:
    """Unknown words that are written with a capital letter where no sentence begins: names."""
    names = set()
    for line, word in places:
        folded = word.replace("’", "'").casefold()
        inside = not line.words.startswith(word) and not re.search(
            rf"[.!?:]\W+{re.escape(word)}\b", line.words
        )
        is_shouted = line.words.isupper()
        if meant.get(folded) and word[0].isupper() and inside and not is_shouted:
            names.add(folded)
    return names


# Said twice, or in two ways


def doubled_in(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    twice = ((line.number, found) for line in lines for found in TWICE.finditer(line.words))
    told = ((number, found[0]) for number, found in twice if found[1].casefold() not in MAY_STAND_TWICE)
    yield from islice(told, MOST_SLIPS)


def two_ways_in(lines: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    """(line, the word there, the other spelling) once for each word that is spelled two ways, at the rarer one."""
    spelled: dict[str, dict[str, list[tuple[int, str]]]] = {}
    for line in lines:
        for found in WORD.finditer(line.words):
            word = found[0].casefold()
            spelled.setdefault(_american(word), {}).setdefault(word, []).append((line.number, found[0]))
    for ways in spelled.values():
        if len(ways) > 1:
            often, rarely = sorted(ways.values(), key=len, reverse=True)[:2]
            yield *rarely[0], often[0][1]


def _american(word: str) -> str:
    for british, american in SAME_WORD:
        word = re.sub(british, american, word)
    return word
