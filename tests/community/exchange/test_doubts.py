"""What a person is told to look at: slips, repeats, dates, stewards, headings; and what they are not bothered with."""

import pytest

from community.exchange.reading import read_charter

BRITISH = """Our Values

We organise, recognise and prioritise; we practise what we analyse, and judgement is no one’s privilege.
Neighbours from Ballymena, Kilburn and Llanelli, among them Oluwaseun Sample and Siobhán Example, travelled to the
centre for counselling, storytelling and a programme of mediation. Wellbeing, inclusivity, intersectionality and
anti-racism are labour; misgendering, ableism, transphobia and microaggressions are not OK. WhatsApp and Zoom are fine.
Write to hello@exmaple.example or see https://commmunity.example/abuot, on Instagram @neighborhoodz.
"""
WELSH = """Ein gwerthoedd

Mae croeso i bawb yma, ac mae pawb yn cael siarad. Rydym yn gwrando ar ein gilydd ac yn parchu ein gilydd bob amser.
Rydym yn gofalu am ein cymuned, am ein hiaith ac am y tir yr ydym yn ei rannu gyda chenedlaethau sydd i ddod.
"""


def said(text, part=""):
    return [
        (doubt.line, doubt.message) for doubt in read_charter(text).document.warnings if part in doubt.message
    ]


def slips(text):
    return [(line, message.split("“")[1].split("”")[0]) for line, message in said(text, "may be a slip")]


def test_slips_are_named_with_their_line_and_kept():
    text = (
        "Our Values\n\nWe recieve everyone with kindness.\nWe seperate waste, and compost definately.\n"
        "EQUAL OPPORTUNTIY FOR ALL\nAccomodation is shared. Everyone is welcom.\n"
    )

    assert slips(text) == [
        (3, "recieve"),
        (4, "seperate"),
        (4, "definately"),
        (5, "OPPORTUNTIY"),
        (6, "Accomodation"),
        (6, "welcom"),
    ]
    assert "seperate waste, and compost definately" in str(read_charter(text).document.as_json())


@pytest.mark.parametrize("text", [BRITISH, WELSH])
def test_names_british_spelling_and_other_languages_are_no_slips(text):
    assert slips(text) == []
    assert said(text, "two ways") == []


def test_a_word_twice_and_a_word_in_two_spellings_are_named_once():
    text = "Our Values\n\nWe care for the the hall.\nGood behavior is kind.\nOur behaviour shows. Behaviours matter.\n"

    assert [line for line, _message in said(text, "stands twice")] == [3]
    assert said(text, "two ways") == [
        (5, "This word is spelled two ways here: “behaviour” and “behavior”. Both were kept.")
    ]


def test_words_that_come_again_are_named_and_kept():
    text = "Our Values\n\nCare\nWe look after each other.\n\nTrust\nWe look after each other.\n"
    document = read_charter(text).document

    assert [line for line, _message in said(text, "stand on line 4 already")] == [7]
    assert [row.text for row in document.rows if row.label] == ["", *["We look after each other."] * 2]


DATES = {
    "Last updated: 8th August 2023": ("2023-08-08", 0),
    "Last revision: the 1st of May, 2020": ("2020-05-01", 0),
    "(Last edited 2021-03-04)": ("2021-03-04", 0),
    "Revised on Tuesday 5 March 2024.": ("2024-03-05", 0),
    "Adopted March 3, 2021": ("2021-03-03", 0),
    "Reviewed 25/12/2022": ("2022-12-25", 0),
    "Reviewed 04/05/2022": ("2022-05-04", 1),
    "Version 3, agreed 4 May 2021": ("2021-05-04", 1),
    "v2.1 – 14.02.2023": ("2023-02-14", 1),
    "Agreed by all members in the hall on 4 May 2021": ("2021-05-04", 1),
    "Last updated: March 2024": (None, 1),
    "Last reviewed: Spring 2023": (None, 1),
    "Next review: 1 May 2031": (None, 0),
    "Since 4 May 2021 we have met in the hall every week.": (None, 0),
    "Updated 31 February 2024": (None, 1),
}


@pytest.mark.parametrize("line", DATES)
def test_a_line_with_a_date_is_metadata_or_stays_in_the_text(line):
    day, doubts = DATES[line]
    text = f"Care Charter\n\nOur values\n\nCare: We look after each other.\n\n{line}\n"
    document = read_charter(text).document
    is_kept = line in [row.text for row in document.rows] or line in [
        f"{row.label}: {row.text}" for row in document.rows
    ]

    assert document.last_revised == day
    assert len([doubt for doubt in document.warnings if doubt.line == 7]) == doubts
    assert is_kept == (day is None or "by all members" in line)


def test_of_several_dates_the_last_revision_counts():
    text = (
        "Care Charter\n\nAdopted 1 May 2019\n\nOur values\n\nCare: We care.\n\n"
        "Last revised 2 June 2022\nPrinted 3 July 2024\n"
    )
    document = read_charter(text).document

    assert document.last_revised == "2022-06-02"
    assert document.preamble == "Adopted 1 May 2019"
    assert document.rows[-1].text == "Printed 3 July 2024"


STEWARDS = {
    "Our stewards (team members from Mill Trust and Oak Hub) listen.": ("Mill Trust", "Oak Hub"),
    "The stewards of this charter are the committee of Elm Road, who meet monthly.": (
        "the committee of Elm Road",
    ),
    "Stewards: the Care Circle, the Youth Panel and Oak Hub": (
        "the Care Circle",
        "the Youth Panel",
        "Oak Hub",
    ),
    "This charter is stewarded by the Open Garden Network.": ("the Open Garden Network",),
    "**Stewards:** Thursday Circle; Oak Hub": ("Thursday Circle", "Oak Hub"),
    "Kept by: the Care Circle": ("the Care Circle",),
    "Looked after by – the Care Circle and Oak Hub": ("the Care Circle", "Oak Hub"),
    "It is kept by whoever has time.": (),
    "Stewards are responsible for the well-being of everyone.": (),
    "Our stewards are here to listen.": (),
    "Speak to a steward (there is always one at the door).": (),
    "We made this with Mill Trust and Oak Hub.": (),
}


@pytest.mark.parametrize("line", STEWARDS)
def test_stewards_are_those_the_text_names(line):
    text = f"Care Charter\n\nOur values\n\nCare: We look after each other.\n\nStewardship\n\n{line}\n"

    assert read_charter(text).document.stewards == STEWARDS[line]


@pytest.mark.parametrize("line", ["Kept by: the Care Circle", "Stewards: the Care Circle"])
def test_a_line_of_stewards_at_the_end_is_no_part_of_the_list_above(line):
    document = read_charter(
        f"Care Charter\n\nWhat we won’t accept\nThreats\nFilming people\n\n{line}\n"
    ).document

    assert [(row.level, row.kind) for row in document.rows] == [
        (0, "section"), (1, "unacceptable behaviour"), (1, "unacceptable behaviour"), (1, "stewardship"),
    ]  # fmt: skip


def test_people_named_as_stewards_are_asked_first():
    text = "Care Charter\n\nOur values\n\nCare: We care.\n\nStewards: Rosa Sample and the Youth Panel\n"

    assert said(text, "may name people") == [
        (7, "This may name people: Rosa Sample. Show their names only if they agree.")
    ]


def test_a_title_given_counts_only_where_the_text_names_none():
    plain = "Our values\n\nCare: We look after each other.\n"
    named = f"Care Charter\n\n{plain}"

    assert (read_charter(plain).document.title, read_charter(plain, title="Ours").document.title) == (
        None,
        "Ours",
    )
    assert read_charter(named, title="Ours").document.title == "Care Charter"
    assert [line for line, _message in said(plain, "names no title")] == [1]
    front = read_charter(f"---\ntitle: Sample Charter\n---\n\n## {plain}").document
    assert (front.title, front.warnings) == ("Sample Charter", ())


def test_where_a_list_without_signs_ends_is_asked():
    text = (
        "Our values\n\nWe do not accept abuse, including:\nShouting\nMocking, for example:\nlooks\nspeech\n"
        "Spreading rumours about people behind their backs\nTheft\n\nThank you for reading this.\n"
    )
    document = read_charter(text).document

    assert [(row.level, row.text.split()[0]) for row in document.rows[1:]] == [
        (1, "We"), (2, "Shouting"), (2, "Mocking,"), (3, "looks"), (3, "speech"),
        (2, "Spreading"), (2, "Theft"), (1, "Thank"),
    ]  # fmt: skip
    assert [
        (doubt.level, doubt.line)
        for doubt in document.warnings
        if "Nothing marks the points" in doubt.message
    ] == [("red", 8)]


def test_a_file_that_is_no_utf_8_says_so():
    document = read_charter("Our values\n\nCare: We don’t leave anyone out.\n".encode("cp1252")).document

    assert document.rows[1].text == "We don’t leave anyone out."
    assert [doubt.line for doubt in document.warnings if "not UTF-8" in doubt.message] == [3]
