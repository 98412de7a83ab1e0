"""What is other in one version of a standard than in another, or in the draft."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from people.access import may
from standards.models import StandardPage
from standards.queries.changes import changes_between
from standards.queries.history import versions_of
from standards.queries.impact import NOTHING, draft_text_of, published_text_of
from standards.queries.pages import current_text_of
from standards.views.impact import editable_page

DRAFT = "draft"


@require_safe
@may("standards.edit")
def changes(request, page_id):
    page = editable_page(request.user, page_id)
    texts = texts_of(page)
    older = chosen(texts, request.GET.get("from"), default=1)
    newer = chosen(texts, request.GET.get("to"), default=0)
    shown = {
        "page": page,
        "texts": texts,
        "older": older,
        "newer": newer,
        "changes": changes_between(text_at(page, older), text_at(page, newer)),
    }
    return render(request, "standards/admin/changes.html", shown)


def texts_of(page):
    """[(key, name, version)], newest first. A suite has no versions of its own: what is published, and the draft."""
    texts = [(DRAFT, _("the draft"), None)] if page.latest_revision_id else []
    if not isinstance(page, StandardPage):
        return [*texts, ("live", _("what is published"), None)]
    standard = page.own_standard
    return (
        [*texts, *((str(v.number), _("version %s") % v.number, v) for v in versions_of(standard))]
        if standard
        else texts
    )


def chosen(texts, key, *, default):
    if key is None:
        return texts[default] if default < len(texts) else None
    found = [text for text in texts if text[0] == key]
    if not found:
        raise Http404
    return found[0]


def text_at(page, text):
    if text is None:
        return NOTHING
    key, _name, version = text
    if key == DRAFT:
        return draft_text_of(page.get_latest_revision_as_object())
    return current_text_of(version) if version else published_text_of(page)
