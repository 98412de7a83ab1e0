from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "community"

    def ready(self):
        from community.models.pages import AT_CHARTER_PUBLISHED
        from community.operations import adopting

        AT_CHARTER_PUBLISHED.append(adopting.keep_adopted)
