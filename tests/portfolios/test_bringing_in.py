"""A portfolio comes in by the screen: in pieces or with the form, read by the worker, whole or not at all."""

import errno
import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from people.models import Job, Organisation
from people.operations.jobs import perform_everything, perform_job
from people.roles import Role
from portfolios.models import Bringing, BroughtAlong, Evidence, Portfolio, Upload
from portfolios.operations import bringing_in
from portfolios.operations.bringing_in import KIND, drop_old_bags, revive_bringing
from portfolios.operations.taking_along import discard_stray_copies
from tests.factories import MembershipFactory
from tests.portfolios.bags import listed_again, members_of, packed, zipped
from tests.portfolios.test_uploads import TUS, named, send

pytestmark = pytest.mark.django_db
URL = "/my/bring-along/"
BAGS = "/my/uploads/bags/"
State = Bringing.State


def on_disk(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def bag(folder_with_notes):
    return packed(folder_with_notes)


@pytest.fixture
def nell(exports):
    """A practitioner of another place, who has nothing here yet."""
    membership = MembershipFactory(
        role=Role.PRACTITIONER, person__name="Nell Sample", organisation__name="Hill Sample"
    )
    return membership.person


@pytest.fixture
def newcomer(client_for, nell):
    return client_for(nell)


def zip_of(content):
    return {"bag": SimpleUploadedFile("p.zip", content)}


@pytest.fixture
def handed(newcomer, bag):
    """Handed over with the plain form; the worker has not begun."""
    assert newcomer.send(URL, zip_of(bag)).status_code == 302
    return Bringing.objects.get()


# --- it comes in ----------------------------------------------------------------------------


def test_with_the_plain_form_the_worker_brings_it_in(
    newcomer, handed, exports, django_capture_on_commit_callbacks
):
    assert "It waits to be read." in newcomer.get(URL).text
    assert (Upload.objects.count(), len(on_disk(exports))) == (0, 1)

    with django_capture_on_commit_callbacks(execute=True):
        perform_everything()

    brought, handed = BroughtAlong.objects.get(), Bringing.objects.get()
    assert (handed.state, handed.brought, handed.done) == (State.DONE, brought, handed.total)
    page = newcomer.get(URL).text
    assert ("It is here" in page, "1 piece of evidence" in page) == (True, True)
    assert reverse("brought-along", args=[brought.code]) in page
    assert brought.source in newcomer.get("/my/take-along/").text
    assert on_disk(exports) == []  # what is here needs no bag any more


def test_in_pieces_by_the_open_protocol(newcomer, bag, exports, store):
    told = TUS | named("p.zip") | {"Upload-Length": str(len(bag))}
    url = newcomer.post(BAGS, headers=told, content_type="text/plain", data=b"")["Location"]
    half = len(bag) // 2
    assert send(newcomer, url, bag[:half], 0).status_code == 204
    assert [one["received"] for one in newcomer.get(BAGS).json()["uploads"]] == [half]
    assert newcomer.get("/my/uploads/").json()["uploads"] == []  # no file of evidence
    assert send(newcomer, url, bag[half:], half).status_code == 204
    upload = Upload.objects.get()
    assert (upload.state, upload.is_bag, len(on_disk(exports)), store.left_over) == ("kept", True, 1, [])
    assert f'value="{upload.code}"' in newcomer.get(URL).text

    answer = newcomer.send(URL, {"kept": upload.code})
    perform_everything()

    assert (answer.status_code, Upload.objects.count()) == (302, 0)
    assert Evidence.objects.filter(portfolio__owner__name="Nell Sample", name="A meeting").count() == 1


def test_looked_at_first_and_then_brought_in(newcomer, bag):
    newcomer.send(URL, zip_of(bag) | {"look": "1"})
    perform_everything()
    looked = Bringing.objects.get()
    page = newcomer.get(URL).text
    assert ("This is what would come" in page, "1 piece of evidence" in page) == (True, True)
    assert (Portfolio.objects.count(), BroughtAlong.objects.count()) == (1, 0)

    newcomer.send(reverse("bring-along-decide", args=[looked.code]), {"act": "go"})
    perform_everything()

    assert (BroughtAlong.objects.count(), Bringing.objects.latest("pk").state) == (1, State.DONE)


def test_looked_at_and_let_go_of(newcomer, bag, exports, django_capture_on_commit_callbacks):
    newcomer.send(URL, zip_of(bag) | {"look": "1"})
    perform_everything()
    decide = reverse("bring-along-decide", args=[Bringing.objects.get().code])
    with django_capture_on_commit_callbacks(execute=True):
        newcomer.send(decide, {"act": "drop"})

    assert (Bringing.objects.get().state, on_disk(exports)) == (State.GONE, [])
    assert "no longer here" in newcomer.send(decide, {"act": "go"}, follow=True).text


def test_how_far_it_is_shows_while_it_is_read(newcomer, handed, monkeypatch):
    seen, rehearsed = [], bringing_in.bring_along

    def watched(*args, **more):
        seen.append(newcomer.get(URL).text)
        return rehearsed(*args, **more)

    monkeypatch.setattr(bringing_in, "bring_along", watched)
    perform_everything()

    (page,) = seen
    assert ('<progress id="bringing-progress"' in page, 'hx-trigger="every 1s"' in page) == (True, True)


# --- it does not come in --------------------------------------------------------------------


def test_what_is_no_zip_is_said_at_once(newcomer, store, exports):
    for content, sentence in ((b"", "There is nothing in this file"), (b"no zip", "This is not a ZIP")):
        answer = newcomer.send(URL, zip_of(content))
        assert (answer.status_code, sentence in answer.text) == (422, True)
    assert "Choose the ZIP you took along." in newcomer.send(URL, {}).text
    told = TUS | named("p.zip") | {"Upload-Length": "6"}
    url = newcomer.post(BAGS, headers=told, content_type="text/plain", data=b"")["Location"]
    assert "This is not a ZIP" in send(newcomer, url, b"no zip", 0).text
    assert (on_disk(exports), store.left_over, Bringing.objects.count()) == ([], [], 0)


def test_too_large_for_the_form_is_said(newcomer, bag, settings):
    settings.EVIDENCE_FORM_MAX_BYTES = len(bag) - 1

    answer = newcomer.send(URL, zip_of(bag))

    assert (answer.status_code, "Whoever looks after this site can bring it in" in answer.text) == (422, True)


def test_more_than_any_bag_may_be_is_refused_before_a_byte_travels(newcomer, settings):
    settings.EVIDENCE_MAX_BYTES = 100
    told = TUS | named("p.zip") | {"Upload-Length": "101"}

    answer = newcomer.post(BAGS, headers=told, content_type="text/plain", data=b"")

    assert (answer.status_code, Upload.objects.count()) == (422, 0)


def changed(bag, path, content):
    return zipped(members_of(bag) | {path: content})


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda bag: zipped({"x": b"x"}), "what makes it a BagIt bag is missing"),
        (lambda bag: changed(bag, "data/index.html", b"other"), "“data/index.html” is not as it was"),
        (lambda bag: changed(bag, "data/more.txt", b"more"), "“data/more.txt” is in it, and not listed."),
        (lambda bag: zipped(listed_again(members_of(bag) | {"data/portfolio.json": b"{"})), "can’t be read"),
    ],
    ids=["no bag", "changed", "not listed", "no JSON"],
)
def test_what_is_wrong_with_a_bag_is_a_sentence(
    wrong, sentence, newcomer, bag, exports, store, django_capture_on_commit_callbacks
):
    kept = store.kept
    newcomer.send(URL, zip_of(wrong(bag)))
    with django_capture_on_commit_callbacks(execute=True):
        perform_everything()

    assert (Bringing.objects.get().state, sentence in newcomer.get(URL).text) == (State.REFUSED, True)
    assert (on_disk(exports), store.kept, Portfolio.objects.count()) == ([], kept, 1)


def test_the_same_bag_twice_is_told(newcomer, bag, handed):
    perform_everything()
    newcomer.send(URL, zip_of(bag))
    perform_everything()

    assert "This came in before" in newcomer.get(URL).text
    assert (BroughtAlong.objects.count(), Evidence.objects.count()) == (1, 2)


def test_one_after_the_other(newcomer, bag, handed):
    answer = newcomer.send(URL, zip_of(bag))

    assert (answer.status_code, "Another portfolio of yours is being read" in answer.text) == (422, True)
    assert (Bringing.objects.count(), Upload.objects.count()) == (1, 1)  # it waits, and its row is ticked


def test_who_practises_there_no_more_gets_nothing_in(newcomer, nell, handed):
    nell.memberships.update(until_date=timezone.localdate() - timedelta(days=1))

    perform_everything()

    assert (Bringing.objects.get().state, Portfolio.objects.count()) == (State.REFUSED, 1)


# --- kills, a full disk, strangers ----------------------------------------------------------


class Killed(BaseException):
    """What no `except Exception` sees: the nearest to kill -9 that a test in one process can do."""


@pytest.mark.parametrize("moment", ["kept_files", "bring_along", "discard_later"])
def test_a_killed_worker_leaves_nothing_half_and_finishes_on_the_next_try(
    moment, newcomer, handed, store, monkeypatch
):
    def kill(*args, **more):
        raise Killed

    kept = store.kept
    monkeypatch.setattr(bringing_in, moment, kill)
    with pytest.raises(Killed):
        perform_job(Job.objects.get(kind=KIND).pk)
    assert (Portfolio.objects.count(), BroughtAlong.objects.count(), store.kept) == (1, 0, kept)
    assert Bringing.objects.get().state == State.MAKING
    monkeypatch.undo()

    long_ago = timezone.now() - timedelta(minutes=2)
    Bringing.objects.update(changed_at=long_ago)
    Job.objects.filter(kind=KIND).update(state=Job.State.RUNNING, started_at=long_ago)
    revive_bringing()
    perform_everything()

    assert (Bringing.objects.get().state, BroughtAlong.objects.count()) == (State.DONE, 1)
    assert Evidence.objects.filter(portfolio__owner__name="Nell Sample").count() == 1


def test_two_workers_never_bring_in_the_same_bag(handed):
    Bringing.objects.update(state=State.MAKING, changed_at=timezone.now())

    perform_job(Job.objects.get(kind=KIND).pk)

    assert (Bringing.objects.get().state, BroughtAlong.objects.count()) == (State.MAKING, 0)


def test_a_full_disk_is_a_sentence_and_the_bag_waits(newcomer, handed, exports, monkeypatch):
    def full(*args, **more):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(bringing_in, "bring_along", full)
    perform_everything()
    assert "There is no room left for it here. The fault is ours." in newcomer.get(URL).text
    monkeypatch.undo()

    newcomer.send(reverse("bring-along-decide", args=[handed.code]), {"act": "go"})
    perform_everything()
    assert (Bringing.objects.latest("pk").state, BroughtAlong.objects.count()) == (State.DONE, 1)


def test_it_is_for_whoever_brought_it_and_nobody_else(newcomer, nell, bag, pat, client_for, outsider):
    newcomer.send(URL, zip_of(bag) | {"look": "1"})
    perform_everything()
    decide = reverse("bring-along-decide", args=[Bringing.objects.get().code])
    for someone in (pat, client_for(outsider)):
        assert someone.send(decide, {"act": "go"}).status_code == 404
        assert "This is what would come" not in someone.get(URL).text
    told = TUS | named("p.zip") | {"Upload-Length": str(len(bag))}
    url = newcomer.post(BAGS, headers=told, content_type="text/plain", data=b"")["Location"]
    assert pat.get(url).status_code == 404
    send(newcomer, url, bag, 0)
    waiting = Upload.objects.get()
    assert pat.send(URL, {"kept": waiting.code}).status_code == 422
    assert Upload.objects.filter(pk=waiting.pk).exists()


def test_a_bag_is_no_file_of_evidence(newcomer, bag):
    told = TUS | named("p.zip") | {"Upload-Length": str(len(bag))}
    url = newcomer.post(BAGS, headers=told, content_type="text/plain", data=b"")["Location"]
    send(newcomer, url, bag, 0)

    answer = newcomer.send("/my/evidence/add", {"kept": Upload.objects.get().code, "name": "A meeting"})

    assert (answer.status_code, Evidence.objects.count()) == (422, 1)


def test_what_nobody_decided_about_is_let_go(newcomer, bag, exports, django_capture_on_commit_callbacks):
    newcomer.send(URL, zip_of(bag) | {"look": "1"})
    perform_everything()
    assert discard_stray_copies(older_than=-1) == 0  # it has a row
    with django_capture_on_commit_callbacks(execute=True):
        drop_old_bags(at=timezone.now() + timedelta(days=6))
        assert Bringing.objects.get().state == State.LOOKED
        drop_old_bags(at=timezone.now() + timedelta(days=8))

    assert (Bringing.objects.get().state, on_disk(exports)) == (State.GONE, [])


# --- what was said there --------------------------------------------------------------------


def test_history_is_its_owners_and_counts_the_same_questions(
    newcomer, handed, pat, django_assert_max_num_queries
):
    perform_everything()
    brought = BroughtAlong.objects.get()
    assert pat.get(reverse("brought-along", args=[brought.code])).status_code == 404
    assert Organisation.objects.count() == 2
    for number in range(60):
        brought.history.create(standard="A standard", said=f"Meets {number}")
    with django_assert_max_num_queries(15):
        page = newcomer.get(reverse("brought-along", args=[brought.code])).text
    assert ("Meets 49" in page, "Meets 59" in page) == (True, False)
