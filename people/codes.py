"""Public codes: what stands in an address instead of a row number."""

import secrets
from typing import Any, cast

from django.db import models
from django.urls import converters

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base 32: no i, l, o, u
LENGTH = 10


def new_code():
    """Ten random characters, 50 bits: too many to try, short enough to read aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class CodeField(models.CharField):
    """A public code, made with the row and never changed."""

    def __init__(self, *names, **options):
        usual = {"max_length": 16, "unique": True, "editable": False, "default": new_code}
        super().__init__(*names, **cast(Any, usual | options))


class RowNumber(converters.IntConverter):
    """`<row:…>`: the number of a row in an address, where Wagtail knows its pages by it; never more than a database
    counts."""

    regex = "[0-9]{1,9}"


converters.register_converter(RowNumber, "row")
