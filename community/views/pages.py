"""The door to charters in the Wagtail admin: to where they stand, or, before there is one, to where one comes in."""

from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from community.models import ChartersPage
from people.access import may


@require_safe
@may("community.edit")
def charter_pages(request):
    place = ChartersPage.objects.order_by("path").first()
    return redirect("wagtailadmin_explore", place.pk) if place else redirect("charter-bring-in")
