"""Another trainer reads it first: asked for, approved, sent back. Nobody approves their own words; mails say nothing."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import TaskState, Workflow, WorkflowPage

from people.models import OutboxMail
from people.operations.mail import deliver_mail
from standards.models import SecondReader, StandardPage, SuitePage
from standards.operations.trainers import keep_rights, offer, second_reader
from tests.browsing import browser_of
from tests.factories.people import trainer_at
from tests.remembering import remembered
from tests.standards.editor import CRITERIA, Editor, sentences_in

WORDING = {"change": "wording", "why": "It reads better."}
ASK = {"action-submit": "action-submit"}
ITS_WRITER = "You changed the words yourself, so someone else reads them before they are published. Your draft is saved."


@pytest.fixture
def reader(organisation):
    return trainer_at(organisation, name="Robin Specimen")


@pytest.fixture
def reading(client_for, reader):
    return client_for(reader)


@pytest.fixture(params=["standard", "suite"])
def page(request, seed, suite):
    """Each of the two pages whose words are frozen."""
    return {"standard": seed, "suite": suite}[request.param]


def rewrite(browser, page, words):
    editor = Editor(browser, page)
    if isinstance(page, SuitePage):
        return editor.type_in("values", 0, title=words)
    return editor.type_in(CRITERIA, 0, text=words)


def words_published():
    return StandardPage.objects.get(urn="JETSCD16L").version.number


def answer_url(page, action):
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


@pytest.fixture
def asked(trainer, page, reader):
    return asked_by(trainer, page)


@remembered
def asked_by(person, page):
    rewrite(browser_of(person), page, "Other words").type(**WORDING).send(ASK)
    return type(page).objects.get(pk=page.pk)


def test_every_suite_offers_it_and_publishing_without_stays_open(seed, suite, admin):
    workflow = Workflow.objects.get(pk=WorkflowPage.objects.get(page=suite).workflow_id)
    assert (workflow.name, seed.get_workflow()) == ("Another trainer reads it", workflow)
    assert list(SecondReader.objects.values_list("groups__name", flat=True)) == ["Trainers"]
    words = Editor(admin, seed).soup.find("button", attrs={"name": "action-submit"}).text
    assert "Ask someone to read it first" in words
    Editor(admin, seed).type_in(CRITERIA, 0, text="listen first").type(**WORDING).publish()
    assert words_published() == 2


def test_it_is_made_once_and_taken_away_for_good(suite):
    WorkflowPage.objects.all().delete()
    keep_rights()
    assert (WorkflowPage.objects.count(), SecondReader.objects.count()) == (0, 1)
    offer(second_reader()[0], suite)
    assert WorkflowPage.objects.get().page_id == suite.pk


def test_asking_says_what_changed_and_publishes_nothing(admin, page, reader):
    refused = rewrite(admin, page, "Other words").send(ASK)
    assert set(refused.context["form"].errors) == {"change", "why"}
    rewrite(admin, page, "Other words").type(**WORDING).send(ASK)
    page = type(page).objects.get(pk=page.pk)
    assert page.workflow_in_progress
    assert words_published() == 1


def test_the_editor_says_that_it_is_being_read(asked, admin, reading):
    for browser in (admin, reading):
        said = sentences_in(browser.get(f"/admin/pages/{asked.pk}/edit/"))[0]
        assert said.startswith("Toni Placeholder asked on ")
        assert "(Another trainer reads it). You can go on writing: the newest draft is what is read" in said


def test_another_trainer_approves_and_that_publishes_in_their_name(asked, reading, reader):
    reading.post(answer_url(asked, "approve"), {"comment": "Good."})
    version = StandardPage.objects.get(urn="JETSCD16L").version
    assert (version.number, version.change, version.why, version.published_by) == (
        2, "wording", "It reads better.", reader,
    )  # fmt: skip
    assert not type(asked).objects.get(pk=asked.pk).workflow_in_progress


def test_whoever_asked_does_not_answer(asked, admin):
    assert admin.get(answer_url(asked, "approve")).status_code in (302, 403)
    admin.post(answer_url(asked, "approve"), {"comment": ""})
    assert words_published() == 1
    assert type(asked).objects.get(pk=asked.pk).workflow_in_progress


def test_not_even_an_administrator_answers_what_they_asked(seed, client_for, django_user_model):
    superuser = django_user_model.objects.create_superuser(
        name="Sam Specimen", password="a long sample password"
    )
    browser = client_for(superuser)
    rewrite(browser, seed, "Other words").type(**WORDING).send(ASK)
    browser.post(answer_url(seed, "approve"), {"comment": ""})
    assert words_published() == 1


def test_a_reader_who_changes_words_leaves_approving_to_someone_else(asked, reading):
    editor = rewrite(reading, asked, "Words of the reader")
    action = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    answer = reading.post(editor.url, editor.type(**WORDING).fields | action, follow=True)
    assert sentences_in(answer)[0] == ITS_WRITER
    assert answer.redirect_chain == [(editor.url, 302)]
    assert words_published() == 1
    draft = type(asked).objects.get(pk=asked.pk).get_latest_revision_as_object()
    row = (
        draft.values.first().title
        if isinstance(asked, SuitePage)
        else draft.performance_criteria.first().text
    )
    assert row == "Words of the reader"


def test_sent_back_it_waits_for_whoever_wrote_it(asked, reading, admin):
    reading.post(answer_url(asked, "reject"), {"comment": "Say what listening means."})
    page = type(asked).objects.get(pk=asked.pk)
    assert page.current_workflow_state.status == "needs_changes"
    assert TaskState.objects.latest("pk").comment == "Say what listening means."
    assert words_published() == 1
    rewrite(admin, page, "Better words").type(**WORDING).send(ASK)
    reading.post(answer_url(asked, "approve"), {"comment": ""})
    assert words_published() == 2


@pytest.mark.parametrize("ajax", [False, True])
def test_an_approval_that_is_refused_says_so_and_the_draft_stays_in_hand(
    admin, reading, seed, suite, reader, ajax
):
    rewrite(admin, seed, "Other words").type(**WORDING).send(ASK)
    rewrite(admin, suite, "Justice").type(**WORDING).publish()
    headers = {"x-requested-with": "XMLHttpRequest"} if ajax else {}

    answer = reading.post(answer_url(seed, "approve"), {"comment": ""}, headers=headers)

    edit = reverse("wagtailadmin_pages:edit", args=[seed.pk])
    where = answer.json() if ajax else answer.url
    assert where == ({"step": "success", "redirect": edit} if ajax else edit)
    assert sentences_in(reading.get(edit))[0] == (
        "The words changed. Open the page, say whether they mean the same or something else, and publish it from there."
    )
    page = StandardPage.objects.get(pk=seed.pk)
    assert (page.version.number, page.workflow_in_progress) == (2, True)


# --- mails ----------------------------------------------------------------------------------


def posted():
    return [
        (post.kind, post.person.name)
        for post in OutboxMail.objects.order_by("pk")
        if post.kind != "invitation"
    ]


def test_mails_are_ours_and_go_to_whom_it_concerns(asked, reading, client_for, trainer, reader):
    assert posted() == [("page_to_read", "Robin Specimen")]
    reading.post(answer_url(asked, "reject"), {"comment": "Say more."})
    assert posted()[1:] == [("page_sent_back", "Toni Placeholder")]
    rewrite(client_for(trainer), asked, "Better words").type(**WORDING).send(ASK)
    reading.post(answer_url(asked, "approve"), {"comment": ""})
    assert posted()[2:] == [("page_to_read", "Robin Specimen"), ("page_approved", "Toni Placeholder")]
    assert mail.outbox == []


def test_a_mail_says_that_something_waits_and_not_what(asked, mail_on):
    deliver_mail(OutboxMail.objects.get(kind="page_to_read").code)
    sent = mail.outbox[0]
    assert asked.title not in sent.subject + sent.body
    assert "Toni" not in sent.subject + sent.body
    assert sent.body.endswith(f"{reverse('wagtailadmin_pages:edit', args=[asked.pk])}\n")


@pytest.mark.parametrize("kind", ["page_to_read", "page_approved", "page_sent_back", "page_not_published"])
def test_each_mail_leads_to_the_page(asked, trainer, mail_on, kind):
    post = OutboxMail.objects.create(kind=kind, person=trainer, about_code=asked.code)
    deliver_mail(post.code)
    assert f"/admin/pages/{asked.pk}/edit/" in mail.outbox[-1].body


@pytest.mark.filterwarnings("ignore:get_connection")  # Wagtail 8’s own mails
def test_a_comment_is_not_put_into_a_mail(seed, admin, trainer, reading, reader):
    comment = {
        "comments-0-text": "A sample comment nobody else should read",
        "comments-0-contentpath": "overview",
        "comments-0-position": "",
        "comments-0-DELETE": "",
        "comments-0-resolved": "",
        "comments-0-id": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "0",
        "comment_notifications": "on",
    }
    Editor(reading, seed).type(comment_notifications="on").save()
    Editor(admin, seed).type(**comment).save()
    page = StandardPage.objects.get(pk=seed.pk)
    assert [c.text for c in page.wagtail_admin_comments.all()] == ["A sample comment nobody else should read"]
    assert [m.subject for m in mail.outbox] == ["There are new comments for you"]
    assert "sample comment" not in mail.outbox[0].body
    assert seed.title not in mail.outbox[0].body
    assert f"/admin/pages/{seed.pk}/edit/" in mail.outbox[0].body
