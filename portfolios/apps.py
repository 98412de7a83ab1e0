from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"

    def ready(self):
        from portfolios.operations import previews, tidying  # noqa: F401  what the worker can do
