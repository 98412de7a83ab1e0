from django.http import Http404


def closed(request, **address):
    """A door of Wagtail's that leads to nothing here."""
    raise Http404
