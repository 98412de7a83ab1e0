"""Charters for everyone to read, and what people say to them."""

urlpatterns: list = []
