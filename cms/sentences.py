"""What the trail says of what only the roof does."""

from django.utils.translation import gettext_lazy as _

from people.registry import sentences
from people.trail import Group

sentences(
    Group.PEOPLE,
    {
        "demo.finished": _("The walk through on sample people came to its end."),
        "sample.loaded": _("%(who)s loaded a sample portfolio of %(units)s standards."),
    },
)
