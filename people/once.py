"""A form counts once. Its key is kept in the transaction that carries it out; a second post sees the first result."""

from functools import wraps

from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from people.audit import one_operation
from people.models.idempotency import OnceKey


class NothingHappened(Exception):
    """Carries the answer of a view that changed nothing, past the transaction it must not commit."""

    def __init__(self, response):
        self.response = response


def once(view):
    """Let a view's POST happen once for each key. Only an answer below 400 is kept; any other changes nothing."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = request.POST.get("once", "")
        if not 16 <= len(key) <= 64:
            return missing_key(request)
        try:
            return first_time(request, key, lambda: view(request, *args, **kwargs))
        except IntegrityError:
            # Lost a race, to the same key or to someone else: look again, now that the other is done.
            return first_time(request, key, lambda: view(request, *args, **kwargs))

    wrapped.counts_once = True
    return wrapped


def first_time(request, key, perform):
    done = OnceKey.objects.filter(person=request.user, key=key).first()
    if done:
        return redirect(done.result_url) if done.result_url else HttpResponse(status=204)
    try:
        with one_operation():
            mark = OnceKey.objects.create(person=request.user, key=key)
            response = perform()
            if response.status_code >= 400:
                raise NothingHappened(response)
            mark.result_url = response.headers.get("Location", "")[:500]
            mark.save()
    except NothingHappened as nothing:
        return nothing.response
    return response


def missing_key(request):
    message = _("This form is missing a part. Nothing was saved. Go back, reload the page and send it again.")
    return render(request, "400.html", {"message": message}, status=422)
