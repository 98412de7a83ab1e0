"""What a reader, a screen reader and an archive find in the printed certificate."""

import re
import socket
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from assessments.certificate_pdf import (
    CertificateContent,
    EntryContent,
    RequirementContent,
    press,
    printable_text,
    render_certificate,
    words_of,
)
from standards.exchange.nos.reading import read_nos

SHIPPED = Path(settings.BASE_DIR) / "standards/shipped/community-development-2015"
SEED = read_nos((SHIPPED / "support-collaborative-and-partnership-work.txt").read_bytes())
POINTS_PER_MM = 72 / 25.4
VERIFY_URL = "https://portfolio.example/c/Zk3vT0m1qXcB8aYw2LrN5g"


def requirements(letter, items):
    return tuple(
        RequirementContent(f"{letter}{place}", item.number, getattr(item, "group", None), words_in(item))
        for place, item in enumerate(items, start=1)
    )


def words_in(item):
    return item.title if hasattr(item, "title") else item.text


ENTRY = EntryContent(
    title="Support collaborative and partnership work",
    key_area="Key Area Four: Collaboration and cross-sectoral working",
    key_area_number=4,
    suite="Community development 2015",
    version_number=1,
    urn="JETSCD16L",
    is_legacy=True,
    assessor_name="Robin Specimen",
    signed_off_on=date(2031, 5, 19),
    performance=requirements("P", SEED.performance),
    knowledge=requirements("K", SEED.knowledge),
    values=requirements("V", SEED.values),
)
CERTIFICATE = CertificateContent(
    number="7K4M22XQ9TBN",
    verify_url=VERIFY_URL,
    check_page="https://portfolio.example/check",
    holder_name="Ama Sample",
    issuer_name="Sample Community Learning Network",
    awarded_on=date(2031, 5, 21),
    salt="9f86d081884c7d659a2feaa0c55ad015",
    language="en-gb",
    entries=(ENTRY,),
)


@pytest.fixture(scope="module")
def printed():
    return render_certificate(CERTIFICATE)


def told_by(tool, pdf, *options):
    return subprocess.run(
        [tool, *options, "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def text_of(pdf, *options):
    """All words in reading order, white space folded."""
    return " ".join(told_by("pdftotext", pdf, "-raw", *options).split())


def facts_of(pdf, *options):
    listed = subprocess.run(
        ["pdfinfo", *options, "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return dict(line.split(":", 1) for line in listed.splitlines() if ":" in line)


def unpacked(pdf, tmp_path):
    """Every object and stream of the file, uncompressed."""
    packed, open_file = tmp_path / "packed.pdf", tmp_path / "open.pdf"
    packed.write_bytes(pdf)
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", packed, open_file], check=True)
    return open_file.read_bytes()


def pages_in(pdf):
    return int(facts_of(pdf)["Pages"])


def test_every_requirement_is_printed_in_its_own_words(printed):
    labelled = [*ENTRY.performance, *ENTRY.knowledge, *ENTRY.values]
    text = text_of(printed)

    assert [len(ENTRY.performance), len(ENTRY.knowledge), len(ENTRY.values)] == [9, 17, 5]
    assert [f"{one.label} {one.text}" for one in labelled if f"{one.label} {one.text}" not in text] == []


def test_no_requirement_breaks_at_a_hyphen(printed):
    """Whoever folds line-end hyphens away must still find long-term and Anti-discrimination."""
    assert re.findall(r"\S+[-/]\n", told_by("pdftotext", printed, "-raw", "-f", "2")) == []


def test_illustrations_are_never_printed(printed):
    text = text_of(printed)

    assert len(SEED.illustrations) == 5
    assert [shown.text for shown in SEED.illustrations if shown.text in text] == []


def test_the_award_page_says_what_it_is_and_no_more(printed):
    assert text_of(printed, "-l", "1") == (
        "Sample Community Learning Network Certificate of achievement"
        " A record of achievement, not a regulated qualification."
        " This is to say that Ama Sample"
        " has shown, through real work with communities, that they meet the standard"
        " Support collaborative and partnership work Key Area Four: Collaboration and cross-sectoral working"
        " Standard marked LEGACY when this was awarded"
        " 9 performance criteria, 17 knowledge items and 5 values, listed from page 2"
        " Robin Specimen Assessor 21 May 2031 Date awarded"
        " Certificate number 7K4M-22XQ-9TBN Check it at portfolio.example/check"
        " or scan the code with a phone camera."
    )


def test_the_statement_names_standard_version_assessor_and_code(printed):
    statement = text_of(printed, "-f", "2")

    assert statement.startswith(
        "What Ama Sample showed Support collaborative and partnership work LEGACY"
        " Key Area Four: Collaboration and cross-sectoral working"
        " Suite of standards Community development 2015 Standard JETSCD16L, version 1"
        " Assessor Robin Specimen Signed off 19 May 2031 Performance criteria P1 "
    )
    assert "Name check code: 9f86d081884c7d659a2feaa0c55ad015 Keep this page." in statement
    assert "second" not in statement


def test_a_second_signature_stands_with_the_assessors():
    signed = replace(ENTRY, assessor_name="Terry Placeholder", countersigner_name="Robin Example")
    printed = render_certificate(replace(CERTIFICATE, entries=(signed,)))

    assert "Robin Example" not in text_of(printed, "-l", "1")
    both = " Assessor Terry Placeholder Second signature Robin Example Signed off 19 May 2031 "
    assert both in text_of(printed, "-f", "2")


def test_a_current_standard_without_urn_says_neither_legacy_nor_urn():
    text = text_of(
        render_certificate(replace(CERTIFICATE, entries=(replace(ENTRY, urn=None, is_legacy=False),)))
    )

    assert "LEGACY" not in text
    assert "Standard Version 1 Assessor" in text


def test_a_printed_number_of_its_own_joins_our_label():
    odd = replace(ENTRY, performance=(RequirementContent("P1", "2.4", None, "listen first"),))

    assert "P1 (2.4) listen first" in text_of(render_certificate(replace(CERTIFICATE, entries=(odd,))))


def test_it_is_a_tagged_archive_file_that_claims_nothing_else(printed, tmp_path):
    facts = {name: value.strip() for name, value in facts_of(printed).items()}
    kept = unpacked(printed, tmp_path)

    assert facts["Title"] == "Certificate 7K4M-22XQ-9TBN: Support collaborative and partnership work"
    assert (facts["Author"], facts["Tagged"], facts["Pages"]) == (
        "Sample Community Learning Network",
        "yes",
        "2",
    )
    assert b'pdfaid:part="3" pdfaid:conformance="A"' in kept
    assert b"pdfuaid" not in kept
    assert b"/Lang (en-gb)" in kept
    assert b"/Alt (QR code that opens the check page of this certificate)" in kept


def test_it_is_two_pages_of_a4(printed):
    assert facts_of(printed)["Page size"].strip() == "595.276 x 841.89 pts (A4)"
    assert pages_in(printed) == 2


def test_a_second_look_at_one_standard_of_two_is_not_said_of_both():
    looked = replace(ENTRY, second_look_name="Ines Specimen", second_look_on=date(2031, 6, 2))
    one, both = (
        render_to_string("assessments/certificate.html", words_of(replace(CERTIFICATE, entries=entries)))
        for entries in ((looked, ENTRY), (looked, looked))
    )
    fair = "second person checked that the judgements were fair."
    assert (f"A {fair}" in one, f"A {fair}" in both) == (False, True)
    assert f"Where a second look is named, a {fair}" in one
    assert "Second look: named with its standard" in one


def test_what_was_put_right_at_one_standard_of_two_is_not_said_of_both():
    looked = replace(ENTRY, second_look_name="Ines Specimen", second_look_on=date(2031, 6, 2))
    entries = (replace(looked, was_put_right=True), ENTRY)
    paper = render_to_string("assessments/certificate.html", words_of(replace(CERTIFICATE, entries=entries)))

    put_right = "a second person looked at it again, and whatever they asked was put right."
    assert f"Where a second look is named, {put_right}" in paper
    assert "judgements were fair" not in paper


def test_a_second_signature_and_a_second_look_leave_it_at_two_pages():
    seen = replace(
        ENTRY,
        assessor_name="Terry Placeholder-Example",
        countersigner_name="Robin Example",
        second_look_name="Ines Specimen",
        second_look_on=date(2031, 6, 2),
    )
    printed = render_certificate(replace(CERTIFICATE, entries=(seen,)))

    assert "Second look: Ines Specimen, 2 June 2031" in text_of(printed, "-f", "2")
    assert pages_in(printed) == 2


def test_fonts_are_read_once_in_a_process(printed):
    assert press() is press()
    assert press.cache_info().currsize == 1


def test_qpdf_finds_it_clean(printed, tmp_path):
    (tmp_path / "certificate.pdf").write_bytes(printed)

    checked = subprocess.run(
        ["qpdf", "--check", tmp_path / "certificate.pdf"], capture_output=True, text=True
    )

    assert (checked.returncode, checked.stderr) == (0, "")


def test_every_font_is_ours_and_embedded(printed):
    fonts = subprocess.run(["pdffonts", "-"], input=printed, capture_output=True, check=True).stdout.decode()
    rows = [row.split() for row in fonts.splitlines()[2:]]

    assert {row[0].partition("+")[2] for row in rows} == {
        "Atkinson-Next", "Atkinson-Next-Bold", "Vollkorn-Ultra-Bold", "Vollkorn-Italic",
    }  # fmt: skip
    assert {tuple(row[-5:-2]) for row in rows} == {("yes", "yes", "yes")}


def test_the_same_content_gives_the_same_bytes(printed):
    other = render_certificate(replace(CERTIFICATE, holder_name="Lou Placeholder"))

    assert render_certificate(CERTIFICATE) == printed
    assert other != printed


@pytest.fixture
def listener():
    """A socket that would notice being called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


FETCHES = [
    '<img src="{http}/a.png">',
    '<img src="{file}">',
    '<link rel=stylesheet href="{http}/a.css">',
    '<link rel=attachment href="{file}">',
    '<a rel=attachment href="{file}">get</a>',
    "<style>@import url({http}/b.css)</style>",
    "<style>@font-face{{font-family:x;src:url({http}/x.woff2)}}</style>",
    '<p style="background:url({http}/c.png)">x</p>',
    '<object data="{http}/d.svg"></object>',
    '<embed src="{http}/e.svg">',
    '<svg><image href="{http}/f.png"/></svg>',
    '<svg><use href="{http}/g.svg#x"/></svg>',
    '"><img src={http}/redirect><q a="',
]


@pytest.mark.parametrize("vector", FETCHES)
def test_markup_in_any_field_is_printed_and_never_followed(vector, listener, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary-5d41402abc4b2a76")
    hostile = vector.format(http=f"http://127.0.0.1:{listener.getsockname()[1]}", file=secret.as_uri())
    line = RequirementContent(hostile, f"({hostile})", hostile, hostile)
    everywhere = replace(
        CERTIFICATE, holder_name=hostile, issuer_name=hostile, salt=hostile, check_page=hostile,
        entries=(
            replace(
                ENTRY, title=hostile, key_area=hostile, suite=hostile, urn=hostile, assessor_name=hostile,
                performance=(line,),
            ),
        ),
    )  # fmt: skip

    pdf = render_certificate(everywhere)

    # award: issuer, holder, title, area, assessor, address; statement: holder, title, area, suite, URN, assessor, code
    # and of the requirement label, number, heading and text; below each statement page the holder, shortened
    footers = (pages_in(pdf) - 1) * (len(hostile) <= 40)
    assert "".join(text_of(pdf).split()).count("".join(hostile.split())) == 6 + 7 + 4 + footers
    with pytest.raises(BlockingIOError):
        listener.accept()
    inside = unpacked(pdf, tmp_path)
    assert b"canary-5d41402abc4b2a76" not in inside
    assert re.findall(rb"/EmbeddedFile|/FileAttachment|/Filespec|/JavaScript|/Launch", inside) == []
    assert re.findall(rb"/URI \((.*?)\)", inside) == [VERIFY_URL.encode()]


@pytest.mark.parametrize(
    "name",
    [
        "Llŷr Ŵyn Ŷstwyth Sample", "Łucja Żółkiewska Specimen", "Siân O'Brien-Example", "X", "Null",
        "தமிழ்செல்வி Sample", "ليلى عبد الله", "שרה Sample", "Ολγα Юлія Example", "গীতা ગીતા गीता ਗੀਤਾ",
    ],
)  # fmt: skip
def test_a_name_in_any_common_script_is_drawn(name, caplog):
    pdf = render_certificate(
        replace(CERTIFICATE, holder_name=name, entries=(replace(ENTRY, assessor_name=name),))
    )

    assert caplog.messages == []  # a letter without a glyph is logged
    assert pages_in(pdf) == 2


def test_names_are_printed_letter_for_letter_but_for_what_cannot_be_printed():
    assert printable_text("Llŷr o’r Ŵyn \u200dதமிழ்") == "Llŷr o’r Ŵyn \u200dதமிழ்"
    assert printable_text("Z" + "\u0301" * 20_000 + "oe") == "Z" + "\u0301" * 4 + "oe"
    assert printable_text("Ama\x00 \u202eelpmaS\u202c \ud800🌻") == "Ama elpmaS "


def test_twenty_thousand_marks_on_a_letter_are_printed_as_four():
    stacked = replace(CERTIFICATE, holder_name="Z" + "\u0301" * 20_000 + "oe Sample")

    assert render_certificate(stacked) == render_certificate(
        replace(stacked, holder_name="Z" + "\u0301" * 4 + "oe Sample")
    )


def words_on_award(pdf):
    """Each word of page 1 with its edges in millimetres: left, top, right, bottom."""
    page = ElementTree.fromstring(told_by("pdftotext", pdf, "-bbox", "-l", "1"))  # noqa: S314
    for word in page.iter("{http://www.w3.org/1999/xhtml}word"):
        yield word.text, *(float(word.get(edge)) / POINTS_PER_MM for edge in ("xMin", "yMin", "xMax", "yMax"))


LONG = "Maximiliana Wilhelmina " * 20


@pytest.mark.parametrize(
    "changes",
    [
        {"holder_name": LONG[:27]}, {"holder_name": LONG[:61]}, {"holder_name": LONG[:200]}, {"holder_name": "W" * 200},
        {"issuer_name": LONG[:200]}, {"title": LONG[:49]}, {"title": LONG[:300]}, {"assessor_name": LONG[:200]},
        {
            "holder_name": "W" * 200, "issuer_name": LONG[:200], "title": LONG[:300], "key_area": LONG[:150],
            "assessor_name": LONG[:200], "check_page": f"https://{'a' * 60}.example.org/check",
        },
    ],
    ids=lambda changes: "-".join(f"{name}{len(text)}" for name, text in changes.items()),
)  # fmt: skip
def test_long_words_stay_inside_the_stitches_in_reading_order(changes):
    of_entry = {name: text for name, text in changes.items() if hasattr(ENTRY, name)}
    of_certificate = {name: text for name, text in changes.items() if name not in of_entry}
    pdf = render_certificate(replace(CERTIFICATE, **of_certificate, entries=(replace(ENTRY, **of_entry),)))

    words = list(words_on_award(pdf))
    bands = [
        next(top for text, _left, top, *_rest in words if text == first)
        for first in ("This", "Date", "number")
    ]
    counted = next(bottom for text, *_edges, bottom in words if text == "listed")

    assert [
        word for word in words if word[1] < 20.1 or word[2] < 18.1 or word[3] > 189.9 or word[4] > 278.9
    ] == []
    assert bands[0] < counted < bands[1] < bands[2]


def test_a_word_no_column_holds_is_printed_whole_and_soon():
    endless = replace(ENTRY, performance=(RequirementContent("P1", "1", None, "W" * 20_000),))
    text = text_of(render_certificate(replace(CERTIFICATE, entries=(endless,))), "-f", "2")

    assert sum(len(run) for run in re.findall("WW+", text)) == 20_000


def test_three_hundred_requirements_flow_on():
    many = tuple(
        RequirementContent(f"P{n}", str(n), f"Part {n // 25}", f"do the thing {n} well")
        for n in range(1, 301)
    )
    pdf = render_certificate(replace(CERTIFICATE, entries=(replace(ENTRY, performance=many),)))
    text = text_of(pdf)

    assert [one.text for one in many if f"{one.label} {one.text}" not in text] == []
    assert "300 performance criteria, 17 knowledge items and 5 values" in text
    assert pages_in(pdf) > 3
    assert text.count("Certificate 7K4M-22XQ-9TBN") == pages_in(pdf) - 1


def test_several_standards_share_one_award_page():
    second = replace(
        ENTRY,
        title="Get to know a community",
        is_legacy=False,
        assessor_name="Lou Placeholder",
        knowledge=(),
        values=(),
    )
    text = text_of(render_certificate(replace(CERTIFICATE, entries=(ENTRY, second))))

    assert (
        "that they meet these standards Support collaborative and partnership work LEGACY Get to know a community"
        in text
    )
    assert "18 performance criteria, 17 knowledge items and 5 values in all, listed from page 2" in text
    assert "2 assessors Named with each standard" in text
    assert text.count("What Ama Sample showed") == 2
    assert text.count("Name check code:") == 1
