"""Bringing a portfolio along from another installation: what is its owner’s becomes theirs here, whole or not at all.

What others said there is kept to read (HistoryBrought) and is never a decision here: nobody here has checked it.
"""

import hashlib
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.audit import operation, record
from people.models import User
from portfolios.exchange.opening import refuse_if
from portfolios.exchange.zips import BagIsRefused
from portfolios.files import FileRefused, discard_file, keep_staged
from portfolios.kinds import size_in_words
from portfolios.models import BroughtAlong
from portfolios.operations.brought_rows import Rows
from portfolios.operations.units import held, open_portfolio
from portfolios.operations.uploads import held_by


@dataclass(frozen=True)
class Arrival:
    """What came, or would come. `unknown`: standards whose words are not here; what was said of them is history."""

    brought: BroughtAlong | None
    evidence: int
    already_here: int
    files: int
    journal: int
    claims: int
    history: int
    papers: int
    unknown: list

    @property
    def lines(self):
        """In words, one line for each."""
        counts = [
            (
                ngettext("%(count)s piece of evidence", "%(count)s pieces of evidence", self.evidence),
                self.evidence,
            ),
            (
                ngettext(
                    "%(count)s that is here already", "%(count)s that are here already", self.already_here
                ),
                self.already_here,
            ),
            (ngettext("%(count)s file", "%(count)s files", self.files), self.files),
            (ngettext("%(count)s match", "%(count)s matches", self.claims), self.claims),
            (ngettext("%(count)s journal entry", "%(count)s journal entries", self.journal), self.journal),
            (
                ngettext(
                    "%(count)s thing said elsewhere, to read and not checked here",
                    "%(count)s things said elsewhere, to read and not checked here",
                    self.history,
                ),
                self.history,
            ),
            (
                ngettext(
                    "%(count)s paper that belongs to them",
                    "%(count)s papers that belong to them",
                    self.papers,
                ),
                self.papers,
            ),
        ]
        return [words % {"count": count} for words, count in counts if count] + [
            _(
                "“%(title)s” is not here in the same words, or can’t be begun here: what was matched to it can be read."
            )
            % {"title": title}
            for title in self.unknown
        ]


class NothingIsChanged(Exception):
    """Carries what would have come out of an operation that was only a rehearsal."""

    def __init__(self, arrival):
        super().__init__()
        self.arrival = arrival


# --- the files ------------------------------------------------------------------------------


@contextmanager
def kept_files(bag, *, person, tell=lambda count: None):
    """Keep every file of the bag, each inspected like any upload. At the end those that no row took go again.

    Raises BagIsRefused with a sentence for every file that can’t be kept. `tell(count)`: bytes that were kept.
    """
    refuse_too_much(bag, person)
    kept = Kept()
    try:
        keep_all(bag, kept, tell)
        yield kept
    except BaseException:
        kept.used = set()
        raise
    finally:
        kept.discard()


@dataclass
class Kept:
    """`by_code`: {code in the bag: KeptFile}; `used`: the codes of those that have a row by now."""

    by_code: dict = field(default_factory=dict)
    used: set = field(default_factory=set)

    def discard(self):
        for code in set(self.by_code) - self.used:
            discard_file(self.by_code[code].path)


def keep_all(bag, kept, tell):
    refused = []
    for file in bag.told.all_files:
        try:
            kept.by_code[file.code] = kept_file(bag, file, tell)
        except FileRefused as refusal:
            refused.append(str(refusal))
            if refusal.is_ours:
                raise BagIsRefused(str(refusal), is_ours=True) from refusal
    refuse_if(refused)


def kept_file(bag, file, tell):
    """Unpack one file beside the store, hold it against its hash, and keep it if its content is what we take."""
    descriptor, staged = tempfile.mkstemp(prefix="keeping-", dir=settings.FILE_UPLOAD_TEMP_DIR)
    digest = hashlib.sha256()
    try:
        with open(descriptor, "wb") as copy:
            for piece in bag.pieces(file.path):
                digest.update(piece)
                copy.write(piece)
                tell(len(piece))
            copy.flush()
            os.fsync(copy.fileno())
        if digest.hexdigest() != file.sha256:
            raise BagIsRefused(_("“%(name)s” is not as it was when it was packed.") % {"name": file.path})
        return keep_staged(staged, file.name, sha256=file.sha256)
    finally:
        Path(staged).unlink(missing_ok=True)


def refuse_too_much(bag, person):
    here, files = held_by(person), bag.told.all_files
    size = sum(file.size for file in files)
    large = [file.path for file in files if file.size > settings.EVIDENCE_MAX_BYTES]
    if large:
        most = size_in_words(settings.EVIDENCE_MAX_BYTES)
        message = _("“%(name)s” is more than %(most)s, the most we can take.")
        raise BagIsRefused(*[message % {"name": name, "most": most} for name in large[:20]])
    refuse_beyond(here["bytes"] + size, here["files"] + len(files))


def refuse_beyond(size, count):
    if size > settings.EVIDENCE_QUOTA_BYTES or count > settings.EVIDENCE_QUOTA_FILES:
        raise BagIsRefused(
            _("With these files it would be more than one person may keep here. Nothing was changed.")
        )


def refuse_what_is_beyond_by_now(person):
    """Once more when the rows are made: another bag, or an upload, may have come since. One after the other."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    held_now = held_by(person)
    refuse_beyond(held_now["bytes"], held_now["files"])


# --- the rows -------------------------------------------------------------------------------


def brought_before(bag, *, person, organisation):
    """The time this very bag came in before, or None."""
    known = BroughtAlong.objects.filter(digest=bag.digest, portfolio__owner=person)
    return known.filter(portfolio__organisation=organisation).first()


@operation
def bring_along(bag, kept, *, person, organisation, by):
    """Make the rows of a bag whose files are kept. The same bag twice changes nothing: then `.brought` says when.

    Whatever a row can’t hold refuses the whole bag. Returns an Arrival.
    """
    kept.used = set()  # tried again after a lost race, nothing of the first time stands
    portfolio = held(open_portfolio(person, organisation=organisation, by=by))
    before = brought_before(bag, person=person, organisation=organisation)
    if before:
        raise BagIsRefused(already(before))
    brought = BroughtAlong.objects.create(
        portfolio=portfolio, source=source_of(bag.told), digest=bag.digest, brought_by=by or person
    )
    rows = Rows(bag.told, kept.by_code, portfolio, by=by or person)
    try:
        rows.make()
        rows.make_history(brought)
    except ValidationError as problem:
        raise BagIsRefused(_("Something in it has no place here."), *problem.messages[:20]) from problem
    refuse_what_is_beyond_by_now(person)
    kept.used, arrival = rows.used, rows.arrival(Arrival, brought)
    record(
        "portfolio.brought_along",
        by=by,
        subject=brought,
        digest=bag.digest,
        portfolio=portfolio.code,
        evidence=arrival.evidence,
        files=arrival.files,
        claims=arrival.claims,
        history=arrival.history,
    )
    return arrival


def already(brought):
    message = _("This came in before, on %(day)s. Nothing was changed.")
    return message % {"day": brought.brought_at.strftime("%d.%m.%Y")}


def source_of(told):
    return f"{told.organisation}, {told.source}"[:200]


def rehearse(bag, kept, *, person, organisation):
    """What would come, and nothing is changed: the rows are made and taken back. Returns an Arrival."""
    try:
        only_for_a_moment(bag, kept, person=person, organisation=organisation)
    except NothingIsChanged as rehearsal:
        return rehearsal.arrival
    finally:
        kept.used = set()


@operation
def only_for_a_moment(bag, kept, **where):
    raise NothingIsChanged(bring_along(bag, kept, by=where["person"], **where))
