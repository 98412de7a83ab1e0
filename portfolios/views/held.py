"""Recordings that belong to no evidence yet: nobody hears one that waits for its search, or did not come through it."""

from django.shortcuts import render

from portfolios.models import Scan


def held_page(request, recording, *, base="base.html"):
    """Why it can’t be heard, for whoever made it."""
    status = 404 if recording.scan == Scan.FOUND else 503
    return render(
        request, "portfolios/recording_held.html", {"recording": recording, "base": base}, status=status
    )


def is_unsearched(recordings):
    """Whether the page says that nothing is searched for viruses here."""
    return any(recording.scan == Scan.NOT_SCANNED for recording in recordings)
