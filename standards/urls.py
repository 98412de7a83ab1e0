"""Standards for everyone to read: by short address, as a print, as JSON, by searching, and as CASE."""

from django.urls import path

from standards.views import awards

urlpatterns = [
    path("awards/", awards.award_list, name="award-list"),
    path("awards/<slug:code>/", awards.award_detail, name="award-detail"),
]
