from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"

    def ready(self):
        from people.registry import also_visible
        from portfolios import living, sentences, waiting  # noqa: F401  the trail, and what waits
        from portfolios.models import ClauseTag
        from portfolios.operations import (  # noqa: F401  what the worker can do
            bringing_in,
            erasing,
            moving_on,
            packing,
            previews,
            scanning,
            tidying,
            together,
            witnesses,
        )
        from portfolios.parts import parts_waiting
        from portfolios.queries import note_on_award
        from portfolios.registry import ASKED
        from portfolios.touched import people_at_work, rounds_touched, units_touched
        from standards.registry import AT_CROSSWALK_AGREED, AT_VERSION_PUBLISHED, AT_WORK, ON_AWARDS, TOUCHED

        also_visible(ClauseTag)(living.lived_where_they_belong)
        AT_VERSION_PUBLISHED.append(moving_on.when_published)
        AT_CROSSWALK_AGREED.append(moving_on.when_agreed)
        AT_WORK.append(people_at_work)
        ASKED.append(parts_waiting)
        ON_AWARDS.append(note_on_award)
        TOUCHED[:0] = [units_touched, rounds_touched]  # people first, whichever app is ready first
