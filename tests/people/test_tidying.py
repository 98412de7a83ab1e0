from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from people.models import AccessMark, Job, OnceKey
from people.operations.tidying import tidy_up
from people.registry import TIDYING

NOW = timezone.now()
OLD, NEW = NOW - timedelta(days=8), NOW - timedelta(days=6)


def keys(*moments, person):
    OnceKey.objects.bulk_create(
        OnceKey(person=person, key=f"{n:032}", created_at=at) for n, at in enumerate(moments)
    )


def job(number, **fields):
    return Job.objects.create(
        **{"kind": "deliver_mail", "subject_code": f"mail{number}", "finished_at": OLD} | fields
    )


def test_form_keys_are_forgotten_after_a_week(practitioner):
    keys(OLD, NEW, person=practitioner)

    tidy_up(at=NOW)

    assert [key.created_at for key in OnceKey.objects.all()] == [NEW]


def test_what_may_still_be_asked_about_stays(practitioner):
    done, stuck = Job.State.DONE, Job.State.STUCK
    gone = job(1, state=done)
    stay = [
        job(2, state=done, finished_at=NEW),
        job(3, state=stuck),
        job(4, state=done, kind="render_certificate"),  # asked for again it would be made again
    ]

    tidy_up(at=NOW)

    assert list(Job.objects.order_by("pk")) == stay
    assert gone not in stay


def test_marks_sessions_and_old_wake_up_calls_go(client_for, practitioner):
    AccessMark.objects.create(person_code="a", subject_code="b", quarter=OLD)
    client_for(practitioner)
    Session.objects.update(expire_date=OLD)
    called = {
        "task_path": "people.tasks.perform",
        "backend_name": "worker",
        "args_kwargs": {},
        "status": "SUCCESSFUL",
    }
    DBTaskResult.objects.create(finished_at=OLD, **called)

    tidy_up(at=NOW)

    assert [model.objects.count() for model in (AccessMark, Session, DBTaskResult)] == [0, 0, 0]


@pytest.mark.parametrize("times", [1, 2])
def test_the_worker_does_it_and_twice_is_as_good_as_once(db, times):
    assert tidy_up in TIDYING
    for _time in range(times):
        tidy_up()
