"""Someone at a browser: opens, presses, types. Each page they come to is looked at by itself."""

import os
import re
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.factories.people import PASSWORD
from tests.journeys.promises import AT_HAND, NARROW, accessibility_troubles, sideways_troubles
from tests.journeys.shape import FINGERPRINT, shape_of

PICTURES = os.environ.get("JOURNEY_PICTURES")  # a folder: keep a picture of every page there
NOT_OURS = re.compile(
    r"/admin/|/files/\w+/view"
)  # Wagtail's pages, and a browser's own around a bare picture
LOOKED_AT = set()  # (kind of window, widths, page): by anyone’s window of that kind, in any journey
SHAPES = defaultdict(set)  # kind of window → what axe has looked at in it


class Visitor:
    """One window. `press` and `open` say which status they expect; anything else is a trouble.

    `asked`: every path this window has asked the site for with GET, pieces and pictures too.
    """

    def __init__(self, context, *, name, site, has_scripts=True, kind=""):
        self.context, self.name, self.site = context, name, site
        self.troubles, self.asked, self.seen, self.refusals = [], set(), set(), set()
        self.pictures = 0
        context.add_init_script(AT_HAND)
        self.page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.has_scripts, self.kind, self.widths = has_scripts, kind or name, NARROW
        self.under_way = set()
        context.on("request", self.notice_request)
        context.on("requestfinished", self.notice_end)
        context.on("requestfailed", self.notice_end)
        context.on("response", self.notice_response)
        context.on("console", self.notice_console)
        context.on("weberror", lambda error: self.troubles.append(f"script: {error.error}"))

    # --- going somewhere ---

    def open(self, path, *, status=200):
        with self.expecting(status):
            answer = self.page.goto(path)
        return self.arrive(answer, status)

    def press(self, name, *, role="button", within=None, status=200, exact=False):
        """Press what leads to another page; of several with the same name, the first."""
        found = (within or self.page).get_by_role(role, name=name, exact=exact).first
        with self.expecting(status), self.page.expect_navigation() as going:
            found.click()
        return self.arrive(going.value, status)

    def follow(self, name, **options):
        return self.press(name, role="link", **options)

    def type_enter(self, status=200):
        """Press Enter where the cursor is, and come to another page."""
        with self.expecting(status), self.page.expect_navigation() as going:
            self.page.keyboard.press("Enter")
        return self.arrive(going.value, status)

    def arrive(self, answer, status):
        assert answer.status == status, f"{self.name} at {self.page.url}: {answer.status}, not {status}"
        self.look()
        return self

    @property
    def path(self):
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    # --- filling in ---

    def fill(self, label, words, within=None):
        (within or self.page).get_by_label(label).fill(words)

    def upload(self, label, *files):
        """files: (name, content type, bytes)."""
        chosen = [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]
        self.page.get_by_label(label).set_input_files(chosen)

    def sign_in(self, person, password=PASSWORD):
        """Through the log-in form, from the front page."""
        self.open("/")
        self.follow("Sign in")
        self.page.get_by_label("E-mail or code").fill(person.email)
        self.page.get_by_label("Password").fill(password)
        return self.press("Sign in")

    # --- looking ---

    def look(self):
        """Hold this page to what every page promises; what was looked at in the same kind of window, only once."""
        self.settle()
        if (fresh := self.fingerprint()) and fresh not in self.seen:
            self.seen.add(fresh)
            self.take_picture()
            self.hold_to_promises(fresh)
        self.say()

    def hold_to_promises(self, fresh):
        """Whether everyone can use it: where anything stands as nothing stood before. Whether it fits: each text."""
        elements, whole = shape_of(self.page)
        known = SHAPES[self.kind]
        if not whole <= known:
            self.troubles += accessibility_troubles(self.page)
        elif new := elements - known:
            self.troubles += accessibility_troubles(self.page, new)
        known |= elements | whole
        if (what := (self.kind, self.widths, fresh)) not in LOOKED_AT:
            self.troubles += sideways_troubles(self.page, self.widths)
            LOOKED_AT.add(what)

    def say(self):
        troubles, self.troubles = self.troubles, []
        assert not troubles, f"{self.name} at {self.path}:\n" + "\n".join(troubles)

    def settle(self):
        self.page.wait_for_load_state("load")

    def fingerprint(self):
        """Of a page of ours; None elsewhere."""
        return None if NOT_OURS.search(self.page.url) else self.page.evaluate(FINGERPRINT)

    def take_picture(self):
        if PICTURES:
            place = re.sub(r"[^a-z]+", "-", urlsplit(self.page.url).path.lower()).strip("-") or "home"
            self.pictures += 1
            name = f"{self.name}-{self.pictures:02}-{place}.png"
            self.page.screenshot(path=Path(PICTURES) / name, full_page=True)

    # --- what goes on behind the page ---

    @contextmanager
    def expecting(self, status):
        """While a refusal is asked for, it is no trouble."""
        self.refusals.add(status)
        yield
        self.refusals.discard(status)

    def notice_request(self, request):
        self.under_way.add(request)
        if not request.url.startswith((self.site, "data:", "blob:", "about:")):
            self.troubles.append(f"asks a stranger: {request.url}")
        elif request.method == "GET":
            self.asked.add(request.url.removeprefix(self.site).split("#")[0])

    def notice_end(self, request):
        self.under_way.discard(request)

    def notice_response(self, response):
        if response.status >= 500 or (response.status >= 400 and response.status not in self.refusals):
            self.troubles.append(f"{response.status} at {response.request.method} {response.url}")

    def notice_console(self, message):
        told_already = message.text.startswith("Failed to load resource")  # notice_response says which
        if (
            message.type in ("error", "warning")
            and not told_already
            and not NOT_OURS.search(message.page.url)
        ):
            self.troubles.append(f"console {message.type}: {message.text}")

    def leave(self):
        """Not before the site has answered everything: it must not ask the database of the next test."""
        if self.page.url.startswith(self.site):
            self.page.goto("about:blank")  # an open editor says that it closes
        for _moment in range(50):
            if self.under_way:
                self.page.wait_for_timeout(100)
        self.say()
