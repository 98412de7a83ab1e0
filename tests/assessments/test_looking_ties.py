"""Conflict of interest of those who look a second time: asked before any of it is shown, said by whoever may, held to."""

import pytest
from django.urls import reverse

from assessments.models import Action, Sample, Tie, UntiedLook
from assessments.operations.looking import note_first, settle_action
from assessments.operations.looking_aside import NotYourOwn
from assessments.operations.looking_ties import NotAskedYet
from assessments.operations.plans import NotAnIqa, hand_on
from assessments.operations.reopening import CannotReopen, reopen
from assessments.operations.ties import say_tie
from assessments.waiting_looks import second_looks_waiting
from people.models import AuditEvent, OutboxMail
from tests.factories import MembershipFactory
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.factories.second_looks import asked_and_noted, asked_to_put_right, doubted, looked_at
from tests.reading import shown

pytestmark = pytest.mark.django_db
QUESTION = "Does something tie you to Pat Sample?"


@pytest.fixture
def browser(client_for, ivo):
    return client_for(ivo)


@pytest.fixture
def tied(ivo, practitioner, organisation):
    return lambda: say_tie(
        ivo, practitioner=practitioner, organisation=organisation, kind="relative", by=practitioner
    )


# --- asked ----------------------------------------------------------------------------------


def test_an_iqa_is_asked_before_they_see_any_of_it(browser, sample, pieces):
    page = shown(browser.get(reverse("sample", args=[sample.code])))
    evidence = browser.get(reverse("sample-evidence", args=[sample.code, pieces[0].code]))

    assert QUESTION in page
    for tie in ("none", "line manager", "relative", "mentor", "co-author", "witness", "other"):
        assert f'name="tie" value="{tie}"' in page
    assert (pieces[0].words.name in page, "What do you find?" in page) == (False, False)
    assert (evidence.status_code, evidence["Location"]) == (302, reverse("sample", args=[sample.code]))


def test_that_nothing_ties_them_opens_it_and_is_asked_once(browser, ivo, sample, pieces):
    before = AuditEvent.objects.count()

    answer = browser.send(reverse("sample-untied", args=[sample.code]), {"tie": "none"})
    browser.send(reverse("sample-untied", args=[sample.code]), {"tie": "none"})

    page = shown(browser.get(answer["Location"]))
    assert (QUESTION in page, pieces[0].words.name in page) == (False, True)
    assert browser.get(reverse("sample-evidence", args=[sample.code, pieces[0].code])).status_code == 200
    assert UntiedLook.objects.filter(person=ivo).count() == 1
    assert AuditEvent.objects.count() == before


def test_it_is_in_the_record_once_they_noted_something(ivo, sample, found):
    asked_and_noted(sample, found=found, by=ivo)

    said = AuditEvent.objects.get(action="sampling.untied")
    assert (said.actor_code, said.subject_code) == (ivo.code, sample.code)
    assert said.at == UntiedLook.objects.get(person=ivo).said_at


@pytest.mark.parametrize("door", ["sample-note", "sample-record"])
def test_what_is_posted_by_hand_before_the_answer_is_refused_and_says_so(browser, ivo, sample, found, door):
    if door == "sample-record":
        asked_and_noted(sample, found=found, by=ivo)
        UntiedLook.objects.all().delete()  # noted before anyone was asked

    answer = browser.send(reverse(door, args=[sample.code]), {f"find-{one.code}": "meets" for one in found})

    assert answer.status_code == 409
    assert str(NotAskedYet.sentence) in shown(answer)
    assert QUESTION in shown(answer)
    sample.refresh_from_db()
    assert (sample.state, bool(sample.noted_at)) == (Sample.State.PLANNED, door == "sample-record")


def test_the_operation_refuses_it_too(ivo, sample, found):
    with pytest.raises(NotAskedYet):
        note_first(sample, found=found, by=ivo)

    assert not sample.noted.exists()


@pytest.mark.parametrize("typed", [{}, {"tie": ""}, {"tie": "enemy"}])
def test_no_answer_is_none(browser, ivo, sample, typed):
    answer = browser.send(reverse("sample-untied", args=[sample.code]), typed)

    assert (answer.status_code, QUESTION in shown(answer)) == (422, True)
    assert not UntiedLook.objects.filter(person=ivo).exists()


def test_saying_what_ties_them_makes_the_tie_and_hands_it_back_quietly(
    browser, ivo, iqa, practitioner, sample
):
    hand_on(sample, iqa=ivo, by=iqa)
    OutboxMail.objects.all().delete()
    before = AuditEvent.objects.exclude(action="tie.said").count()

    answer = browser.send(reverse("sample-untied", args=[sample.code]), {"tie": "mentor"})

    tie = Tie.objects.get()
    assert (tie.assessor, tie.practitioner, tie.kind, tie.said_by) == (ivo, practitioner, "mentor", ivo)
    sample.refresh_from_db()
    assert (answer["Location"], sample.iqa, sample.state) == (reverse("quality"), None, Sample.State.PLANNED)
    assert AuditEvent.objects.exclude(action="tie.said").count() == before
    assert not OutboxMail.objects.exists()
    assert [one.sentence for one in second_looks_waiting(iqa)] == [
        "1 round waits for a second look, and nobody has it yet."
    ]


def test_one_who_said_no_can_say_otherwise_later(browser, ivo, sample):
    browser.send(reverse("sample-untied", args=[sample.code]), {"tie": "none"})

    assert QUESTION in shown(browser.get(reverse("sample", args=[sample.code]) + "?tie"))
    browser.send(reverse("sample-untied", args=[sample.code]), {"tie": "other"})

    assert not UntiedLook.objects.filter(person=ivo).exists()
    assert "For someone else" in shown(browser.get(reverse("sample", args=[sample.code])))


# --- said -----------------------------------------------------------------------------------


def test_a_practitioner_names_an_iqa_who_is_no_assessor(client_for, practitioner, ivo, sample):
    pat = client_for(practitioner)

    assert pat.send(reverse("own-tie"), {"assessor": ivo.code, "kind": "relative"}).status_code == 302

    assert Tie.objects.get().assessor == ivo
    assert "Ivo Placeholder" in shown(pat.get(reverse("who-reads")))
    refused = pat.send(reverse("who-reads"), {"rather_not": ivo.code})
    assert refused.status_code == 422  # whom they would rather not have is asked of assessors alone


def test_a_coordinator_names_an_iqa_who_is_no_assessor(client_for, coordinator, practitioner, ivo):
    said = {"assessor": ivo.name, "practitioner": practitioner.code, "kind": "mentor"}

    assert client_for(coordinator).send(reverse("ties"), said).status_code == 302

    assert Tie.objects.get().assessor == ivo


def test_the_iqa_sees_it_and_takes_back_what_they_said(browser, ivo, practitioner, organisation):
    tie = say_tie(ivo, practitioner=practitioner, organisation=organisation, kind="mentor", by=ivo)
    assert "Mentor" in shown(browser.get(reverse("ties-looking")))

    answer = browser.send(reverse("tie-end", args=[tie.code]), follow=True)

    assert answer.redirect_chain == [(reverse("ties-looking"), 302)]
    assert "Nothing is said to tie you to anyone here." in shown(answer)


# --- held to --------------------------------------------------------------------------------


def test_it_is_not_offered_to_them_in_any_list(browser, ivo, sample, tied):
    assert list(browser.get(reverse("quality")).context["page"]) == [sample]
    assert len(second_looks_waiting(ivo)) == 1

    tied()

    assert list(browser.get(reverse("quality")).context["page"]) == []
    assert second_looks_waiting(ivo) == []


def test_nobody_hands_it_on_to_them(client_for, iqa, ivo, sample, tied):
    page, address = client_for(iqa), reverse("sample", args=[sample.code])
    assert "Ivo Placeholder" in shown(page.get(address))

    tied()

    assert "Ivo Placeholder" not in shown(page.get(address))
    answer = page.send(reverse("sample-hand-on", args=[sample.code]), {"iqa": ivo.code})
    assert (answer.status_code, str(NotAnIqa.sentence) in shown(answer)) == (422, True)
    with pytest.raises(NotYourOwn):
        hand_on(sample, iqa=ivo, by=iqa)


def test_they_settle_nothing_and_open_nothing_again(client_for, ivo, iqa, assessor, sample, tied):
    action = asked_to_put_right(looked_at(sample, by=iqa, agrees=False), assessor=assessor)
    tied()

    with pytest.raises(NotYourOwn):
        settle_action(action, by=ivo)
    with pytest.raises(CannotReopen):
        reopen(sample.assessment.sign_off, by=ivo, words="One meeting shows too little.")

    assert not Action.objects.exclude(settled_at=None).exists()


def test_what_others_did_is_theirs_as_ever(organisation, assessor, ivo, iqa, tied):
    tied()
    other = MembershipFactory(organisation=organisation).person
    round_ = sign(share(unit_with_evidence(other, organisation, performance=1), assessor=assessor))

    record = doubted(round_, by=iqa)

    assert list(Sample.objects.visible_to(ivo).untied_to(ivo)) == [record.sample]
