"""A steward says whether their name may stand on the charters of their place. It ends with the role."""

from django.utils.translation import gettext_lazy as _

from community.models import StewardShown
from people.audit import operation, record
from people.roles import Role


class NotASteward(Exception):
    """They look after no charter here; or they are the one who asks, and nobody listens to themselves."""

    sentence = _("They are not a steward here any more. Please choose again.")


@operation
def show_name(organisation, *, by):
    """Let the steward’s own name stand on its charters. Raises NotASteward."""
    if not by.holds(Role.STEWARD, organisation):
        raise NotASteward
    shown, is_new = StewardShown.objects.get_or_create(person=by, organisation=organisation)
    if is_new:
        record("steward.name_shown", by=by, subject=organisation)
    return shown


@operation
def hide_name(organisation, *, by):
    """Take the name off its charters again. It never needed a reason."""
    if StewardShown.objects.filter(person=by, organisation=organisation).delete()[0]:
        record("steward.name_hidden", by=by, subject=organisation)


def forget_with_role(person):
    """Whoever is no steward any more, or became one anew, was not asked whether their name may stand there."""
    held = [m for m in person.current_memberships if m.role == Role.STEWARD]
    for shown in StewardShown.objects.filter(person=person).select_related("organisation"):
        said_on = shown.organisation.date_of(shown.said_at)
        if not any(m.organisation_id == shown.organisation_id and m.from_date <= said_on for m in held):
            shown.delete()
