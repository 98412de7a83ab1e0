"""Publishing can be refused on paths that know no form: in bulk, when approving, when two people publish at once."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from standards.models import CannotBePublished


class PublishingMiddleware:
    """Turns the refusal into a sentence. The transaction was undone, and the draft is as it was."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, CannotBePublished):
            return None
        for sentence in exception.messages:
            messages.error(request, sentence)
        url = where_to_put_it_right(request)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": url})  # a dialog of Wagtail's goes there
        return redirect(url)


def where_to_put_it_right(request):
    """The editor of the page it was about, if it was about one."""
    address = request.resolver_match.kwargs if request.resolver_match else {}
    page = address.get("page_id") or address.get("pk")
    if page and (request.resolver_match.namespace or "").startswith("wagtailadmin_pages"):
        return reverse("wagtailadmin_pages:edit", args=[page])
    return reverse("wagtailadmin_home")
