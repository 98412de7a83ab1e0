"""Trainers’ own screens about portfolios in the Wagtail admin."""

from django.urls import path

from portfolios.views import declaration_admin, kinds

urlpatterns: list = [
    path("declaration/", declaration_admin.declaration_words, name="declaration-words"),
    path("evidence-kinds/", kinds.kind_list, name="evidence-kinds"),
    path("evidence-kinds/add/", kinds.kind_add, name="evidence-kind-add"),
    path("evidence-kinds/<row:kind>/", kinds.kind_change, name="evidence-kind"),
    path("evidence-kinds/<row:kind>/remove/", kinds.kind_remove, name="evidence-kind-remove"),
]
