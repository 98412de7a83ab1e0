"""Asking people again when the words change: each once about each version, and not again when they put it aside."""

from django.urls import reverse
from django.utils import timezone

from community.models import Asking, Charter, CharterVersion
from community.operations.answers import check
from community.queries.answers import people_to_ask
from people.audit import operation
from people.registry import job, notice
from people.telling import tell_news

KIND = "charter_changed"
AT_A_TIME = 100  # people asked in one transaction: a worker that dies goes on where it stopped

notice(KIND, lambda code: reverse("my-charters"))


@job("ask_about_charter")
def ask_about_charter(code):
    """Of a version just adopted. Not of the first: nobody said anything to words before it; nor of a sample."""
    ask_about(CharterVersion.objects.select_related("charter").get(code=code))


def ask_about(version):
    """Ask everyone whose answer to older words stands. Done twice, or by two at once, each is asked and told once."""
    waiting = list(people_to_ask(version).values_list("pk", flat=True))
    for start in range(0, len(waiting), AT_A_TIME):
        ask_some(version, waiting[start : start + AT_A_TIME])


@operation
def ask_some(version, pks):
    """Whoever it still concerns by now. Words that were changed again meanwhile are asked about no more."""
    if Charter.objects.filter(pk=version.charter_id, current_version=version).exists():
        people = list(people_to_ask(version).filter(pk__in=pks))
        asked = [Asking(person=person, version=version) for person in people]
        Asking.objects.bulk_create(asked, ignore_conflicts=True)
        tell_news(KIND, dict.fromkeys(people, ""), about=version)


@operation
def put_aside(version, *, by, at=None):
    """“Not now”: nobody asks this person again about these words. Returns the Asking. Raises NotInForce, NotAMember."""
    check(Charter.objects.locked(version.charter), version, by=by)
    asking, _is_new = Asking.objects.get_or_create(person=by, version=version)
    Asking.objects.filter(pk=asking.pk, put_aside_at=None).update(put_aside_at=at or timezone.now())
    asking.refresh_from_db()
    return asking
