"""Names of files in the bag that every computer can unpack, whatever people called them."""

import re
import unicodedata

from portfolios.names import clean_name

LONGEST = 100  # letters, so that a path stays below what older systems take
MOST_BYTES = 200  # of 255 a Linux disk takes for one name: others write four bytes for one letter
TAKEN_BY_WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


class Places:
    """Paths below data/ that are given out once each, also for systems that don’t tell capitals apart."""

    def __init__(self):
        self.taken = set()

    def place(self, folder, name):
        stem, ending = parted(safe_name(name))
        for number in range(1, len(self.taken) + 2):
            path = f"data/{folder}/{stem}{f' ({number})' if number > 1 else ''}{ending}"
            if path.casefold() not in self.taken:
                break
        self.taken.add(path.casefold())
        return path


def safe_name(name):
    """No path, no sign that a manifest would have to spell in another way, no name that a system keeps for itself."""
    plain = clean_name(unicodedata.normalize("NFC", name)).replace("%", "-").lstrip("-.~ ") or "file"
    stem, ending = parted(plain)
    room = MOST_BYTES - len(ending.encode())
    short = stem[: LONGEST - len(ending)].encode()[:room].decode(errors="ignore")
    plain = short.rstrip(". ") + ending
    return f"_{plain}" if TAKEN_BY_WINDOWS.match(plain) else plain


def parted(name):
    stem, dot, ending = name.rpartition(".")
    return (stem, f".{ending}") if stem and len(ending) <= 10 else (name, "")
