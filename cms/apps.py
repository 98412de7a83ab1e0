from functools import cache

from django.apps import AppConfig, apps


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self):
        from cms import desks, erasing, sentences  # noqa: F401  what is erased, and what the trail says of the roof

        desks.attach()
        # A migration asks for each foreign key of each model it draws, and Django forgets the answers with each model:
        # a quarter of the first start. Which installed models may be swapped never changes.
        apps.get_swappable_settings_name = cache(apps.get_swappable_settings_name)  # type: ignore[method-assign]
