from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate


def make_trainers(apps, **_signal):
    """After every migrate, as soon as there are tables for it."""
    from standards.operations.trainers import keep_rights, trainers

    try:
        apps.get_model("wagtailadmin", "Admin"), apps.get_model("auth", "Group")
        trainers()
        apps.get_model("standards", "SecondReader"), apps.get_model("wagtailcore", "WorkflowPage")
        keep_rights()
    except LookupError:
        return


def fill_the_search(apps, **_signal):
    """Where standards were published before they could be searched; what is there already is kept."""
    from standards.models import SearchEntry, Standard
    from standards.operations.searching import index_everything

    try:
        apps.get_model("wagtailcore", "Page"), apps.get_model("standards", "SearchEntry")
    except LookupError:
        return
    if not SearchEntry.objects.exists() and Standard.objects.exists():
        index_everything()


def keep_trainers_at_log_in(user, **_signal):
    """A role may begin or end on a day, when nobody does anything."""
    from standards.operations.trainers import keep_trainers

    keep_trainers(user)


class StandardsConfig(AppConfig):
    name = "standards"

    def ready(self):
        from people.registry import ROLE_CHANGED
        from standards import attachments, sentences  # noqa: F401  what standards add to the ground
        from standards.models import page_manners
        from standards.models import publishing as at
        from standards.operations import glossary, publishing, searching, trainers
        from standards.panels.editor import give_panels
        from standards.registry import BEFORE_PUBLISHING_NOTES
        from standards.views.around import around

        give_panels()
        at.AT_STANDARD_PUBLISHED.append(publishing.freeze_version)
        at.AT_STANDARD_PUBLISHED.append(searching.index_standard)
        at.AT_SUITE_PUBLISHED.append(publishing.renew_versions)
        page_manners.AROUND_A_PAGE.append(around)
        BEFORE_PUBLISHING_NOTES.append(glossary.notes_before_publishing)
        ROLE_CHANGED.append(trainers.keep_trainers)
        post_migrate.connect(make_trainers, sender=self)
        post_migrate.connect(fill_the_search, sender=self)
        user_logged_in.connect(keep_trainers_at_log_in, dispatch_uid="standards.trainers")
