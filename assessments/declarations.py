"""What an assessor agrees to when signing off, kept with the sign-off as it was."""

from django.utils.translation import gettext_lazy as _

SIGNED_SENTENCES = [
    _("I looked at the evidence myself"),
    _("I have no close tie to this person that could sway me"),
    _("The judgements here are mine"),
]


def signing():
    """The sentences as one text, in the reader's language."""
    return ". ".join(str(sentence) for sentence in SIGNED_SENTENCES) + "."
