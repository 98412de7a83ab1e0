"""Trainers’ own screens in the Wagtail admin, and doors of it that stay shut, whoever asks.

They go before Wagtail's own, at the same place. Hiding a menu item shuts nothing. Reports name colleagues and pages
of other suites; images and documents would be a second place for files; the API's actions would copy, alias and publish without the questions the editor asks.
"""

from django.urls import path, re_path

from standards.views import award_editor
from standards.views.closed import closed

urlpatterns = [
    path("awards/", award_editor.award_index, name="award-index"),
    path("awards/add/<slug:suite>/", award_editor.award_add, name="award-add"),
    path("awards/<slug:code>/", award_editor.award_edit, name="award-edit"),
    path("awards/<slug:code>/publish", award_editor.award_publish, name="award-publish"),
    path("awards/<slug:code>/withdraw", award_editor.award_withdraw, name="award-withdraw"),
    re_path(r"^(?:reports|images|documents|snippets|failwhale|test404)/", closed, name="closed"),
    path("api/main/pages/<int:pk>/action/<str:action_name>/", closed, name="closed_action"),
]
