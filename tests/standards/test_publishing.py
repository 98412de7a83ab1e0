"""A trainer edits in the admin; publishing freezes what was written. Every step is a real POST."""

import pytest
from bs4 import BeautifulSoup

from people.models import AuditEvent
from standards.models import Change, StandardPage, StandardVersion, Status
from tests.standards.editor import CRITERIA, ILLUSTRATIONS, KNOWLEDGE, Editor, errors_in

MEANING = {"change": Change.MEANING.value, "why": "Practice moved on."}


@pytest.fixture
def editor(admin, seed):
    return Editor(admin, seed)


def lineages(version):
    return {r.label: r.lineage for r in version.requirements.all()}


def test_publishing_untouched_text_makes_no_version(editor, seed, trainer):
    editor.publish()
    editor.publish()

    assert StandardVersion.objects.get() == seed.version
    seed.refresh_from_db()
    assert seed.live_revision.user == trainer


def test_draft_then_publish_freezes_version_two_with_lineages_kept(editor, seed, trainer):
    first = seed.version
    editor.type_in(CRITERIA, 0, text="facilitate communities to name what they share")
    editor.add(CRITERIA, number="10", text="say thank you")
    assert editor.save().status_code == 200
    assert StandardVersion.objects.get() == first

    editor.type(**MEANING).publish()

    seed = StandardPage.objects.get(pk=seed.pk)
    second = seed.version
    assert (second.number, second.change, second.why) == (2, Change.MEANING, "Practice moved on.")
    assert (second.published_by, second.requirement_count) == (trainer, 32)
    new = lineages(second)
    assert {label: new[label] for label in lineages(first)} == lineages(first)
    assert second.requirements.get(number="10", kind="performance").text == "say thank you"
    assert second.requirements.get(number="1", kind="performance").text == (
        "facilitate communities to name what they share"
    )
    assert first.requirements.count() == 31
    event = AuditEvent.objects.get(action="standard.published", subject_code=second.code)
    assert event.actor_code == trainer.code
    assert event.payload == {
        "standard": second.standard.code,
        "number": 2,
        "change": "meaning",
        "digest": second.digest,
    }


def test_drafts_and_autosave_are_never_asked_publishing_is(editor, seed):
    editor.type_in(CRITERIA, 0, text="something else")
    assert editor.autosave().json()["success"] is True
    assert "form" in editor.save().context

    refused = editor.publish()

    assert errors_in(refused) == {
        "change": ["The words are not the ones people work with now. Say whether they still mean the same."],
        "why": ["Say why in a few words. People who work with this standard will wonder."],
    }
    assert editor.fields["performance_criteria-0-text"] == "something else"
    assert StandardVersion.objects.count() == 1


@pytest.mark.parametrize("kind", [Change.WORDING, Change.MEANING])
def test_the_answer_is_kept_with_the_version_and_asked_again_next_time(editor, seed, admin, kind):
    editor.type(change=kind.value, why="A typo.", overview="A shorter overview.").publish()
    assert StandardPage.objects.get(pk=seed.pk).version.change == kind

    again = Editor(admin, seed)
    assert (again.fields["change"], again.fields["why"]) == ("", "")
    again.type_in(KNOWLEDGE, 3, text="how power works")
    assert set(errors_in(again.publish())) == {"change", "why"}
    again.type(change="wording", why="Plainer.").publish()
    assert [v.change for v in StandardVersion.objects.all()] == ["first", kind, "wording"]


def test_order_and_removal_are_changes_other_fields_are_not(editor, seed):
    editor.type(source="https://www.example.org/", developed_by="Somebody Sample").publish()
    assert StandardVersion.objects.count() == 1
    last = editor.rows(CRITERIA) - 1
    editor.type_in(CRITERIA, 0, ORDER=str(last + 1)).type_in(CRITERIA, last, ORDER="1")
    assert set(errors_in(editor.publish())) == {"change", "why"}


def test_facts_reach_the_standard_without_a_new_version(editor, seed, trainer):
    editor.type(status="withdrawn", urn="JETSCD99", last_start_date="2031-05-01").publish()

    standard = StandardPage.objects.get(pk=seed.pk).standard
    assert (standard.status, standard.urn, str(standard.last_start_date)) == (
        Status.WITHDRAWN,
        "JETSCD99",
        "2031-05-01",
    )
    assert standard.current_version.number == 1
    event = AuditEvent.objects.get(action="standard.facts_changed")
    assert (event.actor_code, event.subject_code) == (trainer.code, standard.code)
    assert event.payload == {"status": "withdrawn", "urn": "JETSCD99", "last_start_date": "2031-05-01"}


def test_line_ends_and_spaces_of_a_form_are_no_change(seed, admin):
    row = seed.performance_criteria.first()
    row.text = f"  {row.text}\r\n"
    row.save()

    Editor(admin, seed).publish()

    assert StandardVersion.objects.count() == 1


def test_everything_can_not_be_removed_from_a_standard_people_work_with(editor, seed):
    for relation in (CRITERIA, KNOWLEDGE):
        for row in range(editor.rows(relation)):
            editor.remove(relation, row)
    refused = editor.type(**MEANING).publish()

    assert errors_in(refused) == {
        "__all__": [
            "People are working with this standard. Keep at least one criterion or knowledge item.",
        ]
    }
    assert StandardVersion.objects.count() == 1


def test_a_row_without_words_waits_in_a_draft(editor):
    editor.add(CRITERIA, number="", text="")
    editor.type_in(CRITERIA, 9, group="A heading")
    assert "form" in editor.save().context
    refused = editor.type(**MEANING).publish()
    assert errors_in(refused) == {
        "performance_criteria-9-number": ["This field is required."],
        "performance_criteria-9-text": ["This field is required."],
    }


def test_a_value_is_illustrated_once(editor, seed):
    value = editor.fields["illustrations-0-value_lineage"]
    editor.add(ILLUSTRATIONS, value_lineage=value, text="another one")
    refused = editor.type(**MEANING).publish()

    sentence = "This value has an illustration already. Put both into one, or choose another value."
    assert errors_in(refused) == {"__all__": [sentence], "illustrations-5-value_lineage": [sentence]}


def test_illustrations_offer_the_values_of_the_suite(editor, seed):
    options = editor.soup.find("select", attrs={"name": "illustrations-0-value_lineage"}).find_all("option")
    assert [option.text for option in options] == [
        "–",
        "1 Social justice and equality",
        "2 Anti-discrimination",
        "3 Community empowerment",
        "4 Collective action",
        "5 Working and learning together",
    ]


def test_the_preview_shows_the_draft_and_the_site_the_published_text(editor, seed, admin, client_for):
    editor.type_in(CRITERIA, 0, text="something only in the draft").save()

    preview = admin.get(f"/admin/pages/{seed.pk}/view_draft/")
    assert preview.context["text"].performance[0]["items"][0]["text"] == "something only in the draft"
    public = client_for(None).get(seed.url)
    assert public.context["text"].digest == seed.version.digest
    assert "something only in the draft" not in public.content.decode()


def test_the_suite_asks_too_and_renews_its_standards(admin, suite, seed, trainer):
    first = seed.version
    editor = Editor(admin, suite).type_in("values", 0, title="Justice")
    assert set(errors_in(editor.publish())) == {"change", "why"}
    editor.type(change="wording", why="Shorter.").publish()

    second = StandardPage.objects.get(pk=seed.pk).version
    assert (second.number, second.change, second.why, second.published_by) == (
        2,
        "wording",
        "Shorter.",
        trainer,
    )
    assert second.requirements.get(kind="value", number="1").text == "Justice"
    assert lineages(second) == lineages(first)
    Editor(admin, suite).publish()
    assert StandardVersion.objects.count() == 2


def test_comparing_drafts_speaks_of_words_not_of_lineages(editor, seed, admin):
    lineage = editor.fields["performance_criteria-0-lineage"]
    editor.type_in(CRITERIA, 0, text="zebra crossing").save()
    url = f"/admin/pages/{seed.pk}/revisions/compare/live...latest/"
    shown = admin.get(url).content.decode()
    added = BeautifulSoup(shown, "html.parser").select(".comparison .addition")
    assert " ".join(span.text for span in added).split() == ["zebra", "crossing"]
    assert lineage not in shown


def test_a_new_page_can_be_previewed(admin, seed):
    area = seed.get_parent()
    url = f"/admin/pages/add/standards/standardpage/{area.pk}/"
    editor = Editor(admin, url=url).type(title="Listening", slug="listening")
    editor.add(CRITERIA, number="1", text="listen first")
    assert admin.post(f"{url}preview/", editor.fields).json()["is_valid"]
    shown = admin.get(f"{url}preview/?mode=")
    assert "listen first" in shown.content.decode()
    assert shown.context["key_area"].pk == area.pk
    assert shown.context["version"] is None


@pytest.mark.django_db(transaction=True)
def test_two_people_publishing_at_once_make_one_version_of_one_answer(seed, at_once):
    drafts = []
    for words in ("one", "two"):
        draft = StandardPage.objects.get(pk=seed.pk)
        draft.overview, draft.change, draft.change_for = words, "wording", seed.version.digest
        drafts.append(draft.save_revision())

    outcomes = at_once(*(revision.publish for revision in drafts))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CannotBePublished", "NoneType"]
    page = StandardPage.objects.get(pk=seed.pk)
    assert list(StandardVersion.objects.values_list("number", flat=True)) == [1, 2]
    assert page.version.overview == page.overview
