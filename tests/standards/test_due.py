"""What waits for its day: each draft for itself. One that is refused keeps no other waiting, and says why."""

from datetime import timedelta
from itertools import count

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from people.management.commands.worker import AN_HOUR, chores_at
from people.models import AuditEvent, OutboxMail
from people.operations.jobs import wake_overlooked
from people.registry import EACH_MINUTE, TIDYING
from standards.models import StandardPage, StandardVersion, SuitePage
from standards.operations.due import do_what_is_due
from tests.browsing import browser_of
from tests.remembering import remembered
from tests.standards.editor import CRITERIA, Editor, sentences_in
from tests.standards.test_impact import someone_working

WORDING = {"change": "wording", "why": "It reads better."}
CHANGED = "The words changed. Open the page, say whether they mean the same or something else, and publish it from there."
LATER = timedelta(days=3)


def moment(delta):
    return timezone.localtime(timezone.now() + delta).strftime("%Y-%m-%d %H:%M")


def on_its_day():
    with time_machine.travel(timezone.now() + LATER + timedelta(minutes=5)):
        do_what_is_due()


def rewrite(browser, page, words="Other words"):
    editor = Editor(browser, page)
    if isinstance(page, SuitePage):
        return editor.type_in("values", 0, title=words)
    return editor.type_in(CRITERIA, 0, text=words)


def now(page):
    return type(page).objects.get(pk=page.pk)


def numbers():
    return list(StandardVersion.objects.order_by("pk").values_list("number", flat=True))


@pytest.fixture(params=["standard", "suite"])
def page(request, seed, suite):
    return {"standard": seed, "suite": suite}[request.param]


@pytest.fixture
def planned(trainer, page):
    return planned_by(trainer, page)


@remembered
def planned_by(person, page):
    rewrite(browser_of(person), page).type(go_live_at=moment(LATER), **WORDING).publish()
    return now(page)


def test_planning_asks_what_changed_and_publishes_nothing(admin, page):
    refused = rewrite(admin, page).type(go_live_at=moment(LATER)).publish()
    assert set(refused.context["form"].errors) == {"change", "why"}
    rewrite(admin, page).type(go_live_at=moment(LATER), **WORDING).publish()
    page = now(page)
    assert page.live
    assert page.scheduled_revision == page.latest_revision
    assert numbers() == [1]


def test_nothing_happens_before_its_day(planned):
    do_what_is_due()
    assert numbers() == [1]
    assert now(planned).scheduled_revision is not None


@pytest.mark.parametrize("times", [1, 2])
def test_on_its_day_it_is_published_once_in_the_name_of_whoever_planned_it(planned, trainer, times):
    for _time in range(times):
        on_its_day()
    version = StandardPage.objects.get(urn="JETSCD16L").version
    assert (version.number, version.change, version.published_by) == (2, "wording", trainer)
    assert numbers() == [1, 2]
    assert now(planned).scheduled_revision is None
    assert AuditEvent.objects.filter(action="standard.published", actor_code=trainer.code).count() == 1


def test_a_page_never_published_goes_live_on_its_day(admin, seed):
    area = seed.get_parent()
    url = f"/admin/pages/add/standards/standardpage/{area.pk}/"
    editor = Editor(admin, url=url).type(title="Listening", slug="listening", go_live_at=moment(LATER))
    editor.add(CRITERIA, number="1", text="listen first").publish()
    page = StandardPage.objects.get(slug="listening")
    assert (page.live, page.version) == (False, None)
    on_its_day()
    page = StandardPage.objects.get(slug="listening")
    assert (page.live, page.version.number) == (True, 1)


# --- refused --------------------------------------------------------------------------------


@pytest.fixture
def refused(admin, seed, suite):
    """The standard was to change on a day; meanwhile the suite’s values changed, so the answer is to another question."""
    rewrite(admin, seed).type(go_live_at=moment(LATER), **WORDING).publish()
    rewrite(admin, suite, "Justice").type(**WORDING).publish()
    return now(seed)


def test_one_that_is_refused_keeps_no_other_waiting(refused, admin, suite, trainer):
    url = f"/admin/pages/add/standards/standardpage/{refused.get_parent().pk}/"
    editor = Editor(admin, url=url).type(title="Listening", slug="listening")
    editor.add(CRITERIA, number="1", text="listen").type(
        go_live_at=moment(LATER + timedelta(minutes=2))
    ).publish()

    on_its_day()

    assert StandardPage.objects.get(slug="listening").live
    page = now(refused)
    assert (page.version.number, page.scheduled_revision, page.has_unpublished_changes) == (2, None, True)
    assert page.get_latest_revision_as_object().performance_criteria.first().text == "Other words"
    entry = PageLogEntry.objects.get(action="standards.not_published")
    assert (entry.page_id, entry.user, entry.data) == (page.pk, trainer, {"sentences": [CHANGED]})
    assert OutboxMail.objects.filter(kind="page_not_published", person=trainer).count() == 1

    on_its_day()
    assert PageLogEntry.objects.filter(action="standards.not_published").count() == 1


def test_the_editor_and_the_history_say_why_until_it_is_published(refused, admin):
    on_its_day()
    edit = f"/admin/pages/{refused.pk}/edit/"
    assert sentences_in(admin.get(edit)) == [CHANGED]
    history = admin.get(f"/admin/pages/{refused.pk}/history/").content.decode()
    assert f"Not published on its day. {CHANGED}" in history

    Editor(admin, refused).type(go_live_at="", **WORDING).publish()
    assert numbers() == [1, 2, 3]
    assert sentences_in(admin.get(edit)) == []


def test_what_is_our_fault_is_not_tried_for_ever_either(planned, caplog):
    from standards.models import publishing

    def break_down(page, **by):
        raise ZeroDivisionError("sample trouble")

    for hooks in (publishing.AT_STANDARD_PUBLISHED, publishing.AT_SUITE_PUBLISHED):
        hooks.append(break_down)
    try:
        on_its_day()
    finally:
        for hooks in (publishing.AT_STANDARD_PUBLISHED, publishing.AT_SUITE_PUBLISHED):
            hooks.remove(break_down)
    assert [record.levelname for record in caplog.records if record.name == "standards.operations.due"] == [
        "ERROR"
    ]
    entry = PageLogEntry.objects.get(action="standards.not_published")
    assert entry.data["sentences"] == [
        "Something went wrong when it was its time. The fault is ours. Publish it by hand."
    ]
    assert now(planned).scheduled_revision is None


# --- locks ----------------------------------------------------------------------------------


def test_while_it_waits_it_is_locked_and_says_why(planned, admin, trainer):
    day = timezone.localtime(planned.scheduled_revision.approved_go_live_at)
    answer = admin.get(f"/admin/pages/{planned.pk}/edit/")
    said = sentences_in(answer)[0]
    assert said.startswith(
        f"This goes live on {day.day} {day:%B %Y, %H:%M}, as Toni Placeholder planned. Until then nobody can change it, "
        "so that what was looked at is what is published. To change it, press Cancel scheduled publish first."
    )
    assert "Cancel scheduled publish</button>" in said


def test_a_plan_can_be_given_up(planned, admin):
    revision = planned.scheduled_revision
    admin.post(f"/admin/pages/{planned.pk}/revisions/{revision.pk}/unschedule/")
    on_its_day()
    assert numbers() == [1]
    assert now(planned).get_lock() is None


# --- out of sight ---------------------------------------------------------------------------


def test_a_page_whose_time_is_over_goes_out_of_sight(admin, page):
    Editor(admin, page).type(expire_at=moment(LATER)).publish()
    do_what_is_due()
    assert now(page).live
    on_its_day()
    assert (now(page).live, now(page).expired) == (False, True)
    assert StandardVersion.objects.count() == 1


def test_where_people_are_at_work_it_stays_in_sight(admin, page, seed, organisation):
    someone_working(seed.version, organisation)
    Editor(admin, page).type(expire_at=moment(LATER)).publish()
    for _time in range(2):
        on_its_day()
    assert (now(page).live, now(page).expire_at) == (True, None)
    entry = PageLogEntry.objects.get(action="standards.kept_in_sight")
    assert entry.data == {"people": 1}
    history = admin.get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert "Its time was over. It stays in sight, because people are still at work on it." in history


# --- who does it ----------------------------------------------------------------------------


def test_the_worker_looks_every_minute_and_tidies_every_hour():
    assert do_what_is_due in EACH_MINUTE
    assert chores_at(0) == [wake_overlooked, *EACH_MINUTE, *TIDYING]
    assert chores_at(1) == [wake_overlooked]
    looks = [look for look in range(AN_HOUR) if do_what_is_due in chores_at(look)]
    assert len(looks) == 60
    assert next(look for look in count(1) if TIDYING[0] in chores_at(look)) == AN_HOUR


def test_wagtails_command_does_it_our_way(planned):
    Page.objects.filter(pk=planned.pk).update(go_live_at=None)
    planned.revisions.filter(pk=planned.latest_revision_id).update(approved_go_live_at=timezone.now())
    revision = planned.latest_revision
    revision.content["go_live_at"] = None
    revision.save()
    planned.revisions.filter(pk=revision.pk).update(approved_go_live_at=timezone.now())
    call_command("publish_scheduled")
    assert numbers() == [1, 2]
