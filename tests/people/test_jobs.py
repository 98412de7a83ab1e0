"""Work is a row: what is killed when must not matter."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from people import registry, tasks, telling
from people.audit import operation
from people.models import Job
from people.operations.jobs import MOST_TRIES, TAKES_AT_MOST, perform_everything, perform_job, wake_overlooked
from people.telling import enqueue
from tests.factories import OrganisationFactory

State = Job.State


@pytest.fixture
def done(monkeypatch):
    """What the sample work was done about; put an exception in `trouble` to have it raise."""
    work = []
    work_on = {"trouble": None}

    def sample(code):
        if work_on["trouble"]:
            raise work_on["trouble"]
        work.append(code)

    monkeypatch.setitem(registry.JOBS, "sample", sample)
    work_on["done"] = work
    return work_on


def job_about(subject, **fields):
    job = enqueue("sample", subject)
    Job.objects.filter(pk=job.pk).update(**fields)
    return job


def state_of(job):
    job.refresh_from_db()
    return job.state


def test_work_is_done_once(organisation, done):
    job = enqueue("sample", organisation)

    perform_everything()
    perform_job(job.pk)
    perform_everything()

    assert done["done"] == [organisation.code]
    assert state_of(job) == State.DONE
    assert job.finished_at is not None


def test_asking_twice_is_asking_once(organisation, done):
    assert enqueue("sample", organisation) == enqueue("sample", organisation)

    perform_everything()

    assert done["done"] == [organisation.code]


def test_work_asked_for_in_an_operation_that_breaks_is_not_wanted(organisation, done):
    @operation
    def breaks():
        enqueue("sample", organisation)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        breaks()

    assert not Job.objects.exists()


def test_the_worker_is_woken_after_the_commit(organisation, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue("sample", organisation)
        assert job.woken_at is None

    job.refresh_from_db()
    assert job.woken_at is not None
    assert tasks.perform.get_backend().results[-1].args == [job.pk]


def test_a_wake_up_call_that_breaks_does_not_undo_what_was_saved(transactional_db, done, monkeypatch, caplog):
    def breaks(job):
        raise RuntimeError("no worker")

    monkeypatch.setattr(telling, "wake", breaks)

    with transaction.atomic():
        organisation = OrganisationFactory()
        enqueue("sample", organisation)

    assert [line.name for line in caplog.records] == ["django.db.backends.base"]
    perform_everything()
    assert done["done"] == [organisation.code]


def test_killed_between_commit_and_wake_up_call_it_is_woken_by_the_sweep(organisation):
    """TestCase never runs on_commit: exactly what a kill right after the commit leaves behind."""
    job = enqueue("sample", organisation)
    assert wake_overlooked() == 0  # its own call may be under way

    later = timezone.now() + timedelta(seconds=6)
    assert wake_overlooked(at=later) == 1
    assert wake_overlooked(at=later) == 0
    job.refresh_from_db()
    assert job.woken_at is not None


def test_a_wake_up_call_lost_later_is_repeated_after_a_minute(organisation):
    job_about(organisation, woken_at=timezone.now())

    assert wake_overlooked(at=timezone.now() + timedelta(seconds=30)) == 0
    assert wake_overlooked(at=timezone.now() + timedelta(seconds=61)) == 1


def test_work_that_raises_is_tried_again_later_each_time(organisation, done):
    job, at = enqueue("sample", organisation), timezone.now()
    done["trouble"] = ValueError("words nobody may read in a log of rows")

    waits = []
    for _ in range(MOST_TRIES - 1):
        perform_job(job.pk, at=at)
        assert state_of(job) == State.WAITING
        assert job.trouble == "ValueError"
        waits.append(round((job.not_before - at).total_seconds()))
        perform_job(job.pk, at=at)  # not due yet: nothing happens
        at = job.not_before
    assert waits == [20, 80, 320, 1280]

    perform_job(job.pk, at=at)
    assert (state_of(job), job.tries) == (State.STUCK, MOST_TRIES)
    perform_job(job.pk, at=at + timedelta(days=1))
    assert job.tries == MOST_TRIES


def test_work_that_goes_well_the_second_time_is_done(organisation, done):
    job = enqueue("sample", organisation)
    done["trouble"] = ValueError()
    perform_job(job.pk)
    done["trouble"] = None

    perform_job(job.pk, at=timezone.now() + timedelta(seconds=21))

    assert (state_of(job), job.trouble, done["done"]) == (State.DONE, "", [organisation.code])


def test_work_that_raised_is_woken_as_soon_as_it_is_due(organisation, done):
    job = job_about(organisation, woken_at=timezone.now())
    done["trouble"] = ValueError()
    perform_job(job.pk)

    assert wake_overlooked(at=timezone.now() + timedelta(seconds=19)) == 0
    assert wake_overlooked(at=timezone.now() + timedelta(seconds=21)) == 1


def test_work_whose_worker_was_killed_is_taken_up_again(organisation, done):
    job, now = enqueue("sample", organisation), timezone.now()
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, started_at=now, tries=1)

    perform_job(job.pk, at=now + TAKES_AT_MOST - timedelta(seconds=1))
    assert done["done"] == []

    assert wake_overlooked(at=now + TAKES_AT_MOST + timedelta(seconds=1)) == 1
    perform_job(job.pk, at=now + TAKES_AT_MOST + timedelta(seconds=1))
    assert (done["done"], state_of(job)) == ([organisation.code], State.DONE)


def test_work_that_kills_its_worker_every_time_is_set_aside(organisation):
    job = job_about(
        organisation, state=State.RUNNING, started_at=timezone.now() - timedelta(hours=1), tries=MOST_TRIES
    )

    assert wake_overlooked() == 0
    assert state_of(job) == State.STUCK


def test_work_of_an_unknown_kind_is_set_aside_in_the_end(organisation):
    job, at = enqueue("from a newer version", organisation), timezone.now()

    for _ in range(MOST_TRIES):
        perform_job(job.pk, at=at)
        at += timedelta(hours=1)

    assert (state_of(job), job.trouble) == (State.STUCK, "KeyError")


def test_two_workers_at_once_do_it_once(at_once, done):
    organisation = OrganisationFactory()
    job = enqueue("sample", organisation)

    outcomes = at_once(*[lambda: perform_job(job.pk)] * 4)

    assert outcomes == [None] * 4
    assert done["done"] == [organisation.code]
