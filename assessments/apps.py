from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self):
        from assessments import attachments  # noqa: F401  what judging adds to the apps below
        from assessments.operations import tidying  # noqa: F401  what the worker tidies
