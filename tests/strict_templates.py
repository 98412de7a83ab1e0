"""In our own templates a name that means nothing is an error, not an empty space.

Django leaves it blank, which hides a typo until somebody misses a word. `{% if name %}` may still ask for what
is not there; printing it, looping over it or passing it on may not. Templates of Wagtail and allauth are left alone.
"""

import threading
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.base import FilterExpression, TokenType, VariableDoesNotExist
from django.template.defaulttags import ForNode
from django.templatetags.i18n import BlockTranslateNode
from django.test import utils


class NameMeansNothing(Exception):
    """A template of ours shows something its view did not give it."""


def is_ours(origin):
    return stands_in_our_house(getattr(origin, "name", "") or "")


@cache  # asked for each expression of each page: a long form has twenty thousand
def stands_in_our_house(name):
    path = Path(name)
    return path.is_relative_to(settings.BASE_DIR) and ".venv" not in path.parts


def complain(origin, name):
    raise NameMeansNothing(f"{Path(origin.name).relative_to(settings.BASE_DIR)}: {name}")


def switch_on():
    utils.instrumented_test_render = told_of_pages(utils.instrumented_test_render)
    remember_where(FilterExpression)
    FilterExpression.resolve = strict(FilterExpression.resolve)
    remember_loops(ForNode)
    BlockTranslateNode.render = strict_words(BlockTranslateNode.render)


def told_of_pages(render):
    """`response.context` holds what pages, and templates of ours, were given: not each of Wagtail's thousand icons."""
    inside = threading.local()

    def rendered(self, context):
        outer = getattr(inside, "a_page", False)
        if outer and not is_ours(self.origin):
            return self.nodelist.render(context)
        inside.a_page = True
        try:
            return render(self, context)
        finally:
            inside.a_page = outer

    return rendered


class Token(str):
    """The text of an expression, and the template it stands in: an expression has no room for more."""

    __slots__ = ("is_looped", "is_ours", "origin")


UNKNOWN = Token()
UNKNOWN.is_ours = False


def remember_where(expression):
    make = expression.__init__

    def make_here(self, token, parser):
        make(self, token, parser)
        self.token = Token(self.token)
        self.token.origin = parser.origin
        self.token.is_ours = self.is_var and is_ours(parser.origin)
        self.token.is_looped = False

    expression.__init__ = make_here


def remember_loops(loop):
    """A loop over what is not there would be one over nothing: it asks for its rows as an `{% if %}` does."""
    make = loop.__init__

    def make_here(self, loopvars, sequence, *rest):
        make(self, loopvars, sequence, *rest)
        sequence.token.is_looped = True

    loop.__init__ = make_here


def strict(resolve):
    """What stands before the filters is looked up once, as on the site: it may well ask the database."""

    def strictly(self, context, ignore_failures=False):
        if not self.token.is_ours or (ignore_failures and not self.token.is_looped):
            return resolve(self, context, ignore_failures)
        try:
            value = self.var.resolve(context)
        except VariableDoesNotExist:
            complain(self.token.origin, self.token)
        return resolve(found(self, value), context) if self.filters else value

    return strictly


def found(expression, value):
    """The same expression, with its name already looked up."""
    known = object.__new__(FilterExpression)
    known.token, known.filters, known.var, known.is_var = UNKNOWN, expression.filters, value, False
    return known


def strict_words(render):
    def strictly(self, context, nested=False):
        if is_ours(getattr(self, "origin", None)):
            given = {*context.flatten(), *self.extra_context, self.countervar}
            for token in [*self.singular, *(self.plural or [])]:
                if token.token_type == TokenType.VAR and token.contents.split("|")[0] not in given:
                    complain(self.origin, token.contents)
        return render(self, context, nested)

    return strictly
