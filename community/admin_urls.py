"""Trainers’ own screens for charters in the Wagtail admin."""

from django.urls import path

from community.views import amendments_admin, bring_in, bring_in_review, links, links_explaining, pages

urlpatterns: list = [
    path("charters/<row:page_id>/put-forward/", amendments_admin.put_forward, name="charter-put-forward"),
    path("charters/", pages.charter_pages, name="charter-pages"),
    path("charters/bring-in/", bring_in.bring_in_index, name="charter-bring-in"),
    path("charters/bring-in/<slug:code>/", bring_in_review.bring_in_review, name="charter-bring-in-review"),
    path(
        "charters/bring-in/<slug:code>/set-aside/",
        bring_in.bring_in_set_aside,
        name="charter-bring-in-aside",
    ),
    path("charters/<row:page_id>/links/", links.charter_links, name="charter-links"),
    path("charters/<row:page_id>/links/add/<slug:clause>/", links.link_add, name="charter-link-add"),
    path("charters/<row:page_id>/links/<slug:code>/", links.link_again, name="charter-link-again"),
    path("charters/<row:page_id>/links/<slug:code>/remove/", links.link_remove, name="charter-link-remove"),
    path(
        "charters/<row:page_id>/explanations/",
        links_explaining.charter_explanations,
        name="charter-explanations",
    ),
    path(
        "charters/<row:page_id>/explanations/<slug:manner>/",
        links_explaining.explanation_choose,
        name="charter-explanation",
    ),
    path(
        "charters/<row:page_id>/explanations/<slug:manner>/remove/",
        links_explaining.explanation_remove,
        name="charter-explanation-remove",
    ),
]
