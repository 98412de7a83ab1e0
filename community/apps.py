from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "community"

    def ready(self):
        from wagtail.signals import copy_for_translation_done

        from community import attachments, sentences, waiting  # noqa: F401  the trail, and what waits
        from community.models import CharterPage, ChartersPage
        from community.models.pages import AROUND_A_CHARTER, AT_CHARTER_PUBLISHED, holds_adopted_charters
        from community.operations import adopting, erasing, stewards, talks, translating  # noqa: F401
        from community.panels.editor import give_panels
        from community.queries.links import said_in_charters
        from community.views.answers import answering
        from community.views.around import around
        from community.views.charters_documents import of_charters, of_page
        from people.registry import ROLE_CHANGED
        from standards import attachments as of_standards
        from standards.registry import ALSO_SAID, NEVER_DELETED, PUBLIC_PAGES

        give_panels()
        attachments.attach()
        of_standards.PAGES.append(CharterPage)
        NEVER_DELETED.append((holds_adopted_charters, adopting.KEPT))
        AT_CHARTER_PUBLISHED.append(adopting.keep_adopted)
        ROLE_CHANGED.extend([stewards.forget_with_role, talks.tell_new_steward])
        AROUND_A_CHARTER.extend([around, answering])
        ALSO_SAID.append(said_in_charters)
        PUBLIC_PAGES.update({ChartersPage: of_charters, CharterPage: of_page})
        copy_for_translation_done.connect(translating.note_version, dispatch_uid="community.translating")
