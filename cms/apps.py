from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self):
        from cms import desks, sentences  # noqa: F401  the latter: what the trail says of the roof

        desks.attach()
