"""Trainers’ own screens for charters in the Wagtail admin."""

urlpatterns: list = []
