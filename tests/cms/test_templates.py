"""Rules that hold for every template of the house, whoever writes it."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))
DRAWINGS = sorted(FOLDER.rglob("*.svg"))
NAMES = {"Practice Portfolio", "URN"}  # not translated: a product's name and an abbreviation as printed
NOT_A_PAGE = {"assessments/certificate.html"}  # printed by WeasyPrint, no browser and no policy

every_template = pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: path.relative_to(FOLDER).as_posix()
)


def without_tags(source):
    """The template with what gettext translates and what Django computes taken out."""
    source = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", source, flags=re.S)
    source = re.sub(r"{% blocktrans(late)? .*?{% endblocktrans(late)? %}", "", source, flags=re.S)
    source = re.sub(r"(</?){{.*?}}", r"\1i", source)  # an element whose name is computed is still an element
    return re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.S)


class Words(HTMLParser):
    """What a person would read or hear: text, and the attributes that are read out. Keys are named as they are."""

    READ_OUT = {"aria-label", "alt", "title", "placeholder", "data-announce"}
    NOT_READ = {"script", "style", "kbd"}

    def __init__(self):
        super().__init__()
        self.found, self.skipped = [], None

    def handle_starttag(self, tag, attributes):
        self.skipped = tag if tag in self.NOT_READ else self.skipped
        self.found += [value for name, value in attributes if name in self.READ_OUT and value]

    def handle_endtag(self, tag):
        self.skipped = None if tag == self.skipped else self.skipped

    def handle_data(self, text):
        if not self.skipped:
            self.found.append(text)


def words_of(source):
    reader = Words()
    reader.feed(without_tags(source))
    stripped = (re.sub(r"\s+", " ", text).strip(" –:·/") for text in reader.found)
    return [text for text in stripped if re.search(r"[^\W\d_]", text) and text not in NAMES]


def test_the_reader_finds_bare_words():
    kept = '<p>{% translate "Kept" %}</p>{# no #}{% blocktranslate %}x{% endblocktranslate %}<{{ name }}>1</{{ name }}>'
    source = kept + '<p title="Help"><kbd>J</kbd> Bare {{ name }}</p>'

    assert words_of(source) == ["Help", "Bare"]


@every_template
def test_every_word_is_translatable(path):
    assert words_of(path.read_text()) == []


@every_template
def test_no_style_attribute(path):
    if path.relative_to(FOLDER).as_posix() not in NOT_A_PAGE:
        assert re.findall(r"\sstyle\s*=", path.read_text()) == []


@every_template
def test_no_handler_in_an_attribute_and_no_script_without_nonce(path):
    source = path.read_text()
    scripts = re.findall(r"<script\b[^>]*>", source)

    assert re.findall(r"\son[a-z]+\s*=", source) == []
    assert [tag for tag in scripts if "src=" not in tag and "nonce=" not in tag] == []


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.name)
def test_drawings_have_no_style_and_are_silent(path):
    source = path.read_text()

    assert "style" not in source
    assert 'aria-hidden="true" focusable="false"' in source


@every_template
def test_it_parses(path):
    get_template(path.relative_to(FOLDER).as_posix())


@every_template
def test_its_static_files_exist(path):
    wanted = re.findall(r'{% static "([^"]+)" %}', path.read_text())

    assert [name for name in wanted if not finders.find(name)] == []


@every_template
def test_it_asks_nothing_of_other_servers(path):
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*"', path.read_text()) == []


QUOTED = re.compile(r"{{ ((?:\w+\.)*(?:requirement|item))\.text(?:\|as_published)? }}")


@every_template
def test_a_requirement_is_quoted_with_its_number_as_printed(path):
    """Our label alone would look like the publisher's own number."""
    source = path.read_text()
    quotes = [
        match for match in QUOTED.finditer(source) if path.relative_to(FOLDER).as_posix() not in NOT_A_PAGE
    ]

    for quote in quotes:
        before = source[: quote.start()].rstrip()
        assert before.endswith(f'<span class="printed">{{{{ {quote[1]}.number }}}}</span>')


def test_some_templates_quote_requirements():
    assert sum(bool(QUOTED.search(path.read_text())) for path in TEMPLATES) > 8


FORMS = re.compile(r"<form\b[^>]*>.*?</form>", re.S)
WITHOUT_A_KEY = {  # forms that other people's code answers, or that change nothing: see tests/test_architecture.py
    "account/login.html", "account/logout.html", "account/password_reset.html", "account/password_reset_from_key.html",
    "assessments/verify_result.html", "components/footer.html", "components/masthead.html", "people/invitation.html",
}  # fmt: skip


def test_every_form_that_is_sent_carries_its_key():
    keyless = {
        path.relative_to(FOLDER).as_posix()
        for path in TEMPLATES
        for form in FORMS.findall(path.read_text())
        if 'method="post"' in form and "{% once_field %}" not in form
    }

    assert keyless == WITHOUT_A_KEY


def test_a_form_in_a_piece_of_a_page_is_given_its_token():
    """A piece included with “only” knows nothing of the page: without the token a browser can’t send its form."""
    sources = {path.relative_to(FOLDER).as_posix(): path.read_text() for path in TEMPLATES}
    asking = {name for name, source in sources.items() if "csrf_token" in source}
    included = [
        (name, tag[0])
        for name, source in sources.items()
        for tag in re.finditer(r'{% include "([^"]+)"[^%]* only %}', source)
        if tag[1] in asking
    ]
    assert len(included) > 10
    assert [found for found in included if "csrf_token=csrf_token" not in found[1]] == []
