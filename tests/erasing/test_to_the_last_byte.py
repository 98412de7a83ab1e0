"""What is erased is not on the disk any more either: whatever is killed when, and in no free page of the database file."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import connection
from PIL import Image
from wagtail.log_actions import log
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Revision,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from assessments.models import Certificate, CertificateDocument
from assessments.operations.certificates import keep_document
from people.models import Job, User
from people.operations.erasing import DISCARD, discard_left_over, erase_person
from people.operations.jobs import perform_everything
from portfolios.models import EvidenceFile, Rendition
from portfolios.operations.previews import drawn, keep_clean_copy, keep_renditions, look_after_older_files
from tests.erasing.canaries import CANARY, found, found_in_files, plant
from tests.erasing.table import TABLE
from tests.factories import EvidenceFactory, EvidenceFileFactory
from tests.factories.assessments import share, sign, unit_with_evidence

ENDS = {"tidying": discard_left_over, "the worker": perform_everything, "asked again": "erase_person"}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_killed_before_the_files_went_the_rest_goes_later(practitioner, organisation, end):
    """Nothing that follows the transaction runs here: the server was killed that moment."""
    share(unit_with_evidence(practitioner, organisation))
    EvidenceFileFactory(evidence__owner=practitioner, evidence__portfolio__owner=practitioner)
    plant(practitioner, TABLE)
    erase_person(practitioner, by=None)
    assert len(found()) == EvidenceFile.objects.count() + 1 == 2

    call_command(end, practitioner.code) if isinstance(end, str) else end()

    assert found() == []
    assert not Job.objects.filter(kind=DISCARD).exclude(state=Job.State.DONE).exists()


def test_killed_before_it_was_saved_nothing_is_gone(practitioner, organisation, monkeypatch):
    share(unit_with_evidence(practitioner, organisation))
    plant(practitioner, TABLE)
    before = found()
    monkeypatch.setattr("people.operations.erasing.become_a_code", lambda person, *, at: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        erase_person(practitioner, by=None)
    assert found() == before


def test_what_is_drawn_at_that_moment_is_kept_by_nobody_and_nobody_draws_it_again(
    practitioner, organisation, erase
):
    share(unit_with_evidence(practitioner, organisation))
    shown = EvidenceFile.objects.get()
    pictures, copy = list(drawn(shown)), Path(settings.FILE_UPLOAD_TEMP_DIR) / "a-copy"
    copy.write_bytes(b"a copy")

    erase(practitioner)
    keep_renditions(shown, pictures)
    keep_clean_copy(shown, copy, "application/pdf")
    EvidenceFile.objects.update(content_type="application/pdf")
    look_after_older_files()
    perform_everything()

    assert not Rendition.objects.exists()
    assert not Job.objects.filter(kind__in=["make_previews", "make_clean_copy"]).exists()


def test_no_free_page_of_the_database_file_holds_it(transactional_db, practitioner, organisation):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL hands free room on by itself: see the decision record")
    evidence = EvidenceFactory(portfolio__owner=practitioner, portfolio__organisation=organisation)
    type(evidence).objects.filter(pk=evidence.pk).update(story=f"{CANARY} in the hall. " * 500)
    assert list(holding(CANARY))

    call_command("erase_person", practitioner.code, "--yes")

    assert list(holding(CANARY)) == []


def holding(word):
    """The database, and what is on its way into it."""
    file = Path(connection.settings_dict["NAME"])
    for path in file.parent.glob(f"{file.name}*"):
        if word.encode() in path.read_bytes():
            yield path.name


def test_the_editing_rooms_keep_no_name_no_picture_and_no_remark(trainer, erase):
    User.objects.filter(pk=trainer.pk).update(name=f"{CANARY} Sample", email=f"{CANARY}@sample.example")
    trainer.refresh_from_db()
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    profile = UserProfile.get_for_user(trainer)
    profile.avatar.save("face.png", ImageFile(picture))
    Path(profile.avatar.path).write_bytes(CANARY.encode())
    log(trainer, "wagtail.edit", user=trainer)
    page = Page.objects.order_by("pk").last()
    said = {"page": page, "user": trainer, "text": CANARY, "contentpath": "title", "position": ""}
    page.wagtail_admin_comments.add(Comment(**said))
    page.save()
    page.save_revision(user=trainer)
    assert {
        "wagtailcore_comment.text",
        "wagtailcore_revision.content",
        "wagtailcore_modellogentry.label",
    } <= set(found())
    assert list(found_in_files())

    erase(trainer)

    assert found() == []
    assert (Comment.objects.count(), Revision.objects.count(), ModelLogEntry.objects.count()) == (1, 1, 1)


def test_the_log_of_the_editing_rooms_repeats_no_remark_and_no_reason(trainer, coordinator, erase):
    """Wagtail writes each of them down a second time, and keeps that when the remark itself is taken away."""
    page = Page.objects.order_by("pk").last()
    said = {"page": page, "contentpath": "title", "position": ""}
    others = Comment.objects.create(user=coordinator, text="Is that so?", **said)
    others.log_create(user=coordinator)
    CommentReply.objects.create(comment=others, user=trainer, text=CANARY).log_create(user=trainer)
    taken_away = Comment.objects.create(user=trainer, text=CANARY, **said)
    taken_away.log_create(user=trainer)
    taken_away.log_delete(user=coordinator)
    taken_away.delete()
    log(page, "wagtail.workflow.reject", user=trainer, data={"comment": CANARY})
    workflow = Workflow.objects.create(name="Second reading")
    kind = {"content_type": page.content_type, "base_content_type": page.content_type}
    about = kind | {"object_id": page.pk, "workflow": workflow, "requested_by": coordinator}
    TaskState.objects.create(
        workflow_state=WorkflowState.objects.create(**about),
        task=Task.objects.create(name="Read it"),
        revision=page.save_revision(),
        finished_by=trainer,
        comment=CANARY,
    )
    assert {"wagtailcore_pagelogentry.data", "wagtailcore_taskstate.comment"} <= set(found())

    erase(trainer)

    assert found() == []
    kept = PageLogEntry.objects.filter(action="wagtail.comments.create_reply").get()
    assert kept.data["comment"]["text"] == "Is that so?"


def test_a_paper_that_is_being_made_at_that_moment_is_kept_by_nobody(
    practitioner, organisation, assessor, erase
):
    sign(share(unit_with_evidence(practitioner, organisation), assessor=assessor))
    certificate = Certificate.objects.select_related("award__holder").get()

    erase(practitioner)
    keep_document(certificate, CANARY.encode(), commitment="0" * 64)

    assert (found(), CertificateDocument.objects.exists()) == ([], False)


def test_everything_kept_stands_below_the_data_folder():
    """Where canaries are looked for: every storage, and what is still arriving."""
    root = Path(settings.DATA_DIR)
    folders = [Path(one["OPTIONS"]["location"]) for one in settings.STORAGES.values() if "OPTIONS" in one]
    assert folders
    assert all(root in folder.parents for folder in [*folders, Path(settings.FILE_UPLOAD_TEMP_DIR)])
