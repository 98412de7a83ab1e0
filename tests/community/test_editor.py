"""The editor of a charter as a trainer’s browser has it: a draft is never refused, and adopting asks for what it needs."""

from django.urls import reverse

from community.models import Charter, CharterPage, CharterVersion
from people.models import Organisation
from standards.operations.glossary import add_term
from tests.community.editor import ENTRIES, Editor, now
from tests.factories import OrganisationFactory
from tests.standards.editor import errors_in, sentences_in

HOW = "Say on which day this charter was first adopted, and how. People read it beside the words."
NO_WORDS_IN = "A clause or heading has no words yet. Write them, or take it out."
NOT_PUBLISHED = "A charter is adopted, not published: the words people agreed to stay as they are."


# --- the first version ------------------------------------------------------------------------


def test_a_draft_is_never_refused_and_adopting_asks_beside_the_field(admin, draft):
    editor = Editor(admin, draft).add(label="", text="")
    assert "Adopt the first version" in editor.buttons
    editor.type(adopted_on="", how_adopted="").save()
    assert len(now(draft).get_latest_revision_as_object().entries.all()) == 8

    refused = Editor(admin, draft).publish()

    assert errors_in(refused) == {
        "adopted_on": [HOW],
        "how_adopted": [HOW],
        "__all__": [NO_WORDS_IN],
        "entries-7-text": [NO_WORDS_IN],
    }
    assert not Charter.objects.exists()


def test_levels_that_jump_and_a_day_to_come_are_said_where_they_stand(admin, draft):
    editor = Editor(admin, draft).type_in(ENTRIES, 1, level="3")
    refused = editor.type(adopted_on="2999-01-01", how_adopted="By talk.").publish()
    deep = (
        "“Inclusion: Everyone is welcome.” stands deeper than what is above it allows. "
        "Move it one step out, and try again."
    )
    assert errors_in(refused) == {
        "adopted_on": ["This day is still to come. Say on which day it was adopted."],
        "__all__": [deep],
        "entries-1-level": [deep],
    }


def test_what_a_row_is_decides_how_deep_it_can_stand_and_a_heading_stands_alone(admin, draft):
    editor = Editor(admin, draft).type(adopted_on="2020-03-02", how_adopted="By talk.")
    editor.type_in(ENTRIES, 1, kind="section", level="2", label="Inclusion", mark="").type_in(
        ENTRIES, 2, level="0"
    )
    refused = editor.publish()
    alone = "A heading has no words below it in the same entry. Put them into a clause of their own."
    assert errors_in(refused) == {"__all__": [alone], "entries-1-text": [alone]}
    editor.type_in(ENTRIES, 1, text="").publish()
    assert [clause.level for clause in CharterVersion.objects.get().clauses.all()][:3] == [0, 0, 1]


def test_no_clause_at_all_can_be_a_draft_and_nothing_else(admin, draft):
    editor = Editor(admin, draft)
    for row in range(1, 7):
        editor.remove(ENTRIES, row)
    editor.type(adopted_on="2020-03-02", how_adopted="By talk.")
    assert errors_in(editor.publish()) == {
        "__all__": ["There is nothing to agree to yet. Write at least one clause."]
    }
    editor.save()
    assert len(now(draft).get_latest_revision_as_object().entries.all()) == 1


def test_the_first_version_is_adopted_in_the_editor(admin, draft, organisation, trainer):
    editor = Editor(admin, draft).add(
        level="2", kind="value", label="Care", mark=":", text="Look after each other."
    )
    lineages = {str(entry.lineage) for entry in draft.entries.all()}

    editor.type(organisation=str(organisation.pk), adopted_on="2020-03-02", how_adopted="By talk.").publish()

    version = CharterVersion.objects.get()
    assert (version.number, version.how, version.kept_by) == (1, "By talk.", trainer)
    assert version.charter.organisation == organisation
    assert [clause.words for clause in version.clauses.all()][-1] == "Care: Look after each other."
    assert {str(clause.lineage) for clause in version.clauses.all()} > lineages


def test_only_places_where_one_trains_are_offered(admin, draft, organisation, adopted):
    elsewhere = OrganisationFactory(name="Harbour Practice Example")
    choices = Editor(admin, draft).soup.select("select[name=organisation] option")
    assert [choice["value"] for choice in choices] == ["", str(organisation.pk)]
    refused = Editor(admin, draft).type(organisation=str(elsewhere.pk)).save()
    assert list(errors_in(refused)) == ["organisation"]

    CharterPage.objects.filter(pk=adopted.pk).update(organisation=elsewhere)
    page = now(adopted)
    page.save_revision()
    theirs = Editor(admin, page)
    theirs.type(
        organisation="", least_people="3", open_days="1", least_share="100", source="A book."
    ).publish()
    page = now(adopted)
    assert (page.organisation, page.source) == (Organisation.objects.get(pk=elsewhere.pk), "A book.")
    assert (page.least_people, page.open_days, page.least_share) == (2, 14, 0)  # a community’s own rule


def test_the_rule_has_its_bounds_even_in_a_draft(admin, draft):
    refused = Editor(admin, draft).type(open_days="0", least_people="1", least_share="101").save()
    assert set(errors_in(refused)) == {"open_days", "least_people", "least_share"}
    kept = Editor(admin, draft).type(open_days="365", least_people="2", least_share="100").save()
    assert [said.split()[-1] for said in sentences_in(kept)] == ["updated."]


# --- once it is adopted -------------------------------------------------------------------------


def test_publishing_is_offered_for_what_is_said_about_it(admin, adopted):
    editor = Editor(admin, adopted)
    assert "Publish what is said about it" in editor.buttons
    editor.type(source="https://charter.example/").publish()
    assert (now(adopted).source, CharterVersion.objects.count()) == ("https://charter.example/", 1)


def test_other_words_are_refused_with_the_way_on_and_the_draft_stays(admin, adopted):
    editor = Editor(admin, adopted).type_in(ENTRIES, 1, text="Nobody is welcome.")
    refused = editor.publish()
    said, way_on = errors_in(refused)["__all__"]
    assert said.startswith(NOT_PUBLISHED)
    assert way_on == "Save it as a draft first. Then put it forward, from the foot of this page."
    assert editor.fields["entries-1-text"] == "Nobody is welcome."
    assert editor.soup.find("a", string="Put it forward")["href"] == reverse(
        "charter-put-forward", args=[adopted.pk]
    )

    editor.save()
    again = Editor(admin, adopted)
    assert again.fields["entries-1-text"] == "Nobody is welcome."
    assert again.buttons == ["Unpublish", "Put it forward"]
    assert CharterVersion.objects.count() == 1


def test_how_it_was_first_adopted_stays_as_it_is(admin, adopted):
    Editor(admin, adopted).type(adopted_on="2020-01-01", how_adopted="Otherwise.").publish()
    assert (str(now(adopted).adopted_on), now(adopted).how_adopted) == (
        "2024-03-02",
        "At a meeting of everyone, by show of hands.",
    )


# --- hard words, and how long it takes ------------------------------------------------------------


def test_abbreviations_nobody_explained_are_listed_before_adopting(admin, draft, trainer):
    Editor(admin, draft).add(text="We follow the CQC and the ICO.").save()
    note = Editor(admin, draft).soup.find("a", string="Explain CQC")
    assert note["href"] == f"{reverse('glossary-term-add')}?word=CQC"
    assert "CQC (Zero tolerance), ICO (Zero tolerance)." in note.parent.text
    add_term(word="CQC", meaning="They inspect care.", by=trainer)
    add_term(word="ICO", meaning="They look after data protection.", by=trainer)
    assert "does not explain" not in str(Editor(admin, draft).soup)


def test_typing_new_rows_in_an_open_page_keeps_them_the_same(admin, draft):
    editor = Editor(admin, draft).add(text="Typed while the page saves itself.")
    assert editor.autosave().status_code == 200
    lineage = editor.fields["entries-7-lineage"]
    editor.type_in(ENTRIES, 7, text="Typed on.").save()
    entries = now(draft).get_latest_revision_as_object().entries.all()
    assert [(str(e.lineage), e.text) for e in entries][7:] == [(lineage, "Typed on.")]
