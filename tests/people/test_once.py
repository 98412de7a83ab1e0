import threading
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from people.models import OnceKey, Organisation
from people.once import once
from people.operations.organisations import found_organisation
from tests.factories import UserFactory


@once
def found(request):
    """A view as ours are: it founds what the form says, or asks again."""
    organisation = found_organisation(
        request.POST.get("name", ""), by=request.user if request.user.pk else None
    )
    if not organisation.name:
        return HttpResponse("Say what it is called.", status=422)
    return redirect(f"/organisations/{organisation.code}/")


@pytest.fixture
def person(db):
    return UserFactory()


def post(person, key, name="Valley", view=found, path="/organisations/new/", **fields):
    request = RequestFactory().post(
        path, {"name": name} | ({"once": key} if key is not None else {}) | fields
    )
    request.user = person
    return view(request)


def names():
    return list(Organisation.objects.order_by("pk").values_list("name", flat=True))


def test_a_form_posted_twice_counts_once_and_shows_the_first_result(person):
    key = uuid4().hex

    first, second = post(person, key), post(person, key)

    assert names() == ["Valley"]
    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"] == f"/organisations/{Organisation.objects.get().code}/"


def test_a_form_opened_anew_counts_again(person):
    post(person, uuid4().hex)
    post(person, uuid4().hex)

    assert names() == ["Valley", "Valley"]


def test_a_key_belongs_to_one_person(person):
    key = uuid4().hex

    post(person, key)
    post(UserFactory(), key)

    assert names() == ["Valley", "Valley"]


@pytest.mark.parametrize(
    "key", [None, "", "short", "x" * 65, "with spaces in the key", "nul\x00" * 5, "é" * 20]
)
def test_a_form_without_a_proper_key_changes_nothing_and_says_so(person, key):
    answer = post(person, key)

    assert answer.status_code == 422
    assert "Nothing was saved" in answer.content.decode()
    assert names() == []


def test_a_form_that_was_not_right_keeps_nothing_and_may_be_sent_again(person):
    key = uuid4().hex

    answer = post(person, key, name="")

    assert (answer.status_code, answer.content) == (422, b"Say what it is called.")
    assert names() == []
    assert not OnceKey.objects.exists()

    assert post(person, key, name="Valley").status_code == 302
    assert names() == ["Valley"]


def test_going_back_and_sending_other_words_says_so_and_hands_them_back(person):
    key = uuid4().hex
    first = post(person, key)

    again = post(person, key, name="Hill <b>and</b> dale")

    assert again.status_code == 409
    assert "You sent this before" in again.content.decode()
    assert "Hill &lt;b&gt;and&lt;/b&gt; dale" in again.content.decode()
    assert first["Location"] in again.content.decode()
    assert key not in again.content.decode()
    assert names() == ["Valley"]


def test_a_fresh_csrf_token_is_not_other_words(person):
    key = uuid4().hex

    post(person, key, csrfmiddlewaretoken="a" * 64)

    assert post(person, key, csrfmiddlewaretoken="b" * 64).status_code == 302
    assert names() == ["Valley"]


def test_a_key_of_one_page_does_nothing_on_another(person):
    key = uuid4().hex
    post(person, key)

    assert post(person, key, path="/elsewhere/").status_code == 409
    assert names() == ["Valley"]


def test_a_view_that_breaks_leaves_nothing(person):
    @once
    def breaks(request):
        found(request)
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError):
        post(person, uuid4().hex, view=breaks)

    assert names() == []
    assert not OnceKey.objects.exists()


def test_an_answer_without_an_address_is_answered_with_nothing_the_second_time(person):
    @once
    def saved(request):
        found_organisation("Valley", by=request.user)
        return HttpResponse("<p>Saved.</p>")

    key = uuid4().hex
    first, second = post(person, key, view=saved), post(person, key, view=saved)

    assert (first.status_code, second.status_code) == (200, 204)
    assert names() == ["Valley"]


def test_looking_needs_no_key(person):
    request = RequestFactory().get("/organisations/new/")
    request.user = person

    assert once(lambda request: HttpResponse("a form"))(request).content == b"a form"


def test_a_stranger_is_served_and_keeps_no_key(db):
    assert post(AnonymousUser(), uuid4().hex).status_code == 302
    assert not OnceKey.objects.exists()


def test_a_stranger_who_joins_is_shown_the_first_result(person):
    @once
    def join(request):
        request.user = person
        return redirect("/welcome/")

    key = uuid4().hex
    assert post(AnonymousUser(), key, view=join)["Location"] == "/welcome/"
    assert post(person, key, view=join)["Location"] == "/welcome/"
    assert OnceKey.objects.count() == 1


def test_posted_at_the_same_moment_it_counts_once(at_once):
    person, key = UserFactory(), uuid4().hex

    answers = at_once(*[lambda: post(person, key)] * 5)

    assert [answer.status_code for answer in answers] == [302] * 5
    assert len({answer["Location"] for answer in answers}) == 1
    assert names() == ["Valley"]


def test_a_second_post_waits_for_the_first_to_end(at_once):
    """The first is still at work when the second comes: the second is shown what the first made."""
    person, key, begun = UserFactory(), uuid4().hex, threading.Event()

    @once
    def slow(request):
        begun.set()
        answer = redirect(f"/organisations/{found_organisation('Valley', by=request.user).code}/")
        threading.Event().wait(0.5)
        return answer

    def later():
        begun.wait(10)
        return post(person, key, view=slow)

    answers = at_once(lambda: post(person, key, view=slow), later)

    assert answers[0]["Location"] == answers[1]["Location"]
    assert names() == ["Valley"]


def test_from_the_database_alone_nobody_finds_out_what_was_sent(person, settings):
    key = uuid4().hex
    post(person, key)
    kept = OnceKey.objects.get().digest
    OnceKey.objects.all().delete()

    settings.SECRET_KEY = "another secret, of another house"
    post(person, key)

    assert OnceKey.objects.get().digest != kept


def test_under_a_new_secret_a_form_sent_again_is_still_the_same(person, settings):
    key = uuid4().hex
    first = post(person, key)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one, for this year"

    assert post(person, key)["Location"] == first["Location"]
    assert names() == ["Valley"]
