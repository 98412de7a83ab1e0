from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self):
        from cms import desks, erasing, sentences  # noqa: F401  what is erased, and what the trail says of the roof

        desks.attach()
