"""Trainers’ own screens in the Wagtail admin, and doors of it that stay shut, whoever asks.

They go before Wagtail's own, at the same place. Hiding a menu item shuts nothing. Reports name colleagues and pages
of other suites; images and documents would be a second place for files; the API's actions would copy, alias and
publish without the questions the editor asks; people and groups would be a way to give someone a role, or take it,
that leaves no event.
"""

from django.urls import path, re_path

from standards.views import (
    award_editor,
    bring_in,
    bring_in_plan,
    bring_in_review,
    bring_in_suite,
    bring_in_suite_plan,
    changes,
    crosswalks,
    deleting,
    impact,
    terms,
)
from standards.views.closed import closed

urlpatterns = [
    path("awards/", award_editor.award_index, name="award-index"),
    path("awards/add/<slug:suite>/", award_editor.award_add, name="award-add"),
    path("awards/<slug:code>/", award_editor.award_edit, name="award-edit"),
    path("awards/<slug:code>/publish", award_editor.award_publish, name="award-publish"),
    path("awards/<slug:code>/withdraw", award_editor.award_withdraw, name="award-withdraw"),
    path("bring-in/", bring_in.bring_in_index, name="bring-in"),
    path("bring-in/<slug:code>/", bring_in_review.bring_in_review, name="bring-in-review"),
    path("bring-in/<slug:code>/plan/", bring_in_plan.bring_in_plan, name="bring-in-plan"),
    path("bring-in/<slug:code>/set-aside/", bring_in.bring_in_set_aside, name="bring-in-set-aside"),
    path("bring-in-suite/", bring_in_suite.bring_in_suite_index, name="bring-in-suite"),
    path("bring-in-suite/<slug:code>/", bring_in_suite_plan.bring_in_suite_plan, name="bring-in-suite-plan"),
    path(
        "bring-in-suite/<slug:code>/set-aside/",
        bring_in_suite.bring_in_suite_set_aside,
        name="bring-in-suite-set-aside",
    ),
    path("suites/<row:page_id>/files/", bring_in_suite.take_suite_along, name="take-suite-along"),
    path("suites/<row:page_id>/files/<slug:way>/", bring_in_suite.suite_file, name="suite-file"),
    path("crosswalks/", crosswalks.crosswalk_list, name="crosswalk-list"),
    path("crosswalks/start/", crosswalks.crosswalk_start, name="crosswalk-start"),
    path("crosswalks/<slug:code>/", crosswalks.crosswalk_edit, name="crosswalk-edit"),
    path("crosswalks/<slug:code>/agree", crosswalks.crosswalk_agree, name="crosswalk-agree"),
    path("crosswalks/<slug:code>/take-back", crosswalks.crosswalk_take_back, name="crosswalk-take-back"),
    path("crosswalks/<slug:code>/remove/", crosswalks.crosswalk_remove, name="crosswalk-remove"),
    path("glossary/", terms.term_list, name="glossary-terms"),
    path("glossary/add/", terms.term_add, name="glossary-term-add"),
    path("glossary/<slug:code>/", terms.term_change, name="glossary-term"),
    path("glossary/<slug:code>/remove/", terms.term_remove, name="glossary-term-remove"),
    path("standards/<row:page_id>/impact/", impact.affected, name="standard-affected"),
    path("standards/<row:page_id>/impact/<row:revision_id>/", impact.impact, name="standard-impact"),
    path("standards/<row:page_id>/changes/", changes.changes, name="standard-changes"),
    path("pages/<row:page_id>/delete/", deleting.delete, name="page-delete"),
    re_path(r"^(?:reports|images|documents|snippets|failwhale|test404)/", closed, name="closed"),
    re_path(r"^(?:users|groups|bulk/people)/", closed, name="closed"),
    path("api/main/pages/<int:pk>/action/<str:action_name>/", closed, name="closed_action"),
]
