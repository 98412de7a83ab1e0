"""New pages in their places in the tree: the rows below Wagtail’s `add_child`, for many pages at once."""

import uuid
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F
from wagtail.models import Locale, Page

MOST_IN_ONE = 500  # rows of a statement: SQLite counts its parameters


def insert_pages(writings, *, by, now):
    """`writings`: of new pages only, each with its `parent`. They become public."""
    by_parent = defaultdict(list)
    for writing in writings:
        by_parent[writing.parent.pk].append(writing)
    for siblings in by_parent.values():
        place_below(siblings[0].parent, [writing.page for writing in siblings])
    locale = Locale.get_default() if writings else None
    by_kind = defaultdict(list)
    for writing in writings:
        by_kind[type(writing.page)].append(writing.page)
    for model, pages in by_kind.items():
        insert_rows(model, [begun(page, model, locale, by=by, now=now) for page in pages])


def place_below(parent, pages):
    """Paths after the last child. The parent’s row is locked, so nobody else takes the same place."""
    parent = Page.objects.select_for_update(no_key=True).get(pk=parent.pk)
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
