"""Writing many pages of a suite at once: what Wagtail does page by page, in a few statements for all of them.

A page written here can be edited, published, reverted and compared like any other. What is left out, and why, stands in
docs/decisions/0007-a-suite-is-written-in-bulk.md. Call inside an operation; the caller lets publishing react.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageLogEntry, Revision
from wagtail.search.backends import get_search_backends
from wagtail.signals import page_published

from standards.operations.page_inserts import MOST_IN_ONE, insert_pages

OF_THE_TREE = {"id", "path", "depth", "numchild", "content_type", "translation_key", "locale", "owner"}


@dataclass
class Writing:
    """A page to write with its entries, {relation: [rows without a page yet]}.

    `parent` is given for a new page. `is_draft`: keep it as a draft, and leave what is public alone. `kept_draft`: the
    content of someone’s unfinished draft, which stays on top of what is published beneath it.
    """

    page: Any
    entries: dict[str, list[Model]] = field(default_factory=dict)
    parent: Any = None
    is_draft: bool = False
    kept_draft: dict[str, Any] | None = None
    revision: Any = None

    @property
    def is_new(self):
        return self.parent is not None


def write_pages(writings, *, by):
    """Write them all, each with a revision and its place in the history. New pages become public at once."""
    now = timezone.now()
    insert_pages([writing for writing in writings if writing.is_new], by=by, now=now)
    write_entries(writings)
    for writing in writings:
        hold_entries(writing)
    keep_revisions(writings, by=by, now=now)
    update_pages(writings)
    keep_history(writings, by=by, now=now)
    index_pages(writings)
    for writing in public(writings):
        page_published.send(sender=type(writing.page), instance=writing.page, revision=writing.revision)
    return writings


def public(writings):
    return [writing for writing in writings if not writing.is_draft]


def kinds_of(writings):
    """[(model, its writings)], parents before children where the caller put them so."""
    kinds = defaultdict(list)
    for writing in writings:
        kinds[type(writing.page)].append(writing)
    return kinds.items()


# --- their entries ------------------------------------------------------------------------------


def write_entries(writings):
    """Rows keep the number they had, by lineage: comments and drafts speak of them by it."""
    for model, same in kinds_of(writings):
        for name in getattr(model, "ENTRIES", ()):
            write_relation(model._meta.get_field(name).related_model, name, same)


def write_relation(model, name, writings):
    known = {
        (page_id, lineage): (pk, place)
        for page_id, lineage, pk, place in model.objects.filter(
            page__in=[writing.page.pk for writing in writings if not writing.is_new]
        ).values_list("page_id", model.LINEAGE, "pk", "sort_order")
    }
    for writing in writings:
        give_places(writing.page, writing.entries.get(name, ()), known)
    changed = [writing.page.pk for writing in public(writings) if not writing.is_new]
    model.objects.filter(page__in=changed).delete()
    rows = [row for writing in public(writings) for row in writing.entries.get(name, ())]
    model.objects.bulk_create(rows, MOST_IN_ONE)


def give_places(page, rows, known):
    """Counted from 1, as the editor counts, and kept wherever they still rise: a row that comes back when an older
    revision is reverted to finds its place free."""
    last = 0
    for row in rows:
        lineage = getattr(row, row.LINEAGE)
        row.page_id = page.pk
        row.pk, place = known.get((page.pk, lineage), (None, None)) if lineage else (None, None)
        row.sort_order = last = place if place is not None and place > last else last + 1


def hold_entries(writing):
    """The page holds its entries as a form would have left them, for its revision to be made of."""
    held = dict(writing.entries)
    if writing.is_new:
        held[COMMENTS_RELATION_NAME] = []  # a page that was not there a moment ago has none to look for
    writing.page._cluster_related_objects = held


# --- revisions, history, searching --------------------------------------------------------------


def keep_revisions(writings, *, by, now):
    """One each; where someone’s draft stays on top, that one once more, as the latest."""
    made = Revision.objects.bulk_create(
        [revision_of(writing.page, writing.page.serializable_data(), by=by, at=now) for writing in writings],
        MOST_IN_ONE,
    )
    for writing, revision in zip(writings, made, strict=True):
        writing.revision = writing.page.latest_revision = revision
        if not writing.is_draft:
            writing.page.live_revision = revision
        writing.page.latest_revision_created_at = now
    on_top = [writing for writing in writings if writing.kept_draft]
    drafts = Revision.objects.bulk_create(
        [revision_of(writing.page, writing.kept_draft, by=by, at=now) for writing in on_top]
    )
    for writing, draft in zip(on_top, drafts, strict=True):
        writing.page.latest_revision = draft


def revision_of(page, content, *, by, at):
    return Revision(
        content_type=page.cached_content_type,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        created_at=at,
        user=by,
        object_str=str(page),
        content=content,
    )


def update_pages(writings):
    for writing in writings:
        if writing.is_new:
            continue
        if writing.is_draft:
            update_draft(writing.page)
        else:
            update_public(writing)
    new = [writing.page for writing in writings if writing.is_new]
    rows = [
        Page(
            pk=page.pk,
            latest_revision=page.latest_revision,
            live_revision=page.live_revision,
            latest_revision_created_at=page.latest_revision_created_at,
        )
        for page in new
    ]
    names = ["latest_revision", "live_revision", "latest_revision_created_at"]
    Page.objects.bulk_update(rows, names, MOST_IN_ONE)


def update_draft(page):
    page.has_unpublished_changes = True
    Page.objects.filter(pk=page.pk).update(
        draft_title=page.title,
        has_unpublished_changes=True,
        latest_revision=page.latest_revision,
        latest_revision_created_at=page.latest_revision_created_at,
    )


def update_public(writing):
    page = writing.page
    if page.live:
        page.last_published_at = writing.revision.created_at
        page.first_published_at = page.first_published_at or page.last_published_at
    else:
        page.live_revision = None
    page.has_unpublished_changes = bool(writing.kept_draft) or not page.live
    page.draft_title = (writing.kept_draft or {}).get("title") or page.title
    shared = [field for field in Page._meta.concrete_fields if field.name not in OF_THE_TREE]
    Page.objects.filter(pk=page.pk).update(
        **{field.attname: getattr(page, field.attname) for field in shared}
    )
    own = [field for field in page._meta.local_concrete_fields if not field.primary_key]
    type(page).objects.filter(pk=page.pk).update(
        **{field.attname: getattr(page, field.attname) for field in own}
    )


def keep_history(writings, *, by, now):
    entries = []
    for writing in writings:
        actions = ["wagtail.create"] if writing.is_new else []
        actions += ["wagtail.publish"] if writing.page.live and not writing.is_draft else ["wagtail.edit"]
        entries += [log_entry(writing, action, by=by, at=now) for action in actions]
    PageLogEntry.objects.bulk_create(entries, MOST_IN_ONE)


def log_entry(writing, action, *, by, at):
    return PageLogEntry(
        page_id=writing.page.pk,
        content_type=writing.page.cached_content_type,
        label=writing.page.get_admin_display_title(),
        action=action,
        timestamp=at,
        user=by,
        revision=writing.revision,
        content_changed=action != "wagtail.create",
    )


def index_pages(writings):
    """So that the editor’s own search finds them."""
    for model, same in kinds_of(public(writings)):
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, [writing.page for writing in same])
