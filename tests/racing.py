"""Several browsers that press the same buttons at the same moment, each on a connection of its own."""

import threading
from collections import Counter
from multiprocessing import get_context
from uuid import uuid4

from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from assessments.declarations import signing
from assessments.models import Certificate, Judgement, SignOff, State, Transition
from assessments.queries import hash_of_seen, seen_in
from people.audit import broken_links

TICKED = {"looked": "on", "no_tie": "on", "mine": "on"}


def browsers_of(person, number):
    found = []
    for _one in range(number):
        browser = Client()
        browser.force_login(person)
        found.append(browser)
    return found


def all_at_once(*functions):
    """What each returned, or the exception it raised."""
    start, outcomes = threading.Barrier(len(functions)), [None] * len(functions)

    def act(place, function):
        try:
            start.wait(timeout=60)
            outcomes[place] = function()
        except Exception as trouble:
            outcomes[place] = trouble
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=600)
    return outcomes


def in_two_processes(*functions):
    """The same, half of them in each of two processes, as a server has. By fork: what is warm stays warm; connections
    are their own."""
    connections.close_all()
    fork, halves = get_context("fork"), (functions[::2], functions[1::2])
    told = fork.SimpleQueue()
    workers = [fork.Process(target=lambda half=half: told.put(all_at_once(*half))) for half in halves]
    for worker in workers:
        worker.start()
    outcomes = [one for _worker in workers for one in told.get()]
    for worker in workers:
        worker.join()
    return outcomes


def answers(clients, forms, together=all_at_once):
    """{status: how often}. Every client sends every one of `forms`, {address: what is in it, by client}; half of them
    from the other end. `together`: in one process or two."""

    def presses(browser, number):
        order = list(forms) if number % 2 else list(reversed(forms))
        return [
            browser.post(address, {"once": uuid4().hex} | forms[address](number)).status_code
            for address in order
        ]

    told = together(
        *[lambda pair=pair: presses(*pair) for pair in zip(clients, range(len(clients)), strict=True)]
    )
    return Counter(status for one in told for status in (one if isinstance(one, list) else [repr(one)]))


def decide_everything(assessment, clients, **how):
    """Each client judges every requirement of a round in other words. Returns {status: how often}."""
    version = assessment.submission.items.first().evidence_version
    return answers(
        clients,
        {
            reverse("judge", args=[assessment.code, version.code, requirement.code]): lambda number: {
                "outcome": "meets",
                "words": f"Client {number} saw it.",
                "revision": "0",
            }
            for requirement in assessment.version.requirements.all()
        },
        **how,
    )


def sign_everything(assessments, clients, **how):
    """Each client signs every one of these rounds. Returns {status: how often}."""
    seen = {one: TICKED | {"seen_hash": hash_of_seen(seen_in(one)), "words": ""} for one in assessments}
    return answers(
        clients,
        {reverse("review-sign-off", args=[one.code]): lambda _number, one=one: seen[one] for one in seen},
        **how,
    )


def decided_twice(assessment):
    """Judgements of a round that are not the first and only ones."""
    return list(Judgement.objects.filter(assessment=assessment).exclude(revision=1))


def after_signing():
    """What there is once everything was signed: sign-offs, their words, steps, certificates, numbers, broken links."""
    return {
        "sign-offs": SignOff.objects.count(),
        "in their words": SignOff.objects.filter(declaration=signing()).count(),
        "steps": Transition.objects.filter(to_state=State.SIGNED_OFF).count(),
        "certificates": Certificate.objects.count(),
        "numbers": Certificate.objects.values("number").distinct().count(),
        "broken links": len(list(broken_links())),
    }


def once(event, act):
    """The act, begun when the event is set."""

    def later():
        connection.ensure_connection()
        event.wait(5)
        return act()

    return later
