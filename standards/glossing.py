"""Hard words opened in place: finds the terms of a glossary in official text and wraps them. No word of it changes.

Whole words only, the longest form first, the first time on a page. A form with capitals in the middle is an
abbreviation and is found as written (NOS, never "nos"); any other whatever its capitals. One pass over each text.
"""

import re
import unicodedata

from django.utils.html import format_html, format_html_join

WORD = re.compile(r"\w+")
CLINGING = re.compile(r"[,.;:!?)\]’”…]+")
JOINS = "-‑"  # a hyphen makes one word of two: "discrimination" is not explained in "anti-discrimination"


def is_abbreviation(form):
    """Whether it has two capitals in one word: NOS, PhD, IQAs."""
    return any(capitals_in(word) > 1 for word in re.split(r"[\s/‑-]+", form))


def capitals_in(word):
    return sum(map(str.isupper, word))


class Form:
    """One way a term is written."""

    def __init__(self, term, written):
        self.term, self.written = term, unicodedata.normalize("NFC", written).strip()
        words = r"\s+".join(map(re.escape, self.written.split()))
        self.pattern = re.compile(words, 0 if is_abbreviation(self.written) else re.IGNORECASE)

    @property
    def first_word(self):
        found = WORD.match(self.written)
        return found[0].casefold() if found else ""

    def end_in(self, text, start):
        """Where it ends if it stands here as whole words, else None."""
        found = self.pattern.match(text, start)
        return found.end() if found and ends_a_word(text, found.end()) else None


def starts_a_word(text, place):
    before, further = text[place - 1 : place], text[max(place - 2, 0) : place - 1]
    joined = before and before in JOINS and further.isalnum()
    return not joined and not is_mark(before)


def ends_a_word(text, place):
    after, further = text[place : place + 1], text[place + 1 : place + 2]
    joined = after and after in JOINS and further.isalnum()
    return not joined and not is_mark(after) and not WORD.match(after)


def is_mark(letter):
    """An accent or vowel sign that belongs to the letter before it."""
    return bool(letter) and unicodedata.category(letter).startswith("M")


class Glossary:
    """Terms ready to be found. `terms`: standards.models.Term rows."""

    def __init__(self, terms):
        self.by_first_word = {}
        for term in terms:
            for form in (Form(term, written) for written in term.forms):
                self.by_first_word.setdefault(form.first_word, []).append(form)
        for forms in self.by_first_word.values():
            forms.sort(key=lambda form: -len(form.written))

    def found_in(self, text):
        """[(start, end, term)] in their order, none inside another."""
        found, place = [], 0
        for word in WORD.finditer(text):
            if word.start() >= place and (hit := self.at(text, word)):
                found.append(hit)
                place = hit[1]
        return found

    def at(self, text, word):
        forms = self.by_first_word.get(word[0].casefold(), ())
        if not forms or not starts_a_word(text, word.start()):
            return None
        ends = ((form.end_in(text, word.start()), form.term) for form in forms)
        return next(((word.start(), end, term) for end, term in ends if end), None)


class Marker:
    """For one page: wraps each term the first time it meets it, and remembers which ones there were."""

    def __init__(self, glossary):
        self.glossary, self.terms, self.marked = glossary, [], {}

    def mark(self, text):
        """The text as HTML, escaped, its new terms in buttons that open their meaning."""
        if text not in self.marked:
            self.marked[text] = self.wrap(text)
        return self.marked[text]

    def wrap(self, text):
        pieces, place = [], 0
        for start, end, term in self.glossary.found_in(text):
            if term in self.terms:
                continue
            self.terms.append(term)
            clinging = CLINGING.match(text, end)
            after = clinging[0] if clinging else ""
            pieces += [text[place:start], opener(term, text[start:end], after)]
            place = end + len(after)
        return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[place:]]))


def opener(term, words, after=""):
    """`after`: the stop or comma behind it; a line may end before a button, and never before these."""
    button = format_html(
        '<button type="button" class="term" popovertarget="g-{0}" popovertargetaction="show" '
        'interestfor="g-{0}">{1}</button>',
        term.code,
        words,
    )
    return format_html('<span class="clings">{}{}</span>', button, after) if after else button


# --- abbreviations that nothing explains ----------------------------------------------------

TOKEN = re.compile(r"\w+(?:&\w+)*")
LONGEST = 8  # longer words in capitals are words in capitals


def unexplained_acronyms(wording, terms):
    """Abbreviations in a wording that no term explains: [(as written, where it stands first)], in reading order.

    `wording`: of a standard or a charter; `terms`: those that explain its words. `where` is what the wording's
    `in_places` calls the place: "P3", or the name of a passage.
    """
    glossary, first = Glossary(terms), {}
    for where, text in wording.in_places:
        for line in text.splitlines():
            for written in unexplained_in(line, glossary):
                first.setdefault(singular(written), where)
    return list(first.items())


def unexplained_in(line, glossary):
    """Nothing in a line that is all in capitals: there every word would look like an abbreviation."""
    if line.isupper() and len(WORD.findall(line)) > 2:
        return
    spans = [(start, end) for start, end, _term in glossary.found_in(line)]
    for found in TOKEN.finditer(line):
        if capitals_in(found[0]) > 1 and len(found[0]) <= LONGEST:
            explained = any(start <= found.start() and found.end() <= end for start, end in spans)
            yield from [] if explained else [found[0]]


def singular(written):
    return written[:-1] if written.endswith("s") and written[:-1].isupper() else written
