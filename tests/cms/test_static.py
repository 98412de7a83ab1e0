"""The design's own rules, in the files that carry it."""

import re

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "cms" / "static"
TOKENS = (STATIC / "tokens.css").read_text()
BASE = (STATIC / "base.css").read_text()


def values_after(opening):
    """Name and value of every token in the block that begins so."""
    start = TOKENS.index(opening) + len(opening)
    return re.findall(r"(--[\w-]+|color-scheme):\s*([^;]+);", TOKENS[start : TOKENS.index("}", start)])


def test_the_two_dark_lists_are_the_same():
    by_device = values_after(':root:not([data-theme="light"]) {')
    by_choice = values_after(':root[data-theme="dark"] {')

    assert len(by_device) == 83
    assert by_device == by_choice


def test_every_colour_that_is_dark_has_a_light_value():
    light = {name for name, _ in values_after(":root {\n    color-scheme: light;")}

    assert {name for name, _ in values_after(':root[data-theme="dark"] {')} - light == {"color-scheme"}


@pytest.mark.parametrize("name", ["tokens.css", "base.css"])
def test_every_file_a_style_names_is_there(name):
    urls = re.findall(r"url\(\"?([^\")]+)", (STATIC / name).read_text())
    files = [url for url in urls if not url.startswith("data:")]

    assert [url for url in files if not (STATIC / url).is_file()] == []


def test_every_token_a_style_uses_is_defined():
    defined = set(re.findall(r"(--[\w-]+)\s*:", TOKENS + BASE))
    used = set(re.findall(r"var\((--[\w-]+)", BASE))

    assert used - defined == set()


def test_every_font_comes_with_its_licence():
    families = {path.name.split("-")[0] for path in (STATIC / "fonts").glob("*.woff2")}
    licences = "".join(path.read_text() for path in (STATIC / "fonts").glob("OFL-*.txt"))

    assert families == {"atkinson", "vollkorn"}
    assert "Atkinson Hyperlegible Next" in licences
    assert "Vollkorn" in licences
    assert licences.count("SIL OPEN FONT LICENSE Version 1.1") == 2
