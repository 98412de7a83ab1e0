"""Why a file can't be kept, each as a sentence: what is wrong, that the rest is safe, what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES = {
    "empty": gettext_lazy(
        "%(file)s is empty: there is nothing in it yet. What you have written is safe. "
        "Open it to see that your work is there, then choose it again."
    ),
    "nameless": gettext_lazy(
        "This file has no name. What you have written is safe. "
        "Give it a name on your phone or computer, then choose it again."
    ),
    "not_taken": gettext_lazy(
        "%(file)s is a kind of file we can’t take. What you have written is safe. "
        "Save it as JPEG, PDF, MP3, MP4, Word (DOCX) or TXT, and choose that."
    ),
    "not_what_it_says": gettext_lazy(
        "%(file)s is named like %(said)s, but what is inside is something else. "
        "What you have written is safe. Open it, save it again as %(said)s, and choose the new one."
    ),
    "not_sound": gettext_lazy(
        "%(file)s is not a sound recording, so we can’t take it here. What you have written is safe."
    ),
    "too_large": gettext_lazy(
        "%(file)s is %(size)s and the most we can take is %(largest)s. What you have written is safe. "
        "A shorter clip or a smaller copy would work, or write down where it can be found."
    ),
    "over_limit": gettext_lazy(
        "%(file)s is more than %(largest)s, the most we can take. What you have written is safe. "
        "A shorter clip or a smaller copy would work, or write down where it can be found."
    ),
    "too_many_pixels": gettext_lazy(
        "%(file)s is a bigger picture than we can open: the most is %(megapixels)d megapixels. "
        "What you have written is safe. Save a smaller copy and choose that."
    ),
    "too_many_files": gettext_lazy(
        "You chose %(count)d files and we can take %(most)d at a time. What you have written is safe. "
        "Choose fewer now, and add the others after."
    ),
    "broken": gettext_lazy(
        "%(file)s can’t be opened: part of it is missing or damaged. What you have written is safe. "
        "Open it to see that it works, save a new copy, and choose that."
    ),
    "cut_short": gettext_lazy(
        "%(file)s stops part way, as if it was cut short while being copied. What you have written is safe. "
        "Copy it again from where it was made, then choose it."
    ),
    "locked": gettext_lazy(
        "%(file)s asks for a password, so nobody else could open it. What you have written is safe. "
        "Save a copy without a password and choose that."
    ),
    "has_programs": gettext_lazy(
        "%(file)s has small programs (macros) inside. What you have written is safe. "
        "Save it as a PDF, or as a document without macros, and choose that."
    ),
    "points_elsewhere": gettext_lazy(
        "%(file)s is only a list that points to other files, not the recording itself. "
        "What you have written is safe. Choose the recording."
    ),
    "packed_too_tight": gettext_lazy(
        "%(file)s unpacks into far more than we can hold. What you have written is safe. "
        "Save it as a PDF and choose that."
    ),
    "quota_bytes": gettext_lazy(
        "There is no room for %(file)s: you can keep %(most)s in all, and have %(used)s. "
        "What you have written is safe. Take off files you no longer need, then choose it again."
    ),
    "quota_files": gettext_lazy(
        "There is no room for %(file)s: you can keep %(most)d files in all, and have as many. "
        "What you have written is safe. Take off files you no longer need, then choose it again."
    ),
    "no_room": gettext_lazy(
        "We can’t keep %(file)s right now. The fault is ours: our store is full. "
        "What you have written is safe. Try again later."
    ),
}


class FileRefused(Exception):
    """A file that can't be kept. `str()` is a sentence to show; `reason` is a key of SENTENCES.

    `is_ours` says the fault lies with this installation (answer 507), not with the file (answer 422).
    """

    def __init__(self, reason, **facts):
        super().__init__(reason)
        self.reason, self.facts, self.name = reason, facts, ""

    @property
    def is_ours(self):
        return self.reason == "no_room"

    def about(self, name):
        """The same refusal, naming the file it speaks of."""
        self.name = name
        return self

    def __str__(self):
        short = self.name if len(self.name) <= 60 else f"{self.name[:59]}…"
        file = _("“%(name)s”") % {"name": short} if short else _("This file")
        return str(SENTENCES[self.reason]) % {"file": file, **self.facts}
