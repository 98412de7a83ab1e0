"""Publishing can be refused on paths that know no form: in bulk, when approving, when two people publish at once."""

from django.contrib import messages
from django.shortcuts import redirect

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
        return redirect("wagtailadmin_home")
