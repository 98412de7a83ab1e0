"""Another trainer reads a draft before it is published. Whoever asked, or wrote last, is not that other trainer."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from standards.models.locks import BeingRead
from standards.models.publishing import CannotBePublished

READ_BY_ITS_WRITER = _(
    "You changed the words yourself, so someone else reads them before they are published. Your draft is saved."
)


class SecondReader(AbstractGroupApprovalTask):
    lock_class = BeingRead

    class Meta:
        verbose_name = _("another person of a group reads it")

    def get_actions(self, obj, user):
        """Nobody answers what they asked for themselves, and nobody approves words they wrote last."""
        if self.asked(obj, user):
            return []
        allowed = super().get_actions(obj, user)
        return [action for action in allowed if action[0] != "approve" or not self.wrote_last(obj, user)]

    def on_action(self, task_state, user, action_name, **kwargs):
        """Asked again: an approval can bring words of its own, saved a moment ago."""
        obj = task_state.workflow_state.content_object
        if self.asked(obj, user) or (action_name == "approve" and self.wrote_last(obj, user)):
            raise CannotBePublished(READ_BY_ITS_WRITER)
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        return (
            super()
            .get_task_states_user_can_moderate(user, **kwargs)
            .exclude(workflow_state__requested_by=user)
        )

    def asked(self, obj, user):
        state = obj.current_workflow_state
        return state is not None and state.requested_by_id == user.pk

    def wrote_last(self, obj, user):
        return obj.latest_revision is not None and obj.latest_revision.user_id == user.pk

    @classmethod
    def get_description(cls):
        return _("Someone else of the chosen groups reads it, never whoever asked or wrote last")
