"""Every field that takes the code or the key of something, for tests/test_ids_of_others.py.

    field("evidence-add", "a_file", {"kept": "?"}, 422)

“?” is where the id of somebody else’s goes, in a value or in a name; `what` names it in Folder. A value like "@unit" is
one’s own. `gone`: that there is one’s own that was taken away, deleted or put to use. The rest fills the address.
"""

import re
from dataclasses import dataclass

from django.urls import reverse


@dataclass
class Field:
    name: str
    what: str
    form: dict
    answer: int
    by: str
    gone: bool
    whose: tuple
    address: dict
    headers: dict

    def __str__(self):
        return f"{self.name} {'-'.join([*self.form, *(k for k, v in self.address.items() if v == '?')])} {self.what}"

    def never(self, named):
        """What looks like it, and is nobody’s."""
        if isinstance(named, int):
            return 999999937
        return re.sub("[0-9a-z]", "z", named) if self.what != "words_kept" else "evidence zzzzzzzzzz"

    def made_in(self, world):
        """(address, form), with what is one’s own filled in."""
        own = {name: own_in(world, what) for name, what in self.address.items()}
        form = {
            "".join(own_in(world, part) for part in name.split(" ")): [own_in(world, what)]
            for name, what in self.form.items()
        }
        return own, form

    def send(self, browser, own, form, named):
        url = reverse(self.name, kwargs={name: named if what == "?" else what for name, what in own.items()})
        return browser.post(url, form, headers=self.headers)


def own_in(world, what):
    return str(world.id_of(what[1:])) if what.startswith("@") else what


def field(
    name,
    what,
    form,
    answer,
    *,
    by="practitioner",
    gone=False,
    whose=("colleague", "outsider"),
    headers=None,
    **address,
):
    return Field(name, what, form, answer, by, gone, whose, address, headers or {})


EVIDENCE = {"name": "A meeting", "revision": "1"}
WORDS = {"text": "What I think.", "written_on": "2026-03-01", "revision": "1"}
PERSON = {"description": "Purple top", "basis": "agreed"}
RECORD = {"kind": "observation", "happened_year": "2026", "identifiable": "nobody", "revision": "1"}
QUESTIONS = {"email": "", "words_ @own_question": "So?", "words_?": "And?"}
SHARE = {"tools": "no", "declared": "on"}
ASK = {"name": "Wil", "kind": "ordinary", "event": "A day", "happened_year": "2026", "email": ""}
LINK = {"by": "stranger", "token": "@witness_token"}

FIELDS = [
    # --- files that wait ---
    field("evidence-add", "waiting", EVIDENCE | {"kept": "?"}, 422, gone=True),
    field("evidence-add", "waiting_bag", EVIDENCE | {"kept": "?"}, 422, gone=True),
    field("evidence-add", "a_file", EVIDENCE | {"kept": "?"}, 422, gone=True),
    field("evidence-change", "waiting", EVIDENCE | {"kept": "?"}, 422, gone=True, code="@draft"),
    field("journal-write", "waiting", WORDS | {"kept": "?"}, 422, gone=True),
    field("journal-write", "recording", WORDS | {"kept": "?"}, 422, gone=True),
    field("journal-change", "waiting", WORDS | {"kept": "?"}, 422, gone=True, code="@entry"),
    field(
        "journal-share",
        "recording",
        {"name": "A copy", "revision": "1", "recordings": "?"},
        422,
        gone=True,
        code="@entry",
    ),
    field("bring-along", "waiting_bag", {"kept": "?"}, 422, gone=True),
    field("bring-along", "waiting", {"kept": "?"}, 422, gone=True),
    field("person-keep", "waiting", PERSON | {"kept": "?"}, 422, gone=True, code="@draft", person="@person"),
    field("record-add", "waiting", RECORD | {"kept": "?"}, 422, by="assessor", gone=True, code="@read_unit"),
    field(
        "record-change",
        "waiting",
        RECORD | {"kept": "?"},
        422,
        by="assessor",
        gone=True,
        code="@read_unit",
        evidence="@recorded",
    ),
    # --- standards and what shows them ---
    field("evidence-add", "unit", EVIDENCE | {"here_?": "on"}, 302),
    field("evidence-add", "unit", EVIDENCE | {"here_?": "on", "shows_?": "@requirement"}, 302),
    field("evidence-add", "requirement", EVIDENCE | {"here_ @unit": "on", "shows_ @unit": "?"}, 422),
    field(
        "evidence-change", "unit", EVIDENCE | {"here_?": "on", "shows_?": "@requirement"}, 302, code="@draft"
    ),
    field(
        "evidence-shows", "requirement", {"row": "?", "seen": "@seen_rows", "claim": "?"}, 422, code="@draft"
    ),
    field(
        "evidence-shows",
        "requirement",
        {"row": "@requirement", "seen": "@seen_rows", "claim": "?"},
        422,
        code="@draft",
    ),
    field(
        "evidence-shows",
        "a_file",
        {"row": "@requirement", "seen": "@seen_rows", "claim": "@requirement", "file_ @requirement": "?"},
        422,
        gone=True,
        code="@draft_with_file",
    ),
    field(
        "evidence-shows",
        "a_file",
        {"row": "@requirement", "spot": "? 1"},
        422,
        gone=True,
        code="@draft_with_file",
    ),
    field(
        "evidence-shows",
        "a_file",
        {"row": "@requirement", "spot_at_hand": "? 1", "here": "@requirement"},
        422,
        gone=True,
        code="@draft_with_file",
    ),
    field(
        "evidence-shows",
        "unit",
        {"row": "@requirement", "seen": "@seen_rows", "then": "?"},
        302,
        code="@draft",
    ),
    field("claim-set", "requirement", {"row": "?", "piece": "@matched"}, 422, code="@unit"),
    field("claim-set", "evidence", {"row": "@requirement", "piece": "?"}, 422, gone=True, code="@unit"),
    field(
        "claim-set", "ticked", {"row": "@requirement", "piece": "@matched", "claim": "?"}, 422, code="@unit"
    ),
    field("unit-share", "matched", SHARE | {"share": "?"}, 422, code="@unit"),
    field("unit-share", "evidence", SHARE | {"share": "?"}, 422, gone=True, code="@unit"),
    field(
        "how-i-see-it",
        "requirement",
        {"view_?": "can", "words_?": "So."},
        302,
        code="@unit",
    ),
    field("carry-over", "unit", {"to": "?"}, 422, code="@unit"),
    field("unit-undo", "unit", {"unit": "?", "mapping": "?"}, 302, code="@unit"),
    field("evidence-shows-undo", "evidence", {"evidence": "?", "from": "?"}, 302, gone=True, code="@draft"),
    field(
        "record-add",
        "unit",
        {"here_?": "on", "shows_?": "@requirement"},
        422,
        by="assessor",
        code="@read_unit",
    ),
    # --- people ---
    field("person-keep", "person", PERSON, 404, gone=True, code="@draft", person="?"),
    field("person-no-longer", "person", {}, 404, gone=True, code="@draft", person="?"),
    field("person-again", "person", {}, 404, gone=True, code="@draft", person="?"),
    field("clause-yes-back", "person", {}, 404, gone=True, code="@tag", person="?"),
    field(
        "clause-show", "person", {"words": "So.", "revision": "1", "yes_?": "on"}, 302, gone=True, code="@tag"
    ),
    field("evidence-together", "someone_else", {"whom": "?"}, 302, whose=("outsider",), code="@draft"),
    # --- clauses ---
    field("clause-choose", "clause", {"clauses": "?"}, 422, whose=("outsider",), code="@draft"),
    # --- what is typed, and keys ---
    field("draft-keep", "words_kept", {"draft": "?", "story": "So."}, 200),
    field("draft-forget", "words_kept", {"draft": "?", "next": "/my/evidence/"}, 302),
    field("evidence-add", "words_kept", EVIDENCE | {"draft": "?"}, 302),
    field("journal-write", "words_kept", WORDS | {"draft": "?"}, 302),
    field("evidence-add", "sent", EVIDENCE | {"once": "?"}, 302),
    field("take-along", "sent", {"portfolio": "@folder", "once": "?"}, 302),
    field(
        "judge",
        "sent",
        {"outcome": "meets", "revision": "0", "once": "?"},
        302,
        by="assessor",
        code="@review",
        version="@shared",
        requirement="@requirement",
    ),
    # --- leaving ---
    field("take-along", "folder", {"portfolio": "?"}, 404),
    field("bring-along-decide", "bag", {"act": "go"}, 404, code="?"),
    # --- witnesses ---
    field("witness-ask", "requirement", ASK | {"asked": "?"}, 422, code="@unit"),
    field(
        "witness-send",
        "asked_question",
        {"email": "", "words_ @own_question": "So?", "words_?": "And?"},
        302,
        code="@witness_ready",
    ),
    field("witness", "asked_question", {"press": "save", "revision": "1", "answer_?": "Yes."}, 302, **LINK),
    field("witness", "witness_recording", {"press": "drop:?"}, 302, **LINK),
    field("witness-keep", "asked_question", {"answer_?": "Yes."}, 200, **LINK),
    field("witness-upload", "witness_upload", {}, 404, code="?", **LINK),
    field("witness-upload", "waiting", {}, 404, code="?", **LINK),
    # --- reading ---
    field(
        "judge",
        "shared",
        {"outcome": "meets", "revision": "0"},
        404,
        by="assessor",
        code="@review",
        version="?",
        requirement="@requirement",
    ),
    field(
        "judge",
        "requirement",
        {"outcome": "meets", "revision": "0"},
        404,
        by="assessor",
        code="@review",
        version="@shared",
        requirement="?",
    ),
    field("seen-in-place", "shared", {"seen-words": "So."}, 404, by="assessor", code="@review", version="?"),
    field("record-change", "recorded", {}, 404, by="assessor", code="@read_unit", evidence="?"),
    field("record-change", "evidence", {}, 404, by="assessor", gone=True, code="@read_unit", evidence="?"),
    field(
        "see-differently",
        "judged_requirement",
        {"words": "So."},
        404,
        code="@judged_unit",
        round="1",
        requirement="?",
    ),
    field(
        "unit-assign",
        "someone_else",
        {"assessor": "?"},
        422,
        whose=("outsider",),
        by="coordinator",
        code="@unit",
    ),
]
