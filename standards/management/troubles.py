"""Troubles of the database, in a sentence for whoever runs a command."""

from django.db import Error, OperationalError, ProgrammingError
from django.utils.translation import gettext as _

__all__ = ["Error", "sentences_of"]


def sentences_of(refusal) -> list[str]:
    """Why a command came to nothing: what the refusal says itself, or what is the matter with the database."""
    if isinstance(refusal, (OperationalError, ProgrammingError)) and is_unmigrated(refusal):
        return [_("The database is not set up yet. Run “manage.py migrate” first.")]
    if isinstance(refusal, Error):
        return [_("The database can’t be reached or is busy just now. Nothing was changed. Try again.")]
    return getattr(refusal, "sentences", None) or getattr(refusal, "messages", None) or [str(refusal)]


def is_unmigrated(trouble) -> bool:
    said = str(trouble)
    return "no such table" in said or "no such column" in said or "does not exist" in said
