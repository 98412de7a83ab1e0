"""A link that opens something by itself: for one person, for a time, and only when they press."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from people.models import AuditEvent, Job, OutboxMail
from portfolios.models import Evidence, WitnessQuestion, WitnessRecording, WitnessRequest, WitnessStatement
from portfolios.operations.witnesses import ask_again, path_of, take_request_back
from tests.browsing import Browser
from tests.factories import StandardVersionFactory, UnitFactory, UserFactory
from tests.factories.witnesses import asked, confirmed, prepared, to_say
from tests.reading import shown, text_of

pytestmark = pytest.mark.django_db
State = WitnessRequest.State
NOWHERE = "This link leads nowhere now"
WITNESSED = (
    WitnessRequest,
    WitnessQuestion,
    WitnessStatement,
    WitnessRecording,
    Evidence,
    AuditEvent,
    OutboxMail,
    Job,
)


@pytest.fixture
def unit(practitioner, organisation):
    version = StandardVersionFactory(performance=2, knowledge=1, values=0)
    return UnitFactory(portfolio__owner=practitioner, portfolio__organisation=organisation, version=version)


def everything():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in WITNESSED}


def test_sixty_openings_and_forms_without_a_press_change_nothing(wil, unit):
    request = asked(unit)
    link, before = path_of(request), everything()

    for number in range(60):
        open_it = wil.head if number % 2 else wil.get
        assert open_it(link, headers={"user-agent": f"Scanner {number}"}).status_code == 200
    form = {name: value for name, value in to_say(request).items() if name != "press"}
    assert [wil.post(link, said).status_code for said in ({}, form)] == [422, 422]
    assert wil.send(link, form).status_code == 422  # every field, sent by a script that pressed no button
    assert wil.send(link, form | {"press": "all"}).status_code == 422

    assert everything() == before
    assert wil.send(link, to_say(request)).status_code == 302
    assert "You confirmed this on" in text_of(wil.get(link))


def test_its_page_says_where_it_is_to_nobody_and_shows_only_what_is_asked(wil, unit, practitioner):
    practitioner.email = "pat@canary.example"
    practitioner.save()
    confirmed(unit, saw="A canary sang.")
    request = asked(unit, event="The summer fair", email="wil@canary.example")
    page = wil.get(path_of(request))

    kept = ["Referrer-Policy", "X-Robots-Tag", "Permissions-Policy"]
    assert [page[name] for name in kept] == [
        "no-referrer",
        "noindex, nofollow, noarchive",
        "camera=(), microphone=(self), geolocation=()",
    ]
    assert "no-store" in page["Cache-Control"]
    words = shown(page)
    assert "canary" not in words
    assert [
        said in words for said in ("Pat Sample", "The summer fair", unit.version.requirements.first().text)
    ] == [True] * 3
    soup = BeautifulSoup(page.content, "html.parser")
    leads = {
        tag.get("href") or tag.get("src") or tag.get("action") for tag in soup.select("[href],[src],[action]")
    }
    assert {one for one in leads if not one.startswith(("/static/", "#", "/witness/"))} == set()


def test_whatever_is_no_link_today_is_answered_alike(wil, unit):
    request, old, back, again = asked(unit), asked(unit), asked(unit), asked(unit)
    WitnessRequest.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    take_request_back(back, by=unit.owner)
    before = path_of(again)
    ask_again(again, by=unit.owner, email="")
    token, place = request.token, path_of(request)
    wrong = [
        place.replace(token, other)
        for other in (token[:-1], token.upper(), token[1:] + "0", request.code, "é%20", "x" * 500)
    ]
    dead = [path_of(old), path_of(back), before, path_of(prepared(unit)), *wrong]

    answers = [wil.get(link) for link in dead] + [wil.send(link, {"press": "decline"}) for link in dead]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert NOWHERE in text_of(answers[0])
    assert wil.get(place).status_code == 200


def test_no_link_is_written_into_the_log(wil, unit, caplog):
    request = asked(unit)
    link = path_of(request)
    wil.send(link, {})
    Browser(enforce_csrf_checks=True).send(link, to_say(request))
    WitnessRequest.objects.update(expires_at=timezone.now())
    wil.get(link)

    assert [line.getMessage() for line in caplog.records] == [  # what the log was given
        f"{said}: /witness/…/" for said in ("Unprocessable Content", "Forbidden", "Not Found")
    ]


def test_a_form_from_elsewhere_is_turned_away(unit):
    request = asked(unit)
    link, careful = path_of(request), Browser(enforce_csrf_checks=True)
    key = BeautifulSoup(careful.get(link).content, "html.parser").select_one("[name=csrfmiddlewaretoken]")[
        "value"
    ]
    form = to_say(request, press="save", csrfmiddlewaretoken=key)
    elsewhere = [{"origin": "https://evil.example"}, {"origin": "null", "sec-fetch-site": "cross-site"}]

    for headers in elsewhere:
        assert careful.send(link, form, headers=headers).status_code == 403
    assert careful.send(link, to_say(request, press="save")).status_code == 403  # without the key of the form
    assert not WitnessStatement.objects.exists()
    # a page that tells nobody where it is sends its own forms like this
    assert (
        careful.send(link, form, headers={"origin": "null", "sec-fetch-site": "same-origin"}).status_code
        == 302
    )
    secure = {"origin": "null"}
    assert careful.send(link, form | {"revision": "2"}, headers=secure, secure=True).status_code in (301, 302)


def test_the_practitioner_is_turned_away_from_their_own_link(client_for, practitioner, unit, assessor):
    request = asked(unit)
    other = UserFactory(name="Pat  sample")

    for person in (practitioner, other):
        browser = client_for(person)
        assert browser.get(path_of(request)).status_code == 403
        assert browser.send(path_of(request), to_say(request)).status_code == 403
    assert not WitnessStatement.objects.exists()
    assert client_for(assessor).get(path_of(request)).status_code == 200
