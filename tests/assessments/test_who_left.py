"""Someone whose role ended, yesterday, with pages still open: nothing of anybody’s work answers them any more."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.models import BasisFlag, Certificate
from assessments.operations.differences import see_differently
from assessments.operations.review import refer_back
from people.models.organisation import today
from people.waiting import waiting_for
from tests.factories.assessments import judge_all, share, sign, unit_with_evidence
from tests.factories.second_looks import asked_to_put_right, doubted, planned

pytestmark = pytest.mark.django_db


def leave(person):
    person.memberships.update(until_date=today() - timedelta(days=1))


@pytest.fixture
def work(practitioner, organisation, assessor, iqa):
    """Signed off, looked at again with something asked; another round that is read, and one that was answered."""
    signed = sign(share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor))
    record = doubted(signed, by=iqa)
    read = share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor)
    replied = judge_all(
        share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor), "not yet"
    )
    refer_back(replied, by=assessor)
    said = see_differently(replied.judgements.first(), words="I was there.", by=practitioner)
    piece = signed.submission.items.first().evidence_version.evidence
    flag = BasisFlag.objects.create(assessment=signed, evidence=piece, why=BasisFlag.Why.TAKEN_DOWN)
    return {
        "signed": signed,
        "read": read,
        "replied": replied,
        "record": record,
        "action": asked_to_put_right(record, assessor=assessor),
        "sample": planned(replied, iqa=iqa),
        "said": said,
        "flag": flag,
        "certificate": Certificate.objects.get(),
    }


def addresses(work):
    for round_ in (work["signed"], work["read"], work["replied"]):
        version = round_.submission.items.first().evidence_version.code
        yield reverse("review", args=[round_.code])
        yield reverse("review-work", args=[round_.code])
        yield reverse("review-evidence", args=[round_.code, version])
        yield reverse("review-sign-off", args=[round_.code])
        yield reverse("review-soundness", args=[round_.code])
    yield reverse("second-look", args=[work["record"].code])
    yield reverse("action", args=[work["action"].code])
    yield reverse("sample", args=[work["sample"].code])
    yield reverse("difference", args=[work["said"].code])
    yield reverse("flag-settle", args=[work["flag"].code])
    yield reverse("certificate-detail", args=[work["certificate"].code])
    yield reverse("certificate-download", args=[work["certificate"].code])
    yield reverse("plan", args=[work["sample"].plan.code])
    for name in ("review-queue", "quality", "plans", "actions", "look-again", "signed-off-work", "trail"):
        yield reverse(name)


@pytest.mark.parametrize("who", ["assessor", "iqa", "coordinator"])
def test_no_page_of_anybodys_work_answers_them(work, client_for, request, who):
    person = request.getfixturevalue(who)
    browser = client_for(person)
    before = [address for address in addresses(work) if browser.get(address).status_code == 200]
    leave(person)

    told = {address: browser.get(address).status_code for address in addresses(work)}

    assert before
    assert {address: status for address, status in told.items() if status not in (302, 403, 404, 405)} == {}
    assert list(waiting_for(person)) == []


def test_an_account_that_was_closed_is_asked_to_sign_in(work, client_for, assessor):
    browser = client_for(assessor)
    assessor.is_active = False
    assessor.save()

    assert {browser.get(address).status_code for address in addresses(work)} == {302}
