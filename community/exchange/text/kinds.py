"""What the words of a heading, a label or a lead-in say about what stands below them."""

import re

ORDINAL = re.compile(
    r"(?P<noun>(?:design )?principle|value|behaviour|behavior|rule|commitment|promise|pledge|article|clause"
    r"|part|point)"
    r" (?:(?:no\.? ?)?[0-9]{1,2}|[ivx]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)(?=\s*(?:$|[:.–—-]))",
    re.IGNORECASE,
)
KIND_WORDS = (
    (
        "unacceptable behaviour",
        r"\b(unaccept|inaccept|inappropriate|intoler|prohibit|forbidden)\w*"
        r"|\bnot (put up with|(be )?(ok|okay|accept\w*|tolerat\w*|welcome|allowed|permitted|all right"
        r"|appropriate))\b"
        r"|\b(won['’]?t|will not|do not|don['’]?t|does not|cannot|can['’]?t|must not|should not|mustn['’]?t"
        r"|shouldn['’]?t"
        r"|never) (accept|tolerate|allow|condone|put up with)\b"
        r"|\bzero[- ]tolerance\b|\bharassment\b|\bbreach(es)?\b|\bmisconduct\b"
        r"|\bnot to$|\bnot$|^(please )?(don['’]?t|do not|never)s?$|\bdon['’]ts\b"
        r"|^(what )?(we|you|i|members|people|volunteers|everyone) (all )?(will not|won['’]?t|do not|don['’]?t"
        r"|must not|mustn['’]?t"
        r"|should not|shouldn['’]?t|may not|cannot|can['’]?t|(will |must |should )?never)\b",
    ),
    ("design principle", r"\bdesign(ing)? principles?\b|\bprinciples? (of|for) design\b"),
    ("value", r"\bvalues?\b(?!\s*[:,]?\s*(for money|added))|\bwhat (we|matters)\b.*\b(value|stand for|believe"
    r"|care about)\b"
     r"|\bwhat matters\b|\bbeliefs?\b|\bwe believe\b"),
    ("principle", r"\bprinciples?\b"),
    ("stewardship", r"\bsteward(s|ship|ing)?\b|\bmoderat(ors?|ion)\b|\bwho looks after\b|\b(care"
    r"|look(ing)?) after this\b"
     r"|\bguardians? of\b|\benforcement\b"),
    (
        "expected behaviour",
        r"^(our|group|team|community|class|learning|working) agreements?$|\bbehavi?ou?rs?\b|\bbehave\b"
        r"|\bconduct\b|\b(ground|house|golden|group|meeting|basic) rules\b"
        r"|^(the )?rules\b"
        r"|\bcommit(s|ments?|ting)?\b|\bpromises?\b|\bpledges?\b|\bexpect(ed|ations?)?\b|\bresponsibilit(y|ies)\b"
        r"|\bhow (do )?we (will )?(treat|work|act|meet|talk|speak|communicate|look after|care|listen|share"
        r"|relate)\b"
        r"|\bwhat we (ask|expect|will do|promise|agree|do)\b|\bdos\b|^please$|^(please )?do$|\betiquette\b"
        r"|^(as|every|each) .{0,60}\b(i|we|you|they|member|volunteer|partner|trustee)s? (will|agree|promise"
        r"|pledge|must|should)\b"
        r"|\b(we|i|you|members|partners|volunteers|everyone|people|trustees|staff) (all )?(will|agree|promise"
        r"|pledge|must|should"
        r"|aim|try|are asked|undertake)\b|\basks?\b.{0,40}\bto\b|\b(will|must|should|agrees? to|promises? to"
        r"|please)$",
    ),
)  # fmt: skip
_COMPILED = [(kind, re.compile(words, re.IGNORECASE)) for kind, words in KIND_WORDS]

# Headings that begin a section wherever they stand, even where nothing shows which headings are larger.
SECTIONS = re.compile(
    r"about|about (us|this|the|our|me)\b.*|who (we are|is this for|this is for|are we)|introduction|background"
    r"|context|welcome|overview"
    r"|(mission|vision|purpose|aims?|objectives?|goals?|scope|definitions?|history)"
    r"( ?(and|,) ?(mission|vision|purpose|aims?|objectives?|goals?|values|scope))*( statement)?"
    r"|purpose of .*|why (we|this|do we|have)\b.*|what (is|are) (this|a|the)\b.*"
    r"|.{0,30}?\b(design )?(values|principles|beliefs)|(values|principles|beliefs) .{0,30}"
    r"|what (we|matters|you|i|is|does|do|happens)\b(?!.*\b(stays?|leaves?)\b).*"
    r"|how (we|to|this|you|do we|will we|decisions)\b.*"
    r"|.{0,40}\b(behaviou?rs?|conduct|rules|commitments|promises|pledges|expectations|responsibilities)"
    r"|(unacceptable|expected|acceptable|positive|inappropriate|good) .*behaviou?rs?.*"
    r"|((behaviou?r|what|things)( that)?( is| are)? )?not (tolerated|accepted|acceptable|allowed|ok|okay"
    r"|welcome)( here)?"
    r"|(please )?(dos?|don['’]?ts?|do not)|(dos|do['’]s) (and|&) don['’]?ts"
    r"|.{0,30}\bsteward(s|ship)\b.*|stewards of .*|moderat(ion|ors)\b.*|enforcement|governance|membership"
    r"|report(ing)?( (a|an|of))?( .*)?|rais(e|ing) (a )?concerns?|(if|when) (things|something) goe?s? wrong"
    r"|complaints.*"
    r"|(review|reviewing|changes?|changing|amend(ing|ments)|updat(es|ing)|keeping)\b.*|signatories|signed( by)?"
    r"|agreed by|contacts?( us)?"
    r"|(our|my|the) (commitment|promise|pledge)( to .*)?|what (will|would|can|should) .*|who (looks|can|is|are"
    r"|will|do)\b.*"
    r"|roles( and responsibilities)?|acknowledge?ments?|attribution|further (reading|information)"
    r"|our (agreement|charter|pledge|promise)",
    re.IGNORECASE,
)  # fmt: skip
TITLES = re.compile(
    r"\b(charter|code of (conduct|practice|ethics|behaviou?r)|manifesto|constitution|terms of reference|memorandum"
    r"|(partnership|community|group|working|neighbou?rs?|members?|volunteers?|team|learning|collaboration)['’s]* "
    r"(agreement|pledge|promise|compact)"
    r"|ground rules|house rules|pledge|compact|credo|covenant|statement of (values|principles|intent|commitment)"
    r"|values statement|policy|community guidelines|guidelines|promise to (each other|one another|our .{3,30})"
    r"|manners|etiquette|code|promise$|standards of (conduct|behaviou?r)|agreement)\b",
    re.IGNORECASE,
)  # fmt: skip
FILLERS = re.compile(
    r"^((our|the|these|some|a|an|all|shared|core|key|guiding|community|group|team|main)\s+)+", re.I
)
ASIDE = re.compile(
    r"(contacts?|notes?|questions\??|(next )?review( date)?|date|e-?mail|website|phone|signed|source|further .*)$",
    re.I,
)
CLOSING = re.compile(
    r"stewarded by\b|(our|the|community) stewards\b|(by|in) (embracing|following|signing|agreeing|joining"
    r"|adopting|keeping|living|working)\b"
    r"|(this|the|our)( \w+){0,3} (charter|document|agreement|code|pledge|policy|statement|guidelines?|rules)\b"
    r"[^.]{0,40}\b(was|were|is|are|will|has|have|may|should|can)\b"
    r"|(we|members|the (group|committee|steering group)) (will|shall|aim to|agree to)? ?(review|revisit"
    r"|look at)\b.{0,60}"
    r"\b(charter|document|agreement|code|year|month|it|this|them)",
    re.IGNORECASE,
)  # fmt: skip
TENDS = re.compile(
    r"\bstewards?\b|\bmoderators?\b|\bcontact\b|\breport\b|\bmediat\w+|\bfacilitat\w+|\bresponsible\b"
    r"|\bcomplain\w*|\bconcerns?\b"
    r"|\bconvenors?\b|\bcommittee\b|\bwell-?being of\b",
    re.IGNORECASE,
)  # fmt: skip


def kind_of(words: str) -> str | None:
    """The kind of clauses that these words announce, or None where they announce none."""
    plain = words.strip(" :.–—-*").replace("’", "'")
    return next((kind for kind, pattern in _COMPILED if pattern.search(plain)), None)


def kind_counted(words: str) -> str | None:
    """ "Principle 1" says what it is, "Article 1" does not."""
    found = ORDINAL.match(words)
    return kind_of(f"{found['noun']}s") if found else None


def is_two_kinds(words: str) -> bool:
    """ "Values and principles" """
    return bool(re.search(r"\bvalues?\b", words, re.I) and re.search(r"\bprinciples?\b", words, re.I))


def begins_section(words: str) -> bool:
    """The words are those with which charters head their sections."""
    plain = words.strip(" :.?–—-*").replace("&", "and")
    return any(SECTIONS.fullmatch(each) for each in (plain, FILLERS.sub("", plain)))


def names_charter(words: str) -> bool:
    """A title may be made of these words: they say that a charter follows."""
    return bool(TITLES.search(words))


def kind_announced(words: str) -> str | None:
    """What the end of a paragraph says of the list below it: "Unacceptable behaviour includes:"."""
    last = re.split(r"(?<=[.!?;])\s+", words.strip())[-1]
    return kind_of(last)
