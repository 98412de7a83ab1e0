"""Doors of the Wagtail admin that stay shut, whoever asks: they go before Wagtail's own, at the same place.

Hiding a menu item shuts nothing. Reports name colleagues and pages of other suites; images and documents would be
a second place for files; the API's actions would copy, alias and publish without the questions the editor asks.
"""

from django.urls import path, re_path

from standards.views.closed import closed

urlpatterns = [
    re_path(r"^(?:reports|images|documents|snippets|failwhale|test404)/", closed, name="closed"),
    path("api/main/pages/<int:pk>/action/<str:action_name>/", closed, name="closed_action"),
]
