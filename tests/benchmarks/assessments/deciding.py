"""Recording a judgement, by the operation and as a browser does it; the workbench; and eight who decide at once."""

import time
from functools import cache
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.models import Judgement, Outcome
from assessments.operations.review import judge
from cms.samples.practice.loading import Extent, load_practice
from people.audit import broken_links
from tests.benchmarks.assessments.full_round import PIECES, REQUIREMENTS, first_piece, full_round
from tests.benchmarks.portfolios.sample import Visitor, page_figures
from tests.benchmarks.running import Figure, queries, timed
from tests.racing import browsers_of, in_two_processes

CLIENTS, EACH = 8, 60  # decisions
WORDS = ["One decision the group made, and what it changed.", "Say what changed afterwards."]


@cache
def place():
    """The first place of a small sample, so that no table is empty."""
    [first, *_others] = load_practice(Extent(100, 2)).places
    return first


def round_of_its_own(**size):
    here = place()
    return full_round(here.organisation, here.assessors[0], here.coordinator, **size)


def workbench():
    read = round_of_its_own()
    page = f"/reviews/{read.code}/evidence/{first_piece(read)}/"
    name = f"workbench, {REQUIREMENTS} requirements and {PIECES} pieces"
    rows, _took = page_figures(name, Visitor(read.assessor), page, milliseconds=60, most_queries=15)
    yield from rows


def judging():
    """Changing one’s mind again and again, and judging what was not judged."""
    read = round_of_its_own()
    [requirement, *others] = read.version.requirements.order_by("position")
    judge(read, requirement=requirement, outcome=Outcome.NOT_YET, words=WORDS[0], by=read.assessor)

    def change():
        stands = Judgement.objects.get(assessment=read, requirement=requirement)
        again = {"outcome": Outcome.NOT_YET, "words": WORDS[stands.revision % 2], "revision": stands.revision}
        return lambda: judge(read, requirement=requirement, by=read.assessor, **again)

    yield Figure("judging again, queries", queries(change()), "queries", 8)
    left = iter(others)
    first = {"outcome": Outcome.MEETS, "words": WORDS[0], "by": read.assessor}
    yield Figure(
        "judging for the first time, queries",
        queries(lambda: judge(read, requirement=next(left), **first)), "queries", 8,
    )  # fmt: skip
    took = timed(lambda: judge(read, requirement=next(left), **first), times=25, warm=3)
    yield Figure("judging for the first time, to disk", took * 1000, "ms", 15, took.told() | disk())


def pressing():
    """The same through every middleware, as the workbench sends it."""
    read = round_of_its_own()
    browser, piece = Client(), first_piece(read)
    browser.force_login(read.assessor)
    left = iter(read.version.requirements.order_by("position"))

    def press():
        requirement = next(left)
        address = reverse("judge", args=[read.code, piece, requirement.code])
        headers = {"HX-Request": "true", "HX-Target": "saved"}
        typed = {"once": uuid4().hex, "outcome": "meets", "words": WORDS[0], "revision": "0"}
        assert browser.post(address, typed, headers=headers).status_code == 200

    press()
    asked = queries(press)
    took = timed(press, times=25, warm=2)
    yield Figure(
        "pressing a judgement, whole request", took * 1000, "ms", None, took.told() | {"queries": asked}
    )


def many_at_once():
    """Each decides what nobody else does: how many a second are on the disk. Two processes, as a server has."""
    here = place()
    rounds = [round_of_its_own(requirements=EACH, pieces=3) for _client in range(CLIENTS)]
    pairs = list(zip(browsers_of(here.assessors[0], CLIENTS), rounds, strict=True))
    for browser, read in pairs:  # once before the clock starts, as a server is warm
        browser.get(reverse("review", args=[read.code]))
    begun = time.perf_counter()
    told = in_two_processes(*[lambda pair=pair: decide_all(*pair) for pair in pairs])
    took = time.perf_counter() - begun
    assert told == [EACH] * CLIENTS, told
    made = Judgement.objects.filter(assessment__in=rounds)
    once = made.filter(revision=1).count()
    more = {"a second": round(CLIENTS * EACH / took, 1), "clients": CLIENTS} | disk()
    name = "a decision, by 8 clients at once (25 ms: 40 a second)"
    yield Figure(name, took / (CLIENTS * EACH) * 1000, "ms", 25, more)
    yield Figure("decided once each, more or less", abs(once - CLIENTS * EACH), "judgements", 0)
    yield Figure("broken links", len(list(broken_links())), "links", 0)


def decide_all(browser, read):
    piece, done = first_piece(read), 0
    for requirement in read.version.requirements.order_by("position"):
        address = reverse("judge", args=[read.code, piece, requirement.code])
        typed = {"once": uuid4().hex, "outcome": "meets", "words": WORDS[0], "revision": "0"}
        answer = browser.post(address, typed, headers={"HX-Request": "true", "HX-Target": "saved"})
        done += answer.status_code == 200
    return done


def disk():
    """Whether the database waits for its disk: without that, nothing here is durable."""
    if connection.vendor == "sqlite":
        return {"synchronous": "FULL"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        return dict(zip(("fsync", "synchronous_commit"), cursor.fetchone(), strict=True))


FIGURES = [workbench, judging, pressing, many_at_once]
