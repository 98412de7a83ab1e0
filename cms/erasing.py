"""What Wagtail’s rooms let go of when a person is erased. Pages stay: their words are the standard’s, or the charter’s."""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.text import capfirst
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
)
from wagtail.users.models import UserProfile

from people.models import User
from people.models.user import NO_LONGER
from people.operations.erasing import count
from people.registry import ERASING
from people.trail import GONE

COMMENTS = "wagtail_admin_comments"


def erase_rooms(person, *, by):
    """Inside the operation."""
    for profile in UserProfile.objects.filter(user=person).exclude(avatar=""):
        discard_once_done(profile.avatar)
    rows = (UserProfile, APIToken, EditingSession, FormState, PageSubscription)
    gone = sum(count(model.objects.filter(user=person).delete()) for model in rows)
    for file in UploadedFile.objects.filter(uploaded_by_user=person):
        discard_once_done(file.file)
        file.delete()
    said = forget_in_log(person) + forget_comments(person) + forget_reasons(person)
    about = {"content_type": ContentType.objects.get_for_model(User), "object_id": str(person.pk)}
    unlocked = unlock_pages(person)
    labels = ModelLogEntry.objects.filter(**about).update(label=str(NO_LONGER), data={})
    return {"in the editing rooms": gone + said + unlocked + labels}


def discard_once_done(file):
    transaction.on_commit(partial(file.storage.delete, file.name), robust=True)


def unlock_pages(person):
    """A lock says that whoever set it goes on writing, and asks others to turn to them."""
    theirs = list(Page.objects.filter(locked_by=person))
    Page.objects.filter(locked_by=person).update(locked=False, locked_by=None, locked_at=None)
    for page in theirs:
        log(page, "wagtail.unlock")
    return len(theirs)


def forget_comments(person):
    """Beside a page, and in every draft of it that carries them along."""
    gone = capfirst(str(GONE))
    pages = Comment.objects.filter(user=person).values_list("page", flat=True)
    answered = CommentReply.objects.filter(user=person).values_list("comment__page", flat=True)
    for revision in Revision.objects.filter(object_id__in=[str(pk) for pk in {*pages, *answered}]):
        comments = revision.content.get(COMMENTS, [])
        for comment in comments:
            for said in (comment, *comment.get("replies", [])):
                if said.get("user") == person.pk:
                    said["text"] = gone
        if comments:
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    emptied = Comment.objects.filter(user=person).update(text=gone)
    return emptied + CommentReply.objects.filter(user=person).update(text=gone)


def forget_in_log(person):
    """Wagtail’s log says every comment again, also those that were taken away since."""
    log = PageLogEntry.objects.filter(action__startswith="wagtail.comments.")
    theirs = {"comment": written_by(person, Comment, log), "reply": written_by(person, CommentReply, log)}
    emptied = 0
    for entry in log:
        said = [
            entry.data[kind] for kind, keys in theirs.items() if entry.data.get(kind, {}).get("id") in keys
        ]
        for one in said:
            one["text"] = capfirst(str(GONE))
        emptied += PageLogEntry.objects.filter(pk=entry.pk).update(data=entry.data) if said else 0
    return emptied


def written_by(person, model, log):
    """The keys of theirs, with those that only the log still knows."""
    kind, action = {Comment: ("comment", "create"), CommentReply: ("reply", "create_reply")}[model]
    logged = log.filter(user=person, action=f"wagtail.comments.{action}").values_list("data", flat=True)
    return {
        *model.objects.filter(user=person).values_list("pk", flat=True),
        *(said[kind]["id"] for said in logged),
    }


def forget_reasons(person):
    """What they wrote as they took a page on or sent it back: with the step, and in the log."""
    steps = TaskState.objects.filter(finished_by=person).exclude(comment="").update(comment="")
    for model in (PageLogEntry, ModelLogEntry):
        for entry in model.objects.filter(user=person, action__startswith="wagtail.workflow."):
            if entry.data.get("comment"):
                model.objects.filter(pk=entry.pk).update(data=entry.data | {"comment": ""})
                steps += 1
    return steps


ERASING.append(erase_rooms)
