"""What a trainer meets in the Wagtail admin: charters, beside the standards."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem, SubmitForModerationMenuItem
from wagtail.admin.widgets.button import Button

from community.models import CharterPage, ChartersPage
from standards.wagtail_hooks import ForTrainers


@hooks.register("register_admin_menu_item")
def charters():
    return ForTrainers(_("Charters"), reverse("charter-pages"), name="charters", icon_name="group", order=220)


@hooks.register("register_admin_menu_item")
def bring_in_a_charter():
    words, url = _("Bring in a charter"), reverse("charter-bring-in")
    return ForTrainers(words, url, name="charter-in", icon_name="download", order=230)


@hooks.register("register_page_header_buttons")
def charter_and_standards(page, user, **_kept):
    """In the editor of a charter that was adopted: what it and the standards both speak of."""
    if page.specific_class is CharterPage and user.has_perm("community.edit") and page.specific.own_charter:
        url = reverse("charter-links", args=[page.pk])
        yield Button(_("Charter and standards"), url, icon_name="link", priority=60)


class Adopt(PublishMenuItem):
    label = _("Adopt the first version")


class PublishFacts(PublishMenuItem):
    label = _("Publish what is said about it")


class PutForward(ActionMenuItem):
    label, name, icon_name = _("Put it forward"), "action-put-forward", "comment-add"

    def get_url(self, context):
        return reverse("charter-put-forward", args=[context["page"].pk])


@hooks.register("construct_page_action_menu")
def adopted_not_published(items, request, context):
    """Before there is a version one adopts it. Later the words change by an amendment, and the facts by publishing."""
    page = context.get("page")
    if isinstance(page, CharterPage):
        offer(items, page)
    elif page is None and isinstance(context["parent_page"].specific, ChartersPage):
        put_in_place(items, Adopt)


def offer(items, page):
    if not page.has_words_of_its_own:
        return
    if not page.version:
        put_in_place(items, Adopt)
    elif page.has_other_words:
        put_in_place(items, PutForward)
        items[:] = [item for item in items if not isinstance(item, SubmitForModerationMenuItem)]
    else:
        put_in_place(items, PublishFacts)


def put_in_place(items, kind):
    """What stands where Wagtail would publish."""
    items[:] = [kind(order=item.order) if isinstance(item, PublishMenuItem) else item for item in items]
