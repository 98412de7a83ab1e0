from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"

    def ready(self):
        from portfolios import living  # noqa: F401  who else may read how a clause is lived
        from portfolios.operations import moving_on, packing, previews, tidying  # noqa: F401  what the worker can do
        from portfolios.queries import note_on_award
        from portfolios.touched import people_at_work, rounds_touched, units_touched
        from standards.registry import AT_CROSSWALK_AGREED, AT_VERSION_PUBLISHED, AT_WORK, ON_AWARDS, TOUCHED

        AT_VERSION_PUBLISHED.append(moving_on.when_published)
        AT_CROSSWALK_AGREED.append(moving_on.when_agreed)
        AT_WORK.append(people_at_work)
        ON_AWARDS.append(note_on_award)
        TOUCHED[:0] = [units_touched, rounds_touched]  # people first, whichever app is ready first
