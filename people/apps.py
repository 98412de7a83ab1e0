from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

OURS = (
    "frozen_",
    "full_",
    "closed_",
    "kept_",
    "asked_",
    "steps_",
    "whole_",
)  # how the names of our triggers begin


THERE = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger "
    "WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid)",  # another schema may hold a house of its own
}


def take_triggers_down(using, plan=(), **_signal):
    """SQLite alters a table by making it anew, and stops at a trigger elsewhere that names it meanwhile.

    PostgreSQL neither lets go of a column that a trigger names nor makes it another kind.
    """
    if not plan:
        return
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(THERE[connection.vendor])
        for name, table in cursor.fetchall():
            if name.startswith(OURS):
                cursor.execute(
                    f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}")
                )


def put_triggers_back(app_config, using, **_signal):
    from people.frozen import install_triggers
    from people.steps import install_steps

    install_triggers(app_config.label, using)
    install_steps(app_config.label, using)


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self):
        from people import sentences, tasks  # noqa: F401  register what the trail says, and what the worker can do
        from people.operations import digests, erasing, organisations, tidying  # noqa: F401  what they register

        pre_migrate.connect(
            take_triggers_down, sender=self, dispatch_uid="people.frozen"
        )  # once, for every app
        post_migrate.connect(put_triggers_back, dispatch_uid="people.frozen")
