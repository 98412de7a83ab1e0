"""Why something about an amendment did not happen. Each `sentence` is for a person; nothing changed."""

from django.utils.translation import gettext_lazy as _


class CannotPropose(Exception):
    """It was not put forward. `sentence` says why, to a person; nothing changed."""

    sentence = _("This can’t be put forward as it is.")

    def __str__(self):
        return str(self.sentence)


class ToReadOnly(CannotPropose):
    sentence = _("This charter is here to read. Nobody is asked to agree to it, so nobody changes it here.")


class NotInUse(CannotPropose):
    sentence = _("This charter is out of sight just now, so nothing can be put forward.")


class WordsMissing(CannotPropose):
    sentence = _("Say in a few words what would change, and why.")


class SaysTheSame(CannotPropose):
    sentence = _("These are the words the charter has now. Change something first.")


class PutForwardAlready(CannotPropose):
    sentence = _(
        "You put these very words forward already. They are still open, among the changes put forward."
    )


class ChangedMeanwhile(CannotPropose):
    sentence = _(
        "The charter was changed while you were writing. Look at its newest words, and send yours again."
    )


class CannotStand(CannotPropose):
    """A clause without words, or deeper than what is above it allows, or nothing left to agree to."""

    def __init__(self, sentence):
        self.sentence = sentence


NO_WORDS = _("Every clause and heading needs words. Write them, or take it out.")
TOO_DEEP = _("“%(words)s” would stand deeper than what is above it allows. Move it one step out.")
NOTHING_LEFT = _("There would be nothing left to agree to. Leave at least one clause.")
TOO_LONG = _("A title or heading is too long. 255 characters is the most for the title, 500 for a heading.")


class NotOpenAnyMore(Exception):
    """Its time is over, or it was taken back."""

    sentence = _("This is not open any more, so nothing was changed.")


class NotAMember(Exception):
    """A charter is changed by the people whose charter it is."""

    sentence = _("Only people of the place whose charter this is say that they are for it.")


class OwnAmendment(Exception):
    """A charter is never changed by one: whoever puts it forward is not counted."""

    sentence = _("You put this forward, so others say whether they are for it.")


class NotTheirs(Exception):
    """Only who put it forward takes it back."""

    sentence = _("Only who put it forward can take it back.")
