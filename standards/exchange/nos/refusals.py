"""What is no national occupational standard of the United Kingdom, and the sentence that says what it is."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.exchange.nos.text import MAX_BYTES, NotAStandard, text_of

__all__ = ["MAX_BYTES", "NotAStandard", "refuse_look_alikes", "text_of"]

AUSTRALIAN = gettext_lazy(
    "This looks like an Australian unit of competency, not a UK national occupational standard."
)
APPRENTICESHIP = gettext_lazy(
    "This looks like an English apprenticeship standard (knowledge, skills and behaviours in one list), not a"
    " UK national occupational standard."
)
NEW_ZEALAND = gettext_lazy(
    "This looks like a New Zealand unit standard, not a UK national occupational standard."
)
INDIAN = gettext_lazy(
    "This looks like an Indian national occupational standard, not one from the United Kingdom."
)
CANADIAN = gettext_lazy(
    "This looks like a Canadian occupational standard, not a UK national occupational standard."
)
QUALIFICATION = gettext_lazy(
    "This looks like a unit of a qualification (what a learner will be assessed on), not a UK national"
    " occupational standard."
)


@dataclass(frozen=True)
class System:
    """Marks of another system at the start of a line: one of `plain` says it, or any two of `telling`.

    All of `certain` together say it even where the text borrows the headings of UK standards.
    """

    sentence: object
    plain: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()


SYSTEMS = (
    System(
        INDIAN,
        telling=(
            r"PC\s?[0-9]+\s*[:.]", r"K[UAB]\s?[0-9]+\s*[:.]", r"S[AB]\s?[0-9]+\s*[:.]", r".*\bqualifications? pack\b",
            r".*\bNSQF\b", r".*\bsector skills? council\b.*\bindia\b", r".*\b[A-Z]{2,4}/N\s?[0-9]{4}\b",
            r".*\b(user/ ?)?individual on the job (must|needs|should)\b", r"organi[sz]ational context\b",
        ),
        certain=(r"(?-i:PC\s?[0-9]+\b)", r"(?-i:K[UAB]\s?[0-9]+\b)"),
    ),
    System(
        AUSTRALIAN,
        plain=(r"elements?( and|\s*[|/&\t]|\s)\s*performance criteria\b", r"(knowledge|performance) evidence\s*:?$"),
        telling=(
            r"elements? describes? the essential outcomes", r"performance criteria describe the", r"foundation skills\b",
            r"unit mapping information", r"assessment conditions\s*:?$", r"assessment requirements\b",
            r"unit of competency\b",
            r"[A-Z]{6}[0-9]{3}[A-Z]?\b", r".*\btraining\.gov\.au\b", r"range of conditions\s*:?$",
        ),
    ),
    System(INDIAN, certain=(r"to be competent\b.{0,40}\bindividual on the job\b",)),
    System(
        APPRENTICESHIP,
        plain=(r"(?-i:.*\bK1\s?[:.)].*\bS1\s?[:.)])",),
        telling=(
            r"(?-i:K[0-9]+\b)", r"(?-i:S[0-9]+\b)", r"(?-i:B[0-9]+\b)", r".*\bKSBs?\b",
            r".*\binstitute for apprenticeships\b",
            r"knowledge, skills and behaviours?\b", r"duty [0-9]+\b", r".*\b(end-point assessment|EPA gateway)\b",
        ),
    ),
    System(
        NEW_ZEALAND,
        plain=(r".*\bpeople credited with this unit standard\b", r"outcomes and performance criteria\s*:?$"),
        telling=(r"outcome [0-9]+\b", r"[0-9]+\.[0-9]+\s", r".*\bNZQA\b", r".*\bnew zealand qualifications\b",
            r"explanatory notes\s*:?$", r"(?-i:Kaupae|Whiwhinga|Whāinga)\b", r"(?-i:Hua o te ako|Pārongo)\b",
            r"skill standard\b"),
    ),
    System(
        CANADIAN,
        plain=(r".*\bred seal (occupational standard|program)\b", r"(?-i:[A-Z]-[0-9]+\.[0-9]{2}(\.[0-9]{2})?[PLK]\b)"),
        telling=(
            r".*\bnational occupational (analysis|classification)\b", r"major work activity\b", r"sub-?task\b",
            r"(?-i:Task [A-Z]?-?[0-9]+\b)", r"(?-i:Block [A-Z]\b)", r"(?-i:[A-Z]-[0-9]+\.[0-9]+\b)", r".*\bcanad(a|ian)\b",
        ),
    ),
    System(
        QUALIFICATION,
        telling=(
            r"learning outcomes?\b", r"assessment criteri(a|on)\b", r"(the )?learner (will|can)\b",
            r"evidence requirements\b",
            r".*\bguided learning hours\b", r".*\bcredit value\b", r"specific outcome [0-9]", r"outcome [0-9]+\b",
        ),
    ),
)  # fmt: skip
ENOUGH = 2
LOOKED_AT = 300  # characters of a line
MOST_LINES = 2_000  # no standard of any system is longer
# What only UK standards print. A text with two of them is one, whatever else it mentions.
AT_HOME = (
    r"(to (meet|achieve) (the|this) standard,? ?)?(what )?you (must|need to|should) be able to( do)?\b",
    r"(what )?you (must|need to|should) know and understand\b",
    r"knowledge (and|&) unders?tand?[a-z]*ing\b",
    r"performance criteria\s*:?$",
    r"business sectors? ?\(suites?\)",
    r"(?-i:P1\b)",
    r"scope ?/ ?range\b",
    r"URN\s*[:/]",
    r"links to other NOS\b",
)


def refuse_look_alikes(text: str) -> None:
    """Raise NotAStandard, naming what it is, for texts that only look like a UK standard."""
    stripped = (words.strip(" \t\u00a0*#|") for words in text.splitlines())
    lines = [line for line in dict.fromkeys(stripped) if line][:MOST_LINES]
    is_at_home = _found(AT_HOME, lines) >= ENOUGH
    for system in SYSTEMS:
        is_certain = bool(system.certain) and _found(system.certain, lines) == len(system.certain)
        if is_certain or (not is_at_home and _is_likely(system, lines)):
            raise NotAStandard(str(system.sentence))


def _is_likely(system: System, lines: list[str]) -> bool:
    return bool(_found(system.plain, lines)) or _found(system.telling, lines) >= ENOUGH


def refuse_several(overviews: list[int]) -> None:
    """Raise NotAStandard where the overview of another standard begins below the knowledge of the first."""
    if overviews:
        message = _(
            "This text holds more than one standard: another begins about line %(line)s. Bring them in one by one."
        )
        raise NotAStandard(message % {"line": overviews[0]})


def _found(marks: tuple[str, ...], lines: list[str]) -> int:
    """How many of the marks some line begins with. Only the start of a line is looked at: the rest is words."""
    patterns = [re.compile(mark, re.IGNORECASE) for mark in marks]
    return sum(any(pattern.match(line, 0, LOOKED_AT) for line in lines) for pattern in patterns)
