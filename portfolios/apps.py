from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"

    def ready(self):
        from portfolios.operations import previews, tidying  # noqa: F401  what the worker can do
        from portfolios.touched import rounds_touched, units_touched
        from standards.registry import TOUCHED

        TOUCHED[:0] = [units_touched, rounds_touched]  # people first, whichever app is ready first
