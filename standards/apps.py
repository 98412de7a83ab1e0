from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "standards"

    def ready(self):
        from standards.models import pages
        from standards.operations import publishing
        from standards.panels import give_panels

        give_panels()
        pages.AT_STANDARD_PUBLISHED.append(publishing.freeze_version)
        pages.AT_SUITE_PUBLISHED.append(publishing.renew_versions)
