"""One piece of work in the hands of four people, each at a browser of their own: from sharing to a certificate."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assessments.models import Action, Certificate, Outcome
from people.models import AuditEvent
from people.operations.jobs import perform_everything
from portfolios.operations.claims import set_claims
from tests.factories import EvidenceFactory
from tests.factories.assessments import unit_with_evidence
from tests.journeys.assessing import judge, open_piece, row_of, say_that_nothing_ties, write
from tests.journeys.practising import share

pytestmark = pytest.mark.journey
BEFORE, AFTER = "We met twice and wrote it down.", "We met three times and wrote it down."
WISH = "I can see that you met. What would show it: what you decided together."
ASKED, ANSWERED = "Who chose the day?", "All of us, at the end of the first evening."
DIFFERENTLY, SO = "The second page says it.", "Thank you. I read that page again with you."
GROW = "Ask one question before you write a wish."
DONE = "I asked Robin to read two of my wishes."


@pytest.fixture
def unit(practitioner, organisation):
    """P1 is shown by a photo, P2 by words."""
    unit = unit_with_evidence(practitioner, organisation, performance=2, knowledge=0, values=0)
    first, second = unit.version.requirements.all()
    photo = unit.portfolio.evidence.get()
    set_claims(photo, {unit: {first: ""}}, by=practitioner)
    words = EvidenceFactory(portfolio=unit.portfolio, name="Two evenings", story=BEFORE)
    set_claims(words, {unit: {second: ""}}, by=practitioner)
    return unit


def test_a_practitioner_two_assessors_and_an_iqa_work_on_the_same_units(
    visit, unit, practitioner, assessor, trainee, iqa
):
    pat, robin, sam, ines = (
        visit(name).sign_in(person)
        for name, person in [("pat", practitioner), ("robin", assessor), ("sam", trainee), ("ines", iqa)]
    )
    plan_second_looks(ines)
    share_it(pat, unit)
    decline_and_nobody_sees(robin, watching=[pat, sam])
    take_it(sam)
    judge_in_two_tabs(sam)
    ask_and_answer(sam, pat)
    say_what_would_show_it(sam, robin, pat)
    see_it_differently(pat, unit)
    answer_before_the_round_closes(sam)
    judge_what_changed(sam)
    sign_together(sam, robin, pat)
    look_again(ines)
    read_it_first(sam, ines, pat)
    check_the_certificate(pat, visit("stranger"))


def plan_second_looks(ines):
    """Every sign-off of someone who is learning is looked at again."""
    ines.open("/quality/")
    ines.follow("Say how often")
    for risk in ("low", "medium", "high"):
        ines.page.locator(f"[name=rate-trainee-{risk}-summative]").fill("100")
    ines.press("Use it from now on")
    ines.open("/quality/plans/new/")
    ines.page.get_by_label("By which strategy?").select_option(label="All work, number 1")
    ines.press("See what it draws")
    assert ines.page.get_by_role("heading", name="Nothing new").is_visible()


def share_it(pat, unit):
    pat.follow(unit.version.title, exact=True)
    pat.follow("Share for review")
    share(pat)


def decline_and_nobody_sees(robin, *, watching):
    """Both are offered it, and one says no: every other page stays as it was to the letter, and no event is kept."""
    pat, sam = watching
    again(pat)
    sam.open("/reviews/")
    robin.open("/reviews/")
    offers = [one.page.get_by_role("heading", name="Offered to you").count() for one in (sam, robin)]
    stood, events = [one.fingerprint() for one in watching], AuditEvent.objects.count()
    robin.press("Decline, no reason needed")
    assert robin.page.get_by_text("Pat Sample").count() == 0
    assert (offers, [again(one).fingerprint() for one in watching]) == ([1, 1], stood)
    assert AuditEvent.objects.count() == events


def again(visitor):
    return visitor.open(visitor.path)


def take_it(sam):
    sam.press("Accept Pat Sample’s review")
    say_that_nothing_ties(sam)
    assert sam.path.endswith("work/")


def judge_in_two_tabs(sam):
    """What was judged in one is shown in the other, before anything is written over it."""
    other = sam.context.new_page()
    other.goto(sam.page.url)
    judge(sam, "P1", Outcome.NOT_YET)
    with sam.expecting(409), other.expect_response("**/judge/**") as answer:
        other.locator(".judge__i").get_by_text("Meets", exact=True).click()
    assert answer.value.status == 409
    row = other.locator(".judge__i").first
    expect(row.get_by_text("What stands now:")).to_be_visible()
    assert row.locator(".judge__s .status").inner_text() == "Not yet"
    with other.expect_response("**/judge/**") as answer:
        row.get_by_role("button", name="Save mine instead").click()
    assert answer.value.status == 200
    other.close()
    again(sam)  # the workbench opens at what is left to judge
    sam.follow(re.compile("^P1 ?: Meets$"))
    expect(row_of(sam, "P1").get_by_role("radio", name="Meets")).to_be_checked()


def ask_and_answer(sam, pat):
    """About one requirement, in the round: nothing is shared again."""
    sam.follow("Ask Pat about P1")
    sam.fill("What would you like to ask?", ASKED)
    sam.press("Ask", exact=True)
    pat.open("/waiting/")
    pat.follow("Someone who reads your work asks you something.")
    pat.follow("Answer")
    pat.fill("Your answer", ANSWERED)
    pat.press("Answer", exact=True)
    again(sam)
    assert sam.page.get_by_text(ANSWERED).first.is_visible()


def say_what_would_show_it(sam, robin, pat):
    """A trainee’s reply waits for whoever agrees, and nobody reads of it before."""
    sam.follow("Next evidence")
    judge(sam, "P2", Outcome.NOT_YET)
    sam.follow("Back to the review")
    sam.press("Ask Robin to agree to this reply", status=422)
    sam.follow("P2: Not yet")
    write(sam, "P2", WISH)
    sam.follow("Back to the review")
    sam.press("Ask Robin to agree to this reply")
    think_again(sam)
    assert again(pat).page.get_by_text(WISH).count() == 0
    robin.open("/reviews/")
    robin.follow("Pat Sample", within=robin.page.get_by_role("region", name="Waiting for you to agree"))
    assert robin.page.get_by_text(WISH).count() == 0
    say_that_nothing_ties(robin)
    robin.press("I agree: send the reply")
    pat.open("/my/")
    assert pat.page.get_by_text(WISH).is_visible()


def think_again(sam):
    """What was proposed is taken back while nobody answered, with all that was judged, and proposed once more."""
    sam.open("/reviews/")
    sam.follow("Pat Sample", within=sam.page.get_by_role("region", name="Waiting for someone to agree"))
    sam.press("Take it back")
    assert sam.page.get_by_text("It is yours again, as you left it. Robin is asked no more.").is_visible()
    sam.press("Ask Robin to agree to this reply")


def see_it_differently(pat, unit):
    pat.follow("I see it differently")
    pat.fill("How do you see it?", DIFFERENTLY)
    pat.press("Say so")
    words = unit.portfolio.evidence.get(name="Two evenings")
    pat.open(f"/my/evidence/{words.code}/change")
    pat.fill("What was going on, and what did you do?", AFTER)
    pat.press("Save", exact=True)
    pat.open(f"/my/standards/{unit.code}/share")
    share(pat)


def answer_before_the_round_closes(sam):
    sam.open("/reviews/")
    sam.follow("Read on")
    judge(sam, "P2")
    sam.follow("Back to the review")
    sam.press("Ask Robin to agree to this reply", status=422)
    sam.follow("Answer")
    sam.fill("What do you say to that?", SO)
    sam.press("Answer", exact=True)


def judge_what_changed(sam):
    """One piece is marked as changed, word by word; what was met stands folded below."""
    sam.open("/reviews/")
    sam.follow("Pat Sample")
    pieces = sam.page.get_by_role("region", name="The evidence").locator(".piece")
    assert [" ".join(one.split()) for one in pieces.locator(":visible h3").all_inner_texts()] == [
        "Two evenings"
    ]
    open_piece(sam, "Two evenings")
    told = [sam.page.locator(way).inner_text().split() for way in ("del", "ins")]
    assert told == [["[taken", "out:", "twice", "]"], ["[new:", "three", "times", "]"]]


def sign_together(sam, robin, pat):
    """A trainee’s signature counts once another has read it all too; then the certificate waits for a second look."""
    sam.follow("Back to the review")
    sam.follow("Say whether it is sound")
    for yes in sam.page.get_by_role("radio", name="Yes").all():
        yes.check()
    sam.press("Save")
    sam.follow("Go to sign-off")
    for box in sam.page.get_by_role("checkbox").all():
        box.check()
    sam.press("Sign, and ask Robin to agree")
    robin.open("/reviews/")
    robin.follow("Pat Sample", within=robin.page.get_by_role("region", name="Waiting for you to agree"))
    robin.press("I agree: sign it off", status=422)
    open_piece(robin, "Two evenings")
    robin.follow("Back to the review")
    robin.press("I agree: sign it off")
    perform_everything()
    pat.open("/certificates/")
    waits = pat.page.get_by_role("region", name="Waiting for a second look")
    assert (waits.get_by_role("listitem").count(), Certificate.objects.count()) == (1, 0)


def look_again(ines):
    """Asked what ties them, then what the IQA finds, then what the assessor found; then the record, with something to grow
    by."""
    ines.open("/quality/")
    ines.follow(re.compile("Pat Sample$"))
    assert ines.page.get_by_text("Two evenings").count() == 0
    say_that_nothing_ties(ines)
    ines.follow("Two evenings")
    ines.open("/quality/")
    ines.follow(re.compile("Pat Sample$"))
    ines.page.get_by_role("group", name="What you find of P2").get_by_text("Meets", exact=True).click()
    ines.press("Keep it, and show what the assessor found")
    ines.page.get_by_label("Two evenings").check()
    grow = ines.page.get_by_role("group", name="To grow by")
    grow.get_by_label("What do you ask for?").fill(GROW)
    grow.get_by_label("By when?").fill((timezone.localdate() + timedelta(days=14)).isoformat())
    ines.press("Write it down for Sam")


def read_it_first(sam, ines, pat):
    """Whoever judged it reads of it; whose work it is does not."""
    sam.open("/waiting/")
    sam.follow("A second look asks for 1 thing.")
    action = Action.objects.get()
    sam.follow(GROW)
    sam.fill("What did you do?", DONE)
    sam.press("Answer", exact=True)
    ines.open(f"/quality/actions/{action.code}/")
    assert ines.page.get_by_text(DONE).is_visible()
    ines.press("It is done: settle it")
    with pat.expecting(404):
        assert pat.context.request.get(f"/quality/actions/{action.code}/").status == 404


def check_the_certificate(pat, stranger):
    perform_everything()
    certificate = Certificate.objects.get()
    pat.open("/certificates/")
    assert pat.page.get_by_text(certificate.number_in_groups).is_visible()
    pat.follow(certificate.entries.get().title)
    assert pat.page.get_by_text(re.compile("second look by Ines Specimen")).is_visible()
    stranger.open(certificate.verify_url.removeprefix(stranger.site))
    assert stranger.page.get_by_role("heading", name="What they showed").is_visible()
