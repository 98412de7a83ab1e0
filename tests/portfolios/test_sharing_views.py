import re

import pytest
from django.urls import reverse

from assessments.operations.assignment import assign_assessor
from portfolios.models import Submission
from tests.factories import ClaimFactory, EvidenceFactory
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.portfolios.declared import DECLARATION, NO_TOOLS
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(practitioner, organisation):
    return unit_with_evidence(practitioner, organisation)


@pytest.fixture
def address(unit):
    return reverse("unit-share", args=[unit.code])


def agreed(*evidence):
    return {"share": [piece.code for piece in evidence], "tools": "no", "declared": "on"}


def test_sharing_keeps_the_declaration_and_leads_back(pat, unit, address, assessor):
    assign_assessor(unit, assessor=assessor, by=assessor)
    evidence = unit.portfolio.evidence.get()

    page = pat.send(address, agreed(evidence), follow=True)

    submission = Submission.objects.get()
    assert page.redirect_chain == [(reverse("unit-detail", args=[unit.code]), 302)]
    assert (submission.declaration, submission.is_open) == (f"{DECLARATION} {NO_TOOLS}", True)
    assert "Shared with Robin Example." in text_of(page)


def test_the_button_names_who_reads_it(pat, unit, address, assessor):
    assert "Share for review" in text_of(pat.get(address))

    assign_assessor(unit, assessor=assessor, by=assessor)

    page = pat.get(address).content.decode()
    assert "Share with Robin" in page
    assert "Share for review" not in page


def test_any_part_can_be_shared(pat, unit, address):
    other = ClaimFactory(unit=unit).evidence

    pat.send(address, agreed(other))

    shared = {item.evidence_version.evidence for item in Submission.objects.get().items.all()}
    assert shared == {other}


def test_what_is_missing_is_said_with_a_way_to_mend_it(pat, unit, address):
    unready = EvidenceFactory(
        portfolio=unit.portfolio, name="Half done", kind_id=None, happened_on=None, identifiable=""
    )
    ClaimFactory(unit=unit, evidence=unready)

    page = pat.get(address)

    assert reverse("evidence-change", args=[unready.code]) in page.content.decode()
    for words in [
        "Say what kind of evidence it is.",
        "Say when it happened. The year is enough.",
        "Say who can be seen, heard or named.",
    ]:
        assert words in text_of(page)
    assert f'name="share" value="{unready.code}"' not in page.content.decode()


def test_what_is_not_ready_is_refused_even_when_asked_for(pat, unit, address):
    unready = ClaimFactory(unit=unit, evidence__kind_id=None, evidence__name="Half done").evidence

    answer = pat.send(address, agreed(unready))

    assert answer.status_code == 422
    assert "Half done: Say what kind of evidence it is." in text_of(answer)
    assert not Submission.objects.exists()


def test_nothing_is_shared_without_the_declaration(pat, unit, address):
    answer = pat.send(address, {"share": unit.portfolio.evidence.get().code})

    assert answer.status_code == 422
    assert "3 things need a look" not in text_of(answer)
    assert "2 things need a look" in text_of(answer)
    assert not Submission.objects.exists()


def test_the_declaration_is_not_ticked_beforehand(pat, address):
    html = pat.get(address).content.decode()

    ticked = re.findall(r"<input[^>]*\bchecked[^>]*>", html)
    assert [re.search(r'name="(\w+)"', box)[1] for box in ticked] == ["share"]


def test_what_was_chosen_and_typed_is_still_there(pat, unit, address):
    other = ClaimFactory(unit=unit).evidence

    html = pat.send(
        address, {"share": other.code, "tools": "yes", "tools_used": "x\x00y", "declared": "on"}
    ).content.decode()

    assert re.findall(r'name="share" value="(\w+)" checked', html) == [other.code]
    assert "This holds a character we can’t read." in html


@pytest.mark.parametrize("code", ["nobody", "a\x00b", "x" * 300])
def test_evidence_that_is_not_in_it_is_refused(pat, address, code):
    answer = pat.send(address, {"share": code, "tools": "no", "declared": "on"})

    assert answer.status_code == 422
    assert "That is not one of the choices here." in text_of(answer)
    assert not Submission.objects.exists()


def test_nothing_claimed_can_not_be_shared(pat, unit, address):
    unit.claims.all().delete()

    assert "Nothing is matched yet" in text_of(pat.get(address))
    assert pat.send(address, {"tools": "no", "declared": "on"}).status_code == 422
    assert not Submission.objects.exists()


def test_one_round_at_a_time(pat, unit, address, assessor):
    share(unit, assessor=assessor)

    assert "You can share again once they have replied." in text_of(pat.get(address))
    answer = pat.send(address, agreed(unit.portfolio.evidence.get()))
    assert answer.status_code == 422
    assert "You can share again once they have replied." in text_of(answer)
    assert Submission.objects.count() == 1


def test_what_is_signed_off_is_not_shared_again(pat, unit, address, assessor):
    sign(share(unit, assessor=assessor))

    assert "This standard is signed off. There is nothing more to share." in text_of(pat.get(address))
    answer = pat.send(address, agreed(unit.portfolio.evidence.get()))
    assert answer.status_code == 422
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_for_one_piece_and_thirty(
    pat, unit, address, count, django_assert_num_queries
):
    for _more in range(count - 1):
        ClaimFactory(unit=unit)

    with django_assert_num_queries(22):
        pat.get(address)
