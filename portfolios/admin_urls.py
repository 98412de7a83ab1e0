"""Trainers’ own screens for kinds of evidence in the Wagtail admin."""

from django.urls import path

from portfolios.views import kinds

urlpatterns = [
    path("evidence-kinds/", kinds.kind_list, name="evidence-kinds"),
    path("evidence-kinds/add/", kinds.kind_add, name="evidence-kind-add"),
    path("evidence-kinds/<row:kind>/", kinds.kind_change, name="evidence-kind"),
    path("evidence-kinds/<row:kind>/remove/", kinds.kind_remove, name="evidence-kind-remove"),
]
