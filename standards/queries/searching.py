"""Finding words in standards, criteria, knowledge items and the glossary: the same on every database.

Every word looked for has to begin a word of what is found. Whatever is typed, this answers: what is no word is left
out, and past MOST_WORDS nothing more is read.
"""

import unicodedata
from dataclasses import dataclass

from django.db.models import FETCH_RAISE, Q
from django.utils.html import format_html, format_html_join

from standards.models import SearchEntry, StandardPage, SuitePage
from standards.models.search import WORD, folded, words_in

LONGEST, MOST_WORDS = 200, 8  # letters read of what was typed, and words looked for
AROUND = 160  # letters shown on either side of what was found in a long passage


@dataclass(frozen=True)
class Question:
    """What someone typed, and the words of it that are looked for."""

    typed: str
    words: tuple[str, ...]
    was_cut: bool

    @classmethod
    def of(cls, typed):
        typed = typed.replace("\x00", " ").strip()
        read = typed[:LONGEST]
        if len(typed) > LONGEST and " " in read:
            read = read.rpartition(" ")[0]  # half a word would find other things
        words = list(dict.fromkeys(words_in(read)))
        return cls(read, tuple(words[:MOST_WORDS]), len(typed) > LONGEST or len(words) > MOST_WORDS)


def found_for(question):
    """SearchEntry rows: titles, criteria, knowledge, overviews, illustrations, words explained; nothing for no words.

    Only what public pages show: a page that was taken out of sight takes its rows along.
    """
    if not question.words:
        return SearchEntry.objects.none()
    shown = Q(page__in=StandardPage.objects.live()) | Q(term__isnull=False, term__suite=None)
    shown |= Q(term__suite__in=SuitePage.objects.live())
    rows = SearchEntry.objects.filter(shown)
    for word in question.words:
        rows = rows.filter(words__contains=f" {word}")
    return rows.select_related("page__standard__current_version", "term").fetch_mode(FETCH_RAISE)


def highlighted(text, question):
    """The text as HTML, escaped, each word that was looked for in <mark>; the part of a long one around the first."""
    text = unicodedata.normalize("NFC", text)
    spans = [
        (word.start(), word.end())
        for word in WORD.finditer(text)
        if folded(word[0]).startswith(question.words)
    ]
    start, end = window(text, spans)
    spans = [span for span in spans if start <= span[0] and span[1] <= end]
    pieces, place = [], start
    for first, last in spans:
        pieces += [text[place:first], format_html("<mark>{}</mark>", text[first:last])]
        place = last
    pieces = ["… " if start else "", *pieces, text[place:end], " …" if end < len(text) else ""]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def window(text, spans):
    """(start, end) of what is shown, at words."""
    if len(text) <= 2 * AROUND + 80:
        return 0, len(text)
    middle = spans[0][0] if spans else 0
    start = text.rfind(" ", 0, max(middle - AROUND, 0)) + 1
    end = text.find(" ", min(max(middle, AROUND) + AROUND, len(text) - 1))
    return start, end if end > 0 else len(text)
