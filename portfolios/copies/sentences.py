"""Why others can’t have a copy, each as a sentence for whoever is looking: its owner, or someone who reads it."""

from django.utils.translation import gettext_lazy

SENTENCES = {
    "trouble": gettext_lazy(
        "We can’t make a copy of this without the details hidden in it, such as place and device. "
        "So only the person it belongs to can open it. A copy saved in another way, or a PDF, may work."
    ),
    "stopped": gettext_lazy(
        "Making a copy of this without its hidden details asks for more time or memory than we give any file. "
        "So only the person it belongs to can open it. A shorter or smaller one would work."
    ),
    "no_program": gettext_lazy(
        "Details hidden in a recording, such as place and device, can’t be taken out here: the program for it, "
        "ffmpeg, is not installed. So only the person it belongs to can open it."
    ),
    "film_inside": gettext_lazy(
        "There is sound, film or a picture inside this document from which we can’t take hidden details. "
        "So only the person it belongs to can open it. A PDF of it, and the recording by itself, would work."
    ),
    "layers": gettext_lazy(
        "This PDF has hidden layers, and we can’t take off what is on them. So only the person it belongs to can open it. "
        "“Black out parts” makes a new PDF of pictures, with nothing hidden in it."
    ),
    "too_long": gettext_lazy(
        "This has more pages than we can black out in one go: the most is 50. Save it in parts, and add those."
    ),
    "not_burnt": gettext_lazy(
        "We can’t black out parts of this file: it is damaged, or asks for more time or memory than we give any file. "
        "The file is as it was. A photo of it would work."
    ),
}


class CopyNotPossible(Exception):
    """`str()` can be shown; `reason` is a key of SENTENCES."""

    def __init__(self, reason):
        self.reason = reason if reason in SENTENCES else "trouble"
        super().__init__(reason)

    def __str__(self):
        return str(SENTENCES[self.reason])
