"""What to say when something moved on while a page was open."""

from django.shortcuts import render


def moved_on(request, assessment, *, typed="", is_theirs=True):
    """The review is not where this form found it. Whatever was typed is handed back."""
    context = {"assessment": assessment, "typed": typed, "is_theirs": is_theirs}
    return render(request, "assessments/review_moved_on.html", context, status=409)


def taken_by_someone(request):
    return render(request, "assessments/review_taken.html", status=409)
