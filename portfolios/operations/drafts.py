"""Keeping what is being typed. Not an event: nobody but its owner ever knows of it."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KT
from django.utils import timezone

from people.models import OnceKey
from portfolios.drafts import was_saved
from portfolios.models import Draft

KEPT_FOR = timedelta(days=90)
MOST_DRAFTS = 50


@transaction.atomic
def keep_draft(person, *, about, fields):
    """Keep what stands in a form now, in place of what stood in it before; None where that form was saved already."""
    if was_saved(person, fields):
        return None  # on its way for longer than the form itself
    new = {"fields": fields, "changed_at": timezone.now()}
    draft, is_new = Draft.objects.update_or_create(owner=person, about=about, defaults=new)
    if is_new:
        oldest = Draft.objects.visible_to(person).order_by("-changed_at")[MOST_DRAFTS:]
        Draft.objects.filter(pk__in=[draft.pk for draft in oldest]).delete()
    return draft


def forget_draft(person, about):
    Draft.objects.visible_to(person).filter(about=about).delete()


def forget_drafts_about(codes, *, of=None):
    """What anyone, or one person, was typing about these things, told by the codes their forms are named by. Says how
    many went.
    """
    drafts = Draft.objects.visible_to(of) if of else Draft.objects.all()
    codes, named = set(codes), drafts.values_list("pk", "about")
    found = [pk for pk, about in named.iterator() if not codes.isdisjoint(about.split())]
    return Draft.objects.filter(pk__in=found).delete()[0]


def forget_old_drafts(*, at=None):
    """And those that arrived after their form was saved: their keys go after a week, and they would come back."""
    Draft.objects.filter(changed_at__lt=(at or timezone.now()) - KEPT_FOR).delete()
    used = OnceKey.objects.filter(person=OuterRef("owner"), key=OuterRef("once"))
    Draft.objects.annotate(once=KT("fields__once__0")).filter(Exists(used)).delete()
