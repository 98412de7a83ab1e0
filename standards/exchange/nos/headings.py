"""The headings, labels and lead-ins that published standards print, spelt as seen, mistakes and all."""

import re
from difflib import SequenceMatcher
from enum import Enum, auto
from functools import lru_cache


class Part(Enum):
    HEADER = auto()
    OVERVIEW = auto()
    PERFORMANCE = auto()
    KNOWLEDGE = auto()
    SCOPE = auto()
    SCOPE_PERFORMANCE = auto()
    SCOPE_KNOWLEDGE = auto()
    VALUES = auto()
    OTHER = auto()


LISTS = (Part.PERFORMANCE, Part.KNOWLEDGE)
BEFORE_LISTS = (Part.HEADER, Part.OVERVIEW)
# Folded by `folded`.
HEADINGS = {
    Part.OVERVIEW: (
        "overview", "summary", "about this unit", "who is this unit for?", "what is this unit about?",
        "target group", "about this standard", "standard overview", "unit overview", "unit summary",
    ),
    Part.PERFORMANCE: ("performance criteria", "performance critieria", "performance"),
    Part.KNOWLEDGE: (
        "knowledge and understanding", "knowledge and understading", "knowledge and",
        "essential knowledge and understanding",
    ),
    Part.SCOPE: ("scope/range", "scope / range", "scope", "scope and range"),
    Part.SCOPE_PERFORMANCE: (
        "scope performance", "scope/range related to performance criteria",
        "scope/range relating to performance criteria", "scope/range performance",
    ),
    Part.SCOPE_KNOWLEDGE: (
        "scope knowledge", "scope/range related to knowledge and understanding",
        "scope/range relating to knowledge and understanding", "scope/range knowledge",
    ),
    Part.VALUES: ("values",),
    Part.OTHER: (
        "behaviours", "skills", "glossary", "links to other nos", "external links", "version number",
        "indicative review date", "validity", "status", "originating organisation", "original urn",
        "relevant occupations", "suite", "soc code", "keywords", "key words", "additional information",
        "date approved", "version", "links to other standards",
    ),
}  # fmt: skip
PART_OF = {heading: part for part, headings in HEADINGS.items() for heading in headings}
# Misspelt in ways not seen yet; short words are too like others to guess at.
LIKELY = tuple(heading for heading in PART_OF if len(heading) >= 8)
ALIKE_ENOUGH = 0.87
LONGEST_HEADING = 100  # characters
COUNTED = re.compile(
    r"[0-9][.)]?\s+(?P<heading>overview|scope/range|\S+ \S.*)"
)  # one word is rather an entry
NUMBERED_AT_TIMES = (Part.OVERVIEW, *LISTS, Part.SCOPE)
FACT_LABELS = (
    r"URN|Business Sectors? ?\(Suites?\)|Suite|Developed by|Approved on|Date approved|Unit (?:title|number|no\.?|code)"
    r"|Standard title|Title|SQA Unit Code|Reference(?: number)?|NOS (?:code|number|reference)|Status"
)
FACT = re.compile(rf"(?P<label>{FACT_LABELS})\s*(?::|\s/(?:\s|$))\s*(?P<text>.*)", re.IGNORECASE)
BARE_FACT = re.compile(
    r"(?P<label>URN)\s+(?P<text>[A-Za-z]{2,8}\S*[0-9]\S*)|(?P<alone>Unit title|Standard title|Title|URN)",
    re.IGNORECASE,
)
TAIL_LABELS = rf"{'|'.join(HEADINGS[Part.OTHER])}|Developed by|Approved on"
TAIL_FACT = re.compile(rf"(?P<label>{TAIL_LABELS})\s*:\s*(?P<text>.*)", re.IGNORECASE)
# A table copied as text: the label and what stands beside it. `SURE` ones say so even outside the tail.
SURE = re.compile(
    r"(?P<label>Developed by|Version [Nn]umber|Date [Aa]pproved|Approved on|Indicative [Rr]eview [Dd]ate"
    r"|Originating [Oo]rganisation|Original URN|Relevant [Oo]ccupations|SOC [Cc]ode)(?:\s+/)?\s+(?P<text>\S.*)"
)
IN_TAIL = re.compile(r"(?P<label>Validity|Status|Suite|Key ?[Ww]ords|Version)(?:\s+/)?\s+(?P<text>\S.*)")
LEAD_IN = re.compile(
    r"(to (meet|achieve) (the|this) (national occupational )?standard,? ?)?(what )?you (must|need to|should)"
    r" (?P<kind>be able to|know and understand)( do)?\s*[:;.…]*",
    re.IGNORECASE,
)
LEAD_IN_BEFORE_ENTRY = re.compile(
    rf"(?P<lead>{LEAD_IN.pattern})\s+(?P<rest>\S.*)".replace("[:;.…]*", ":"), re.IGNORECASE
)
SENTENCE = r"(?-i:This|These|The|It)\s"
HEADING_BEFORE_TEXT = re.compile(
    rf"(?P<heading>overview(?=\s*:|\s+{SENTENCE})|performance crit(?:e|ie)ria|knowledge (?:and|&) understan?ding)"
    rf"(?:\s*:\s+|\s+(?={SENTENCE}|{LEAD_IN.pattern}$|[PK]1[.):]?\s))(?P<rest>\S.*)".replace("?P<kind>", "?:"),
    re.IGNORECASE,
)  # fmt: skip
ELEMENT = re.compile(
    r"element(?:(?:(?P<id>\s+(?:[A-Z]{1,8}[ .]?)?[0-9][0-9.]{0,5})\s*[:–/-]?|\s*[:–/-])(?:\s+(?P<title>\S.*))?)?",
    re.IGNORECASE,
)
# Of the values every standard of a suite in key areas prints, where the heading above them is missing.
VALUES_SENTENCE = re.compile(
    r"(\S+ ){1,6}(is|are) underpinned by (a (common )?set of )?(\w+ )?values\b|the (following )?(key )?values are\s*[:;]"
    r"|(the )?(following )?examples (below )?illustrate\b",
    re.IGNORECASE,
)
# Two-column documents break a heading over two lines; the second half is a filler among the lines.
HALF_HEADINGS = ("performance", "knowledge and")
FILLERS = ("criteria", "understanding", "element")


def folded(words: str) -> str:
    """As headings are compared: `Knowledge & Understanding (continued):` is `knowledge and understanding`.

    So is `4. Knowledge and Understanding`, where somebody numbered the headings.
    """
    if len(words) > LONGEST_HEADING:
        return words
    words = words.strip(" :#*_|").casefold().replace("&", "and")
    if (counted := COUNTED.fullmatch(words)) and PART_OF.get(counted["heading"]) in NUMBERED_AT_TIMES:
        return counted["heading"]
    if "cont" not in words:
        return words
    return re.sub(r"\s*[(\[–-]?\s*(continued|cont[’']?d\.?|cont\.)\s*[)\]]?$", "", words).rstrip(" :")


def is_heading(words: str) -> bool:
    return folded(words) in PART_OF


def is_lead_in(words: str) -> bool:
    return bool(LEAD_IN.fullmatch(words))


@lru_cache(maxsize=1_000)
def misspelt(heading: str) -> str | None:
    """The heading this is with a letter or two wrong, or None. `heading` is folded."""
    if not 7 <= len(heading) <= 40 or any(sign.isdigit() for sign in heading):
        return None
    likely = [known for known in LIKELY if known[0] == heading[0] and abs(len(known) - len(heading)) <= 2]
    return next((known for known in likely if _likeness(known, heading) >= ALIKE_ENOUGH), None)


def _likeness(known: str, heading: str) -> float:
    matcher = SequenceMatcher(None, known, heading, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE_ENOUGH else 0
