"""A saved web page as the lines a person sees on it. Runs in the child process; fetches nothing, ever."""

import email
import email.policy
import re
import sys

from lxml import etree

from standards.exchange.files.bounded_child import NotRead
from standards.exchange.files.html_lines import lines_of
from standards.exchange.files.laid_out import HEADER_LABELS, folded, is_heading, with_labels_joined

LARGEST = 5_000_000
DEEPEST = 250  # libxml2 loses what lies deeper, so we refuse first
INVISIBLE = (
    "script style noscript template svg math iframe object embed canvas audio video select textarea dialog"
)
CROSSED_OUT = "del s strike"
AROUND = "nav footer aside form header"
AROUND_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "alert",
    "complementary",
}
FURNITURE = re.compile(
    r"(^|[\s_-])(cookies?|consent|gdpr|breadcrumbs?|skip(-?(link|nav|to)\w*)?|nav(bar|igation)?|menu|sidebar|share|"
    r"sharing|social|footer|site-?header|masthead|pagination|pager|related|newsletter|toolbar|feedback|banner|modal)"
    r"($|[\s_-])",
    re.IGNORECASE,
)
OPENS = ("h1", "h2", "h3", "h4", "h5", "h6", "button", "summary", "dt")
CRITERIA = re.compile(
    r"performance\s+crit|knowledge\s+(and|&)\s+underst|you\s+(must|need\s+to)\s+(be able|know)", re.I
)
SITE = re.compile(
    r"national occupational standards|nos finder|uk ?standards|^(home|menu|search)$", re.IGNORECASE
)
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:-]{3,20})", re.IGNORECASE)
COPIED = re.compile(r"\s*Version:[0-9.]+\s+StartHTML:[^<]*")  # how a clipboard hands over a piece of a page


def read_html(source: bytes) -> str:
    """The text of the page, a paragraph, heading, list item or row on each line; NotRead when it holds none."""
    sys.setrecursionlimit(10_000)
    if len(source) > LARGEST:
        raise NotRead("too_large")
    text = COPIED.sub("", decoded(page_of(source)), count=1).replace("\x00", "")
    page = parsed(text)
    title = _title(page)
    leave_out_what_stands_around(page)
    lines = _from_title(lines_of(_main(page)), title)
    if not any(line.strip() for line in lines):
        raise NotRead("empty")
    return "\n".join(with_labels_joined(lines)).strip("\n") + "\n"


def page_of(source):
    """The page itself, also from a page saved as one file with its pictures (MHTML)."""
    if not re.match(
        rb"(From:|MIME-Version:|Content-Type:\s*multipart|Snapshot-Content)", source.lstrip()[:40], re.I
    ):
        return source
    message = email.message_from_bytes(source.lstrip(), policy=email.policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if part is None:
        raise NotRead("empty")
    return (
        part.get_content().encode("utf-8-sig")
        if part.get_content_charset()
        else part.get_payload(decode=True)
    )


def decoded(source):
    """The page as text: by its byte-order mark, then as it declares, then UTF-8, then as old Windows pages are."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if source.startswith(mark):
            return source[len(mark) :].decode(name, "replace")
    declared = DECLARED.search(source[:4096])
    names = [declared[1].decode("ascii"), "utf-8"] if declared else ["utf-8"]
    for name in names:
        # A page that says Latin-1 means cp1252, and one that says UTF-16 in single bytes is mistaken.
        name = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252"}.get(name.lower(), name)
        try:
            if not name.lower().startswith("utf-16"):
                return source.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return source.decode("cp1252", "replace")


def parsed(text):
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as problem:
        # Out of memory, libxml2 gives up without saying so.
        raise NotRead("empty" if "empty" in str(problem) else "too_much") from problem
    if root is None:
        raise NotRead("empty")
    if any("depth" in entry.message.lower() for entry in parser.error_log) or _is_deep(root):
        raise NotRead("too_deep")
    return root


def _is_deep(root):
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def _words(element):
    return " ".join("".join(element.itertext()).split())


def _title(page):
    """What the page calls the standard: the last great heading above its parts; else the name of the window."""
    titles = []
    for element in page.iter("h1", "h2", "h3", "h4", "p"):
        words = _words(element)
        if is_heading(words) and titles:
            break
        if element.tag in ("h1", "h2") and words and not SITE.search(words) and not is_heading(words):
            titles.append((element.tag, words))
    great = [words for tag, words in titles if tag == "h1"] or [words for _tag, words in titles]
    return great[-1] if great else _name_of_window(page)


def _name_of_window(page):
    name = page.find(".//title")
    parts = re.split(r"\s+[|»–-]\s+", _words(name)) if name is not None else []
    return parts[0] if parts and not SITE.search(parts[0]) else None


def leave_out_what_stands_around(page):
    for element in list(page.iter(*INVISIBLE.split(), *CROSSED_OUT.split())):
        _remove(element)
    for element in list(page.iter(etree.Element)):
        is_control = element.tag in ("button", "label", "option")
        if _stands_around(element) or _is_hidden(element) or (is_control and not _heads(element)):
            _remove(element)


def _stands_around(element):
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    is_around = element.tag in AROUND.split() or (element.get("role") or "").lower() in AROUND_ROLES
    return bool(is_around or FURNITURE.search(named)) and not CRITERIA.search(_words(element))


def _is_hidden(element):
    """Nobody sees it; but a part that folds away, below its heading or among tabs, is only shut just now."""
    style = (element.get("style") or "").replace(" ", "").lower()
    if element.get("hidden") is None and "display:none" not in style and "visibility:hidden" not in style:
        return False
    above = element.getprevious()
    opens = above is not None and (
        above.tag in OPENS or any(True for _each in above.iter("button", "summary"))
    )
    holds_part = any(is_heading(_words(each)) for each in element.iter("h1", "h2", "h3", "h4", "h5", "h6"))
    is_shut = opens or holds_part or (element.get("role") or "").lower() == "tabpanel"
    return not (is_shut or CRITERIA.search(_words(element)))


def _heads(element):
    """Parts that fold away are opened by a button in their heading, or by one that is the heading."""
    return (
        is_heading(_words(element))
        or next(element.iterancestors("h2", "h3", "h4", "h5", "h6"), None) is not None
    )


def _remove(element):
    """Take the element away, and leave the words that follow it."""
    parent = element.getparent()
    if parent is None or element.tag in ("body", "html", "main"):
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _main(page):
    """The part of the page that holds the criteria: the main part if it says which that is, else the body."""
    for path in (".//main", ".//*[@role='main']", ".//article", ".//*[@id='content']"):
        for element in page.iterfind(path):
            if CRITERIA.search(_words(element)):
                return element
    body = page.find(".//body")
    return page if body is None else body


def _from_title(lines, title):
    """The lines from the title on. What labels a fact above it comes after it; the rest above is the site's."""
    if title is None:
        return lines
    place = next((place for place, line in enumerate(lines) if line == title), None)
    if place is None:
        first = next((line for line in lines if line.strip()), "")
        return lines if first.startswith(title) else [title, "", *lines]
    facts = [line for line in lines[:place] if folded(line.split(":")[0]) in HEADER_LABELS]
    return [title, "", *facts, *lines[place + 1 :]]
