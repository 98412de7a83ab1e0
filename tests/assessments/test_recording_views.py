"""What an assessor records in a practitioner’s folder, and what they went to see in the workplace."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from assessments.models import Assignment, SeenInPlace
from assessments.operations.assignment import assign_assessor
from assessments.operations.ties import say_untied, say_untied_of
from assessments.queries import seen_in_place_of
from people.models import AuditEvent, OutboxMail
from portfolios.models import Claim, Evidence, EvidenceKind
from portfolios.operations.claims import claim_requirement
from portfolios.operations.submission import share_unit
from tests.factories import EvidenceFactory, PortfolioFactory, StandardVersionFactory, UnitFactory
from tests.factories.assessments import DECLARATION, share
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(practitioner, organisation, assessor):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    version = StandardVersionFactory(performance=2, knowledge=0, values=0)
    unit = UnitFactory(portfolio=portfolio, version=version)
    assign_assessor(unit, assessor=assessor, by=assessor)
    say_untied_of(unit, by=assessor)
    return unit


@pytest.fixture
def add(unit):
    return reverse("record-add", args=[unit.code])


def saw(unit, **changes):
    kind = EvidenceKind.objects.get(slug=EvidenceKind.OBSERVATION)
    first = unit.version.requirements.first()
    return {
        "kind": kind.slug,
        f"answer_{kind.pk}_where": "In the hall, with two neighbours",
        f"answer_{kind.pk}_saw": "She asked each of them in turn.",
        "happened_day": "14",
        "happened_month": "3",
        "happened_year": "2026",
        "identifiable": "nobody",
        f"here_{unit.code}": "True",
        f"shows_{unit.code}": [first.code],
    } | changes


def recorded(robin, unit):
    robin.send(reverse("record-add", args=[unit.code]), saw(unit))
    return Evidence.objects.get()


# --- recording ------------------------------------------------------------------------------


def test_what_was_seen_goes_into_the_practitioners_folder_and_they_are_told(
    robin, unit, add, practitioner, assessor, mail_on
):
    practitioner.email = "pat@sample.example"
    practitioner.save()

    answer = robin.send(add, saw(unit))

    evidence = Evidence.objects.get()
    assert answer["Location"] == add
    assert (evidence.owner, evidence.recorded_by, evidence.name) == (
        practitioner,
        assessor,
        "Observation, 14 March 2026",
    )
    assert evidence.details == {
        "where": "In the hall, with two neighbours",
        "saw": "She asked each of them in turn.",
    }
    assert [claim.made_by for claim in Claim.objects.all()] == [assessor]
    assert OutboxMail.objects.get(kind="recorded").person == practitioner
    assert AuditEvent.objects.get(action="evidence.added").actor_code == assessor.code


def test_what_sharing_would_ask_for_is_asked_now_and_nothing_typed_is_lost(robin, unit, add):
    kind = EvidenceKind.objects.get(slug=EvidenceKind.OBSERVATION)

    page = robin.send(add, saw(unit, **{f"answer_{kind.pk}_saw": "", "identifiable": ""}))

    assert page.status_code == 422
    assert "This needs an answer. A few words are fine." in text_of(page)
    assert "Say who can be seen, heard or named." in text_of(page)
    soup = BeautifulSoup(page.content, "html.parser")
    assert soup.find("input", {"name": f"answer_{kind.pk}_where"})["value"].startswith("In the hall")
    assert not Evidence.objects.exists()


def test_the_questions_of_a_kind_can_be_asked_for_without_scripts(robin, unit, add):
    page = robin.send(add, {"kind": "discussion", "show_questions": "yes"})

    soup = BeautifulSoup(page.content, "html.parser")
    shown = [form["data-kind"] for form in soup.select("[data-kind]") if not form.has_attr("hidden")]
    assert (page.status_code, shown) == (422, ["discussion"])
    offered = [option["value"] for option in soup.select("select[data-kinds] option")]
    assert offered == ["", "observation", "discussion", "questions"]


def test_only_whoever_reads_it_now_records(client_for, unit, add, assessor, coordinator, practitioner):
    assert client_for(coordinator).get(add).status_code == 403
    assert client_for(practitioner).get(add).status_code == 404
    Assignment.objects.filter(unit=unit).update(ended_at="2026-01-01T00:00Z")
    assert client_for(assessor).get(add).status_code == 404
    assert client_for(assessor).send(add, saw(unit)).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_one_and_thirty(robin, unit, assessor, count, django_assert_num_queries):
    for _more in range(count - 1):
        other = UnitFactory(portfolio=PortfolioFactory(organisation=unit.portfolio.organisation))
        assign_assessor(other, assessor=assessor, by=assessor)
    robin.get("/recording/")

    with django_assert_num_queries(5):
        assert robin.get("/recording/").status_code == 200


# --- whose it is ----------------------------------------------------------------------------


def test_its_owner_sees_who_recorded_it_and_cannot_change_the_words(pat, robin, unit):
    evidence = recorded(robin, unit)

    page = text_of(pat.get(reverse("evidence-detail", args=[evidence.code])))

    assert "Recorded by Robin Example" in page
    assert "She asked each of them in turn." in page
    assert "Change it" not in page
    for name in ("evidence-change", "evidence-delete"):
        assert pat.get(reverse(name, args=[evidence.code])).status_code == 403
    assert pat.get(reverse("evidence-shows", args=[evidence.code])).status_code == 200
    pat.send(reverse("evidence-withdraw", args=[evidence.code]))
    evidence.refresh_from_db()
    assert evidence.withdrawn_at is not None


def test_its_owner_says_something_to_it_and_that_goes_along(pat, robin, unit):
    evidence = recorded(robin, unit)
    address = reverse("record-answer", args=[evidence.code])

    assert pat.send(address, {"words": "x", "revision": "7"}).status_code == 409
    pat.send(address, {"words": "I would sit down first.", "revision": str(evidence.revision)})

    evidence.refresh_from_db()
    assert evidence.next_time == "I would sit down first."
    review = share_unit(unit, by=unit.owner, declaration=DECLARATION).assessment
    say_untied(review, by=review.assessor)
    version = review.submission.items.get().evidence_version
    page = text_of(robin.get(reverse("review-evidence", args=[review.code, version.code])))
    assert "Recorded by Robin Example" in page
    assert "What Pat says to it" in page
    assert "What they would do differently" not in page


def test_one_answers_only_what_someone_else_recorded(pat, unit):
    own = EvidenceFactory(portfolio=unit.portfolio)

    assert pat.get(reverse("record-answer", args=[own.code])).status_code == 403


# --- correcting -----------------------------------------------------------------------------


def test_it_can_be_corrected_until_it_is_shared_and_the_answer_stays(robin, pat, unit):
    evidence = recorded(robin, unit)
    pat.send(reverse("record-answer", args=[evidence.code]), {"words": "Yes.", "revision": "1"})
    address = reverse("record-change", args=[unit.code, evidence.code])
    assert "She asked each of them in turn." in text_of(robin.get(address))

    robin.send(address, saw(unit, name="In the hall", revision="2"))

    evidence.refresh_from_db()
    assert (evidence.name, evidence.next_time, evidence.revision) == ("In the hall", "Yes.", 3)
    share_unit(unit, by=unit.owner, declaration=DECLARATION)
    page = robin.send(address, saw(unit, name="Too late", revision="3"))
    assert page.status_code == 409
    assert "It was shared meanwhile" in text_of(page)
    evidence.refresh_from_db()
    assert evidence.name == "In the hall"


@pytest.mark.parametrize(("revision", "status"), [("1", 409), ("²", 422), ("9" * 5000, 422)])
def test_a_stale_correction_keeps_both(robin, pat, unit, revision, status):
    evidence = recorded(robin, unit)
    pat.send(reverse("record-answer", args=[evidence.code]), {"words": "Yes.", "revision": "1"})

    page = robin.send(
        reverse("record-change", args=[unit.code, evidence.code]), saw(unit, name="Mine", revision=revision)
    )

    assert page.status_code == status
    assert ("What is saved now" in text_of(page)) is (status == 409)
    assert 'value="Mine"' in page.content.decode()


def test_words_typed_before_an_answer_came_stand_beside_what_is_saved(robin, pat, unit):
    evidence = recorded(robin, unit)
    about = f"recording {unit.code} {evidence.code}"
    robin.post(reverse("draft-keep"), {"draft": about} | saw(unit, name="Typed", revision="1"))
    pat.send(reverse("record-answer", args=[evidence.code]), {"words": "Yes.", "revision": "1"})

    page = robin.get(reverse("record-change", args=[unit.code, evidence.code]))

    soup = BeautifulSoup(page.content, "html.parser")
    assert page.status_code == 200
    assert "What is saved now" in text_of(page)
    assert [soup.find("input", {"name": name})["value"] for name in ("name", "revision")] == ["Typed", "2"]


def test_nobody_corrects_what_the_practitioner_wrote(robin, unit):
    own = EvidenceFactory(portfolio=unit.portfolio)

    assert robin.get(reverse("record-change", args=[unit.code, own.code])).status_code == 404


# --- what stays in the workplace ------------------------------------------------------------


@pytest.fixture
def staying(unit, assessor):
    piece = EvidenceFactory(
        portfolio=unit.portfolio,
        name="Minutes book",
        kind_id=EvidenceKind.SIGNPOSTED,
        details={"where": "In the office", "why": "It belongs to the council"},
    )
    first = unit.version.requirements.first()
    claim_requirement(piece, unit=unit, requirement=first, by=unit.owner)
    review = share(unit, assessor=assessor)
    return review, review.submission.items.get().evidence_version


def went(day="3"):
    return {
        "seen-seen_on_day": day,
        "seen-seen_on_month": "5",
        "seen-seen_on_year": "2026",
        "seen-words": "Three years of minutes, in order.",
    }


def test_that_it_was_seen_where_it_stays_stands_with_it(robin, pat, staying, unit, assessor, practitioner):
    review, version = staying
    page = reverse("review-evidence", args=[review.code, version.code])
    assert "No assessor has seen it there yet." in text_of(robin.get(page))

    answer = robin.send(reverse("seen-in-place", args=[review.code, version.code]), went(), follow=True)

    assert "Seen there by Robin Example on 3 May 2026" in text_of(answer)
    seen = SeenInPlace.objects.get()
    assert (seen.seen_by, seen.seen_on, seen.evidence) == (assessor, date(2026, 5, 3), version.evidence)
    owners = text_of(pat.get(reverse("evidence-detail", args=[version.evidence.code])))
    assert "Seen there by Robin Example on 3 May 2026" in owners
    assert "Three years of minutes, in order." in owners


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"seen-words": ""}, "Say what you saw of it. A few words are fine."),
        ({"seen-seen_on_day": ""}, "Say on which day: day, month and year."),
        ({"seen-seen_on_year": "2030"}, "That day is still to come."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(robin, staying, changes, sentence):
    review, version = staying

    page = robin.send(reverse("seen-in-place", args=[review.code, version.code]), went() | changes)

    assert page.status_code == 422
    assert sentence in text_of(page)
    assert not SeenInPlace.objects.exists()


def test_it_is_put_right_by_a_new_entry_and_the_old_one_stays(robin, pat, staying):
    review, version = staying
    page = reverse("review-evidence", args=[review.code, version.code])
    address = reverse("seen-in-place", args=[review.code, version.code])
    robin.send(address, went())
    wrong = SeenInPlace.objects.get()
    opened = BeautifulSoup(robin.get(f"{page}?put-right={wrong.pk}").content, "html.parser")
    assert opened.find("input", {"name": "seen-corrects"})["value"] == str(wrong.pk)
    assert opened.find("textarea", {"name": "seen-words"}).text.strip() == "Three years of minutes, in order."
    assert [opened.find("input", {"name": f"seen-seen_on_{part}"})["value"] for part in ("day", "year")] == [
        "3",
        "2026",
    ]

    right = went("4") | {"seen-words": "Two years of it.", "seen-corrects": str(wrong.pk)}
    robin.send(address, right)

    for read in (robin.get(page), pat.get(reverse("evidence-detail", args=[version.evidence.code]))):
        assert "Seen there by Robin Example on 4 May 2026 Two years of it." in text_of(read)
        assert "seen on 3 May 2026. Three years of minutes, in order." in text_of(read)
    [stands] = seen_in_place_of([version.evidence_id])[version.evidence_id]
    assert (stands.words, [one.words for one in stands.before]) == ("Two years of it.", [wrong.words])

    again = robin.send(address, right | {"seen-words": "A canary."})  # from a page that was open before
    assert (again.status_code, "A canary." in text_of(again)) == (409, True)
    assert SeenInPlace.objects.count() == 2


def test_nobody_puts_right_what_another_assessor_saw(robin, staying, colleague):
    review, version = staying
    theirs = SeenInPlace.objects.create(
        evidence=version.evidence, seen_by=colleague, seen_on=date(2026, 5, 1), words="All there."
    )
    page = reverse("review-evidence", args=[review.code, version.code])
    assert "Put this right" not in text_of(robin.get(f"{page}?put-right={theirs.pk}"))

    address = reverse("seen-in-place", args=[review.code, version.code])
    answers = [robin.send(address, went() | {"seen-corrects": key}) for key in (str(theirs.pk), "x", "-1")]

    assert [answer.status_code for answer in answers] == [409, 422, 422]
    assert SeenInPlace.objects.get() == theirs


def test_what_is_here_is_not_seen_elsewhere(robin, unit, assessor):
    claim_requirement(
        EvidenceFactory(portfolio=unit.portfolio),
        unit=unit,
        requirement=unit.version.requirements.first(),
        by=unit.owner,
    )
    review = share(unit, assessor=assessor)
    version = review.submission.items.get().evidence_version

    answer = robin.send(reverse("seen-in-place", args=[review.code, version.code]), went())

    assert answer.status_code == 409
    assert not SeenInPlace.objects.exists()
