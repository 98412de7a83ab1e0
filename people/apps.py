from django.apps import AppConfig
from django.db.models.signals import post_migrate


def put_triggers_back(app_config, using, **_signal):
    from people.frozen import install_triggers
    from people.steps import install_steps

    install_triggers(app_config.label, using)
    install_steps(app_config.label, using)


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self):
        from people import sentences, tasks  # noqa: F401  register what the trail says, and what the worker can do
        from people.operations import digests, tidying  # noqa: F401  what the worker looks for by the clock

        post_migrate.connect(put_triggers_back, dispatch_uid="people.frozen")
