"""Answering on the page of a charter, and the list that is one's own."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.models import Agreement, Asking
from community.operations.answers import answer_charter, take_back
from people.models import User
from tests.factories.community import adopted_charter, next_version
from tests.reading import text_of

pytestmark = pytest.mark.django_db
MINE = "/my/charters/"


def page_of(browser, charter):
    return browser.get(reverse("charter-address", args=[charter.code]), follow=True)


def say(browser, charter, answer="agrees", version=None):
    form = {"version": (version or charter.current_version).code, "answer": answer}
    return browser.send(reverse("charter-answer", args=[charter.code]), form)


def piece(answer):
    """The piece of the page that asks."""
    found = re.search(r'<section[^>]*id="your-answer".*?</section>', answer.content.decode(), re.S)
    return found[0] if found else ""


def test_both_answers_weigh_the_same_and_nothing_is_ticked(pat, charter):
    asks = piece(page_of(pat, charter))

    looks = re.findall(r'class="(btn[^"]*)"[^>]*>(I agree|I’d like to talk first)<', asks)
    assert looks == [
        ("btn btn--second btn--wide", "I agree"),
        ("btn btn--second btn--wide", "I’d like to talk first"),
    ]
    assert not re.search(r"checked|type=.(checkbox|radio)", asks)
    assert "Not now" in asks
    assert "whether you agree, talk first or say nothing" in asks


@pytest.mark.parametrize("who", ["stranger", "outsider"])
def test_others_are_asked_nothing(client_for, outsider, charter, who):
    assert piece(page_of(client_for(outsider if who == "outsider" else None), charter)) == ""


def test_a_sample_asks_nobody(pat):
    sample = adopted_charter()

    assert piece(page_of(pat, sample)) == ""
    assert say(pat, sample).status_code == 404


def test_agreeing_and_taking_it_back(pat, practitioner, charter):
    assert say(pat, charter)["Location"] == f"/ch/{charter.code}/#your-answer"

    agreement = Agreement.objects.get()
    asks = piece(page_of(pat, charter))
    assert re.search(r"You agreed to version 1 on \d+ \w+ \d{4}", asks)
    assert f'href="/cv/{charter.current_version.code}/"' in asks

    pat.send(reverse("charter-take-back", args=[agreement.code]))

    agreement.refresh_from_db()
    assert agreement.ended_at
    assert "You took your answer back on" in piece(page_of(pat, charter))


def test_what_changed_since_your_own_version_comes_first(pat, practitioner, charter):
    answer_charter(charter.current_version, answer="agrees", by=practitioner)
    assert "What changed since you agreed" not in text_of(page_of(pat, charter))
    next_version(charter)
    next_version(charter, text="Everyone belongs here.")

    shown = page_of(pat, charter).content.decode()

    assert shown.index("What changed since you agreed") < shown.index('id="your-answer"')
    changed = re.search(r'<section[^>]*aria-labelledby="since-h".*?</section>', shown, re.S)[0]
    assert "You agreed to version 1" in changed
    assert re.findall(r"<(del|ins)>.*?</span>(.*?)(?:<span.*?)?</\1>", changed) == [
        ("del", "is welcome"),
        ("ins", "belongs here"),
    ]
    say(pat, charter)
    assert "What changed since" not in text_of(page_of(pat, charter))


def test_words_changed_while_someone_read_are_shown_not_agreed_to(pat, charter):
    old = charter.current_version
    next_version(charter)

    answer = say(pat, charter, version=old)

    assert not Agreement.objects.exists()
    assert "The charter was changed while you were reading" in text_of(
        pat.get(answer["Location"], follow=True)
    )


@pytest.mark.parametrize(
    "form", [{}, {"version": "nonsense", "answer": "agrees"}, {"version": "@", "answer": "maybe\x00"}]
)
def test_a_form_with_a_part_missing_says_so(pat, charter, form):
    form = {name: charter.current_version.code if value == "@" else value for name, value in form.items()}

    assert pat.send(reverse("charter-answer", args=[charter.code]), form).status_code == 422
    assert not Agreement.objects.exists()


def test_not_now_is_one_press_and_asks_no_more(pat, charter):
    assert charter.title in text_of(pat.get("/my/"))
    form = {"version": charter.current_version.code}

    answer = pat.send(reverse("charter-put-aside", args=[charter.code]), form)

    assert answer["Location"] == "/my/"
    assert charter.title not in text_of(pat.get("/my/"))
    asks = piece(page_of(pat, charter))
    assert ">Not now<" not in asks
    assert ">I agree<" in asks


def test_looking_writes_nothing(pat, charter):
    for path in ["/my/", MINE, reverse("charter-talk", args=[charter.code])]:
        pat.get(path)
    page_of(pat, charter)

    assert not Asking.objects.exists()
    assert not Agreement.objects.exists()


def test_every_role_is_asked_on_their_first_page(
    client_for, charter, assessor, iqa, trainer, coordinator, outsider
):
    assert {
        person.name: charter.title in text_of(client_for(person).get("/my/"))
        for person in (assessor, iqa, trainer, coordinator, outsider)
    } == {person.name: True for person in (assessor, iqa, trainer, coordinator)} | {outsider.name: False}


def test_the_notice_goes_when_answered_and_comes_with_new_words(pat, practitioner, charter):
    say(pat, charter)
    assert charter.title not in text_of(pat.get("/my/"))

    next_version(charter)

    assert "It has new words since you answered" in text_of(pat.get("/my/"))


def test_the_list_is_ones_own_with_the_old_words(pat, client_for, practitioner, assessor, charter):
    old = charter.current_version
    answer_charter(old, answer="agrees", by=assessor)
    take_back(answer_charter(old, answer="agrees", by=practitioner), by=practitioner)
    newest = next_version(charter)
    answer_charter(newest, answer="agrees", by=practitioner)

    page = pat.get(MINE)

    assert [(row.version.number, row.ended_at is None) for row, _stage in page.context["rows"]] == [
        (2, True),
        (1, False),
    ]
    for version in (old, newest):
        assert f'href="/cv/{version.code}/"' in page.content.decode()
    theirs = Agreement.objects.get(person=assessor)
    assert pat.send(reverse("charter-take-back", args=[theirs.code])).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_one_and_thirty(
    pat, practitioner, charter, count, django_assert_num_queries
):
    for _each in range(count):
        for answer in ("agrees", "talk"):
            answer_charter(charter.current_version, answer=answer, by=practitioner)

    with django_assert_num_queries(7):
        pat.get(MINE)


def test_the_page_costs_the_same_with_five_thousand_agreements(
    pat, practitioner, charter, django_assert_num_queries
):
    answer_charter(charter.current_version, answer="agrees", by=practitioner)
    newest = next_version(charter)
    path = page_of(pat, charter).wsgi_request.path
    with CaptureQueriesContext(connection) as few:
        pat.get(path)
    many = User.objects.bulk_create(User(name=f"Person{n} Sample") for n in range(5000))
    for version in (newest, charter.versions.first()):
        Agreement.objects.bulk_create(
            Agreement(person=each, version=version, answer="agrees") for each in many
        )

    with django_assert_num_queries(len(few)):
        pat.get(path)
