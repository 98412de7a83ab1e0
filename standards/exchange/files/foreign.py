"""What files are by their first bytes that we never take, and the sentence that says what to do instead."""

from standards.exchange.files.bounded import CannotBeRead

STARTS = (
    (b"\xd0\xcf\x11\xe0", "old_office"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x1f\x8b", "not_a_document"),
    (b"7z\xbc\xaf", "not_a_document"),
    (b"Rar!", "not_a_document"),
)


def refuse_foreign(source: bytes) -> None:
    """Raise CannotBeRead for older Office files, pictures and archives."""
    for start, code in STARTS:
        if source.startswith(start):
            raise CannotBeRead(code)
    if source[4:8] == b"ftyp" or (source.startswith(b"RIFF") and source[8:12] == b"WEBP"):
        raise CannotBeRead("picture")
