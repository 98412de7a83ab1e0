from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self):
        from assessments import attachments, sentences, states, waiting  # noqa: F401  what judging adds below
        from assessments.operations import letting_go, tidying  # noqa: F401  what the worker tidies
