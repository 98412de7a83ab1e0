from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate


def make_trainers(apps, **_signal):
    """After every migrate, as soon as there are tables for it."""
    from standards.operations.trainers import trainers

    try:
        apps.get_model("wagtailadmin", "Admin"), apps.get_model("auth", "Group")
    except LookupError:
        return
    trainers()


def keep_trainers_at_log_in(user, **_signal):
    """A role may begin or end on a day, when nobody does anything."""
    from standards.operations.trainers import keep_trainers

    keep_trainers(user)


class StandardsConfig(AppConfig):
    name = "standards"

    def ready(self):
        from people.registry import ROLE_CHANGED
        from standards.models import publishing as at
        from standards.operations import publishing, trainers
        from standards.panels import give_panels

        give_panels()
        at.AT_STANDARD_PUBLISHED.append(publishing.freeze_version)
        at.AT_SUITE_PUBLISHED.append(publishing.renew_versions)
        ROLE_CHANGED.append(trainers.keep_trainers)
        post_migrate.connect(make_trainers, sender=self)
        user_logged_in.connect(keep_trainers_at_log_in, dispatch_uid="standards.trainers")
