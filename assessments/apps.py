from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self):
        from assessments import (  # noqa: F401  what judging adds below
            attachments,
            fingerprints,
            sentences,
            states,
            waiting,
            waiting_for_coordinators,
            waiting_licences,
        )
        from assessments.operations import (  # noqa: F401  what is erased, and done hourly
            erasing,
            letting_go,
            licence_endings,
            tidying,
        )
