"""Bags as they leave, and bags that were tampered with on the way."""

import hashlib
import io
import zipfile

from portfolios.exchange.packing import pack


def packed(portfolio):
    """The bytes of the ZIP."""
    out = io.BytesIO()
    pack(portfolio, out)
    return out.getvalue()


def members_of(source):
    """{path in the folder: bytes}"""
    with zipfile.ZipFile(io.BytesIO(source)) as bag:
        return {name.split("/", 1)[1]: bag.read(name) for name in bag.namelist()}


def zipped(members, *, folder="portfolio-x", way=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as bag:
        for name, content in members.items():
            entry = name if isinstance(name, zipfile.ZipInfo) else f"{folder}/{name}"
            bag.writestr(entry, content)
    return out.getvalue()


def listed_again(members):
    """With a manifest that is true to what is in it now."""
    lines = [
        f"{hashlib.sha512(content).hexdigest()}  {name}\n"
        for name, content in members.items()
        if name.startswith("data/")
    ]
    return members | {"manifest-sha512.txt": "".join(lines).encode()}
