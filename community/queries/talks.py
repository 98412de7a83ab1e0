"""Where a wish to talk stands, as the two people it concerns see it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from community.models import Talk
from people.models import Membership
from people.roles import Role


class Stage(TextChoices):
    TALKED = "talked", _("You talked")
    WAITS = "waits", _("Waiting for a steward")
    NOBODY_YET = "nobody yet", _("Waiting until there is a steward")
    THEY_LEFT = "they left", _("Waiting for you to choose again")


def stages_of(agreements):
    """{agreement pk: Stage} of those that are a wish to talk and still stand. One query."""
    wishes = [each for each in agreements if each.answer == each.Answer.TALK and each.ended_at is None]
    places = {each.version.charter.organisation_id for each in wishes}
    held = Membership.objects.current().filter(
        role=Role.STEWARD, organisation__in=places, person__is_active=True
    )
    stewards = set(held.values_list("organisation_id", "person_id")) if wishes else set()
    return {each.pk: stage_of(each, stewards) for each in wishes}


def stage_of(agreement, stewards):
    """`stewards`: {(organisation pk, person pk)}. Nobody listens to themselves."""
    talk, place = agreement.talk, agreement.version.charter.organisation_id
    if talk.talked_at:
        return Stage.TALKED
    if talk.steward_id:
        return Stage.WAITS if (place, talk.steward_id) in stewards else Stage.THEY_LEFT
    others = {pair for pair in stewards if pair[0] == place} - {(place, agreement.person_id)}
    return Stage.WAITS if others else Stage.NOBODY_YET


def talks_for(steward):
    """Those that wait for this steward, longest waiting first, with all a list shows."""
    return Talk.objects.waiting_for(steward).select_related(
        "agreement__person", "agreement__version__charter__organisation", "steward"
    )
