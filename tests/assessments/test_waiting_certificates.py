"""A certificate under sampling waits for the second look, and then shows it."""

import subprocess

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from assessments.certificate_pdf import words_of
from assessments.models import Award, Certificate, Sample, Stage
from assessments.operations.certificates import issue_what_waited
from assessments.operations.looking import settle_action
from assessments.paper import content_of, paper_of
from people.models import AuditEvent
from portfolios.operations.pursuits import start_pursuit
from tests.factories import UnitFactory
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.factories.awards import published_award
from tests.factories.second_looks import asked_to_put_right, looked_at, planned
from tests.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(assessment, iqa):
    """Planned before the sign-off, to be looked at after it."""
    sample = planned(assessment, iqa=iqa)
    sign(assessment)
    return sample


def test_nothing_is_issued_while_a_second_look_is_due(sample, assessment, iqa, robin):
    assert issue_what_waited(assessment.unit, by=iqa) == []

    assert (Award.objects.count(), Certificate.objects.count()) == (0, 0)
    page = shown(robin.get(reverse("review", args=[assessment.code])))
    assert "The certificate waits for a second look." in page


def test_whose_work_it_is_reads_that_it_waits_and_that_nothing_is_wanted_of_them(
    sample, assessment, iqa, pat
):
    words, address = (
        "The certificate follows then: there is nothing you need to do.",
        reverse("certificate-list"),
    )
    waiting = shown(pat.get(address))
    looked_at(sample, by=iqa)
    issue_what_waited(assessment.unit, by=iqa)

    assert words in waiting
    assert "No certificate yet" not in waiting
    assert words not in shown(pat.get(address))


def test_when_it_was_looked_at_the_certificate_is_issued_and_shows_who_looked(sample, assessment, iqa):
    record = looked_at(sample, by=iqa)

    [certificate] = issue_what_waited(assessment.unit, by=iqa)

    entry = certificate.entries.get()
    day = assessment.submission.organisation.date_of(record.looked_at)
    assert (entry.second_look_by, entry.second_look_date) == (iqa, day)
    assert AuditEvent.objects.get(action="certificate.issued").actor_code == iqa.code
    assert issue_what_waited(assessment.unit, by=iqa) == []


def test_set_aside_it_is_issued_without_one(sample, assessment, iqa):
    Sample.objects.filter(pk=sample.pk).update(state=Sample.State.SET_ASIDE)

    [certificate] = issue_what_waited(assessment.unit, by=iqa)

    assert certificate.entries.get().second_look_by is None


def test_the_last_of_several_lets_it_go(sample, assessment, iqa):
    other = planned(assessment, iqa=iqa)
    looked_at(sample, by=iqa)
    assert issue_what_waited(assessment.unit, by=iqa) == []

    looked_at(other, by=iqa)

    assert len(issue_what_waited(assessment.unit, by=iqa)) == 1


def test_a_look_while_it_goes_on_holds_nothing_back(assessment, iqa):
    planned(assessment, iqa=iqa, stage=Stage.INTERIM)

    sign(assessment)

    assert Certificate.objects.count() == 1


def test_found_otherwise_it_waits_until_what_was_asked_is_put_right(sample, assessment, iqa, assessor):
    record = looked_at(sample, by=iqa, agrees=False)
    assert issue_what_waited(assessment.unit, by=iqa) == []
    action = asked_to_put_right(record, assessor=assessor)
    assert issue_what_waited(assessment.unit, by=iqa) == []

    type(action).objects.update(settled_at=record.looked_at, settled_by=iqa)

    assert len(issue_what_waited(assessment.unit, by=iqa)) == 1


def test_an_award_with_a_second_look_waits_for_one_and_is_then_given(
    assessment, iqa, practitioner, organisation, trainer
):
    rules = published_award((None, [assessment.version.standard]), by=trainer, has_sampling=True)
    start_pursuit(rules, organisation=organisation, by=practitioner)
    sign(assessment)
    assert issue_what_waited(assessment.unit, by=iqa) == []  # nobody has planned one yet

    sample = planned(assessment, iqa=iqa)
    assert issue_what_waited(assessment.unit, by=iqa) == []
    looked_at(sample, by=iqa)

    [certificate] = issue_what_waited(assessment.unit, by=iqa)
    assert (certificate.award.rules, certificate.award.awarded_by) == (rules.current_version, iqa)
    assert certificate.entries.get().second_look_by == iqa


def test_asked_for_by_two_at_once_it_is_issued_once(assessment, iqa, at_once):
    sample = planned(assessment, iqa=iqa)
    sign(assessment)
    looked_at(sample, by=iqa)

    outcomes = at_once(*[lambda: issue_what_waited(assessment.unit, by=iqa)] * 4)

    assert sorted(map(len, outcomes)) == [0, 0, 0, 1]
    assert Certificate.objects.count() == 1


def test_a_unit_nobody_signed_issues_nothing(iqa):
    assert issue_what_waited(UnitFactory(), by=iqa) == []


def test_the_second_look_is_printed_and_told_to_whoever_checks(sample, assessment, iqa, pat, client_for):
    looked_at(sample, by=iqa)
    [certificate] = issue_what_waited(assessment.unit, by=iqa)

    assert content_of(certificate, salt="0" * 16).entries[0].second_look_name == "Ines Specimen"
    paper = subprocess.run(
        ["pdftotext", "-raw", "-", "-"],
        input=paper_of(certificate, salt="0" * 16),
        capture_output=True,
        check=True,
    ).stdout.decode()
    said = " ".join(paper.split())
    assert "Ines Specimen Second look" in said
    assert "Second look: Ines Specimen," in said
    assert "A second person checked that the judgements were fair." in said
    page = shown(client_for(None).get(reverse("verify-token", args=[certificate.token])))
    assert "A second person checked that the assessment was fair." in page
    assert "Ines Specimen" not in page
    assert "second look by Ines Specimen" in shown(
        pat.get(reverse("certificate-detail", args=[certificate.code]))
    )


def test_where_the_second_look_found_otherwise_it_says_that_what_was_asked_was_put_right(
    sample, assessment, iqa, assessor, client_for
):
    action = asked_to_put_right(looked_at(sample, by=iqa, agrees=False), assessor=assessor)
    settle_action(action, by=iqa)
    certificate = Certificate.objects.get()

    content = content_of(certificate, salt="0" * 16)
    paper = render_to_string("assessments/certificate.html", words_of(content))
    check = shown(client_for(None).get(reverse("verify-token", args=[certificate.token])))

    for page in (paper, check):
        assert "A second person looked at it again, and what they asked was put right." in page
        assert "fair" not in page
    assert content.entries[0].second_look_name == "Ines Specimen"


def test_a_later_look_that_finds_the_same_says_so_as_ever(sample, assessment, iqa, assessor):
    action = asked_to_put_right(looked_at(sample, by=iqa, agrees=False), assessor=assessor)
    again = planned(assessment, iqa=iqa)
    settle_action(action, by=iqa)
    looked_at(again, by=iqa)

    [certificate] = issue_what_waited(assessment.unit, by=iqa)

    assert not content_of(certificate, salt="0" * 16).entries[0].was_put_right


def test_one_that_was_looked_at_once_it_was_issued_says_so_to_its_holder_and_whoever_checks(
    assessment, iqa, pat, client_for
):
    sign(assessment)
    certificate = Certificate.objects.get()
    check, own = (
        reverse("verify-token", args=[certificate.token]),
        reverse("certificate-detail", args=[certificate.code]),
    )
    sample = planned(assessment, iqa=iqa)
    assert "second person" not in shown(client_for(None).get(check))

    looked_at(sample, by=iqa)

    assert "A second person checked that the assessment was fair." in shown(client_for(None).get(check))
    page = shown(pat.get(own))
    assert "second look by Ines Specimen on" in page
    assert "after this was issued" in page


def test_who_checks_reads_of_a_second_look_with_each_standard_that_had_one(
    assessment, assessor, iqa, trainer, practitioner, organisation, client_for
):
    other = share(unit_with_evidence(practitioner, organisation), assessor=assessor)
    standards = [assessment.version.standard, other.version.standard]
    rules = published_award((None, standards), by=trainer)
    start_pursuit(rules, organisation=organisation, by=practitioner)
    looked_at(planned(assessment, iqa=iqa), by=iqa)
    sign(assessment)
    sign(other)

    certificate = Certificate.objects.get(award__rules=rules.current_version)
    page = shown(client_for(None).get(reverse("verify-token", args=[certificate.token])))
    assert page.count("A trained assessor looked at real work") == 2
    assert page.count("A second person checked that the assessment was fair.") == 1


def test_where_nobody_looked_nothing_says_so(assessment, client_for):
    sign(assessment)
    certificate = Certificate.objects.get()

    assert content_of(certificate, salt="0" * 16).entries[0].second_look_on is None
    page = shown(client_for(None).get(reverse("verify-token", args=[certificate.token])))
    assert "second person" not in page
