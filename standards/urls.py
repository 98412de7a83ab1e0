"""Standards for everyone to read: by short address, as a print, as JSON, by searching, and as CASE."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
