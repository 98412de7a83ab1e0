"""A private place to think: written, spoken, kept from everyone else, and copied when its owner wants to share."""

import re

import pytest
from django.urls import reverse

from people.models import AuditEvent, OutboxMail
from people.roles import Role
from portfolios.models import Evidence, EvidenceFile, JournalEntry, JournalRecording, Submission, Upload
from portfolios.operations.journal import write_entry
from portfolios.operations.tidying import discard_strays
from tests.factories import MembershipFactory, UnitFactory, UserFactory
from tests.factories.assessments import share, unit_with_evidence
from tests.factories.files import photo, sound
from tests.reading import shown, text_of

pytestmark = pytest.mark.django_db
JOURNAL, WRITE = reverse("journal"), reverse("journal-write")
SECRET = "Zirkonia thought nobody listened"
WORDS = {"text": SECRET, "title": "Zirkonia", "written_on": "2026-03-14"}


@pytest.fixture
def entry(practitioner, organisation):
    return write_entry(
        practitioner, organisation=organisation, by=practitioner, text=SECRET, title="Zirkonia"
    )


def at(name, thing):
    return reverse(f"journal-{name}", args=[thing.code])


def test_what_is_written_is_kept_with_its_day_and_leaves_no_trace_elsewhere(pat, practitioner, store):
    before = AuditEvent.objects.exclude(action="portfolio.opened").count()

    page = pat.send(WRITE, WORDS, follow=True)

    entry = JournalEntry.objects.get()
    assert (entry.portfolio.owner, entry.text, str(entry.written_on)) == (practitioner, SECRET, "2026-03-14")
    assert SECRET in text_of(page)
    assert "Nobody but you can read it." in text_of(page)
    assert AuditEvent.objects.exclude(action="portfolio.opened").count() == before
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PRACTITIONER])
def test_no_role_opens_it(client_for, organisation, entry, role):
    someone = client_for(MembershipFactory(role=role, organisation=organisation).person)

    for door in ("entry", "change", "delete", "share"):
        assert someone.get(at(door, entry)).status_code == 404
        if door != "entry":
            assert someone.send(at(door, entry), WORDS | {"revision": 1}).status_code == 404
    assert SECRET not in shown(someone.get(JOURNAL))
    assert "Zirkonia" not in shown(someone.get(reverse("standards-search") + "?q=nobody+listened"))


def test_nor_does_a_superuser_nor_the_editing_rooms(client_for, entry):
    chief = client_for(UserFactory(is_superuser=True))

    for door in ("entry", "change", "delete", "share"):
        assert chief.get(at(door, entry)).status_code == 404
    assert SECRET not in shown(chief.get(JOURNAL))


def test_what_an_assessor_reads_says_nothing_of_it(pat, robin, assessor, practitioner, organisation, entry):
    review = share(unit_with_evidence(practitioner, organisation), assessor=assessor)

    pages = [robin.get(reverse("review", args=[review.code])), robin.get(reverse("review-queue"))]
    assert all("Zirkonia" not in shown(page) for page in pages)


def test_what_is_said_is_kept_and_only_its_owner_hears_it(pat, robin, client_for, store):
    pat.send(WRITE, {"written_on": "2026-03-14", "files": sound()})

    recording = JournalRecording.objects.get()
    heard = pat.get(reverse("journal-recording", args=[recording.code]))
    assert (heard.status_code, len(b"".join(heard))) == (200, recording.size)
    assert heard["Cache-Control"] == "no-store, private"
    chief = client_for(UserFactory(is_superuser=True))
    for other in (robin, chief):
        assert other.get(reverse("journal-recording", args=[recording.code])).status_code == 404
        assert other.send(reverse("journal-recording-remove", args=[recording.code])).status_code == 404
    assert not Upload.objects.exists()
    discard_strays(older_than=0)
    assert len(store.kept) == 1


def test_only_sound_is_taken_and_nothing_at_all_is_asked_again(pat, store):
    pictures = pat.send(WRITE, WORDS | {"files": photo()})
    nothing = pat.send(WRITE, {"written_on": "2026-03-14", "text": " "})

    assert (pictures.status_code, nothing.status_code) == (422, 422)
    assert "Only sound goes into a journal." in text_of(pictures)
    assert SECRET in text_of(pictures)
    assert "Write a few words, or say them." in text_of(nothing)
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("day", ["", "someday", "0000-99-99"])
def test_a_day_that_is_none_is_asked_again(pat, day):
    page = pat.send(WRITE, WORDS | {"written_on": day})

    assert page.status_code == 422
    assert SECRET in text_of(page)


def test_a_stale_save_keeps_both(pat, entry):
    pat.send(at("change", entry), WORDS | {"text": "Second thoughts", "revision": 1})
    page = pat.send(at("change", entry), WORDS | {"text": "Other thoughts", "revision": 1})

    assert page.status_code == 409
    assert "Second thoughts" in text_of(page)
    assert "Other thoughts" in text_of(page)
    entry.refresh_from_db()
    assert (entry.text, entry.revision) == ("Second thoughts", 2)
    pat.send(at("change", entry), WORDS | {"text": "Other thoughts", "revision": 2})
    entry.refresh_from_db()
    assert entry.text == "Other thoughts"


def test_deleting_is_for_good_recordings_too(
    pat, entry, store, practitioner, django_capture_on_commit_callbacks
):
    pat.send(at("change", entry), WORDS | {"revision": 1, "files": sound()})
    assert len(store.kept) == 1

    with django_capture_on_commit_callbacks(execute=True):
        page = pat.send(at("delete", entry), follow=True)

    assert "It is gone for good." in text_of(page)
    assert (JournalEntry.objects.count(), JournalRecording.objects.count(), store.kept) == (0, 0, [])


def test_one_recording_goes_alone(pat, entry, store, django_capture_on_commit_callbacks):
    pat.send(at("change", entry), WORDS | {"revision": 1, "files": sound()})

    with django_capture_on_commit_callbacks(execute=True):
        pat.send(reverse("journal-recording-remove", args=[entry.recordings.get().code]))

    assert (JournalEntry.objects.count(), JournalRecording.objects.count(), store.kept) == (1, 0, [])


# --- questions ------------------------------------------------------------------------------


def test_questions_stand_beside_the_exact_words_of_a_value(pat, practitioner, organisation):
    unit = UnitFactory(portfolio__owner=practitioner, portfolio__organisation=organisation)
    value = unit.version.requirements.get(kind="value")
    page = pat.get(JOURNAL)

    assert value.text in text_of(page)
    link = re.search(r'href="([^"]*asks=[^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    form = pat.get(link)
    assert value.text in text_of(form)
    assert "Where did you last see this, in something small?" in text_of(form)


def test_without_a_standard_there_are_no_questions_yet(pat):
    assert "questions drawn from its values show here" in text_of(pat.get(JOURNAL))


@pytest.mark.parametrize("asks", ["x" * 5000, "<script>alert(1)</script>"])
def test_a_question_made_up_in_the_address_does_no_harm(pat, asks):
    page = pat.get(WRITE, {"asks": asks, "value": asks})

    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


# --- sharing --------------------------------------------------------------------------------


def copied(pat, entry, **more):
    pat.send(at("share", entry), {"name": "What I learned", "revision": entry.revision} | more)
    return Evidence.objects.get()


def test_sharing_makes_a_copy_as_it_was_that_day(pat, entry, store):
    pat.send(at("change", entry), WORDS | {"revision": 1, "files": sound()})
    entry.refresh_from_db()

    copy = copied(pat, entry, recordings=[entry.recordings.get().code])

    assert (copy.kind_id, copy.story, copy.name) == ("reflective account", SECRET, "What I learned")
    assert (copy.from_entry, copy.happened_on) == (entry, entry.written_on)
    assert EvidenceFile.objects.get().sha256 == entry.recordings.get().sha256
    assert len(store.kept) == 2
    pat.send(at("change", entry), WORDS | {"text": "Later thoughts", "revision": entry.revision})
    copy.refresh_from_db()
    assert copy.story == SECRET
    assert "As it was on" in text_of(pat.get(at("entry", entry)))


def test_a_recording_goes_along_only_when_chosen_and_only_ones_own(pat, entry, store, outsider):
    pat.send(at("change", entry), WORDS | {"revision": 1, "files": sound()})
    entry.refresh_from_db()

    copied(pat, entry)
    strange = pat.send(
        at("share", entry), {"name": "x", "revision": entry.revision, "recordings": ["nobody"]}
    )

    assert strange.status_code == 422
    assert (EvidenceFile.objects.count(), len(store.kept)) == (0, 1)


def test_a_copy_is_of_what_was_seen(pat, entry):
    page = pat.send(at("share", entry), {"name": "x", "revision": 7})

    assert page.status_code == 409
    assert "This entry changed since you opened this page." in text_of(page)
    assert not Evidence.objects.exists()


def test_before_a_round_the_copy_goes_and_the_entry_stays(pat, entry):
    copy = copied(pat, entry)
    page = pat.get(at("entry", entry)).content.decode()
    assert reverse("evidence-delete", args=[copy.code]) in page

    pat.send(reverse("evidence-delete", args=[copy.code]))

    assert (Evidence.objects.count(), JournalEntry.objects.count()) == (0, 1)


def test_after_a_round_it_is_taken_back_like_any_evidence(pat, entry, practitioner, assessor):
    copy = copied(pat, entry)
    Evidence.objects.filter(pk=copy.pk).update(identifiable="nobody")
    unit = UnitFactory(portfolio=copy.portfolio)
    unit.claims.create(evidence=copy, requirement=unit.version.requirements.first(), made_by=practitioner)
    share(unit, assessor=assessor)

    page = pat.get(at("entry", entry)).content.decode()

    assert Submission.objects.count() == 1
    assert reverse("evidence-withdraw", args=[copy.code]) in page
    assert reverse("evidence-delete", args=[copy.code]) not in page
    assert pat.send(reverse("evidence-delete", args=[copy.code])).status_code == 422
    pat.send(at("delete", entry))
    copy.refresh_from_db()
    assert (copy.story, copy.from_entry) == (SECRET, None)


def test_whoever_no_longer_practises_here_reads_on_and_copies_nothing(pat, practitioner, entry):
    practitioner.memberships.all().delete()

    assert pat.get(at("entry", entry)).status_code == 200
    assert pat.get(at("share", entry)).status_code == 403
    assert pat.get(WRITE).status_code == 403


@pytest.mark.parametrize("count", [1, 30])
def test_the_journal_costs_the_same_for_one_entry_and_thirty(
    pat, practitioner, organisation, entry, count, django_assert_num_queries
):
    for _more in range(count - 1):
        write_entry(practitioner, organisation=organisation, by=practitioner, text="More")

    with django_assert_num_queries(8):
        page = pat.get(JOURNAL)
    assert len(re.findall(r'class="card"><h2', page.content.decode())) == min(count, 20)
