"""What to say when something moved on while a page was open."""

from django.shortcuts import render


def moved_on(request, assessment, *, typed="", is_theirs=True, asks_first=False):
    """The review is not where this form found it. Whatever was typed is handed back.

    `asks_first`: it was given to them anew, and a question comes first.
    """
    context = {
        "assessment": assessment,
        "typed": typed,
        "is_theirs": is_theirs,
        "asks_first": asks_first,
    }
    return render(request, "assessments/review_moved_on.html", context, status=409)


def taken_by_someone(request):
    return render(request, "assessments/review_taken.html", status=409)
