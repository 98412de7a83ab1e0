"""Our components as tags, in every template without {% load %}. Mark-up lives in templates/components/."""

from functools import lru_cache
from uuid import uuid4

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.as_published import as_published, count_items
from cms.explaining import explained
from cms.fields import control_of, dressed, look_wanted, options_of, shape_of
from cms.statuses import JUDGEMENTS, NOTICES, look_of
from cms.templatetags.pictures import icon

register = template.Library()
register.filter("as_published", as_published)
register.filter("count_items", count_items)
register.filter("control", control_of)
register.filter("look", look_wanted)
register.filter("shape", shape_of)
register.filter("options", options_of)

# --- long lists -----------------------------------------------------------------------------


@register.tag
def same_each_time(parser, _token):
    """{% same_each_time %} … {% endsame_each_time %}: what every row of a long list says alike is put together once."""
    nodes = parser.parse(["endsame_each_time"])
    parser.delete_first_token()
    return SameEachTime(nodes)


class SameEachTime(template.Node):
    """Nothing in it may differ from row to row; from page to page it may."""

    def __init__(self, nodes):
        self.nodelist = nodes

    def render(self, context):
        kept = context.render_context  # of this page alone
        if self not in kept:
            kept[self] = self.nodelist.render(context)
        return kept[self]


# --- small parts ----------------------------------------------------------------------------


def small_part(name, shown):
    """A component that says nothing but these few numbers and words: drawn once, as there are few of them.

    Words are escaped first, so that those that may hold mark-up are never taken for the same without.
    """
    plain = (
        (key, value if isinstance(value, int) else conditional_escape(value)) for key, value in shown.items()
    )
    return drawn_once(f"components/{name}.html", get_language(), tuple(plain))


@lru_cache(maxsize=2048)
def drawn_once(path, _language, shown):
    return render_to_string(path, dict(shown))


@register.simple_tag
def status(state, words="", who="", wrap=False):
    """A badge, icon and words, for a judgement's or a claim's state. `who`: the assessor's name, for "With Robin"."""
    look = look_of(state)
    if who:
        words = words or _("With %(name)s") % {"name": who}
    shown = {"kind": look.kind, "icon": look.icon, "words": words or look.words, "wrap": wrap or bool(who)}
    return small_part("status", shown)


@register.simple_block_tag
def notice(content, kind="info", title="", level=2, id=""):  # noqa: A002 - the name of the HTML attribute
    shown = {"kind": kind, "icon": NOTICES[kind], "title": title, "heading": f"h{level}", "id": id}
    return render_to_string("components/notice.html", shown | {"content": content})


@register.simple_block_tag
def fold(content, summary, open=False, count=None):  # noqa: A002 - the name of the HTML attribute
    shown = {"summary": summary, "open": open, "count": count, "content": content}
    return render_to_string("components/fold.html", shown)


@register.simple_block_tag(end_name="endnothing_yet")
def nothing_yet(content, title, icon="", level=2):
    shown = {"title": title, "icon": icon, "heading": f"h{level}", "content": content}
    return render_to_string("components/empty.html", shown)


@register.simple_block_tag
def entry(content, mark):
    """One line of a timeline. `mark`: a judgement ("met", "more", "notyet", "wait") or any icon's name."""
    kind = mark if mark in ("met", "more", "notyet", "wait") else ""
    return render_to_string("components/entry.html", {"icon": mark, "kind": kind, "content": content})


@register.simple_tag
def avatar(name):
    """A person's initials, never a photo. Decorative: the name stands beside it."""
    letters = [word[0] for word in str(name).split() if word[0].isalnum()]
    initials = "".join(letters[:1] + letters[1:][-1:]).upper() or "·"
    return format_html('<span class="avatar" aria-hidden="true">{}</span>', initials)


@register.inclusion_tag("components/who.html")
def who(name, note=""):
    return {"name": str(name), "note": note}


@register.inclusion_tag("components/why.html", takes_context=True)
def why(context, manner):
    """A small link to the clause that explains one of our ways (a Manner), or nothing where none does."""
    return explained(getattr(context, "request", None), manner)


# --- progress -------------------------------------------------------------------------------


def share(part, whole):
    """How much of the whole, in percent with one decimal; text, so that no language turns the point into a comma."""
    return f"{100 * part / whole:.1f}" if whole else "0.0"


@register.simple_tag
def ring(covered, total, met=0):
    counts = {"covered": covered, "total": total, "met": met, "open": covered - met, "left": total - covered}
    shares = {"covered_share": share(covered, total), "met_share": share(met, total)}
    return small_part("ring", counts | shares)


@register.simple_tag
def bar(label, total, met=0, claimed=0, url="", words=""):
    """`met` is agreed, `claimed` matched but not agreed; both are counts, and never overlap."""
    counts = {"total": total, "covered": met + claimed, "met": met, "claimed": claimed}
    counts["left"] = total - counts["covered"]
    shares = {"met_share": share(met, total), "claimed_share": share(claimed, total)}
    return small_part("bar", counts | shares | {"label": label, "url": url, "words": words})


@register.simple_tag
def legend():
    return small_part("legend", {})


# --- finding the way ------------------------------------------------------------------------


@register.simple_block_tag
def crumbs(content):
    return render_to_string("components/crumbs.html", {"content": content})


@register.inclusion_tag("components/crumb.html")
def crumb(label, url=""):
    return {"label": label, "url": url}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, page, name="page", label="", at=""):
    """Which page of a list. Keeps what else the address asks for. `name`, `label`: where a page has several lists;
    `at`: where the list is, if it is shown at other addresses too.
    """
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "request": context["request"],
        "page": page,
        "numbers": [(number, {name: number}) for number in numbers],
        "gap": page.paginator.ELLIPSIS,
        "back": {name: page.previous_page_number()} if page.has_previous() else {},
        "more": {name: page.next_page_number()} if page.has_next() else {},
        "label": label or _("Pages"),
        "at": at,
    }


# --- forms ----------------------------------------------------------------------------------


@register.simple_tag
def answers(chosen, start):
    """The three answers to “does this show it?”, as radios named “outcome”; a page may hold thirty times three.

    `start`: what their ids begin with.
    """
    ids = conditional_escape(start)
    radios = [
        f'<label class="is-{kind}"><input type="radio" name="outcome" value="{value}" id="{ids}-outcome_{at}"'
        f"{' checked' if raw == chosen else ''}>{shown}</label>"
        for at, (raw, value, kind, shown) in enumerate(answers_in(get_language()))
    ]
    return mark_safe(f'<div class="seg">{"".join(radios)}</div>')  # noqa: S308  every part of it is escaped


@lru_cache
def answers_in(_language):
    """[(value, the same escaped, its colours, icon and word)] in one language, ready to stand in a page."""
    return [
        (value, escape(value), escape(look.kind), format_html("{}{}", icon(look.icon), look.words))
        for value, look in JUDGEMENTS.items()
    ]


@register.simple_tag
def once_field():
    """A fresh key: a form sent twice counts once."""
    return mark_safe(f'<input type="hidden" name="once" value="{uuid4().hex}">')  # noqa: S308  figures and letters


@register.inclusion_tag("components/error_summary.html")
def error_summary(form, safe=None):
    """What needs a look, with links to the fields. `safe`: the sentence that says what is not lost, "" for none."""
    return {"form": form, "safe": _("What you typed is still here.") if safe is None else safe}


@register.simple_tag
def problem_in(form):
    """For the start of a page title: a screen reader hears at once that something needs a look."""
    return f"{_('Problem:')} " if form.errors else ""


@register.simple_tag
def field(bound, label="", hint=""):
    """A field of a form, with our own label and hint in place of those a library gave it."""
    return dressed(bound, label=label, hint=hint).as_field_group()
