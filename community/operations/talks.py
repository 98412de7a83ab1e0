"""Someone would like to talk before they answer: a steward hears of it, and nobody else."""

from django.urls import reverse
from django.utils import timezone

from community.models import Talk
from community.operations.stewards import NotASteward
from community.queries.stewards import listeners_for
from people.audit import operation
from people.registry import notice
from people.telling import tell_news

KIND = "talk_wished"

notice(KIND, lambda code: reverse("talks"))


class NotForThem(Exception):
    """A talk is closed by a steward it was meant for."""


def ask_to_talk(agreement, *, words, reach_me, steward, at):
    """To the steward chosen, else to every steward of the place. With none, it waits until there is one."""
    stewards = listeners_for(agreement.person, agreement.version.charter.organisation_id)
    if steward and not stewards.filter(pk=steward.pk).exists():
        raise NotASteward
    talk = Talk.objects.create(
        agreement=agreement, steward=steward, words=words, reach_me=reach_me, asked_at=at
    )
    told = [steward] if steward else stewards
    tell_news(KIND, dict.fromkeys(told, ""), about=talk)
    return talk


@operation
def close_talk(talk, *, by, at=None):
    """Say that the two of them talked. Raises NotForThem, also when someone else was quicker or it was withdrawn."""
    waiting = Talk.objects.waiting_for(by).filter(pk=talk.pk)
    if not Talk.objects.filter(pk__in=waiting.values("pk")).update(talked_at=at or timezone.now()):
        raise NotForThem
    talk.refresh_from_db()
    return talk


def tell_new_steward(person):
    """Someone who becomes a steward hears that people are waiting, if they are."""
    if first := Talk.objects.waiting_for(person).first():
        tell_news(KIND, {person: ""}, about=first)
