"""The sentence a practitioner agrees to when sharing, kept with each round as it was."""

from django.utils.translation import gettext_lazy as _

AUTHENTICITY = _(
    "This is my own work, or says what others did. If a tool wrote or changed part of it, I have said so. "
    "The people in it know, or can’t be recognised."
)
