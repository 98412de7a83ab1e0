"""What a trainer meets in the Wagtail admin: standards, and little else."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from standards.models import StandardPage, SuitePage
from standards.models.page_manners import TrainersPage
from standards.operations.due import KEPT_IN_SIGHT, NOT_PUBLISHED, refused_when_due
from standards.queries.impact import impact_of
from standards.views.deleting import say_kept, why_kept

NOT_NEEDED = {"reports", "help", "images", "documents", "snippets"}


@hooks.register("construct_main_menu")
def show_what_is_needed(request, items):
    items[:] = [item for item in items if item.name not in NOT_NEEDED]


@hooks.register("construct_settings_menu")
def roles_are_given_elsewhere(request, items):
    items[:] = [item for item in items if item.name not in ("users", "groups")]


class ForTrainers(MenuItem):
    """Shown to those who may edit standards."""

    def is_shown(self, request):
        return request.user.has_perm("standards.edit")


@hooks.register("register_admin_menu_item")
def bring_in():
    return ForTrainers(
        _("Bring in a standard"), reverse("bring-in"), name="bring-in", icon_name="download", order=200
    )


@hooks.register("register_admin_menu_item")
def bring_in_a_suite():
    words, url = _("Bring in a suite"), reverse("bring-in-suite")
    return ForTrainers(words, url, name="suite-in", icon_name="download", order=210)


@hooks.register("register_page_header_buttons")
def take_a_suite_along(page, user, **_kept):
    """On the page of a suite, in the editor and in the list of what stands below it."""
    if page.specific_class is SuitePage and user.has_perm("standards.edit"):
        url = reverse("take-suite-along", args=[page.pk])
        yield Button(_("Take it along"), url, icon_name="download", priority=60)


@hooks.register("register_admin_menu_item")
def awards():
    return ForTrainers(
        _("Awards"), reverse("award-index"), name="awards", icon_name="clipboard-list", order=300
    )


@hooks.register("register_admin_menu_item")
def glossary():
    return ForTrainers(
        _("Glossary"), reverse("glossary-terms"), name="glossary", icon_name="openquote", order=310
    )


@hooks.register("before_publish_page")
def show_whom_it_affects(request, page):
    """Other words, and people who work with them: the draft is saved, and publishing it is a second step."""
    if isinstance(page, (StandardPage, SuitePage)) and page.latest_revision_id:
        page_now = type(page).objects.get(pk=page.pk)
        if impact_of(page_now, page, person=request.user).concerns_people:
            return redirect("standard-impact", page.pk, page.latest_revision_id)
    return None


@hooks.register("register_admin_menu_item")
def crosswalks():
    words, url = _("Crosswalks"), reverse("crosswalk-list")
    return ForTrainers(words, url, name="crosswalks", icon_name="redirect", order=320)


@hooks.register("before_edit_page")
def say_why_it_was_not_published(request, page):
    """Its moment came, and it was refused: until something else becomes of it, the editor says why."""
    if request.method == "GET" and isinstance(page, TrainersPage):
        for sentence in refused_when_due(page):
            messages.warning(request, sentence)


@hooks.register("construct_page_action_menu")
def ask_in_our_words(items, request, context):
    for place, item in enumerate(items):
        if isinstance(item, SubmitForModerationMenuItem):
            items[place] = AskForReader(order=item.order)


class AskForReader(SubmitForModerationMenuItem):
    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"label": _("Ask someone to read it first")}


@hooks.register("register_log_actions")
def what_became_of_it(actions):
    @actions.register_action(NOT_PUBLISHED)
    class NotPublished(LogFormatter):
        label = gettext_lazy("Not published on its day")

        def format_message(self, entry):
            return " ".join([_("Not published on its day."), *entry.data.get("sentences", ())])

    @actions.register_action(KEPT_IN_SIGHT)
    class KeptInSight(LogFormatter):
        label = gettext_lazy("Kept in sight")

        def format_message(self, entry):
            return _("Its time was over. It stays in sight, because people are still at work on it.")


@hooks.register("before_bulk_action")
def one_by_one_where_people_are(request, action_type, objects, action):
    """Publishing several at once would go past the page that shows whom it affects."""
    if action_type != "publish":
        return None
    pages = [page.specific for page in objects if page.latest_revision_id]
    concerned = [page for page in pages if concerns_people(page, person=request.user)]
    for page in concerned:
        said = _("People work with “%(title)s”, so look first at whom it affects, and publish it from there.")
        messages.error(request, said % {"title": page.title})
    if len(concerned) == 1:
        return redirect("standard-affected", concerned[0].pk)
    return redirect("wagtailadmin_home") if concerned else None


def concerns_people(page, *, person):
    if not isinstance(page, (StandardPage, SuitePage)):
        return False
    return impact_of(page, page.get_latest_revision_as_object(), person=person).concerns_people


@hooks.register("before_bulk_action")
def keep_what_was_published_in_bulk(request, action_type, objects, action):
    if action_type == "delete":
        _may, others = action.get_actionable_objects()
        if sentence := why_kept(*objects, *others["items_with_no_access"]):
            return say_kept(request, sentence)
    return None
