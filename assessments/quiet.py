"""No, quietly: an assessor declines a round, a practitioner would rather have another assessor.

What is kept is a keyed digest of who and what. Nobody, with the whole database before them, can list, count or date
these; only the one question can be asked: did this person say no to this?
"""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q
from django.utils.crypto import salted_hmac

from assessments.models import QuietNo
from people.models import OnceKey


def digests_of(person, thing):
    """As it is kept, then as it was kept under each earlier secret that still counts.

    `thing` has a `.code`. HMAC-SHA-256 under the site's secret key, as hexadecimal.
    """
    said = f"{person.code} {thing._meta.label_lower} {thing.code}"
    return [
        salted_hmac("assessments.quiet", said, secret=secret, algorithm="sha256").hexdigest()
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


def say_no(person, thing):
    """Saying it twice is saying it once. Inside an operation or not: it is no event."""
    QuietNo.objects.get_or_create(digest=digests_of(person, thing)[0])


def unsay_no(person, thing):
    QuietNo.objects.filter(digest__in=digests_of(person, thing)).delete()


def said_no_to(person, things):
    """Those of `things` this person said no to. One query, however many."""
    return found_by({digest: thing for thing in things for digest in digests_of(person, thing)})


def who_said_no(people, thing):
    """Those of `people` who said no to this. One query, however many."""
    return found_by({digest: person for person in people for digest in digests_of(person, thing)})


def found_by(by_digest):
    """Those whose digest is kept, each once."""
    found = QuietNo.objects.filter(digest__in=by_digest).values_list("digest", flat=True)
    return list(dict.fromkeys(by_digest[digest] for digest in found))


def forget_forms(person, *things):
    """Keys of forms whose answer led to any of these: who reads them could tell that this person had it, and has it no
    more.
    """
    led_there = reduce(or_, (Q(result_url__contains=f"/{thing.code}") for thing in things))
    OnceKey.objects.filter(led_there, person=person).delete()
