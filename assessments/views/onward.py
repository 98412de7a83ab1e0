"""From round to round in the queue as it was last looked at: what was asked of it is kept, and one lands in the next."""

from dataclasses import asdict

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from assessments.licences import left_to_agree
from assessments.queue import QueueFilter, left_around, with_neighbours

KEPT = "queue"  # in the session: what of the queue was asked for last
SENT_TO = "sent_to"  # in the session: the round someone is on their way to without having asked for it


def kept_of(request):
    return QueueFilter.kept(request.session.get(KEPT))


def keep_asked(request, asked):
    """Remember what was asked of the queue, where that changed."""
    kept = asdict(asked) if asked else {}
    if request.method != "POST" and request.session.get(KEPT, {}) != kept:
        request.session[KEPT] = kept
    return asked


def in_the_queue(rows, request):
    """Reviews with the rounds before and after them, in the queue as it was last looked at."""
    return with_neighbours(rows, request.user, kept_of(request))


def queue_at(request):
    """The address of the queue, narrowed as it was."""
    narrowed = {name: said for name, said in asdict(kept_of(request)).items() if said}
    return reverse("review-queue") + (f"?{urlencode(narrowed)}" if narrowed else "")


def onward(request, assessment, said):
    """Say what was done, and land in the next round; after the last one in the queue, with a kind word.

    `assessment`: as it was before, so that its place in the queue is known.
    """
    asked = kept_of(request)
    passed_by, after = left_around(assessment, request.user, asked)
    if after:
        messages.success(request, _("%(said)s This is the next one.") % {"said": said})
        request.session[SENT_TO] = after
        return redirect("review-work", after)
    messages.success(request, f"{said} {at_the_end(passed_by, asked)}")
    return redirect(queue_at(request))


def onward_to_agree(request, decision, said):
    """As `onward`, among what others wait for this person to agree to."""
    passed_by, after = left_to_agree(decision, request.user)
    if after:
        messages.success(request, _("%(said)s This is the next one.") % {"said": said})
        return redirect("review", after)
    last = _("That was the last decision to agree to.")
    still = _("Those you passed by are still with you, for when you like.") if passed_by else ""
    messages.success(request, f"{said} {last} {still}".strip())
    return redirect(queue_at(request))


def was_sent_to(request, code):
    """Whether someone comes to this round because they were sent there, and not on purpose. True once."""
    return SENT_TO in request.session and request.session.pop(SENT_TO) == code


def at_the_end(passed_by, asked):
    if passed_by:
        return _("That was the last one here. Those you passed by are still with you, for when you like.")
    if asked:
        return _("That was the last one of those you asked to see. Take a breath.")
    return _("Nothing else waits for you. Enjoy the quiet.")
