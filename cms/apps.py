from functools import cache, partial

from django.apps import AppConfig, apps


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self):
        from cms import desks, erasing, sentences  # noqa: F401  what is erased, and what the trail says of the roof

        desks.attach()
        remember_what_may_be_swapped()


def remember_what_may_be_swapped():
    """A migration asks it for each foreign key of each model it draws, and Django forgets every answer with each model:
    a quarter of the first start. Of the models that are installed the answers stay."""
    ask = type(apps).get_swappable_settings_name.__wrapped__  # type: ignore[attr-defined]
    apps.get_swappable_settings_name = cache(partial(ask, apps))  # type: ignore[method-assign]
