"""Starting, and the first start."""

from django.apps import apps
from django.db.migrations.state import StateApps


def test_what_may_be_swapped_is_not_asked_again_for_each_model_a_migration_draws():
    def asked():
        return [apps.get_swappable_settings_name(name) for name in ("people.User", "people.Organisation")]

    assert asked() == ["AUTH_USER_MODEL", None]
    known = apps.get_swappable_settings_name.cache_info()

    StateApps([], {}).clear_cache()

    assert asked() == ["AUTH_USER_MODEL", None]
    now = apps.get_swappable_settings_name.cache_info()
    assert (now.misses, now.hits) == (known.misses, known.hits + 2)
