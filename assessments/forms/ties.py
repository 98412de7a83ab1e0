"""What is typed about ties: whom they are between, found by name or code however many people a place has."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.naming import FindsPeople, someone
from assessments.models import Tie
from portfolios.forms.fields import Choice

NOBODY = "none"
OWN_WORDS = {
    Tie.Kind.CO_AUTHOR: _("Made some of the evidence with me"),
    Tie.Kind.WITNESS: _("Witness in my evidence"),
}


class UntiedForm(forms.Form):
    """Asked of whoever was given something to read: does anything tie them to its owner?"""

    tie = Choice(
        choices=[(NOBODY, _("No, nothing ties us")), *Tie.Kind.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one. If nothing fits, choose “Another reason”.")},
    )

    def __init__(self, *args, name, **options):
        super().__init__(*args, **options)
        self.fields["tie"].label = _("What are you to %(name)s?") % {"name": name}


class TieForm(FindsPeople):
    """What ties one of those who judge here, or look at that again, to someone; whoever practises says it of themselves,
    and names nobody else.

    `assessors`, `practitioners`: querysets of people.
    """

    assessor = someone(_("Assessor or quality assurer"), _("Say which assessor or quality assurer."))
    practitioner = someone(_("Practitioner"), _("Say which practitioner."))
    kind = Choice(
        label=_("What are they to the practitioner?"),
        choices=Tie.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what ties them. If nothing fits, choose “Another reason”.")},
    )

    def __init__(self, *args, assessors, practitioners=None, **options):
        super().__init__(*args, **options)
        among = {"assessor": assessors, "practitioner": practitioners}
        if practitioners is None:
            del self.fields["practitioner"], among["practitioner"]
            self.fields["kind"].label = _("What are they to you?")
            self.fields["kind"].choices = [(kind, OWN_WORDS.get(kind, kind.label)) for kind in Tie.Kind]
        self.look_among(**among)
