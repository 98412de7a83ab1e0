from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "community"

    def ready(self):
        from wagtail.signals import copy_for_translation_done

        from community import attachments  # noqa: F401  what charters add to the ground
        from community.models import CharterPage, ChartersPage
        from community.models.pages import AROUND_A_CHARTER, AT_CHARTER_PUBLISHED, holds_adopted_charters
        from community.operations import adopting, asking, stewards, talks, translating
        from community.operations.adopting import KEPT as CHARTER_KEPT
        from community.panels.editor import give_panels
        from community.queries.links import said_in_charters
        from community.registry import AT_CHARTER_ADOPTED
        from community.views.answers import answering
        from community.views.around import around
        from community.views.charters_documents import of_charters, of_page
        from people.registry import ROLE_CHANGED
        from standards import attachments as of_standards
        from standards.registry import ALSO_SAID, NEVER_DELETED, PUBLIC_PAGES

        give_panels()
        of_standards.PAGES.append(CharterPage)
        NEVER_DELETED.append((holds_adopted_charters, CHARTER_KEPT))
        AT_CHARTER_PUBLISHED.append(adopting.keep_adopted)
        AT_CHARTER_ADOPTED.append(asking.when_adopted)
        ROLE_CHANGED.extend([stewards.forget_with_role, talks.tell_new_steward])
        AROUND_A_CHARTER.insert(0, around)
        ALSO_SAID.append(said_in_charters)
        AROUND_A_CHARTER.append(answering)
        PUBLIC_PAGES.update({ChartersPage: of_charters, CharterPage: of_page})
        copy_for_translation_done.connect(translating.note_version, dispatch_uid="community.translating")
