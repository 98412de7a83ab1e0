"""Writing many pages of a suite at once: what Wagtail does page by page, in a few statements for all of them.

A page written here can be edited, published, reverted and compared like any other. What is left out, and why, stands in
docs/decisions/0007-a-suite-is-written-in-bulk.md. Call inside an operation; the caller lets publishing react.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F, Model
from django.utils import timezone
from wagtail.models import COMMENTS_RELATION_NAME, Locale, Page, PageLogEntry, Revision
from wagtail.search.backends import get_search_backends
from wagtail.signals import page_published

MOST_IN_ONE = 500  # rows of a statement: SQLite counts its parameters
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


# --- new pages, in their places in the tree -----------------------------------------------------


def insert_pages(writings, *, by, now):
    by_parent = defaultdict(list)
    for writing in writings:
        by_parent[writing.parent.pk].append(writing)
    for siblings in by_parent.values():
        place_below(siblings[0].parent, [writing.page for writing in siblings])
    locale = Locale.get_default() if writings else None
    for model, same in kinds_of(writings):
        insert_rows(model, [begun(writing.page, model, locale, by=by, now=now) for writing in same])


def place_below(parent, pages):
    """Paths after the last child. The parent’s row is locked, so nobody else takes the same place."""
    parent = Page.objects.select_for_update().get(pk=parent.pk)
    last = Page.objects.child_of(parent).order_by("path").values_list("path", flat=True).last()
    step = Page._str2int(last[-Page.steplen :]) if last else 0
    for place, page in enumerate(pages, start=step + 1):
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, place)
        page.url_path = f"{parent.url_path}{page.slug}/"
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


def begun(page, model, locale, *, by, now):
    page.content_type = ContentType.objects.get_for_model(model)
    page.locale = locale
    page.translation_key = page.translation_key or uuid.uuid4()
    page.owner = by
    page.numchild = 0
    page.live, page.has_unpublished_changes = True, False
    page.draft_title = page.title
    page.first_published_at = page.last_published_at = now
    return page


def insert_rows(model, pages):
    """The row every page has, and then the one of its kind: Django has no bulk_create for the two together."""
    names = [field.attname for field in Page._meta.concrete_fields if field.name != "id"]
    rows = Page.objects.bulk_create(
        [Page(**{name: getattr(page, name) for name in names}) for page in pages], MOST_IN_ONE
    )
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.page_ptr_id = page.id = row.pk
        page._state.adding, page._state.db = False, row._state.db
    fields = model._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, pages) or MOST_IN_ONE
    for start in range(0, len(pages), size):
        model._base_manager._insert(
            pages[start : start + size], fields=fields, using=connection.alias, raw=True
        )


# --- their entries ------------------------------------------------------------------------------


def write_entries(writings):
    """Rows keep the number they had, by lineage: comments and drafts speak of them by it."""
    for model, same in kinds_of(writings):
        for name in getattr(model, "ENTRIES", ()):
            write_relation(model._meta.get_field(name).related_model, name, same)


def write_relation(model, name, writings):
    numbers = {
        (page_id, lineage): pk
        for page_id, lineage, pk in model.objects.filter(
            page__in=[writing.page.pk for writing in writings if not writing.is_new]
        ).values_list("page_id", model.LINEAGE, "pk")
    }
    for writing in writings:
        for place, row in enumerate(writing.entries.get(name, ())):
            row.page_id, row.sort_order = writing.page.pk, place
            lineage = getattr(row, model.LINEAGE)
            row.pk = numbers.get((row.page_id, lineage)) if lineage else None
    changed = [writing.page.pk for writing in public(writings) if not writing.is_new]
    model.objects.filter(page__in=changed).delete()
    rows = [row for writing in public(writings) for row in writing.entries.get(name, ())]
    model.objects.bulk_create(rows, MOST_IN_ONE)


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
