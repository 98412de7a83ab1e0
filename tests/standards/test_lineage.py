"""Whose requirement is whose, on every path Wagtail has: the same row is the same requirement, a copy never is."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale

from standards.models import PerformanceCriterion, Standard, StandardPage, StandardVersion
from tests.standards.editor import CRITERIA, Editor, sentences_in

WORDING = {"change": "wording", "why": "It reads better."}


@pytest.fixture
def editor(admin, seed):
    return Editor(admin, seed)


@pytest.fixture
def superuser(django_user_model):
    return django_user_model.objects.create_superuser(name="Sam Specimen", password="a long sample password")


def again(page):
    return StandardPage.objects.get(pk=page.pk)


def drafted(page, number):
    """The lineage of the criterion with this number in the latest draft."""
    draft = again(page).get_latest_revision_as_object()
    return next(row.lineage for row in draft.performance_criteria.all() if row.number == number)


def test_a_row_added_to_a_live_page_keeps_its_lineage_through_every_save(editor, admin, seed):
    editor.add(CRITERIA, number="10", text="say thank you")
    assert editor.fields["performance_criteria-9-lineage"] == ""
    editor.autosave()
    given = editor.fields["performance_criteria-9-lineage"]
    assert uuid.UUID(given) == drafted(seed, "10")
    editor.autosave()
    editor.save()
    assert drafted(seed, "10") == uuid.UUID(given)

    Editor(admin, seed).type(**WORDING).publish()

    frozen = again(seed).version.requirements.get(number="10", kind="performance")
    assert frozen.lineage == uuid.UUID(given)


def test_the_row_template_carries_no_ready_made_lineage(editor):
    template = editor.soup.find("template", id="id_performance_criteria-EMPTY_FORM_TEMPLATE")
    inside = template.find("input", attrs={"name": "performance_criteria-__prefix__-lineage"})
    assert inside["type"] == "hidden"
    assert not inside.get("value")


def test_unpublish_and_publish_keeps_lineages(editor, admin, seed):
    editor.add(CRITERIA, number="10", text="say thank you").type(**WORDING).publish()
    before = {r.label: r.lineage for r in again(seed).version.requirements.all()}
    again(seed).unpublish()
    Editor(admin, again(seed)).publish()
    assert again(seed).live
    assert {r.label: r.lineage for r in again(seed).version.requirements.all()} == before
    assert StandardVersion.objects.count() == 2


def test_a_deleted_row_comes_back_as_itself_when_a_revision_is_reverted_to(editor, admin, seed):
    first = again(seed).get_latest_revision()
    before = again(seed).version
    editor.remove(CRITERIA, 0).type(**WORDING).publish()
    assert not PerformanceCriterion.objects.filter(page_id=seed.pk, number="1").exists()

    url = f"/admin/pages/{seed.pk}/revisions/{first.pk}/revert/"
    reverted = Editor(admin, url=url)
    reverted.url = f"/admin/pages/{seed.pk}/edit/"
    reverted.type(revision=str(first.pk), change="wording", why="It was needed.").publish()

    third = again(seed).version
    assert third.number == 3
    assert [(r.label, r.lineage) for r in third.requirements.all()] == [
        (r.label, r.lineage) for r in before.requirements.all()
    ]


def test_a_posted_lineage_of_a_saved_row_has_no_effect(editor, seed):
    before = drafted(seed, "1")
    editor.type_in(CRITERIA, 0, lineage=str(uuid.uuid4()), text="other words").type(**WORDING).publish()
    assert again(seed).version.requirements.get(number="1", kind="performance").lineage == before


def test_two_rows_with_one_lineage_are_refused_kindly(editor, seed):
    taken = editor.fields["performance_criteria-0-lineage"]
    editor.add(CRITERIA, number="10", text="say thank you", lineage=taken)
    answer = editor.type(**WORDING).publish()
    assert answer.status_code == 200
    assert answer.context["form"].formsets[CRITERIA].non_form_errors() == [
        "Please correct the duplicate data for page and lineage, which must be unique."
    ]
    assert StandardVersion.objects.count() == 1


def test_a_page_holds_a_lineage_once(seed):
    row = seed.performance_criteria.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        PerformanceCriterion.objects.create(page=seed, number="1", text="again", lineage=row.lineage)


# --- copies, aliases, translations ----------------------------------------------------------


def copy_url(page):
    return f"/admin/pages/{page.pk}/copy/"


def test_a_copy_is_a_draft_and_becomes_a_standard_of_its_own(admin, seed):
    form = admin.get(copy_url(seed)).context["form"]
    assert {"publish_copies", "alias"} & set(form.fields) == set()
    asked = {
        "new_title": "Working together",
        "new_slug": "working-together",
        "new_parent_page": seed.get_parent().pk,
        "publish_copies": "on",
        "alias": "on",
    }
    admin.post(copy_url(seed), asked)

    copy = StandardPage.objects.get(slug="working-together")
    assert (copy.live, copy.alias_of_id, copy.own_standard) == (False, None, None)
    assert copy.lineage != seed.lineage
    assert Standard.objects.count() == 1

    Editor(admin, copy).publish()

    copy = again(copy)
    assert copy.live
    assert copy.own_standard.lineage == copy.lineage
    assert copy.own_standard != seed.own_standard
    assert (copy.version.number, again(seed).version.number) == (1, 1)
    assert copy.version.requirements.first() != seed.version.requirements.first()


def test_a_copy_kept_live_by_code_is_a_draft(seed):
    copy = seed.copy(update_attrs={"slug": "copied"}, keep_live=True)
    assert not again(copy).live
    assert Standard.objects.count() == 1


def test_an_alias_shows_the_standard_and_freezes_nothing(admin, seed, client_for):
    alias = seed.create_alias(update_slug="repeated")
    assert again(alias).version == seed.version
    Editor(admin, seed).type(overview="A shorter overview.", **WORDING).publish()

    assert again(alias).overview == "A shorter overview."
    assert Standard.objects.count() == 1
    assert StandardVersion.objects.count() == 2
    assert client_for(None).get(again(alias).url).context["version"] == again(seed).version


def test_a_converted_alias_becomes_a_standard_of_its_own(admin, seed, superuser, client_for):
    alias = seed.create_alias(update_slug="repeated")
    client_for(superuser).post(f"/admin/pages/{alias.pk}/convert_alias/")
    Editor(client_for(superuser), again(alias)).publish()

    converted = again(alias)
    assert converted.own_standard != seed.own_standard
    assert converted.own_standard.lineage != seed.own_standard.lineage


def test_a_translation_is_no_second_standard(seed, suite):
    welsh = Locale.objects.create(language_code="cy")
    page = CopyPageForTranslationAction(seed, welsh, copy_parents=True).execute(skip_permission_checks=True)
    page.get_latest_revision().publish()

    assert again(page).live
    assert again(page).version is None
    assert Standard.objects.count() == 1


# --- moving ---------------------------------------------------------------------------------


def test_a_published_standard_moves_within_its_suite_only(seed, suite, superuser, admin):
    elsewhere = suite.copy(recursive=True, update_attrs={"slug": "another-suite"}, keep_live=True)
    other = elsewhere.get_children().first().specific
    nearby = suite.get_children().first().specific
    tester = seed.permissions_for_user(superuser)

    assert tester.can_move_to(nearby)
    assert not tester.can_move_to(other)
    admin.post(f"/admin/pages/{seed.pk}/move/{nearby.pk}/confirm/")
    moved = again(seed)
    assert moved.key_area == nearby
    assert moved.version == seed.version
    assert sentences_in(admin.get("/admin/")) is not None
