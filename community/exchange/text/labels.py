"""What stands before the words of a clause: "Respect: treat …", "**Respect:** treat …", "Respect – treat …"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from community.exchange.text.lines import BLANK
from community.exchange.text.passages import Passage

LABEL = re.compile(rf"(?P<label>[^:\n]{{2,80}}?)(?P<mark>[{BLANK}]?:)[{BLANK}]+(?P<text>\S.*)", re.DOTALL)
BOLD = re.compile(
    rf"(?P<fence>\*\*|__)(?P<label>(?:(?!\*\*|__).){{1,100}}?)(?P<inner>[{BLANK}]*[:–—-])?(?P=fence)[{BLANK}]*"
    rf"(?P<outer>:|[–—-](?=[{BLANK}]))?[{BLANK}]*(?P<text>.*)",
    re.DOTALL,
)
ITALIC = re.compile(
    rf"(?P<fence>[*_])(?P<label>[^*_:\n]{{2,60}}):(?P=fence)[{BLANK}]+(?P<text>\S.*)", re.DOTALL
)
DASHED = re.compile(
    rf"(?P<label>[^–—\n:]{{2,60}}?)[{BLANK}]+(?P<mark>[–—-])[{BLANK}]+(?P<text>\S.*)", re.DOTALL
)
TABBED = re.compile(r"(?P<label>[^\t\n]{2,60}?) ?\t+\s*(?P<text>\S.*)", re.DOTALL)
# A sentence that runs up to its colon begins with one of these, a label does not.
SENTENCE = re.compile(
    r"(we|you|they|i|he|she|it|this|these|those|there|that|if|when|while|for|as|so|but|and|or|because"
    r"|please note|note that|here|"
    r"all of|each of|in|on|at|by|to|from|since|with|our .{3,40}\b(is|are)|everyone|members|anyone|the following)\b",
    re.IGNORECASE,
)
OPEN_END = re.compile(
    r"\b(to|will|not|must|should|can|may|that|by|with|for|of|are|is|be|include|includes|including|following|as"
    r"|we|you|who|and|or|"
    r"never|always|do|agree|promise|pledge|commit|ask|example|limited|when|if|because|the|a|an|all|things?"
    r"|ways?|reasons?|"
    r"(do|wo|ca|must|should)n['’]t|have|has|in|on|at|from|about)\W*$",
    re.IGNORECASE,
)
SHORTEST_RUN = 2
FEWEST_WORDS = 3  # behind a label


@dataclass(frozen=True, slots=True)
class Labelled:
    label: str | None
    mark: str
    text: str


def labelled(passage: Passage, *, dashes: bool = False) -> Labelled:
    """The passage taken apart at its label; without one its text is all there is."""
    return (
        _bold(passage)
        or _plain(passage.text)
        or _tabbed(passage)
        or (dashes and dashed(passage.text))
        or _whole(passage)
    )


def _whole(passage: Passage) -> Labelled:
    return Labelled(None, "", passage.text)


def _bold(passage: Passage) -> Labelled | None:
    found = BOLD.match(passage.text) or ITALIC.fullmatch(passage.text)
    if not found or len(found["label"].split()) > 10:
        return None
    marks = found.groupdict()
    if "inner" in marks and marks["inner"] and marks["outer"]:
        return None
    if "inner" not in marks:
        return Labelled(found["label"], ":", found["text"])
    mark = (marks["inner"] or marks["outer"] or "").strip(BLANK)
    text = found["text"].strip(BLANK)
    is_word_in_sentence = not mark and text and not text[0].isupper() and found["label"][-1] not in ".!?"
    return None if is_word_in_sentence else Labelled(found["label"].strip(BLANK), mark, text)


def _plain(words: str) -> Labelled | None:
    found = LABEL.fullmatch(words)
    if not found:
        return None
    label, text = found["label"].strip(BLANK), found["text"]
    count = len(label.split())
    if (
        count > 9
        or re.search(r"[.;!?](\s|$)", label)
        or not _begins(label)
        or re.search(r"\d$", label)
        and text[0].isdigit()
    ):
        return None
    if SENTENCE.match(label) or OPEN_END.search(label):
        return None
    if (
        not text[0].isupper()
        and not text[0].isdigit()
        and text[0] not in "“\"'‘("
        and count > 3
        and not _is_title(label)
    ):
        return None
    return Labelled(label, ":", text)


def _begins(label: str) -> bool:
    first = label.lstrip("“\"'‘(")[:1]
    return first.isupper() or first.isdigit() or not first.isascii()


def _is_title(label: str) -> bool:
    """Title Case: every longer word begins with a capital letter."""
    return all(word[0].isupper() or len(word) < 5 for word in label.split())


def dashed(words: str) -> Labelled | None:
    found = DASHED.fullmatch(words)
    if not found or len(found["label"].split()) > 5 or not found["label"][0].isupper():
        return None
    if (
        SENTENCE.match(found["label"])
        or re.search(r"[,.;!?]", found["label"])
        or OPEN_END.search(found["label"])
    ):
        return None
    return Labelled(found["label"], found["mark"], found["text"])


def _tabbed(passage: Passage) -> Labelled | None:
    """The row of a table: its first cell is the label, each other one a paragraph of its words."""
    found = TABBED.fullmatch(passage.text)
    if not found or len(found["label"].split()) > 6:
        return None
    cells = [cell.strip(BLANK) for cell in found["text"].split("\t")]
    return Labelled(found["label"].strip(BLANK), "", "\n".join(cell for cell in cells if cell))


def uses_dashes(passages: Sequence[Passage]) -> bool:
    """A dash after a few words is layout where passage after passage has one, or a label with a colon instead."""
    found = [passage for passage in passages if dashed(passage.text)]
    enough = len(found) > SHORTEST_RUN or (len(found) == SHORTEST_RUN and all(each.is_item for each in found))
    return enough or (bool(found) and all(_stands_among_labels(passages, each) for each in found))


def _stands_among_labels(passages: Sequence[Passage], passage: Passage) -> bool:
    """It says a few words, and the one above or below, with no blank line between, has a label with its colon."""
    told = dashed(passage.text)
    if told is None or len(told.text.split()) < FEWEST_WORDS:
        return False
    place = passages.index(passage)
    above = [] if passage.gap or not place else [passages[place - 1]]
    below = [one for one in passages[place + 1 : place + 2] if not one.gap]
    return any(one.is_item == passage.is_item and _plain(one.text) for one in above + below)
