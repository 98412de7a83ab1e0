from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"

    def ready(self):
        from portfolios.operations import previews  # noqa: F401  registers what the worker can do
