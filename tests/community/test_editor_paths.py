"""What else Wagtail offers at a charter: publishing without its form, reading first, comparing, copying, deleting."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from community.models import Charter, CharterPage, CharterVersion
from community.operations.drafting import draft_charter
from people.models import OutboxMail
from people.operations.organisations import give_role
from people.registry import NOTICES
from people.roles import Role
from standards.models.publishing import PublishedMeanwhile
from standards.operations.due import do_what_is_due, refused_when_due
from tests.community.editor import ENTRIES, Editor, now
from tests.community.test_editor import HOW
from tests.factories import UserFactory
from tests.factories.community import SMALL
from tests.standards.editor import errors_in, sentences_in
from tests.standards.test_due import LATER, moment, on_its_day
from tests.standards.test_editor_paths import bulk, compared
from tests.standards.test_second_reader import ASK, answer_url

PROPOSE = (
    "A charter is adopted, not published: the words people agreed to stay as they are. Put your draft forward as an "
    "amendment, and it is adopted when its time is over and enough people support it."
)
KEPT = (
    "People may have agreed to a charter that was adopted here, so it can’t be deleted. Nothing was removed. "
    "Unpublish it to take it out of sight."
)
FIRST = {"adopted_on": "2020-03-02", "how_adopted": "By talk."}


def reworded(page, words="Nobody is welcome.", *, by=None):
    """The page with other words in its draft, past every form."""
    page = now(page)
    entry = page.entries.all()[1]
    entry.text = words
    page.entries.add(entry)
    return page, page.save_revision(user=by)


# --- publishing that knows no form --------------------------------------------------------------


def test_bulk_publishing_is_refused_with_a_sentence_and_the_draft_stays(admin, adopted, draft):
    reworded(adopted)

    assert sentences_in(admin.post(bulk("publish", adopted), follow=True)) == [PROPOSE]
    assert sentences_in(admin.post(bulk("publish", draft), follow=True)) == [HOW]

    assert (CharterVersion.objects.count(), now(draft).live) == (1, False)
    assert now(adopted).get_latest_revision_as_object().entries.all()[1].text == "Nobody is welcome."


def test_on_its_day_it_is_refused_told_and_set_aside(admin, adopted, trainer):
    _page, revision = reworded(adopted, by=trainer)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now())

    do_what_is_due()

    assert refused_when_due(now(adopted)) == [PROPOSE]
    assert PROPOSE in sentences_in(admin.get(reverse("wagtailadmin_pages:edit", args=[adopted.pk])))
    mail = OutboxMail.objects.get(kind="page_not_published")
    assert mail.person == trainer
    assert NOTICES[mail.kind](mail.about_code) == reverse("wagtailadmin_pages:edit", args=[adopted.pk])
    assert CharterVersion.objects.count() == 1


def test_a_first_version_planned_for_a_day_is_adopted_on_it(admin, draft):
    refused = Editor(admin, draft).type(go_live_at=moment(LATER)).publish()
    assert set(errors_in(refused)) == {"adopted_on", "how_adopted"}
    Editor(admin, draft).type(**FIRST, go_live_at=moment(LATER)).publish()
    assert not Charter.objects.exists()
    on_its_day()
    assert CharterVersion.objects.get().how == "By talk."


# --- another trainer reads it first ---------------------------------------------------------------


@pytest.fixture
def reader(client_for, organisation):
    person = UserFactory(name="Robin Specimen")
    give_role(person, role=Role.TRAINER, organisation=organisation, by=None)
    return client_for(person)


def test_another_trainer_reads_the_first_version_and_approving_adopts_it(admin, reader, draft):
    editor = Editor(admin, draft)
    assert "Ask someone to read it first" in editor.buttons
    editor.type(**FIRST).send(ASK)
    assert "asked on" in sentences_in(reader.get(editor.url))[0]
    reader.post(answer_url(draft, "approve"), {"comment": "Good."})
    assert CharterVersion.objects.get().kept_by.name == "Robin Specimen"


def test_an_approval_that_is_refused_says_so_and_the_draft_stays_in_hand(admin, reader, draft):
    Editor(admin, draft).type(**FIRST).send(ASK)
    page = now(draft).get_latest_revision_as_object()
    page.how_adopted = ""
    page.save_revision()

    answer = reader.post(answer_url(draft, "approve"), {"comment": ""}, follow=True)

    assert HOW in sentences_in(answer)
    assert (now(draft).workflow_in_progress, Charter.objects.count()) == (True, 0)


# --- locks, comparing, preview, history -----------------------------------------------------------


def test_a_lock_says_who_and_why(admin, reader, draft):
    admin.post(reverse("wagtailadmin_pages:lock", args=[draft.pk]))
    said = sentences_in(reader.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])))[0]
    assert said.startswith("Toni Placeholder locked this on")
    assert "Your words are safe." in said


def test_one_that_went_and_one_that_came_are_two(admin, adopted):
    Editor(admin, adopted).remove(ENTRIES, 2).add(text="Say thank you.").save()
    shown, rows = compared(admin, adopted)
    assert [what for what, _words in rows] == ["new", "gone"]
    assert "Say thank you." in rows[0][1]
    assert [entry for entry in adopted.entries.all() if str(entry.lineage) in shown] == []


def test_a_preview_shows_the_draft_and_the_page_the_version(admin, client, adopted):
    page, _revision = reworded(adopted)
    editor = Editor(admin, page)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert admin.post(preview, editor.fields).json()["is_valid"]
    assert "Nobody is welcome." in admin.get(preview).content.decode()
    assert "Nobody is welcome." not in client.get(page.url).content.decode()


def test_a_comment_stands_at_its_field_and_is_kept(admin, draft, trainer):
    editor = Editor(admin, draft).type(
        **{"comments-TOTAL_FORMS": "1", "comments-0-id": "", "comments-0-text": "Is this all?"},
        **{"comments-0-contentpath": "preamble", "comments-0-position": "", "comments-0-DELETE": ""},
        **{"comments-INITIAL_FORMS": "0", "comments-0-resolved": ""},
        **{"comments-0-replies-TOTAL_FORMS": "0", "comments-0-replies-INITIAL_FORMS": "0"},
    )
    editor.save()
    comment = now(draft).wagtail_admin_comments.get()
    assert (comment.text, comment.contentpath, comment.user) == ("Is this all?", "preamble", trainer)


# --- copied, moved, deleted -----------------------------------------------------------------------


def test_a_copy_is_a_draft_with_a_lineage_of_its_own(admin, adopted):
    form = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": adopted.get_parent().pk,
        "publish_copies": "on",
        "alias": "on",
    }
    admin.post(reverse("wagtailadmin_pages:copy", args=[adopted.pk]), form)
    copy = CharterPage.objects.get(slug="a-copy")
    assert (copy.live, copy.alias_of, copy.adopted_on, copy.how_adopted) == (False, None, None, "")
    assert copy.lineage != adopted.lineage
    assert [e.lineage for e in copy.entries.all()] == [e.lineage for e in adopted.entries.all()]
    assert Charter.objects.count() == 1
    Editor(admin, copy).type(**FIRST).publish()
    assert Charter.objects.count() == 2


def test_what_the_editor_still_saves_while_it_is_adopted_does_not_hide_it(admin, draft):
    opened = now(draft).get_latest_revision_as_object()  # as a page that saves itself had it a moment before
    Editor(admin, draft).type(adopted_on="2020-03-02", how_adopted="By talk.").publish()
    assert now(draft).live
    with pytest.raises(PublishedMeanwhile, match="published in the meantime"):
        opened.save()
    assert now(draft).live


def test_deleting_an_adopted_charter_is_refused_in_our_words(admin, adopted, draft):
    for page in (adopted, adopted.get_parent()):
        for ask in (admin.get, admin.post):
            answer = ask(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
            assert sentences_in(answer) == [KEPT]
    assert sentences_in(admin.post(bulk("delete", adopted), follow=True)) == [KEPT]
    assert Page.objects.filter(pk=adopted.pk).exists()
    admin.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not CharterPage.objects.filter(pk=draft.pk).exists()


def test_out_of_sight_and_back_makes_no_other_version(admin, adopted):
    url = reverse("wagtailadmin_pages:unpublish", args=[adopted.pk])
    assert admin.get(url).status_code == 200
    admin.post(url)
    assert not now(adopted).live
    Editor(admin, adopted).publish()
    assert (now(adopted).live, CharterVersion.objects.count()) == (True, 1)


# --- the menu, and how long it takes ----------------------------------------------------------------


def test_trainers_find_charters_in_the_menu(admin, client_for, practitioner):
    menu = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("charter-pages") in menu, reverse("charter-bring-in") in menu) == (True, True)
    door = admin.get(reverse("charter-pages"))
    assert door.url == reverse("charter-bring-in")
    page = draft_charter(SMALL, by=None)
    assert admin.get(reverse("charter-pages")).url == reverse(
        "wagtailadmin_explore", args=[page.get_parent().pk]
    )


def test_a_charter_is_written_by_hand_too_and_adopted_at_once(admin, draft):
    place = draft.get_parent()
    url = reverse("wagtailadmin_pages:add", args=["community", "charterpage", place.pk])
    editor = Editor(admin, url=url).add(level="0", kind="section", label="Values").add(text="We listen.")
    assert "Adopt the first version" in editor.buttons
    editor.type(title="By hand Sample", slug="by-hand").publish()
    assert not Charter.objects.exists()
    editor.type(**FIRST).publish()
    assert [clause.words for clause in CharterVersion.objects.get().clauses.all()] == ["Values", "We listen."]
