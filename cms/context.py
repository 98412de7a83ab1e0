"""What every page of the house knows: who is here, where they can go, how they like it to look."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import SimpleLazyObject

from cms.navigation import DOORS, MOST_IN_A_ROW, TABS, links_for

THEMES = ("light", "dark")


def house(request):
    """Values for base.html. Nothing here asks the database until a template shows it."""
    person = getattr(request, "user", AnonymousUser())
    return look(request) | {
        "organisation": SimpleLazyObject(lambda: organisation_of(request)),
        "person": SimpleLazyObject(lambda: person if person.is_authenticated else None),
        "roles": SimpleLazyObject(lambda: roles_of(request)),
        "places": SimpleLazyObject(lambda: places_of(person)),
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "tabs": SimpleLazyObject(lambda: links_for(roles_of(request), request=request, doors=TABS)),
    }


def house_without_rows(request):
    """The same values when the database can't be asked: nobody is signed in, and the doors are the public ones."""
    return look(request) | {
        "organisation": None,
        "person": None,
        "roles": frozenset(),
        "places": frozenset(),
        "navigation": in_rows(links_for((), request=request, doors=DOORS)),
        "tabs": [],
        "messages": [],
    }


def look(request):
    chosen = request.COOKIES.get("theme", "")
    return {
        "theme": chosen if chosen in THEMES else "",
        "mail_on": settings.MAIL_ON,
        "here": request.path,
    }


def roles_of(request):
    return getattr(request, "roles", frozenset())


def places_of(person):
    """Ids of the organisations they are in today; with more than one, the menu offers the other."""
    return frozenset(m.organisation_id for m in getattr(person, "current_memberships", ()))


def navigation(request):
    return in_rows(links_for(roles_of(request), request=request, doors=DOORS))


def in_rows(links):
    """The first few stand in the masthead; the menu has all of them."""
    return [link | {"in_row": place < MOST_IN_A_ROW} for place, link in enumerate(links)]


def organisation_of(request):
    """Theirs; for a stranger the only one there is. With several, none: a stranger's belongs to nobody yet."""
    own = getattr(request, "organisation", None)
    return own or the_only_organisation() if hasattr(request, "organisation") else None


def the_only_organisation():
    from people.models import Organisation  # models are not ready when settings name this module

    found = list(Organisation.objects.all()[:2])
    return found[0] if len(found) == 1 else None
