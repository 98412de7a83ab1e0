"""One code finds the whole story of a decision in the trail: an appeal is read from its beginning to its end."""

import pytest
from django.urls import reverse

from assessments.models import Reopening, Sample, SampleRecord, SignOff
from assessments.operations.reopening import reopen
from assessments.sentences import stands_with
from people.models import AuditEvent
from portfolios.models import Evidence, Submission, Unit
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.factories.second_looks import doubted
from tests.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(practitioner, organisation, assessor, iqa):
    """Signed off, looked at again, doubted, asked to be put right and opened again."""
    unit = unit_with_evidence(practitioner, organisation, performance=1)
    signed = sign(share(unit, assessor=assessor))
    doubted(signed, by=iqa)
    reopen(signed.sign_off, by=iqa, words="P1 shows someone else.")
    return signed


@pytest.fixture
def another(organisation, assessor, colleague):
    return sign(share(unit_with_evidence(colleague, organisation, performance=1), assessor=assessor))


def test_each_code_of_a_story_finds_all_of_it_and_nothing_of_another(signed, another, iqa):
    unit = signed.submission.unit

    story = set(stands_with(signed.code))

    for model in (Unit, Submission, SignOff, Sample, SampleRecord, Reopening, Evidence):
        mine = set(model._default_manager.filter(code__in=story).values_list("code", flat=True))
        assert mine, model
    assert {unit.code, *unit.submissions.values_list("code", flat=True)} <= story
    assert not story & {another.code, another.submission.code, another.submission.unit.code}
    for code in (unit.code, signed.sign_off.code, Sample.objects.get().code, Reopening.objects.get().code):
        assert set(stands_with(code)) == story


def test_evidence_leads_to_no_story_and_is_in_each_of_its_own(signed):
    evidence = Evidence.objects.get()

    assert evidence.code in stands_with(signed.code)
    assert stands_with(evidence.code) == ()
    assert stands_with("nobody") == ()


def test_whoever_follows_one_decision_reads_all_of_it_and_gets_there_from_it(
    client_for, signed, another, iqa
):
    ines, about = client_for(iqa), signed.submission.unit.code

    page = ines.get(reverse("trail"), {"about": about})
    told = {one.event.action for one in page.context["told"]}

    assert {"unit.shared", "assessment.signed_off", "decision.reopened"} <= told
    assert not {one.event.subject_code for one in page.context["told"]} & {
        another.code,
        another.sign_off.code,
    }
    assert f'href="{reverse("trail")}?about={about}"' in shown(
        ines.get(reverse("review", args=[signed.code]))
    )


def test_the_filter_costs_two_questions_more(client_for, signed, iqa, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        stands_with(signed.code)
    assert AuditEvent.objects.filter(subject_code__in=stands_with(signed.code)).count() > 3
