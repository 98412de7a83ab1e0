from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self):
        from assessments import (  # noqa: F401  what judging adds below
            attachments,
            sentences,
            states,
            waiting,
            waiting_for_coordinators,
        )
        from assessments.operations import letting_go, licence_endings, tidying  # noqa: F401  what is done hourly
