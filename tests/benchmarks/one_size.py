"""The pages of one size, in a process and a database of their own. Speaks in lines of JSON.

`python -m tests.benchmarks.one_size small|medium|large`; asked by sizes.py, one page a line, for as long as it likes.
With FIGURES_KEEP the database stays, and is used again as it is: loading the large one takes minutes.
"""

import json
import os
import shutil
import sys
import time
from contextlib import contextmanager, redirect_stdout
from functools import partial

from tests.benchmarks.running import queries, taken

PAGES = {
    "assessor": {
        "queue": "/reviews/",
        "queue, second page": "/reviews/?reading=2",
        "queue, one standard": "/reviews/?standard={standard}",
        "queue, part of a name": "/reviews/?name=Sample",
        "one round": "/reviews/{full}/",
        "workbench": "/reviews/{full}/evidence/{piece}/",
        "signing off": "/reviews/{full}/sign-off",
    },
    "coordinator": {
        "cohorts": "/cohorts/",
        "one cohort": "/cohorts/{cohort}/",
        "one cohort, who is read": "/cohorts/{cohort}/?needs=reading",
        "who needs what, as CSV": "/cohorts/{cohort}/who-needs-what.csv",
        "who reads what": "/assignments/",
        "covering for someone": "/assignments/cover/{assessor}/",
        "licences": "/licences/",
    },
    "iqa": {
        "second looks": "/quality/",
        "strategies": "/quality/strategies/",
        "plans": "/quality/plans/",
        "one plan": "/quality/plans/{plan}/",
        "what more to draw": "/quality/plans/{plan}/more/",
        "a round to add": "/quality/plans/{plan}/add/",
        "one sample": "/quality/samples/{sample}/",
        "one record": "/quality/records/{record}/",
        "actions": "/quality/actions/",
        "signed-off work": "/signed-off/",
        "the trail": "/trail/",
    },
    "practitioner": {
        "their certificates": "/certificates/",
        "who reads, theirs": "/my/assessors/",
        "their own trail": "/my/trail/",
    },
}
IN_A_TURN = 20  # visits


def main(size, *, keep):
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    import django

    django.setup()
    with redirect_stdout(sys.stderr), database_of(size, keep=keep):
        say(loaded(size))
        visits = dict(visits_at_the_first_place())
        say(list(visits))
        for name in sys.stdin:
            say(measured(visits[name.strip()]))


def say(told):
    print(json.dumps(told), file=sys.__stdout__, flush=True)


@contextmanager
def database_of(size, *, keep):
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment(debug=False)
    name, postgres = connection.settings_dict["NAME"], connection.vendor == "postgresql"
    connection.settings_dict["TEST"]["NAME"] = (
        f"figures_{size}" if postgres else str(settings.DATA_DIR / f"{size}.sqlite3")
    )
    connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=keep)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0, keepdb=keep)
        teardown_test_environment()
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def loaded(size):
    """What was loaded, and in how many seconds: None where it was there."""
    from cms.samples.practice.loading import SIZES, load_practice
    from people.models import AuditEvent
    from portfolios.models import Claim, Unit

    took = None
    if not AuditEvent.objects.filter(action="sample.loaded").exists():
        begun = time.perf_counter()
        load_practice(SIZES[size])
        took = time.perf_counter() - begun
    there = {"units": Unit.objects.count(), "claims": Claim.objects.count()}
    return there | {"seconds": took, "events": AuditEvent.objects.count()}


def visits_at_the_first_place():
    """(name of a page, function() → its bytes), of all pages."""
    from tests.benchmarks.portfolios.sample import Visitor

    people, codes = at_the_first_place()
    for role, pages in PAGES.items():
        visitor = Visitor(people[role])
        for name, address in pages.items():
            yield name, partial(visitor.get, address.format(**codes))


def measured(visit):
    """One turn of a page."""
    took, worked = taken(visit, times=IN_A_TURN)
    size = round(len(visit()) / 1000, 1)
    return {"took": took, "worked": worked, "queries": queries(visit), "kilobytes": size}


def at_the_first_place():
    """Its first people by role, and what of theirs is looked at: the fullest of each, and what stands in its address."""
    from django.db.models import Count

    from assessments.models import Cohort, Sample, SamplingPlan
    from assessments.operations.looking_ties import say_untied_before_looking
    from people.models import Organisation, User
    from tests.benchmarks.assessments.full_round import first_piece, full_round

    place = Organisation.objects.get(name="Sample place 1")
    people = {
        role: User.objects.get(email=f"{role}-1.place-1@samples.example")
        for role in ("assessor", "coordinator", "iqa")
    }
    samples = Sample.objects.visible_to(people["iqa"]).filter(plan__organisation=place)
    cohorts = Cohort.objects.filter(organisation=place).annotate(people=Count("members"))
    plans = SamplingPlan.objects.filter(organisation=place).annotate(rounds=Count("samples"))
    read = full_round(place, people["assessor"], people["coordinator"])
    looked = samples.filter(state=Sample.State.LOOKED_AT).first()
    planned = samples.filter(state=Sample.State.PLANNED).first()
    say_untied_before_looking(planned, by=people["iqa"])
    people["practitioner"] = samples.filter(assessment__state="signed off").first().assessment.owner
    return people, {
        "full": read.code,
        "piece": first_piece(read),
        "standard": read.version.standard.code,
        "cohort": cohorts.order_by("-people", "pk").first().code,
        "assessor": people["assessor"].code,
        "plan": plans.order_by("-from_date", "pk").first().code,
        "sample": planned.code,
        "record": looked.record.code,
    }


if __name__ == "__main__":
    main(sys.argv[1], keep=bool(os.environ.get("FIGURES_KEEP")))
