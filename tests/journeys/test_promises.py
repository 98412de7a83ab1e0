"""The promises themselves can be broken, and then they say so."""

import re

import pytest

from tests.journeys.promises import accessibility_troubles, sideways_troubles

pytestmark = pytest.mark.journey
POOR = """<!doctype html><html lang="en"><title>Poor</title><main><h1>Poor</h1><img src="data:,">
<p style="color: #bbb; background: #fff">Pale words</p>
<p><a href="#a" style="font-size: 8px; line-height: 8px; display: inline-block">a</a><a href="#b"
style="font-size: 8px; line-height: 8px; display: inline-block">b</a></p>
<div style="width: 350px; background: #eee">Wide</div></main></html>"""


def test_a_poor_page_is_found_out(new_context):
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_content(POOR)
    assert [trouble.split(":")[0] for trouble in accessibility_troubles(page)] == [
        "color-contrast", "image-alt", "target-size"
    ]  # fmt: skip
    assert [trouble.split(":")[0] for trouble in sideways_troubles(page)] == ["sideways at 320px"]
    assert page.viewport_size == {"width": 1280, "height": 900}


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("window.open('http://127.0.0.2:9/')", "asks a stranger: http://127.0.0.2:9/"),
        ("console.error('oh dear')", "console error: oh dear"),
        ("fetch('/nothing-here')", "404 at GET "),
        (
            "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')",
            "Content Security Policy",
        ),
        ("setTimeout(() => { throw new Error('oh dear') })", "oh dear"),
    ],
)
def test_what_goes_on_behind_a_page_is_noticed(visit, act, said):
    someone = visit()
    someone.open("/check/")
    someone.page.evaluate(f"() => {{ {act}; }}")
    for _moment in range(200):  # however late it is answered
        if any(said in trouble for trouble in someone.troubles):
            break
        someone.page.wait_for_timeout(50)
    with pytest.raises(AssertionError, match=re.escape(said)):
        someone.say()


@pytest.mark.parametrize("dark", [False, True])
def test_a_button_that_waits_for_its_answer_can_still_be_read(visit, dark):
    someone = visit(dark=dark)
    someone.open("/check/")
    kinds = ["btn", "btn btn--second", "btn btn--plain", "btn btn--accent", "btn btn--s vbtn"]
    someone.page.evaluate(
        """kinds => document.querySelector('main').insertAdjacentHTML('beforeend', kinds.map(kind =>
            `<p><button type="button" class="${kind} htmx-request">Read it here</button></p>`).join(''))""",
        kinds,
    )
    assert someone.page.locator(".htmx-request").count() == len(kinds)
    assert accessibility_troubles(someone.page) == []
