"""A certificate in, bytes out: tagged PDF/A-3a on A4, an award page and the statement behind it.

Knows nothing of rows or people: it prints the words it is given, letter for letter. The same content
gives the same bytes on the same machine. Nothing is fetched but the files in `certificate/`.
"""

import re
import unicodedata
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from string import ascii_letters

import segno
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from assessments.numbers import in_groups
from people.press import ONE_AT_A_TIME, TRUSTS_NOBODY

BUNDLED = {path.name: path for path in (Path(__file__).parent / "certificate").iterdir()}
BREAKING = frozenset("-/‐–—")  # a line may end after these
LONGEST_WORD = 30  # letters; the text engine takes minutes to find a break in a word of 20,000
MOST_MARKS = 4  # no living script stacks more on one letter; thousands stall the text engine
MOST_LISTED = 6
TURNING = frozenset(("LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
FIRST_PICTOGRAPH = "\N{MAHJONG TILE EAST WIND}"


@dataclass(frozen=True)
class RequirementContent:
    label: str
    number: str
    group: str | None
    text: str


@dataclass(frozen=True)
class EntryContent:
    """One standard that was met. `key_area_number` (1 to 6) picks the picture on the award page."""

    title: str
    key_area: str | None
    suite: str
    version_number: int
    urn: str | None
    is_legacy: bool
    assessor_name: str
    signed_off_on: date
    performance: tuple[RequirementContent, ...]
    knowledge: tuple[RequirementContent, ...]
    values: tuple[RequirementContent, ...]
    key_area_number: int | None = None
    countersigner_name: str = ""  # the second signature, where the assessor was learning
    second_look_name: str = ""
    second_look_on: date | None = None
    was_put_right: bool = False  # the second look found otherwise, and what it asked was put right


@dataclass(frozen=True)
class CertificateContent:
    """Everything printed. `number` is 12 letters and digits; `check_page` a whole address."""

    number: str
    verify_url: str
    check_page: str
    holder_name: str
    issuer_name: str
    awarded_on: date
    salt: str
    language: str
    entries: tuple[EntryContent, ...]
    title: str = ""  # of the award; "" where it is for one standard
    wording: str = ""


def render_certificate(content: CertificateContent) -> bytes:
    """The PDF of this certificate. Raises nothing of its own; takes under half a second once warm."""
    with ONE_AT_A_TIME, translation.override(content.language):
        fonts, style = press()
        page = HTML(
            string=render_to_string("assessments/certificate.html", words_of(content)), url_fetcher=Bundled()
        )
        return page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-3a")


@cache
def press():
    """The fonts and the style sheet, read once per process: reading them is most of a first render."""
    fonts = FontConfiguration()
    return fonts, CSS(string=BUNDLED["certificate.css"].read_text(), font_config=fonts, url_fetcher=Bundled())


class Bundled(URLFetcher):
    """Answers `bundled:NAME` for our own files and `data:`. Any other address is refused unopened."""

    def __init__(self):
        super().__init__(allowed_protocols=("data",), allow_redirects=False, ssl_context=TRUSTS_NOBODY)

    def fetch(self, url, headers=None):
        scheme, _colon, name = url.partition(":")
        if scheme == "bundled" and name in BUNDLED:
            kind = {".svg": "image/svg+xml", ".woff2": "font/woff2"}[BUNDLED[name].suffix]
            return URLFetcherResponse(url, BUNDLED[name].read_bytes(), {"Content-Type": kind})
        return super().fetch(url, headers)


def words_of(content):
    """What the template prints, with counts in words and lists grouped as the standard groups them."""
    told = printable(asdict(content))
    entries = [entry | {"kinds": kinds_of(entry)} for entry in told["entries"]]
    assessors = list(dict.fromkeys(entry["assessor_name"] for entry in entries))
    lookers = list(dict.fromkeys(entry["second_look_name"] for entry in entries if entry["second_look_on"]))
    number = in_groups(told["number"])
    return told | {
        "entries": entries,
        "single": entries[0] if len(entries) == 1 else None,
        "listed": len(entries) <= MOST_LISTED,
        "assessors": assessors,
        "lookers": lookers,
        "put_right": any(entry["was_put_right"] for entry in entries),
        "all_looked_at": all(entry["second_look_on"] for entry in entries),
        "looker_hand": smaller(lookers[0], "hand", past=20, far_past=60) if lookers else "",
        "hand": smaller(assessors[0], "hand", past=20, far_past=60),
        "statement_size": smaller(told["holder_name"], "statement", past=30, far_past=60),
        "counted": counted(entries),
        "emblem": emblem_of(entries),
        "size": size_of(told),
        "grouped_number": number,
        "document_title": _("Certificate %(number)s: %(standard)s")
        % {"number": number, "standard": get_text_list([entry["title"] for entry in entries], _("and"))},
        "check_text": told["check_page"].removeprefix("https://"),
        "qr": segno.make_qr(told["verify_url"], error="m").svg_data_uri(
            border=2, dark="#16302E", light="#FFF"
        ),
    }


def printable(value):
    """The same content, letter for letter, without what can't be printed. See `can_be_printed`."""
    if isinstance(value, dict):
        return {name: printable(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [printable(inner) for inner in value]
    return printable_text(value) if isinstance(value, str) else value


def printable_text(text):
    runs = groupby(
        filter(can_be_printed, text), key=lambda letter: unicodedata.category(letter).startswith("M")
    )
    return "".join("".join(list(run)[:MOST_MARKS] if is_mark else run) for is_mark, run in runs)


def can_be_printed(letter):
    """Not control codes, half characters, codes that turn what follows around, or pictographs.

    Pictographs have no print font here, and a box with a cross in a name is worse than none.
    """
    if letter.isspace():
        return True
    turns = unicodedata.bidirectional(letter) in TURNING
    pictograph = letter >= FIRST_PICTOGRAPH and unicodedata.category(letter) in ("So", "Sk")
    return not (turns or pictograph or unicodedata.category(letter) in ("Cc", "Cs"))


def kinds_of(entry):
    kinds = [
        (_("Performance criteria"), entry["performance"]),
        (_("Knowledge and Understanding"), entry["knowledge"]),
        (_("Values"), entry["values"]),
    ]
    return [{"heading": heading, "groups": groups_of(listed)} for heading, listed in kinds if listed]


def groups_of(requirements):
    return [
        {"heading": heading, "requirements": [line_of(one) for one in run]}
        for heading, run in groupby(requirements, key=lambda one: one["group"])
    ]


def line_of(requirement):
    """The number as printed joins our label only where the label does not already say it."""
    said = requirement["label"].lstrip(ascii_letters) == requirement["number"]
    number = "" if said else requirement["number"]
    return {"label": requirement["label"], "number": number, "pieces": pieces_of(requirement["text"])}


def pieces_of(text):
    """The text as words, long-term and its like kept on one line: broken there, they read as other words."""
    return [piece for word in re.split(r"(\s+)", text) for piece in pieces_of_word(word)]


def pieces_of_word(word):
    """One piece; or, for a word no column holds, several that may stand below each other."""
    if len(word) <= LONGEST_WORD:
        return [{"text": word, "kind": "whole" if BREAKING.intersection(word) else ""}]
    starts = range(0, len(word), LONGEST_WORD)
    return [{"text": word[start : start + LONGEST_WORD], "kind": "part"} for start in starts]


def counted(entries):
    performance, knowledge, values = (
        sum(len(entry[kind]) for entry in entries) for kind in ("performance", "knowledge", "values")
    )
    parts = [
        (performance, ngettext("%d performance criterion", "%d performance criteria", performance)),
        (knowledge, ngettext("%d knowledge item", "%d knowledge items", knowledge)),
        (values, ngettext("%d value", "%d values", values)),
    ]
    return get_text_list([words % number for number, words in parts if number], _("and"))


def emblem_of(entries):
    """The place of the one key area, or the quilt of all six."""
    areas = {entry["key_area_number"] for entry in entries}
    area = areas.pop() if len(areas) == 1 else None
    return area if area in range(1, 7) else 0


def size_of(told):
    """How much the award page has to carry, from "" (a usual name and title) to "award--full"."""
    titles = [entry["title"] for entry in told["entries"][:MOST_LISTED]]
    name, title = len(told["holder_name"]), sum(map(len, titles)) / (2 if titles[1:] else 1)
    if name + title + len(told["issuer_name"]) > 450:
        return "award--longest award--full"
    if name > 60 or title > 120:
        return "award--longest"
    return "award--long" if name > 26 or title > 48 else ""


def smaller(text, name, *, past, far_past):
    """The class that sets a text smaller once it is `past` so many letters, and again `far_past`."""
    if len(text) > far_past:
        return f"{name}--longest"
    return f"{name}--long" if len(text) > past else ""
