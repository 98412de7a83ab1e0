"""Nothing but a keyboard: every key here is one a person could press."""

import re

import pytest

from cms.demo.evidence import FIRST_ROUND
from portfolios.models import Claim, Evidence
from tests.factories.people import PASSWORD
from tests.journeys import before

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WHERE = """() => { const at = document.activeElement;
  return at.id || (at.getAttribute('aria-label') || at.innerText || at.name || at.tagName).trim(); }"""


def keys(visitor, *names):
    for name in names:
        visitor.page.keyboard.press(name)
    return visitor.page.evaluate(WHERE)


def tab_to(visitor, wanted, *, most=60):
    """Press Tab until there; the focus can be seen at every stop."""
    for _press in range(most):
        here = keys(visitor, "Tab")
        assert visitor.page.evaluate(FOCUS_IS_SEEN), f"the focus on “{here}” can’t be seen"
        if re.search(wanted, here):
            return here
    raise AssertionError(f"{most} times Tab did not lead to {wanted}")


FOCUS_IS_SEEN = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const label = at.closest('label'), around = label ? getComputedStyle(label) : style;
  const drawn = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 1 || s.boxShadow !== 'none';
  const inside = box.bottom > 0 && box.top < innerHeight;
  return inside && (drawn(style) || drawn(around));
}"""


def test_signing_in_with_the_keyboard(visit, practitioner):
    pat = visit("keyboard")
    pat.open("/")
    assert keys(pat, "Tab") == "Skip to main content"
    assert keys(pat, "Enter") == "main"
    tab_to(pat, "^Sign in$")
    pat.type_enter()
    tab_to(pat, "^id_login$")
    pat.page.keyboard.type(practitioner.email)
    pat.type_enter()
    assert pat.page.evaluate(
        "document.activeElement.matches('[data-focus]')"
    )  # what needs a look comes first
    keys(pat, "Tab", "Enter")
    assert keys(pat) == "id_password"
    pat.page.keyboard.type(PASSWORD)
    pat.type_enter()
    assert pat.path == "/my/"
    assert pat.page.get_by_text("Welcome back, Pat.").is_visible()


def test_the_table_with_arrow_keys(visit, standard, practitioner):
    unit = before.begin(standard, by=practitioner, pieces=FIRST_ROUND[:2])
    pat = visit("keyboard-table").sign_in(practitioner)
    pat.open(f"/my/standards/{unit.code}/")
    first = pat.page.locator(".mx__c input").first
    first.focus()
    keys(pat, "ArrowDown", "ArrowRight", "ArrowLeft", "ArrowRight")
    focused = pat.page.locator(":focus")
    assert focused.get_attribute("value") == pat.page.locator("#r-P2 .mx__c input").nth(1).get_attribute(
        "value"
    )
    was = Claim.objects.count()
    with pat.page.expect_response("**/claims*"):
        keys(pat, "Space")
    pat.page.wait_for_function("() => document.querySelector('#live').textContent.startsWith('Saved')")
    assert abs(Claim.objects.count() - was) == 1
    keys(pat, "Tab")
    assert not pat.page.evaluate(
        "document.activeElement.matches('.mx__c input')"
    )  # one stop for the whole table


def test_matching_with_a_note_and_a_spot_then_all_of_it_as_a_list_on_a_phone(visit, standard, practitioner):
    unit = before.begin(standard, by=practitioner, pieces=FIRST_ROUND[1:2])
    pointed = unit.version.requirements.all()[2]
    minutes = Evidence.objects.get()
    pat = visit("keyboard-mapping").sign_in(practitioner)
    pat.open(f"/my/evidence/{minutes.code}/shows/")
    tab_to(pat, "^claim$")
    keys(pat, "End", "Home", "ArrowDown", "ArrowDown", "Space")
    assert pat.page.locator(":focus").is_checked()
    assert keys(pat, "Tab").startswith("note-")
    pat.page.keyboard.type("Point 2: what each of us wants.")
    assert keys(pat, "Tab").startswith("where-")
    pat.page.keyboard.type("page 1")
    pat.type_enter()
    third = Claim.objects.get(requirement=pointed)
    assert (third.note, third.anchor_place) == ("Point 2: what each of us wants.", "minutes.pdf, page 1")
    assert Claim.objects.count() == len(FIRST_ROUND[1].shows.split()) + 1

    the_list_on_a_phone(visit("coverage-phone", **PHONE).sign_in(practitioner))

    pat.open(f"/my/evidence/{minutes.code}/shows/")
    tab_to(pat, "^Undo the last change$")
    pat.type_enter()
    assert not Claim.objects.filter(requirement=pointed).exists()


def the_list_on_a_phone(pat):
    """The whole table: one card below the other, each with its words, where it stands and what shows it."""
    pat.open("/my/coverage/")
    rows = pat.page.get_by_role("row").filter(has=pat.page.get_by_role("cell"))
    boxes = [row.bounding_box() for row in rows.all()[:6]]
    assert all(
        lower["y"] >= upper["y"] + upper["height"] for upper, lower in zip(boxes, boxes[1:], strict=False)
    )
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= PHONE["viewport"]["width"] for box in boxes)
    third = rows.filter(has_text=re.compile(r"^P3\b"))
    cells = [cell.bounding_box()["y"] for cell in third.locator("th, td:not(:empty)").all()]
    assert len(cells) == 3
    assert cells == sorted(set(cells))
    third.get_by_role("link", name=FIRST_ROUND[1].name).click()
    assert pat.page.get_by_role("heading", level=1).inner_text() == FIRST_ROUND[1].name
    pat.look()


def test_judging_with_single_keys(visit, standard, practitioner, assessor, coordinator):
    unit = before.begin(standard, by=practitioner, pieces=FIRST_ROUND[:2])
    assessment = before.share(unit, assessor=assessor, coordinator=coordinator)
    total = unit.claims.values("requirement").distinct().count()
    robin = visit("keyboard-judge").sign_in(assessor)
    robin.open(f"/reviews/{assessment.code}/")
    robin.follow(FIRST_ROUND[0].name)
    keys(robin, "j")
    for key in ("1", "j", "2"):
        if key == "j":
            keys(robin, key)
            continue
        with robin.page.expect_response("**/judge/**"):
            keys(robin, key)
    robin.page.get_by_text(f"2 of {total} judged").wait_for()
    keys(robin, "f")
    assert robin.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    robin.page.keyboard.type("123 jk")  # words stay words
    with robin.page.expect_response("**/judge/**"):
        keys(robin, "Tab")
    robin.look()
    assert [row.outcome for row in assessment.judgements.order_by("requirement__position")] == [
        "meets",
        "more evidence",
    ]
    take_back_and_go_on(robin, total)


def take_back_and_go_on(robin, total):
    """Not looked at; the next piece and the one before; the picture, larger; what each key does."""
    keys(robin, "k")
    with robin.page.expect_response("**/judge/**"):
        keys(robin, "0")
    robin.page.get_by_text(f"1 of {total} judged").wait_for()
    for key, piece in (("l", FIRST_ROUND[1]), ("h", FIRST_ROUND[0])):
        with robin.page.expect_navigation():
            robin.page.keyboard.press(key)
        assert robin.page.get_by_role("heading", level=1).inner_text() == piece.name
    keys(robin, "z")
    robin.page.locator(".viewer__zoom.is-x2").wait_for()
    keys(robin, "?")
    assert robin.page.get_by_text("Undo the last judgement").is_visible()
