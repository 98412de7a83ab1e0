from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "community"

    def ready(self):
        from community.models.pages import AT_CHARTER_PUBLISHED
        from community.operations import adopting, asking, stewards, talks
        from community.registry import AT_CHARTER_ADOPTED
        from people.registry import ROLE_CHANGED

        AT_CHARTER_PUBLISHED.append(adopting.keep_adopted)
        AT_CHARTER_ADOPTED.append(asking.when_adopted)
        ROLE_CHANGED.extend([stewards.forget_with_role, talks.tell_new_steward])
