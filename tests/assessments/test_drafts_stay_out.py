"""How someone came to a judgement is nobody’s to read: what leaves, and what is remembered, holds what was released."""

import pytest
from django.urls import reverse

from assessments.history import history_of
from assessments.models import DraftStep, Outcome
from assessments.operations.review import judge, refer_back
from assessments.operations.undo import undo_step
from people.models import AuditEvent
from portfolios.models import Draft
from tests.factories.assessments import open_all
from tests.portfolios.bags import members_of, packed
from tests.reading import text_of

pytestmark = pytest.mark.django_db
RELEASED = "Tell me who agreed to it."
NEVER_SAID = ("FIRSTTHOUGHT", "SECONDTHOUGHT", "TYPEDONLY")


@pytest.fixture
def worked(assessment, labelled, assessor):
    """Two thoughts and a step back, and words that were typed and never saved; not released."""
    said = {"requirement": labelled["P1"], "by": assessor}
    judge(open_all(assessment), outcome=Outcome.NOT_YET, words="FIRSTTHOUGHT", **said)
    judge(assessment, outcome=Outcome.MEETS, words="SECONDTHOUGHT", revision=1, **said)
    undo_step(assessment, by=assessor)
    judge(assessment, outcome=Outcome.MORE_EVIDENCE, words=RELEASED, revision=3, **said)
    about = f"judge {assessment.code} {labelled['P2'].code}"
    Draft.objects.create(owner=assessor, about=about, fields={"words": ["TYPEDONLY"]})
    return assessment


def told(assessment):
    """Everything its owner takes along, as one text."""
    return "\n".join(
        content.decode()
        for name, content in members_of(packed(assessment.unit.portfolio)).items()
        if is_text(name)
    )


def is_text(name):
    return name.endswith((".json", ".html", ".txt", ".csv"))


def remembered(assessment):
    """The history as signing shows it, and every event, as one text."""
    steps = [(step.title, [one.said for one in step.judgements]) for step in history_of(assessment.unit)]
    return f"{steps} {list(AuditEvent.objects.values_list('action', 'payload'))}"


def found(words, text):
    return [word for word in words if word in text]


def test_before_the_reply_nothing_of_it_leaves_or_is_remembered(worked):
    assert DraftStep.objects.exists()
    assert found((*NEVER_SAID, RELEASED), told(worked)) == []
    assert found((*NEVER_SAID, RELEASED), remembered(worked)) == []


def test_after_it_the_words_that_were_released_do_and_nothing_else(worked, assessor):
    refer_back(worked, by=assessor)

    assert found((*NEVER_SAID, RELEASED), told(worked)) == [RELEASED]
    assert found((*NEVER_SAID, RELEASED), remembered(worked)) == [RELEASED]
    assert not DraftStep.objects.exists()


def test_the_practitioner_reads_what_was_released_alone(worked, assessor, client_for, practitioner):
    refer_back(worked, by=assessor)

    page = text_of(client_for(practitioner).get(reverse("unit-detail", args=[worked.unit.code])))

    assert found((*NEVER_SAID, RELEASED), page) == [RELEASED]
