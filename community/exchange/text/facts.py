"""Lines that say something about the charter and are no part of it: when it was revised; and who it names as stewards."""

import re
from dataclasses import dataclass
from datetime import date

NAMES_OF_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(NAMES_OF_MONTHS, start=1)}
MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
DAY = r"(?P<day>[0-9]{1,2})\s?(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{YEAR}[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}})\b",
        rf"\b{WEEKDAY}(?:the\s+)?{DAY}\s+(?:day\s+)?(?:of\s+)?{MONTH},?\s+{YEAR}\b",
        rf"\b{WEEKDAY}{MONTH}\s+{DAY},?\s+{YEAR}\b",
        r"\b(?P<day>[0-9]{1,2})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<year>(?:19|20)?[0-9]{2})\b",
    )
]
PART = re.compile(r"\b(?:19|20)[0-9]{2}\b")
REVISED = r"revis(?:ed|ion)|updat(?:ed?|ing)|amend(?:ed|ment)|edit(?:ed)?|chang(?:ed?)|modif(?:ied|ication)|review(?:ed)?"
AGREED = r"agreed|adopted|approved|ratified|accepted|signed|published|issued|written|made|effective|in force|endorsed"
NEXT = re.compile(
    r"\b(next|due|to be|will be|future|review (date|by|on)|date (of|for) (the )?review)\b", re.IGNORECASE
)
OPENS = re.compile(
    rf"[(\[]?(?:this (?:charter|code|document|version|agreement|policy|pledge)\s+(?:was|is)\s+)?"
    rf"(?:(?P<revised>(?:(?:date|last|latest|most recent(?:ly)?)\b[\s:]*(?:of\s+)?)*(?:{REVISED})\b)"
    rf"|(?P<agreed>(?:date\b[\s:]*(?:of\s+)?)?(?:first\s+)?(?:{AGREED})\b)"
    rf"|(?P<dated>(?:dated?|as (?:of|at)|version|edition|draft|v\.?\s?[0-9])(?=[\s:.,0-9–-])))",
    re.IGNORECASE,
)
SAYS_NOTHING_MORE = re.compile(
    rf"\b(last|latest|most|recent|recently|date|of|on|the|this|charter|code|document|policy|agreement|pledge"
    rf"|was|is|in|at|as"
    rf"|{REVISED}|{AGREED}|dated?)\b|[\W_]",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\b(?:version|edition|issue|draft|v\.?)\s?(?:number\s|no\.?\s)?[0-9]+(?:\.[0-9]+)*|\b(?:final|draft)\b",
    re.I,
)
ALONE = re.compile(r"[(\[]?(?P<date>.{6,40}?)[)\].]?")
TO_SIGN = re.compile(
    r"(?:(?:print |full |your )?(?:signed|signature|name|date|position|role|witness(?:ed)?"
    r"|on behalf of)(?: by)?(?: \([^)]*\))?"
    r"\s*(?::|(?=[_.…-]{3}))[\s_.…-]*)+",
    re.IGNORECASE,
)
MOST_WORDS = 16
NAMED_TITLE = re.compile(r"(?:title|name of (?:the |this )?(?:charter|document))\s*:\s*(?P<title>\S.*)", re.I)


@dataclass(frozen=True, slots=True)
class DateLine:
    """`day` is None where the line names less than a day. `weight`: revised 3, agreed 2, a version 1, a date alone 0.

    `version` is what it says of the version, "Version 3"; `says_more` where it says anything else besides.
    """

    day: date | None
    weight: int
    says_more: bool
    is_unsure: bool = False
    version: str = ""


def date_line(words: str) -> DateLine | None:
    """What a line says that gives a date of the charter and nothing else; None for other lines."""
    if len(words.split()) > MOST_WORDS or len(words) > 140 or NEXT.search(words):
        return None
    opening = OPENS.match(words)
    found = [match for pattern in DATES for match in pattern.finditer(words)]
    days = [(day, match) for match in found if (day := _day_of(match))]
    if not opening:
        whole = ALONE.fullmatch(words)
        alone = [day for day, match in days if whole and match[0] == whole["date"].strip()]
        return DateLine(alone[0], 0, says_more=False) if alone else None
    weight = 3 if opening["revised"] else 2 if opening["agreed"] else 1
    if not days:
        return (
            DateLine(None, weight, says_more=True) if PART.search(words) and len(words.split()) < 9 else None
        )
    if _goes_on(words):
        return None
    day, match = max(days, key=lambda each: each[0])
    version = NUMBERED.search(words)
    rest = SAYS_NOTHING_MORE.sub("", NUMBERED.sub(" ", words.replace(match[0], " ")))
    unsure = "sep" in match.re.groupindex and int(match["day"]) <= 12 and match["day"] != match["month"]
    if re.search(rf"\b(?:{REVISED})\b", words, re.IGNORECASE):
        weight = 3
    elif weight == 1 and re.search(rf"\b(?:{AGREED})\b", words, re.IGNORECASE):
        weight = 2
    return DateLine(day, weight, bool(rest), unsure, version[0] if version else "")


def _goes_on(words: str) -> bool:
    """A sentence that tells more than a date: "Agreed on 4 May 2021, this charter binds us all to …"."""
    return bool(re.search(r"\b(we|our|us|must|shall|binds?|because|who|which)\b", words, re.IGNORECASE))


def _day_of(match: re.Match[str]) -> date | None:
    month, year = match["month"].lower()[:3], int(match["year"])
    try:
        return date(year + 2000 if year < 100 else year, MONTHS.get(month) or int(month), int(match["day"]))
    except ValueError:
        return None


# Stewards

NAMES = r"(?P<names>[^.;:()\n]{2,200}?)"
STEWARDS = [
    re.compile(pattern)
    for pattern in (
        # "Our community stewards (team members from A and B), who …"
        rf"(?i:\bstewards?\b)[^.()]{{0,60}}\((?i:(?:[^()]{{0,30}}\b(?:members|team|staff|volunteers)\s+(?:from|of|at)|from)\s+){NAMES}\)",
        rf"(?i:\bstewards?\b)[^.()]{{0,60}}\((?!(?i:see|and|or|who|the people|if|contact)\b){NAMES}\)",
        rf"(?i:\bstewards?\b[^.:()]{{0,40}}?\s(?:are|is|come from|comes from|were drawn from|are drawn from)\s"
        rf"(?:currently\s|all\s)?(?:(?:team\s)?(?:members|volunteers|staff|people)\s(?:from|of|at)\s)?){NAMES}"
        rf"(?=[.;:()]|,\s(?:who|which|and they)\b|\s(?:who|which)\b|$)",
        rf"(?i:\bstewarded by\s){NAMES}(?=[.;:()]|,\s(?:who|which)\b|\s(?:who|which)\b|$)",
        r"^(?i:(?:(?:our |the |charter |community )*stewards?\s*(?:of this charter)?|(?:kept|looked after|held) by)"
        r"\s*[:–-]\s*)"
        r"(?P<names>[^.:()\n]{2,200}?)\.?$",
    )
]
PARTS = re.compile(r"\s*(?:,\s*and\s|,|;|\s+and\s+|\s+&\s+(?=[A-Z]))\s*")
NO_NAME = re.compile(
    r"(?i)(responsible|here|happy|able|there|not|also|people|elected|chosen|appointed|volunteers|asked|expected"
    r"|available|known|"
    r"trained|listed|named|those|anyone|someone|you|we|free|always|welcome|in charge|on hand|to)\b"
)


def stewards_in(words: str) -> list[str]:
    """The organisations or roles that these words say are stewards, or that stewards come from, as written."""
    for pattern in STEWARDS:
        if (found := pattern.search(words)) and not NO_NAME.match(found["names"].strip()):
            names = [name.strip() for name in PARTS.split(found["names"].strip()) if name.strip()]
            if all(_may_be_name(name) for name in names):
                return names
    return []


def is_line_of_stewards(words: str) -> bool:
    """ "Stewards: …" or "Kept by: …", and nothing else."""
    return bool(STEWARDS[-1].match(words) and stewards_in(words))


def _may_be_name(name: str) -> bool:
    return len(name.split()) <= 8 and (
        name[0].isupper() or re.match(r"(?i)(the|our|two|three|a)\s", name) is not None
    )


ORGANISED = re.compile(
    r"(?i)\b(the|our|group|committee|team|trust|association|network|collective|council|cooperative|co-op"
    r"|society|centre|forum|"
    r"partnership|chair|secretary|treasurer|coordinators?|convenors?|officers?|leads?|members|club|project"
    r"|power|foundation|"
    r"board|stewards?|hub|community|union|cic|ltd|charity|volunteers)\b"
)


FROM = re.compile(r"(?i)\b(members|team|staff|people|volunteers|come|comes|drawn) (from|of|at)\b")


def people_among(names: list[str], words: str) -> list[str]:
    """Those that may be names of people: the words do not say that stewards come from them."""
    return [] if FROM.search(words) else [name for name in names if _may_be_person(name)]


def _may_be_person(name: str) -> bool:
    """Two or three capitalised words, none of them a word of organisations or roles."""
    words = name.split()
    return 2 <= len(words) <= 3 and all(word[0].isupper() for word in words) and not ORGANISED.search(name)
