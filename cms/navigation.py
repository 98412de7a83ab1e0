"""Where a person can go from the top of every page: only to what exists, and what they may open."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.roles import Role


class Door(NamedTuple):
    label: str | Promise
    url_name: str
    icon: str
    role: str = ""
    fragment: str = ""


DOORS = [
    Door(_("My portfolio"), "dashboard", "folder", Role.PRACTITIONER),
    Door(_("Evidence"), "evidence-list", "image", Role.PRACTITIONER),
    Door(_("Reviews"), "review-queue", "message", Role.ASSESSOR),
    Door(_("Asked of you"), "actions", "tick", Role.ASSESSOR),
    Door(_("Second looks"), "quality", "eye", Role.IQA),
    Door(_("Signed-off work"), "signed-off-work", "shield", Role.IQA),
    Door(_("People"), "people", "people", Role.COORDINATOR),
    Door(_("Groups"), "cohort-list", "list", Role.COORDINATOR),
    Door(_("Assignments"), "assignments", "compare", Role.COORDINATOR),
    Door(_("Licences"), "licences", "shield", Role.COORDINATOR),
    Door(_("Edit standards"), "wagtailadmin_home", "draft", Role.TRAINER),
    Door(_("Talks"), "talks", "care", Role.STEWARD),
    Door(_("Key areas"), "home", "grid", fragment="#map"),
    Door(_("Standards"), "standards", "list"),
    Door(_("Charters"), "charters", "people"),
    Door(_("Check a certificate"), "verify", "cert"),
    Door(_("Search"), "standards-search", "search"),
]
TABS = [
    Door(_("Portfolio"), "dashboard", "folder", Role.PRACTITIONER),
    Door(_("Add"), "evidence-add", "plus", Role.PRACTITIONER),
    Door(_("Evidence"), "evidence-list", "image", Role.PRACTITIONER),
    Door(_("Key areas"), "home", "grid", Role.PRACTITIONER, "#map"),
]
MOST_IN_A_ROW = 5


def links_for(roles, *, request, doors):
    """The doors open to someone with these roles, in order, each saying whether it is where they are now."""
    return [link_to(door, request) for door in doors if not door.role or door.role in roles]


def link_to(door, request):
    url = reverse(door.url_name)
    return {
        "label": door.label,
        "url": url + door.fragment,
        "icon": door.icon,
        "here": is_here(door, url, request),
    }


ABOUT_STANDARDS = {
    "wagtail_serve",
    "standards",
    "standard-versions",
    "version-address",
    "requirement-address",
}


ABOUT_CHARTERS = ("/charters/", "/ch/", "/cv/", "/cl/", "/charter/")


def is_here(door, url, request):
    """Every published page but the front page is about a standard, or a charter."""
    if door.url_name == "charters":
        return request.path.startswith(ABOUT_CHARTERS)
    if door.url_name == "standards":
        match = request.resolver_match
        elsewhere = request.path == "/" or request.path.startswith(ABOUT_CHARTERS)
        return bool(match and match.url_name in ABOUT_STANDARDS and not elsewhere)
    return request.path == url
