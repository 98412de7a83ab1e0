"""Told at one’s own pace: held, gathered into one mail, once; and the list of what waits, whatever one chose."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core import mail

from people import registry
from people.models import OutboxMail, Pace, TellingChoice, User
from people.operations.digests import choose_telling, send_digests
from people.operations.invitations import invite_person
from people.operations.jobs import perform_everything
from people.registry import EACH_MINUTE, Waiting
from people.telling import post, tell, tell_news
from tests.factories import OrganisationFactory, UserFactory

State = OutboxMail.State
NOON = datetime(2027, 1, 13, 12, 0, tzinfo=UTC)
TOMORROW = NOON.replace(day=14, hour=8, minute=1)
TYPED = {"pace": "daily", "weekday": "2", "hour": "9", "quiet_from": "21:00", "quiet_until": "07:30"}


@pytest.fixture
def reader(db):
    return UserFactory(name="Robin Example", email="robin@sample.example", time_zone="Europe/London")


@pytest.fixture
def about(db, monkeypatch, mail_on):
    monkeypatch.setitem(registry.NOTICES, "shared", lambda code: f"/somewhere/{code}/")
    monkeypatch.setitem(registry.NOTICES, "charter_changed", lambda code: f"/elsewhere/{code}/")
    return OrganisationFactory(name="A very private matter")


def chosen(person, **fields):
    TellingChoice.objects.create(person=person, **fields)


def tell_at(moment, person, about, *, times=1):
    with time_machine.travel(moment, tick=False):
        for _time in range(times):
            tell(person, "shared", about=about)
        perform_everything()


def look_at(moment):
    """What the worker does at that minute."""
    with time_machine.travel(moment, tick=False):
        send_digests()
        perform_everything()


def states():
    return sorted(OutboxMail.objects.values_list("kind", "state"))


def test_whoever_chose_nothing_is_told_when_it_happens(reader, about):
    tell_at(NOON, reader, about)

    assert [sent.subject for sent in mail.outbox] == ["There is something for you to read"]


def test_once_a_day_all_of_it_comes_in_one_mail_with_nothing_but_how_much_it_is(reader, about):
    chosen(reader, pace=Pace.DAILY, hour=8)
    tell_at(NOON, reader, about, times=3)
    look_at(TOMORROW - timedelta(minutes=2))
    assert mail.outbox == []

    look_at(TOMORROW)

    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["robin@sample.example"], "There are 3 things for you")
    assert "http://127.0.0.1:8000/waiting/\n" in sent.body
    assert [word for word in ("Robin", "private", "somewhere", about.code) if word in sent.body] == []
    assert states() == [("digest", State.SENT), *[("shared", State.GATHERED)] * 3]
    assert TellingChoice.objects.get().last_digest_at == TOMORROW


def test_the_worker_gathers_every_minute():
    assert send_digests in EACH_MINUTE


def test_a_digest_is_sent_once_and_without_news_there_is_none(reader, about):
    chosen(reader, pace=Pace.DAILY, hour=8)
    tell_at(NOON, reader, about)

    for minutes in (0, 1, 1440, 2880):
        look_at(TOMORROW + timedelta(minutes=minutes))

    assert [sent.subject for sent in mail.outbox] == ["There is 1 thing for you"]


def test_two_workers_at_once_gather_once(at_once, mail_on):
    reader, about = UserFactory(email="robin@sample.example"), OrganisationFactory()
    chosen(reader, pace=Pace.DAILY, hour=8)
    for _time in range(2):
        tell(reader, "shared", about=about)
    later = datetime.now(UTC) + timedelta(days=2)

    outcomes = at_once(*[lambda: send_digests(at=later)] * 4)

    assert outcomes == [None] * 4
    assert OutboxMail.objects.filter(kind="digest").count() == 1
    assert OutboxMail.objects.get(kind="digest").about_code == "2"


def test_a_worker_killed_while_gathering_leaves_it_for_the_next(reader, about, monkeypatch):
    chosen(reader, pace=Pace.DAILY, hour=8)
    tell_at(NOON, reader, about)
    with monkeypatch.context() as patch:
        patch.setattr("people.operations.digests.post", interrupt)
        with pytest.raises(KeyboardInterrupt):
            look_at(TOMORROW)
    assert states() == [("shared", State.WAITING)]

    look_at(TOMORROW)

    assert len(mail.outbox) == 1


def interrupt(*args, **fields):
    raise KeyboardInterrupt


def test_in_quiet_hours_nothing_goes_out_and_after_them_it_does(reader, about):
    chosen(reader, quiet_from=time(21), quiet_until=time(7, 30))
    tell_at(NOON.replace(hour=23), reader, about, times=2)
    look_at(NOON.replace(day=14, hour=3))
    assert mail.outbox == []

    look_at(NOON.replace(day=14, hour=7, minute=30))

    assert [sent.subject for sent in mail.outbox] == ["There are 2 things for you"]


def test_what_was_to_go_at_once_waits_when_it_is_quiet_by_then(reader, about):
    chosen(reader, quiet_from=time(21), quiet_until=time(7, 30))
    with time_machine.travel(NOON, tick=False):
        tell(reader, "shared", about=about)
    with time_machine.travel(NOON.replace(hour=22), tick=False):
        perform_everything()
    assert mail.outbox == []

    look_at(NOON.replace(day=14, hour=8))

    assert len(mail.outbox) == 1


def test_a_digest_whose_worker_was_away_until_quiet_hours_waits_for_the_morning(reader, about):
    chosen(reader, pace=Pace.DAILY, hour=20, quiet_from=time(21), quiet_until=time(7, 30))
    tell_at(NOON, reader, about)
    look_at(NOON.replace(hour=22))
    assert mail.outbox == []

    look_at(NOON.replace(day=14, hour=20))

    assert len(mail.outbox) == 1


def test_it_waits_for_the_morning_and_not_for_another_week(reader, about):
    chosen(reader, pace=Pace.WEEKLY, weekday=2, hour=20, quiet_from=time(21), quiet_until=time(7, 30))
    tell_at(NOON, reader, about)
    look_at(NOON.replace(hour=22))
    assert mail.outbox == []

    look_at(NOON.replace(day=14, hour=7, minute=31))

    assert len(mail.outbox) == 1


def test_a_digest_that_could_not_go_before_it_was_quiet_waits_too_and_counts_what_it_was_for(reader, about):
    chosen(reader, pace=Pace.DAILY, hour=20, quiet_from=time(21), quiet_until=time(7, 30))
    tell_at(NOON, reader, about, times=2)
    with time_machine.travel(NOON.replace(hour=20), tick=False):
        send_digests()  # and whoever sends mail is away
    look_at(NOON.replace(hour=22))
    assert mail.outbox == []

    tell_at(NOON.replace(hour=23), reader, about)
    look_at(NOON.replace(day=14, hour=20))

    assert [sent.subject for sent in mail.outbox] == ["There are 3 things for you"]
    assert ("digest", State.WAITING) not in states()


def test_never_is_never_and_news_counts_as_told(reader, about):
    chosen(reader, pace=Pace.NEVER)
    tell_at(NOON, reader, about)
    tell_news("charter_changed", {reader: ""}, about=about)
    look_at(TOMORROW)

    assert mail.outbox == []
    assert states() == [("charter_changed", State.SET_ASIDE), ("shared", State.SET_ASIDE)]


def test_news_waits_for_its_moment_too(reader, about):
    other = UserFactory(email="other@sample.example")
    chosen(reader, pace=Pace.DAILY, hour=8)
    with time_machine.travel(NOON, tick=False):
        tell_news("charter_changed", {reader: "", other: ""}, about=about)
        perform_everything()

    assert [sent.to for sent in mail.outbox] == [["other@sample.example"]]
    look_at(TOMORROW)
    assert [sent.subject for sent in mail.outbox[1:]] == ["There is 1 thing for you"]


def test_links_someone_waits_for_are_never_held_back(reader, about, coordinator, organisation):
    chosen(reader, pace=Pace.NEVER, quiet_from=time(0), quiet_until=time(23, 59))
    with time_machine.travel(NOON, tick=False):
        post("reset", person=reader, link="/account/password/x/")
        invite_person(
            organisation, name="Nia Sample", email="nia@sample.example", role="assessor", by=coordinator
        )
        perform_everything()

    assert sorted(sent.to[0] for sent in mail.outbox) == ["nia@sample.example", "robin@sample.example"]


def test_who_left_gets_no_digest(reader, about):
    chosen(reader, pace=Pace.DAILY, hour=8)
    tell_at(NOON, reader, about)
    User.objects.update(is_active=False)
    look_at(TOMORROW)

    assert mail.outbox == []
    assert states() == [("shared", State.GATHERED)]


@pytest.mark.parametrize(
    ("pace", "mails", "state"), [(Pace.AT_ONCE, 1, State.GATHERED), (Pace.NEVER, 0, State.SET_ASIDE)]
)
def test_what_waits_follows_a_new_choice(reader, about, pace, mails, state):
    chosen(reader, pace=Pace.WEEKLY, weekday=0, hour=8)
    tell_at(NOON, reader, about)
    choose_telling(reader, time_zone="", pace=pace, at=NOON)
    look_at(NOON)

    assert len(mail.outbox) == mails
    assert ("shared", state) in states()


def test_the_same_mail_sent_again_is_known_by_its_number(reader, about):
    tell_at(NOON, reader, about)

    code = OutboxMail.objects.get().code
    assert mail.outbox[0].message()["Message-ID"] == f"<{code}@127.0.0.1>"


# --- the screens ----------------------------------------------------------------------------


def test_ones_own_pace_is_kept(pat, practitioner):
    answer = pat.send("/my/telling/", TYPED | {"time_zone": "Asia/Kolkata"}, follow=True)

    choice = TellingChoice.objects.get(person=practitioner)
    assert (choice.pace, choice.weekday, choice.hour) == ("daily", 2, 9)
    assert (choice.quiet_from, choice.quiet_until) == (time(21), time(7, 30))
    practitioner.refresh_from_db()
    assert practitioner.time_zone == "Asia/Kolkata"
    assert "Once a day" in answer.content.decode()
    page = pat.get("/my/telling/").content.decode()
    assert 'value="21:00"' in page
    assert '<option value="Asia/Kolkata" selected>' in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"quiet_until": ""}, "Say from when and until when, or leave both empty."),
        ({"quiet_until": "21:00"}, "These are the same."),
        ({"quiet_from": "late"}, "Write the time like 21:30."),
        ({"pace": "hourly"}, "Select a valid choice."),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence_and_nothing_typed_is_lost(pat, typed, sentence):
    answer = pat.send("/my/telling/", TYPED | typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert '<option value="9" selected>' in answer.content.decode()
    assert not TellingChoice.objects.exists()


def test_the_list_says_what_waits_the_longest_waiting_first(pat, practitioner, monkeypatch):
    new, old = NOON, NOON - timedelta(days=9)
    asked = [lambda person: [Waiting("Later.", "/b/", new), Waiting("First.", "/a/", old)]]
    monkeypatch.setattr("people.waiting.WAITING_FOR", asked)

    assert [(one.sentence, one.url) for one in pat.get("/waiting/").context["waiting"]] == [
        ("First.", "/a/"),
        ("Later.", "/b/"),
    ]


def test_nothing_waits_for_someone_new(pat):
    assert "Nothing is waiting for you" in pat.get("/waiting/").content.decode()
