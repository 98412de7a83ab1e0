"""Certificate numbers: how long they are, how they are printed, how people type them."""

LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
LENGTH = 12


def typed_number(text):
    """The number meant by what was typed: capitals, spaces, dashes and look-alikes don't matter. "" when it is none."""
    kept = "".join(character for character in text.upper() if character.isalnum()).translate(LOOK_ALIKES)
    return kept if len(kept) == LENGTH and kept.isascii() else ""


def in_groups(number):
    """As printed, easier to read aloud: 7K4M-22QX-9TBC."""
    return "-".join(number[at : at + 4] for at in range(0, len(number), 4))
