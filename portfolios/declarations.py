"""What a practitioner agrees to when sharing: the newest text a trainer made. Each round keeps the words it was asked."""

from portfolios.models import DeclarationText


def declaration_asked():
    """The text whoever shares now is asked to agree to."""
    return DeclarationText.objects.latest("number")


def declaring(*, text=None, tools_used=""):
    """The sentences as one text. `text`: a DeclarationText, the newest without; `tools_used`: which and for what."""
    text = text or declaration_asked()
    said = [text.words, text.tools, tools_used] if tools_used else [text.words, text.no_tools]
    return " ".join(said)
