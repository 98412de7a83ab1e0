"""What waits for someone, and how often they would like to be written to about it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.forms import TellingForm
from people.models import TellingChoice
from people.once import once
from people.operations.digests import choose_telling
from people.waiting import waiting_for


@require_safe
def waiting(request):
    found = waiting_for(request.user)
    return render(request, "people/waiting.html", {"waiting": found, "pace": pace_of(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@once
def telling(request):
    choice = pace_of(request.user)
    form = TellingForm(request.POST or None, instance=choice, person=request.user)
    if request.method == "POST" and form.is_valid():
        choose_telling(request.user, **form.cleaned_data)
        messages.success(request, _("From now on we write to you so."))
        return redirect("waiting")
    status = 422 if request.method == "POST" else 200
    return render(request, "people/telling.html", {"form": form}, status=status)


def pace_of(person):
    return TellingChoice.objects.filter(person=person).first() or TellingChoice(person=person)
