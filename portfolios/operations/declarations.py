"""Putting the declaration in other words: always a new version. Rounds that were shared keep theirs."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.declarations import declaration_asked
from portfolios.models import DeclarationText


class WordedMeanwhile(Exception):
    """Someone made a version since this page was opened; `.text` is the newest."""

    sentence = _(
        "Someone put it in other words a moment ago. Look at both, then make yours the next version."
    )

    def __init__(self, text):
        super().__init__(str(self.sentence))
        self.text = text


@operation
def word_declaration(*, after, by, words, no_tools, tools):
    """Make the version that follows number `after`. What stands already is not made again."""
    newest = declaration_asked()
    if newest.number != after:
        raise WordedMeanwhile(newest)
    said = {"words": words, "no_tools": no_tools, "tools": tools}
    if said == {name: getattr(newest, name) for name in said}:
        return newest
    try:
        with transaction.atomic():
            text = DeclarationText.objects.create(number=after + 1, made_by=by, **said)
    except IntegrityError as raced:
        raise WordedMeanwhile(declaration_asked()) from raced
    record("declaration.worded", by=by, subject=by, number=text.number)
    return text
