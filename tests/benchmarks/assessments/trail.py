"""The record: proving a chain of a million events, and reading the trail of a place that has them."""

import io
import resource
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from django.core.management import call_command
from django.test import Client

from people.audit import hash_of
from people.models import AuditEvent, Organisation, Stream, StreamHead, User
from people.operations.organisations import found_organisation, give_role
from people.roles import Role
from tests.benchmarks.running import Figure, peak_megabytes, queries, seconds, timed

MOST, SOME = 1_000_000, 50_000
PIECE = 5_000
BEGUN = datetime(2027, 1, 4, 8, tzinfo=UTC)
DID = ["claim.made", "assessment.replied", "unit.shared", "evidence.mapped", "role.given"]


@cache
def place():
    """An organisation with an IQA, made before the chain grows."""
    organisation = found_organisation("Sample Place for the Trail")
    iqa = User.objects.create_user(name="Ines Specimen", email="iqa@trail.example")
    give_role(iqa, role=Role.IQA, organisation=organisation, by=None)
    return organisation, iqa


def grow(count):
    """Lengthen the chain to so many events, each a decision, match or role in that place by one of 40 people."""
    organisation, iqa = place()
    head = StreamHead.objects.get(stream=Stream.RECORD)
    people = [iqa.code, *(f"nobody{number:04}" for number in range(39))]
    while head.sequence < count:
        several = [link(head, organisation, people) for _one in range(min(PIECE, count - head.sequence))]
        AuditEvent.objects.bulk_create(several)
        head.save()


def link(head, organisation: Organisation, people):
    head.sequence += 1
    number = head.sequence
    event = AuditEvent(
        stream=Stream.RECORD,
        sequence=number,
        at=BEGUN + timedelta(seconds=number),
        actor_code=people[number % len(people)],
        action=DID[number % len(DID)],
        subject_type="people.user",
        subject_code=people[number * 7 % len(people)],
        place_code=organisation.code,
        payload={"unit": f"u{number:09}", "requirement": f"r{number % 31:09}", "round": number % 5},
        previous_hash=head.hash,
    )
    event.hash = head.hash = hash_of(event)
    return event


def prove():
    out = io.StringIO()
    call_command("verify_audit", stdout=out)
    return out.getvalue()


def verifying():
    grow(SOME)
    held = peak_megabytes(prove)
    yield Figure(f"verify_audit of {SOME:,} events, held at once by Python", held, "MB", 20)
    few, little = seconds(prove, 3), trail_page()
    grow(MOST)
    before = resident_megabytes()
    took = seconds(prove)
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    more = {"said": prove().strip(), f"s for {SOME:,}": round(few, 2)}
    yield Figure(f"verify_audit of {MOST:,} events", took, "s", 60, more)
    told = {"the whole process at its most, in MB": round(whole)}
    yield Figure("held while proving them, at most", whole - before, "MB", 200, told)
    yield from trail_figures(little)


def resident_megabytes():
    """What this process holds now, with Django, every library and the tests’ own modules."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1024**2


def trail_page(address="/trail/"):
    browser = Client()
    browser.force_login(place()[1])
    assert browser.get(address).context["told"]
    return timed(lambda: browser.get(address), times=20), queries(lambda: browser.get(address))


def trail_figures(little):
    for name, address in [
        ("", ""),
        (", by one person", "?who=Ines"),
        (", older ones", f"?before={MOST // 2}"),
    ]:
        took, asked = trail_page(f"/trail/{address}")
        more = took.told() | {"queries": asked}
        yield Figure(f"the trail among {MOST:,} events{name}, p95", took.p95 * 1000, "ms", None, more)
        if not address:
            against = {"queries before": little[1], f"ms among {SOME:,}": round(little[0].p95 * 1000, 1)}
            ratio = took.p95 / little[0].p95
            yield Figure(f"the same against {SOME:,} events, p95", ratio, "times", 2, against)
    took, asked = trail_page("/my/trail/")
    yield Figure(f"one’s own trail among {MOST:,} events, p95", took.p95 * 1000, "ms", None, took.told())


FIGURES = [verifying]
