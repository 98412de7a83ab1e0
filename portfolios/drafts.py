"""Words that were typed and not saved: how any form keeps them, and how they come back.

For a form of someone signed in:

1. In the template, inside the form:
       {% include "portfolios/_draft.html" with about=about draft=draft here=request.get_full_path only %}
   and the script `drafts.js` (deferred). `about` says which form it is, in small letters, digits, spaces and
   hyphens: "evidence k3x…", "journal new". `draft` is what step 2 found, or None: the notice that words are back,
   with “Start afresh”.
2. In the view, below `@once`: `@drafted` (portfolios.views.keeping) forgets the draft in the same transaction in
   which the form is saved. When the form is opened:

       draft = draft_of(request.user, "journal new")
       form = as_typed(JournalForm(draft.typed)) if draft else JournalForm(…)

   A form of something with a `revision` carries it in a hidden field of that name. `draft.is_behind(revision)`
   says that something newer was saved elsewhere: then show both, as `portfolios.views.evidence` does.

For a form without an account: `<form data-draft-to="{% url … token %}" …>` with a hidden `draft` field and no include.
The script posts the same fields there; that view calls `bounded(request.POST)` and keeps what it returns where its own
rules allow. It answers {"said": …} as JSON.
"""

import json
import re

from django.db.models import Exists, OuterRef
from django.forms.utils import ErrorDict

from people.models import OnceKey
from portfolios.models import Draft

ABOUT = re.compile(r"[a-z][a-z0-9-]*( [a-z0-9-]+)*")
MOST_LETTERS, MOST_FIELDS = 400_000, 3000
NOT_TYPED = {"csrfmiddlewaretoken", "draft", "next"}


class TooMuchTyped(Exception):
    """More than any form of ours holds."""


def bounded(posted):
    """{name: [values]} of what was typed, to keep as JSON. Raises TooMuchTyped."""
    fields = {
        name: [value.replace("\0", "") for value in values]
        for name, values in posted.lists()
        if name not in NOT_TYPED
    }
    if len(fields) > MOST_FIELDS or len(json.dumps(fields)) > MOST_LETTERS:
        raise TooMuchTyped
    return fields


def draft_of(person, about):
    """The draft of a form, or None. One whose form was saved all the same is none, however late it arrived."""
    draft = Draft.objects.visible_to(person).filter(about=about).first()
    if draft and was_saved(person, draft.fields):
        return None
    return draft


def was_saved(person, fields):
    keys = [key for key in fields.get("once", []) if key]
    return bool(keys) and OnceKey.objects.filter(person=person, key__in=keys).exists()


def stand_beside(form, stale):
    """Both texts: something newer was saved. What was typed stays in the form, and the next save takes its place."""
    form.data = form.data.copy()
    form.data["revision"] = stale.current.revision
    form.add_error(None, stale.sentence)


def begun(person, about, make, **now):
    """(form, draft): a form as it stands, or with the words typed into it and not saved, and that draft or None.

    `make`: function(what was typed, or None) → form. `now`: fields that never come back, {name: how they are now, or
    None for left out}: a tick that agrees to something is set anew, or it is no agreement.
    """
    draft = draft_of(person, about)
    if draft is None:
        return make(None), None
    typed = draft.typed
    for name, value in now.items():
        typed.pop(name, None)
        if value is not None:
            typed[name] = str(value)
    return as_typed(make(typed)), draft


def any_drafts(person):
    """To annotate rows with a `code`: whether a draft’s name holds it, so that a page asks only where there is one."""
    return Exists(Draft.objects.visible_to(person).filter(about__contains=OuterRef("code")))


def drafts_of(person, about):
    """{the last word of its name: draft}, of several forms on one page whose names begin so. One query."""
    found = Draft.objects.visible_to(person).filter(about__startswith=f"{about} ")
    return {draft.about.rpartition(" ")[2]: draft for draft in found if not was_saved(person, draft.fields)}


def as_typed(form):
    """A form that shows what stands in it, and holds nothing against it yet."""
    form._errors = ErrorDict()
    form.cleaned_data = {}
    return form
