"""What Wagtail’s rooms let go of when a person is erased. Pages stay: their words are the standard’s, or the charter’s."""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.text import capfirst
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    PageSubscription,
    Revision,
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
    said = forget_comments(person)
    about = {"content_type": ContentType.objects.get_for_model(User), "object_id": str(person.pk)}
    labels = ModelLogEntry.objects.filter(**about).update(label=str(NO_LONGER), data={})
    return {"in the editing rooms": gone + said + labels}


def discard_once_done(file):
    transaction.on_commit(partial(file.storage.delete, file.name), robust=True)


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


ERASING.append(erase_rooms)
