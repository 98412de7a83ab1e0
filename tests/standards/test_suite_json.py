"""Our own JSON of a suite: nothing is lost, the same suite is the same bytes, and a slip is told with its place."""

import json

import pytest

from standards.exchange.suites import json as suite_json
from standards.exchange.suites.files import read_suite_file
from tests.standards.made_suites import made_suite
from tests.standards.suite_world import varied_suite


@pytest.fixture
def content():
    return json.loads(suite_json.write(made_suite(1, 2)))


def errors_of(content):
    source = content if isinstance(content, bytes) else json.dumps(content).encode()
    document = suite_json.read(source)
    assert document.standards == ()
    return list(document.errors)


@pytest.mark.parametrize("document", [made_suite(3, 9), varied_suite()], ids=["made", "varied"])
def test_what_was_written_is_read(document):
    assert suite_json.read(suite_json.write(document)) == document


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_it_may_come_as_windows_saves_it(encoding):
    text = suite_json.write(varied_suite()).decode()
    reading = read_suite_file((b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding))

    assert (reading.format, reading.document) == ("json", varied_suite())


def test_the_same_suite_is_the_same_bytes():
    assert suite_json.write(varied_suite()) == suite_json.write(varied_suite())


def test_it_says_what_it_is(content):
    assert (content["format"], content["version"]) == ("practice-portfolio-suite", 1)
    assert list(content) == sorted(content)


def test_silence_and_nothing_are_two_things(content):
    del content["standards"][0]["overview"]
    content["standards"][0]["source"] = ""
    content["standards"][0]["urn"] = None
    (row,) = suite_json.read(json.dumps(content).encode()).standards

    assert (row.overview, row.source, row.urn) == (None, "", None)


def change(path, entry):
    def act(content):
        *way, last = path
        for step in way:
            content = content[step]
        content[last] = entry

    return act


ROW = ("standards", 0)
SLIPS = [
    (change(["version"], 2), "This file is version 2 of our JSON, and we read version 1."),
    (change(["version"], True), "This file is version true of our JSON, and we read version 1."),
    (change(["format"], "other"), "This is JSON, but not of a suite: “format” does not say “practice-portfolio-suite”."),
    (change(["colour"], "x"), "the whole: we don’t know “colour”."),
    (change([*ROW, "title"], 7), "standards[0].title: this should be text, and is 7."),
    (change([*ROW, "key_area"], "1"), 'standards[0].key_area: this should be a whole number, and is "1".'),
    (change([*ROW, "key_area"], True), "standards[0].key_area: this should be a whole number, and is true."),
    (change([*ROW, "title_confirmed"], "yes"), 'standards[0].title_confirmed: this should be true or false, and is "yes".'),
    (change([*ROW, "requirements"], {}), "standards[0].requirements: this should be a list, and is {}."),
    (change([*ROW, "requirements", 1], "x"), 'standards[0].requirements[1]: this should be an object, and is "x".'),
    (change([*ROW, "requirements", 1, "text"], None), "standards[0].requirements[1]: “text” is missing."),
    (change([*ROW, "requirements", 1, "line"], 4), "standards[0].requirements[1]: we don’t know “line”."),
    (change(["errors"], ["x"]), "the whole: we don’t know “errors”."),
]  # fmt: skip


@pytest.mark.parametrize(("slip", "sentence"), SLIPS, ids=[sentence[:40] for _slip, sentence in SLIPS])
def test_a_slip_is_told_with_its_place(content, slip, sentence):
    slip(content)

    assert errors_of(content) == [sentence]


HOSTILE = [
    (b"[" * 100_000, "This file goes deeper than any suite does."),
    (b'{"a":' * 20 + b"1" + b"}" * 20, "This file goes deeper than any suite does."),
    (b'{"format": 1, "format": 2}', "It says “format” twice in one place."),
    (b'{"format": NaN}', "NaN is not a number JSON knows."),
    (b"\xff\xfe{", "This file is not UTF-8 text."),
    (b"{" + b" " * suite_json.MAX_BYTES, "This file is larger than 32 MB, which no suite of standards is."),
    (b'"only a text"', "This is JSON, but not of a suite: “format” does not say “practice-portfolio-suite”."),
    (b'{"a": ' + b"9" * 5000 + b"}", None),
    (b"{", None),
]


@pytest.mark.parametrize(("source", "sentence"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_file_is_a_sentence(source, sentence):
    (said,) = errors_of(source)

    assert said == sentence if sentence else said.startswith("This is not JSON: ")


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"", "This file is empty."),
        (b'{"a": 1}', "This is JSON, but it is neither ours nor a CASE package."),
        (b'{"CFDocument": []}', "This is JSON, but it is neither ours nor a CASE package."),
    ],
)
def test_a_file_that_holds_no_suite_is_refused(source, sentence):
    reading = read_suite_file(source)

    assert reading.document.errors == (sentence,)


def test_a_byte_order_mark_does_no_harm():
    document = made_suite(1, 2)

    assert read_suite_file(b"\xef\xbb\xbf" + suite_json.write(document)).document == document


@pytest.mark.parametrize("piece", [b'"k":1,', b"{},", b"[],", b"1,"])
def test_what_would_fill_the_memory_is_refused_before_it_is_parsed(piece):
    source = b"[" + piece * 2_100_000 + b"1]"

    assert read_suite_file(source).document.errors == (
        "This file holds more than any suite of standards does.",
    )
