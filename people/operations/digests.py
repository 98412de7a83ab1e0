"""One mail for what was held back: at someone’s own pace, once, whatever is killed when."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from people.models import OutboxMail, Pace, TellingChoice, User
from people.pace import after_quiet, choices_of, is_quiet, when_to_tell, zone_of
from people.registry import EACH_MINUTE
from people.telling import can_be_told, post

State = OutboxMail.State
AT_A_TIME = 500  # people in one look; the others come a minute later


def held():
    """Mails that wait for someone’s moment."""
    return OutboxMail.objects.filter(state=State.WAITING, not_before__isnull=False)


def send_digests(*, at=None):
    """Gather what waits for everyone whose moment has come. The worker calls this every minute."""
    at = at or timezone.now()
    due = held().filter(not_before__lte=at).order_by().values("person").distinct()[:AT_A_TIME]
    people = User.objects.in_bulk([row["person"] for row in due])
    choices = choices_of(people)
    for pk, person in people.items():
        gather(person, choices.get(pk), at=at)


@transaction.atomic
def gather(person, choice, *, at):
    """All or nothing, in one statement and one mail: of two workers at once, the second finds nothing to gather."""
    if choice and is_quiet(choice, at.astimezone(zone_of(person))):
        return hold_again(person, choice, at=at)
    due = held().filter(person=person, not_before__lte=at)
    late = due.filter(kind="digest").select_for_update(no_key=True).values_list("about_code", flat=True)
    told = [int(count) for count in late]  # of digests that could not go before it was quiet
    count = due.update(state=State.GATHERED, settled_at=at, link="") + sum(told) - len(told)
    if count and can_be_told(person):
        TellingChoice.objects.filter(person=person).update(last_digest_at=at)
        return post("digest", person=person, about_code=str(count), link=reverse("waiting"))
    return None


def hold_again(person, choice, *, at):
    """The worker was away, and it is quiet by now: it waits till that ends, not for the next day or week."""
    ended = after_quiet(choice, at.astimezone(zone_of(person)))
    held().filter(person=person, not_before__lte=at).update(not_before=ended)


@transaction.atomic
def choose_telling(person, *, time_zone, at=None, **chosen):
    """Keep someone’s own pace. What waits for them follows it from now on."""
    at = at or timezone.now()
    choice, _new = TellingChoice.objects.update_or_create(person=person, defaults=chosen)
    User.objects.filter(pk=person.pk).update(time_zone=time_zone)
    person.time_zone = time_zone
    waiting = held().filter(person=person)
    if choice.pace == Pace.NEVER:
        waiting.update(state=State.SET_ASIDE, settled_at=at, link="")
    else:
        waiting.update(not_before=when_to_tell(choice, zone=zone_of(person), at=at) or at)
    return choice


EACH_MINUTE.append(send_digests)
