"""What the trail says of people and places."""

from django.utils.translation import gettext_lazy as _

from people.models import Organisation, User
from people.registry import named, sentences
from people.roles import Role
from people.trail import Group


def role_called(value):
    return Role(value).label if value in Role.values else value


sentences(
    Group.PEOPLE,
    {
        "person.invited": _("%(who)s invited someone to join as: %(role)s."),
        "role.given": _("%(who)s gave a role to %(what)s: %(role)s."),
        "role.ended": _("%(who)s ended a role of %(what)s: %(role)s."),
        "person.erased": _("%(what)s was erased: %(rows)s entries, %(files)s files."),
    },
    says={"role": role_called},
)
sentences(
    Group.PEOPLE,
    {
        "organisation.founded": _("%(what)s was founded."),
        "invitation.withdrawn": _("%(who)s took an invitation back."),
        "invitation.accepted": _("%(who)s said yes to an invitation."),
        "trail.exported": _("%(who)s took a copy of the trail of %(what)s."),
    },
)
# Of no place: whoever may change the standards of every place.
sentences(
    Group.STANDARDS,
    {"administrator.made": _("%(what)s was made an administrator, on the server.")},
)
sentences(Group.FILES, {"file.opened": _("%(who)s opened %(what)s.")})


@named("people.user")
def people_named(codes, *, reader):
    """Nothing for whoever is no longer here: no row, or one without a name that nobody signs in with."""
    found = User.objects.filter(code__in=codes).values_list("code", "name", "is_active")
    return {code: name or code for code, name, is_active in found if name or is_active}


@named("people.organisation")
def organisations_named(codes, *, reader):
    return dict(Organisation.objects.filter(code__in=codes).values_list("code", "name"))
