"""Keeping the words a community adopted: as a version that nothing can change."""

import uuid

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import Amendment, Charter, CharterVersion, Clause
from community.models.wording import trouble_in
from people.audit import operation, record
from people.telling import enqueue
from standards.models import CannotBePublished

NO_WORDS = _("There is nothing to agree to yet. Write at least one clause.")
NO_WORDS_IN = _("A clause or heading has no words yet. Write them, or take it out.")
STILL_TO_COME = _("This day is still to come. Say on which day it was adopted.")
TOO_DEEP = _("“%(words)s” stands deeper than what is above it allows. Move it one step out, and try again.")
HOW = _("Say on which day this charter was first adopted, and how. People read it beside the words.")
PROPOSE = _(
    "A charter is adopted, not published: the words people agreed to stay as they are. Put your draft forward as an "
    "amendment, and it is adopted when its time is over and enough people support it."
)

KEPT = _(
    "People may have agreed to a charter that was adopted here, so it can’t be deleted. Nothing was removed. "
    "Unpublish it to take it out of sight."
)


@operation
def keep_adopted(page, *, by):
    """Freeze the words in the page's tables, if they are other words than the last version's.

    The first version needs the day and the manner of its adoption; every later one an amendment that was adopted with
    exactly these words. Returns the version in force. Raises CannotBePublished, and then nothing changed.
    """
    wording = page.saved_wording
    check(wording)
    charter = Charter.objects.select_for_update(no_key=True).filter(page=page).first()
    last = charter and charter.current_version
    if last and last.digest == wording.digest:
        return keep_facts(charter, page, by=by).current_version
    adoption = amended(charter, wording) if last else first_of(page)
    charter = charter or Charter.objects.create(page=page, lineage=free_lineage(page))
    keep_facts(charter, page, by=by)
    return write_version(charter, page, wording, by=by, **adoption)


def check(wording):
    if wording.is_empty:
        raise CannotBePublished(NO_WORDS)
    if found := trouble_in(wording.entries):
        entry, reason = found
        raise CannotBePublished(
            NO_WORDS_IN if reason == "no words" else TOO_DEEP % {"words": entry.words[:60]}
        )


def free_lineage(page):
    return uuid.uuid4() if Charter.objects.filter(lineage=page.lineage).exists() else page.lineage


def first_of(page):
    if not page.adopted_on or not page.how_adopted.strip():
        raise CannotBePublished(HOW)
    if page.adopted_on > timezone.localdate():
        raise CannotBePublished(STILL_TO_COME)
    return {"adopted_on": page.adopted_on, "how": page.how_adopted.strip()}


def amended(charter, wording):
    """What the adopted amendment says whose words these are, and that was not kept yet; whatever its row says, not
    before its time."""
    adopted = Amendment.objects.filter(charter=charter, state=Amendment.State.ADOPTED, adopted_as=None)
    found = adopted.filter(digest=wording.digest, closes_at__lte=timezone.now()).first()
    if found is None:
        raise CannotBePublished(PROPOSE)
    closed = found.closed_at or timezone.now()
    day = charter.organisation.date_of(closed) if charter.organisation else closed.date()
    return {"adopted_on": day, "how": found.outcome, "changes": found.summary, "amendment": found}


def keep_facts(charter, page, *, by):
    """What may change without a change of words: whose charter it is, and the rule for amendments. The title is one of
    the words. Eased by one person, a rule counts for what is put forward from then on, and the record says so."""
    is_kept = charter.current_version_id is not None
    moved = is_kept and charter.organisation_id != page.organisation_id
    rule = {name: getattr(page, name) for name in Charter.RULE}
    changed = is_kept and rule != {name: getattr(charter, name) for name in Charter.RULE}
    for name, value in {"title": page.title, "organisation": page.organisation, **rule}.items():
        setattr(charter, name, value)
    charter.save(update_fields=["title", "organisation", *Charter.RULE])
    if moved:
        place = page.organisation.code if page.organisation else ""
        record("charter.facts_changed", by=by, subject=charter, organisation=place)
    if changed:
        record("charter.rule_changed", by=by, subject=charter, **rule)
    return charter


def write_version(charter, page, wording, *, adopted_on, how, changes="", amendment=None, by):
    version = CharterVersion.objects.create(
        charter=charter,
        number=charter.versions.count() + 1,
        title=wording.title,
        preamble=wording.preamble,
        last_revised=page.last_revised,
        stewards_named=page.stewards_named,
        adopted_on=adopted_on,
        how=how,
        changes=changes,
        amendment=amendment,
        digest=wording.digest,
        clause_count=len(wording.entries),
        kept_at=timezone.now(),
        kept_by=by,
    )
    Clause.objects.bulk_create(
        Clause(version=version, position=position, **entry.columns)
        for position, entry in enumerate(wording.entries, start=1)
    )
    charter.current_version = version
    charter.save(update_fields=["current_version"])
    record(
        "charter.adopted",
        by=by,
        subject=version,
        charter=charter.code,
        number=version.number,
        digest=version.digest,
    )
    if (
        version.number > 1 and charter.organisation_id
    ):  # the worker asks; adopting does not look at who agreed
        enqueue("ask_about_charter", version)
    return version
