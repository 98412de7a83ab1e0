"""A trainer’s draft, put forward as an amendment."""

import pytest
from django.urls import reverse

from community.models import Amendment
from tests.community.amending import SAID, at, text_of


@pytest.fixture
def draft(charter, trainer):
    page = charter.page.specific.get_latest_revision_as_object()
    rows = list(page.entries.all())
    rows[1].text, rows[2].text = "All belong.", "Rest."
    page.entries = rows
    page.save_revision(user=trainer)
    return page


def put_forward(page):
    return reverse("charter-put-forward", args=[page.pk])


def test_a_trainer_puts_the_newest_draft_forward(charter, draft, client_for, trainer):
    pat = client_for(trainer)
    page = pat.get(put_forward(draft))
    assert [str(change.what) for change in page.context["changes"]] == ["reworded", "reworded"]
    form = {name: page.context["form"][name].value() for name in ("base", "revision")}
    assert page.context["form"]["is_named"].value() in (False, None)

    answer = pat.send(put_forward(draft), SAID | form)

    amendment = Amendment.objects.get()
    assert answer["Location"] == at("amendment", amendment)
    assert [e.words for e in amendment.wording.entries][1:3] == ["Inclusion: All belong.", "Welfare: Rest."]
    charter.refresh_from_db()
    assert charter.current_version.number == 1


def test_a_newer_draft_is_looked_at_first(charter, draft, client_for, trainer):
    pat = client_for(trainer)
    form = {name: pat.get(put_forward(draft)).context["form"][name].value() for name in ("base", "revision")}
    draft.title = "Other Sample"
    draft.save_revision(user=trainer)

    refused = pat.send(put_forward(draft), SAID | form)
    assert refused.status_code == 409
    assert "Someone saved a newer draft since." in text_of(refused)
    assert refused.context["form"]["summary"].value() == SAID["summary"]
    again = {name: refused.context["form"][name].value() for name in ("base", "revision")}
    pat.send(put_forward(draft), SAID | again)
    assert Amendment.objects.get().title == "Other Sample"


def test_a_draft_without_a_change_or_with_a_hole_is_refused(charter, draft, client_for, trainer):
    pat = client_for(trainer)
    rows = list(draft.entries.all())
    rows[2].label = rows[2].text = ""
    draft.entries = rows
    draft.save_revision(user=trainer, clean=False)
    form = {name: pat.get(put_forward(draft)).context["form"][name].value() for name in ("base", "revision")}

    refused = pat.send(put_forward(draft), SAID | form)

    assert refused.status_code == 422
    assert "Every clause and heading needs words." in text_of(refused)
    assert not Amendment.objects.exists()


def test_only_trainers_put_drafts_forward(charter, draft, client_for, practitioner, outsider, trainer):
    assert client_for(practitioner).get(put_forward(draft)).status_code in (302, 403)
    assert client_for(trainer).get(reverse("charter-put-forward", args=[999999])).status_code == 404
