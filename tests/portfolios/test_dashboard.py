import re

import pytest
from django.urls import reverse

from assessments.operations.review import refer_back
from portfolios.operations.consent import ask_to_take_down
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    EvidenceFileFactory,
    MembershipFactory,
    PortfolioFactory,
    UnitFactory,
)
from tests.factories.assessments import TINY, judge_all, share, sign, unit_with_evidence
from tests.reading import text_of

pytestmark = pytest.mark.django_db
MY = "/my/"


@pytest.fixture
def portfolio(practitioner, organisation):
    return PortfolioFactory(owner=practitioner, organisation=organisation)


def suggested(page):
    return [suggestion.title for suggestion in page.context["suggestions"]]


def test_a_newcomer_has_nothing_to_do(pat):
    page = pat.get(MY)

    assert suggested(page) == ["Look at the six key areas", "Drop something in your folder"]
    for words in [
        "Welcome, Pat",
        "so there is nothing you need to do",
        "Two ways to begin",
        "Nothing to read yet",
    ]:
        assert words in text_of(page)


def test_a_gap_and_something_new_are_suggested_for_a_standard_just_begun(pat, portfolio):
    unit = UnitFactory(portfolio=portfolio)

    page = pat.get(MY)

    first = unit.version.requirements.first()
    assert suggested(page) == ["Add something for P1", "Drop something in your folder"]
    assert page.context["suggestions"][0].url == f"/my/evidence/add?unit={unit.code}&shows={first.code}"
    assert "0 of 4 covered: 0 agreed, 0 not agreed yet, 4 with no evidence yet" in page.content.decode()


def test_what_is_matched_can_be_shared_and_what_is_not_can_be_matched(pat, portfolio, assessor):
    unit = UnitFactory(portfolio=portfolio)
    ClaimFactory(unit=unit, evidence__kind_id=None, evidence__name="Half done")
    EvidenceFactory(portfolio=portfolio, name="In the folder")

    assert suggested(pat.get(MY)) == [
        "Share for review",
        "Add something for P2",
        "Round off “Half done”",
        "Say what “In the folder” shows",
    ]


def test_what_was_said_comes_first_in_its_own_words(pat, practitioner, organisation, assessor):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=0, values=0)
    assessment = share(unit, assessor=assessor)
    assert "With Robin" in text_of(pat.get(MY))
    judge_all(assessment, outcome="more evidence", words="Say which part was you.")
    assert "Say which part was you." not in text_of(pat.get(MY))

    refer_back(assessment, by=assessor)

    page = pat.get(MY)
    assert suggested(page)[0] == "Read 1 reply from Robin"
    assert re.search(r"<blockquote>\s*<p>Say which part was you.</p>\s*</blockquote>", page.content.decode())


def test_a_certificate_is_shown_to_whoever_earned_it(pat, client_for, practitioner, organisation, assessor):
    assessment = sign(share(unit_with_evidence(practitioner, organisation), assessor=assessor))
    certificate = assessment.submission.unit.owner.awards.get().certificates.get()
    link = reverse("certificate-detail", args=[certificate.code])

    assert link in pat.get(MY).content.decode()
    assert link not in client_for(assessor).get(MY).content.decode()


@pytest.mark.parametrize(
    ("who", "doors"),
    [
        ("practitioner", []),
        ("assessor", ["review-queue"]),
        ("iqa", ["quality", "signed-off-work"]),
        ("trainer", ["wagtailadmin_home"]),
        ("coordinator", ["people", "assignments", "licences", "cohort-list"]),
    ],
)
def test_everybody_finds_their_own_work(client_for, request, who, doors):
    page = client_for(request.getfixturevalue(who)).get(MY)

    assert [desk.url for desk in page.context["desks"]] == [reverse(name) for name in doors]
    assert ("Feedback waiting for you" in text_of(page)) == (who == "practitioner")


def test_whoever_coordinates_reads_how_much_waits_for_an_assessor(
    client_for, coordinator, practitioner, organisation
):
    share(unit_with_evidence(practitioner, organisation))

    page = client_for(coordinator).get(MY)

    assert "1 shared round waits for an assessor." in text_of(page)
    assert f'href="{reverse("assignments")}?waiting=1"' in page.content.decode()


def test_someone_whose_role_ended_still_reads_their_own(pat, practitioner, portfolio):
    evidence = EvidenceFactory(portfolio=portfolio, name="The first meeting")
    UnitFactory(portfolio=portfolio)
    practitioner.memberships.all().delete()

    page = pat.get(MY)

    assert "The first meeting" in text_of(page)
    assert suggested(page) == []
    assert reverse("evidence-add") not in page.content.decode()
    assert pat.get(reverse("evidence-detail", args=[evidence.code])).status_code == 200
    assert pat.get(reverse("evidence-add")).status_code == 403
    assert pat.get(reverse("evidence-change", args=[evidence.code])).status_code == 403


def test_nothing_leaks_from_one_organisation_into_another(pat, practitioner, portfolio):
    elsewhere = MembershipFactory(person=practitioner).organisation
    EvidenceFactory(portfolio=portfolio, name="Here")
    EvidenceFactory(portfolio=PortfolioFactory(owner=practitioner, organisation=elsewhere), name="Elsewhere")
    names = {portfolio.organisation: "Here", elsewhere: "Elsewhere"}

    page = pat.get(MY)

    shown = names.pop(page.wsgi_request.organisation)
    assert [str(piece) for piece in page.context["shown"]] == [shown]


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_one_of_everything_and_thirty(
    pat, practitioner, organisation, portfolio, assessor, count, django_assert_num_queries
):
    for _each in range(count):
        unit = unit_with_evidence(practitioner, organisation, **TINY)
        assessment = share(unit, assessor=assessor)
        judge_all(assessment, outcome="more evidence", words="More.")
        refer_back(assessment, by=assessor)
        sign(share(unit_with_evidence(practitioner, organisation, **TINY), assessor=assessor))
        EvidenceFileFactory(evidence__portfolio=portfolio)

    with django_assert_num_queries(26 if count == 1 else 24):  # four suggestions are enough: no more is asked
        pat.get(MY)


def test_what_is_out_of_sight_says_so_and_is_not_suggested(pat, portfolio):
    UnitFactory(portfolio=portfolio)
    piece = EvidenceFactory(portfolio=portfolio)
    match = f"Say what “{piece}” shows"
    assert match in pat.get(MY).text

    ask_to_take_down(piece)

    assert match not in pat.get(MY).text
    assert [text_of(pat.get(page)).count("Out of sight") for page in (MY, "/my/evidence/")] == [1, 1]


@pytest.mark.parametrize("who", ["assessor", "coordinator", "iqa", "trainer"])
def test_whoever_has_no_portfolio_finds_their_own_page_from_every_other(client_for, request, who):
    browser = client_for(request.getfixturevalue(who))

    assert f'<a href="{MY}">' in browser.get(reverse("standards")).content.decode()
    assert "<title>Your work here – Practice Portfolio</title>" in browser.get(MY).content.decode()


def test_what_else_is_theirs_is_at_hand(pat):
    page = pat.get(MY).content.decode()

    for name in ("who-reads", "certificate-list", "take-along", "waiting"):
        assert f'href="{reverse(name)}"' in page
