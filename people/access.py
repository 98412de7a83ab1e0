"""The one way a view gets hold of an object: what you may not know of is a 404, what you may not do a 403."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from people.registry import ALSO_VISIBLE


def fetch_for(person, permission, model, **lookup):
    """The one row matching `lookup` that the person may see, if they may also do `permission` to it.

    `model` is a model or a queryset of one whose manager has `visible_to`.
    """
    rows = model if hasattr(model, "filter") else model.objects.all()
    asked = rows.visible_to(person).filter(**lookup).order_by()  # one row is in no order
    found = next(iter(asked[:1]), None)
    if found is None:
        raise Http404
    if not person.has_perm(permission, found):
        raise PermissionDenied
    return found


def also_visible_to(person, model):
    """What upper apps let this person see of a lower app's rows, as one condition."""
    allowed = Q(pk__in=[])
    for reason in ALSO_VISIBLE[model]:
        allowed |= reason(person)
    return allowed


def only_for(*roles):
    """For pages about no single object: only those who hold one of these roles in the organisation they are in."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.roles.intersection(roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.only_for = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return decorate


def may(permission):
    """For pages about no single object: only those who may do this, whatever organisation they are in just now."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
