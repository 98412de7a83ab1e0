"""What a practitioner agrees to when sharing, kept with each round as it was."""

from django.utils.translation import gettext_lazy as _

DECLARATION = _(
    "This is my own work, or work I say I did with others. It really happened, and I have not hidden who did what. "
    "People who can be recognised said yes."
)
NO_TOOLS = _("I used no AI tools to make it.")
TOOLS = _("I used AI tools, and say below which and for what.")


def declaring(*, tools_used=""):
    """The sentences as one text, in the reader’s language. `tools_used`: which AI tools and for what, "" for none."""
    said = [DECLARATION, TOOLS, tools_used] if tools_used else [DECLARATION, NO_TOOLS]
    return " ".join(str(sentence) for sentence in said)
