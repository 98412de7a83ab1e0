"""A stranger reads the standards: searches, opens hard words in place, follows an address that stays, prints."""

import pytest

from standards.models import Term

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def box_of(page, word):
    return page.locator(f"#g-{Term.objects.get(word=word).code}")


def term(page, word):
    return page.locator("button.term", has_text=word)


def open_standard(visitor, standard):
    visitor.open(f"/s/{standard.code}/")


def test_searching_and_following_what_was_found(visit, standard):
    someone = visit("searching")
    someone.open("/")
    someone.follow("Search", exact=True)
    someone.fill("Find a word or a number", "facilitate communities")
    someone.type_enter()
    assert someone.page.get_by_text("Found once").is_visible()
    assert someone.page.locator("mark").all_inner_texts() == ["facilitate", "communities", "communities"]

    someone.follow(standard.title)
    assert someone.page.url.endswith("#p1")
    assert someone.page.locator("#p1").is_visible()
    someone.follow("A link to P1 that stays")
    someone.follow("Read the whole version")
    someone.follow("Every version")
    someone.open("/standards/search/?q=zzzz")
    someone.open("/glossary/")


def test_a_hard_word_opens_by_mouse_and_by_keyboard_and_escape_closes_it(visit, standard):
    someone = visit("words")
    open_standard(someone, standard)
    page, box = someone.page, box_of(someone.page, "remit")
    assert not box.is_visible()

    term(page, "remit").click()
    assert box.is_visible()
    someone.look()
    page.keyboard.press("Escape")
    assert not box.is_visible()

    term(page, "transparent").hover()
    box_of(page, "transparent").wait_for(state="visible")
    page.keyboard.press("Escape")

    term(page, "outcomes").focus()
    page.keyboard.press("Enter")
    outcomes = box_of(page, "outcomes")
    assert outcomes.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Close"
    page.keyboard.press("Enter")
    assert not outcomes.is_visible()
    assert page.evaluate("document.activeElement.innerText") == "outcomes"


def test_a_screen_reader_hears_that_it_opens(visit, standard):
    someone = visit("hearing")
    open_standard(someone, standard)
    page = someone.page
    client = page.context.new_cdp_session(page)
    client.send("Accessibility.enable")

    def states():
        nodes = client.send("Accessibility.getFullAXTree")["nodes"]
        found = next(
            n for n in nodes if n.get("role", {}).get("value") == "button" and n["name"]["value"] == "remit"
        )
        return {p["name"]: p["value"].get("value") for p in found["properties"]}

    assert states()["expanded"] is False
    term(page, "remit").click()
    assert states()["expanded"] is True


@pytest.mark.parametrize("dark", [False, True])
def test_a_hard_word_opens_by_touch_on_a_phone(visit, standard, dark):
    someone = visit("phone", dark=dark, **PHONE)
    open_standard(someone, standard)
    term(someone.page, "stakeholders").tap()
    assert box_of(someone.page, "stakeholders").is_visible()
    someone.look()
    someone.page.touchscreen.tap(200, 60)
    assert not box_of(someone.page, "stakeholders").is_visible()
    someone.open("/standards/search/?q=partnership")
    someone.open(f"/v/{standard.current_version.code}/")
    someone.open(f"/r/{standard.current_version.requirements.first().code}/")


def test_without_scripts_words_open_and_searching_works(visit, standard):
    someone = visit("no-scripts", scripts=False)
    open_standard(someone, standard)
    term(someone.page, "remit").click()
    assert box_of(someone.page, "remit").is_visible()
    someone.page.keyboard.press("Escape")
    someone.page.get_by_text("14 words on this page").click()
    assert someone.page.locator("#words dt").first.is_visible()

    someone.open("/standards/search/")
    someone.fill("Find a word or a number", "transparent")
    someone.press("Search")
    assert someone.page.locator(".hits .meta").all_inner_texts() == [
        "Performance criterion\nP7",
        "Word explained",
    ]


def test_a_print_is_black_on_white_and_says_where_it_is_from(visit, standard, tmp_path):
    someone = visit("printing", dark=True)
    open_standard(someone, standard)
    someone.follow("Easy-print version")
    someone.page.emulate_media(media="print")
    colours = someone.page.evaluate(
        "[document.body, document.querySelector('#p1 p')].map(e => getComputedStyle(e).color)"
    )

    assert colours == ["rgb(0, 0, 0)"] * 2
    assert not someone.page.get_by_text("Back to the page").is_visible()
    assert someone.page.locator("#words dd").first.is_visible()
    texts = pages_of(someone.page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True))
    assert len(texts) > 2
    foot = f"Version 1 · {someone.site}/v/{standard.current_version.code}/"
    assert [foot in text.replace("\r\n", " ") for text in texts] == [True] * len(texts)


def pages_of(pdf):
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts
