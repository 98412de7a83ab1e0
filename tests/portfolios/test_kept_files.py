"""Files that wait for their evidence: put to it when its form is saved, by their owner and nobody else."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from people.models import OnceKey
from portfolios.models import Evidence, EvidenceFile, Upload
from portfolios.operations.evidence import change_evidence
from portfolios.operations.evidence_files import UploadGone, remove_file, take_uploads
from portfolios.operations.tidying import discard_strays
from portfolios.operations.uploads import begin_upload, drop_upload, receive
from portfolios.views import keeping
from tests.factories import EvidenceFactory
from tests.reading import text_of

ADD = reverse("evidence-add")


def arrived(person, name="notes.txt", content=b"What was said."):
    upload = begin_upload(person, name=name, size=len(content))
    return receive(upload, [content], offset=0)


def note(name="notes.txt", content=b"What was said."):
    return SimpleUploadedFile(name, content)


def ticked(page):
    return re.findall(r'name="kept" value="(\w+)" checked', page.content.decode())


def offered(page):
    return re.findall(r'name="kept" value="(\w+)"', page.content.decode())


def test_what_arrived_goes_with_the_form_that_names_it(pat, practitioner, store):
    first, second, other = (arrived(practitioner, name) for name in ("a.txt", "b.txt", "c.txt"))

    pat.send(ADD, {"name": "A meeting", "kept": [second.code, first.code]})

    evidence = Evidence.objects.get()
    assert list(evidence.files.values_list("name", flat=True)) == ["b.txt", "a.txt"]
    assert evidence.kind_id == "work product"
    assert [file.sha256 for file in evidence.files.all()] == [second.sha256, first.sha256]
    assert list(Upload.objects.waiting_for(practitioner)) == [other]
    assert len(store.kept) == 3


def test_what_waits_from_another_day_is_offered_and_not_ticked(pat, practitioner, store):
    upload = arrived(practitioner)

    page = pat.get(ADD)

    assert (offered(page), ticked(page)) == ([upload.code], [])


def test_the_files_of_a_form_that_needs_a_look_are_still_there(pat, store):
    page = pat.send(
        ADD, {"happened_day": "31", "happened_month": "2", "happened_year": "2027", "files": [note()]}
    )
    assert page.status_code == 422
    assert "choose them again" not in text_of(page)
    [code] = ticked(page)
    assert code == Upload.objects.get().code

    pat.send(ADD, {"name": "A meeting", "kept": [code]})
    assert Evidence.objects.get().files.get().name == "notes.txt"


def test_a_form_sent_twice_leaves_nothing_behind(pat, store):
    typed = {"name": "A meeting", "once": "a" * 32}

    first, second = (pat.post(ADD, typed | {"files": [note()]}) for _time in range(2))

    assert first["Location"] == second["Location"]
    assert (EvidenceFile.objects.count(), len(store.kept), OnceKey.objects.count()) == (1, 1, 1)
    assert not Upload.objects.filter(file=None).exists()


def test_files_are_copied_and_hashed_before_any_transaction(pat, store, monkeypatch):
    kept, seen = keeping.keep_in_one_go, []

    def watched(person, file):
        seen.append(len(connection.savepoint_ids))
        return kept(person, file)

    monkeypatch.setattr(keeping, "keep_in_one_go", watched)
    before = len(connection.savepoint_ids)
    pat.send(ADD, {"files": [note()]})

    assert seen == [before]


def test_nobody_elses_file_can_be_put_to_anything(pat, assessor, practitioner, store):
    theirs = arrived(assessor)

    page = pat.send(ADD, {"name": "A meeting", "kept": [theirs.code]})
    assert page.status_code == 422
    assert "A file that was waiting here is no longer there." in text_of(page)
    assert not Evidence.objects.exists()

    evidence = EvidenceFactory(portfolio__owner=practitioner)
    with pytest.raises(UploadGone):
        take_uploads(evidence, [theirs.code], by=practitioner)
    assert Upload.objects.get().file is None


def test_a_file_goes_to_one_piece_of_evidence_only(practitioner, store):
    upload = arrived(practitioner)
    first, second = (EvidenceFactory(portfolio__owner=practitioner) for _time in range(2))
    change_evidence(first, by=practitioner, revision=1, kept=[upload.code])

    with pytest.raises(UploadGone):
        change_evidence(second, by=practitioner, revision=1, kept=[upload.code])
    second.refresh_from_db()
    assert (second.revision, second.files.count()) == (1, 0)
    drop_upload(upload)  # too late: it is in use
    assert len(store.kept) == 1


def test_taken_at_the_same_moment_it_goes_to_one(practitioner, store, at_once):
    upload = arrived(practitioner)
    pieces = [EvidenceFactory(portfolio__owner=practitioner) for _time in range(3)]

    at_once(*(lambda p=piece: take_uploads(p, [upload.code], by=practitioner) for piece in pieces))

    assert EvidenceFile.objects.count() == 1


def test_what_was_taken_off_again_is_not_offered(pat, practitioner, store):
    upload = arrived(practitioner)
    evidence = EvidenceFactory(portfolio__owner=practitioner)
    take_uploads(evidence, [upload.code], by=practitioner)
    remove_file(evidence.files.get(), by=practitioner)

    assert offered(pat.get(ADD)) == []


def test_what_waits_is_no_stray(practitioner, store, monkeypatch):
    upload = arrived(practitioner)

    discard_strays(older_than=-60)

    assert store.kept == [upload.place]
