"""What changed between two wordings, joined on lineage: read by a person, so said in their order and word by word."""

from uuid import UUID

import pytest

from standards.models import StandardPage
from standards.models.wording import PASSAGES, Entry, Example, Wording
from standards.queries.changes import What, changes_between
from tests.standards.editor import CRITERIA, Editor


def entry(number, text, key, *, kind="performance", group=""):
    return Entry.of(kind, number=number, text=text, lineage=UUID(int=key), group=group)


def wording(*entries, examples=(), **passages):
    return Wording.of(dict.fromkeys(PASSAGES, "") | passages, entries, examples)


def read(changes):
    return [(change.what, change.label, change.was_label) for change in changes.requirements]


LISTEN, ASK, THANK = (
    entry("1", "listen first", 1),
    entry("2", "ask what matters", 2),
    entry("3", "say thanks", 3),
)


def test_the_same_words_are_no_change():
    changes = changes_between(wording(LISTEN, ASK), wording(LISTEN, ASK))
    assert (bool(changes), changes.requirements, changes.passages) == (False, [], [])


def test_one_put_in_the_middle_is_new_and_what_follows_has_moved():
    new = entry("2", "wait", 9)
    after = wording(LISTEN, new, entry("3", "ask what matters", 2), entry("4", "say thanks", 3))
    assert read(changes_between(wording(LISTEN, ASK, THANK), after)) == [
        (What.ADDED, "P2", ""),
        (What.MOVED, "P3", "P2"),
        (What.MOVED, "P4", "P3"),
    ]


def test_other_words_are_shown_word_by_word_and_a_retired_one_stands_last():
    after = wording(THANK, entry("1", "listen with care", 1))
    changes = changes_between(wording(LISTEN, ASK, THANK), after)
    assert read(changes) == [(What.MOVED, "P3", ""), (What.CHANGED, "P1", ""), (What.RETIRED, "P2", "")]
    changed = changes.of(What.CHANGED)[0]
    assert [(piece.what, piece.text) for piece in changed.pieces] == [
        ("kept", "listen "),
        ("gone", "first"),
        ("came", "with care"),
    ]
    assert [piece.text for piece in changes.of(What.RETIRED)[0].pieces] == ["ask what matters"]
    assert changes.counts == [(What.CHANGED, 1), (What.MOVED, 1), (What.RETIRED, 1)]


def test_another_heading_is_a_move():
    changes = changes_between(wording(LISTEN), wording(entry("1", "listen first", 1, group="Listening")))
    assert read(changes) == [(What.MOVED, "P1", "")]
    assert changes.requirements[0].is_regrouped


def test_the_same_number_and_words_under_another_lineage_is_another_requirement():
    changes = changes_between(wording(LISTEN), wording(entry("1", "listen first", 7)))
    assert read(changes) == [(What.ADDED, "P1", ""), (What.RETIRED, "P1", "")]


def test_passages_and_illustrations_are_told_apart_from_requirements():
    value = entry("1", "Justice", 5, kind="value")
    key = UUID(int=5)
    before = wording(value, overview="Short.", examples=[Example.of(key, "Old example.")])
    after = wording(value, overview="Shorter.", examples=[Example.of(key, "New example.")])
    changes = changes_between(before, after)
    assert changes.requirements == []
    assert [str(passage.name) for passage in changes.passages] == ["Overview", "Illustration of “Justice”"]


def test_what_changed_is_shown_for_the_draft_and_between_any_two_versions(seed, admin):
    editor = Editor(admin, seed).type_in(CRITERIA, 0, text="listen <b>first</b>")
    editor.type(change="wording", why="Plainer.").publish()
    editor = (
        Editor(admin, seed)
        .type_in(CRITERIA, 0, text="listen to everyone")
        .add(CRITERIA, number="10", text="wait")
    )
    editor.save()
    url = f"/admin/standards/{seed.pk}/changes/"

    draft = admin.get(url)
    assert read(draft.context["changes"]) == [(What.CHANGED, "P1", ""), (What.ADDED, "P10", "")]
    versions = admin.get(url, {"from": "1", "to": "2"})
    assert read(versions.context["changes"]) == [(What.CHANGED, "P1", "")]
    assert "listen &lt;b&gt;first&lt;/b&gt;" in versions.content.decode().replace(
        '</ins><ins class="addition">', ""
    )
    assert "Plainer." in versions.content.decode()
    assert admin.get(url, {"from": "2", "to": "2"}).context["changes"].requirements == []
    assert admin.get(url, {"from": "9"}).status_code == 404


@pytest.mark.parametrize("who", ["practitioner", "assessor", "iqa", "coordinator"])
def test_screens_of_trainers_are_theirs(seed, request, client_for, who):
    person = request.getfixturevalue(who)
    for screen in ("changes/", "impact/", f"impact/{seed.latest_revision_id}/"):
        assert client_for(person).get(f"/admin/standards/{seed.pk}/{screen}").status_code == 403


def test_a_suite_shows_its_draft_beside_what_is_published(suite, admin):
    Editor(admin, suite).type_in("values", 0, title="Justice").save()
    answer = admin.get(f"/admin/standards/{suite.pk}/changes/")
    assert read(answer.context["changes"]) == [(What.CHANGED, "V1", "")]
    assert read(admin.get(f"/admin/standards/{suite.pk}/changes/?from=live&to=live").context["changes"]) == []


def test_a_new_page_has_nothing_to_be_compared_with(seed, admin):
    url = f"/admin/pages/add/standards/standardpage/{seed.get_parent().pk}/"
    Editor(admin, url=url).type(title="Listening", slug="listening").add(
        CRITERIA, number="1", text="listen"
    ).save()
    page = StandardPage.objects.get(slug="listening")
    answer = admin.get(f"/admin/standards/{page.pk}/changes/").content.decode()
    assert "Nothing was published before, so there is nothing to compare it with." in answer
    impact = admin.get(f"/admin/standards/{page.pk}/impact/", follow=True).content.decode()
    assert (
        "Nothing is published here yet, so nobody works with it. This would be the first version." in impact
    )
