"""The main job, from an invitation to a stranger checking the certificate, everyone in their own window."""

import re
import shutil
import subprocess

import pytest

from cms.demo.evidence import PRAISE, WORDS_FOR
from people.operations.jobs import perform_everything
from people.roles import Role
from standards.models import StandardVersion
from tests.journeys.assessing import (
    LABELS,
    WITHOUT_WORDS,
    judge_piece,
    look_at_files,
    open_piece,
    row_of,
    say_that_nothing_ties,
    write,
)
from tests.journeys.joining import invite, join, license_assessor
from tests.journeys.practising import (
    LATER,
    MINUTES,
    NOTES,
    PHOTO,
    STANDARD,
    VOICE,
    add_piece,
    covered,
    find_standard,
    open_unit,
    read_own_file,
    say_when,
    share,
    start_standard,
)
from tests.journeys.training import fix_wording, open_editor

pytestmark = pytest.mark.journey
EVERYTHING = {"What you do": "9 of 9", "What you know": "17 of 17", "Values": "5 of 5"}


def test_from_an_invitation_to_a_certificate_anyone_can_check(
    visit, standard, trainer, coordinator, outsider, tmp_path
):
    casey = visit("coordinator").sign_in(coordinator)
    ama = join(visit("practitioner"), invite(casey, "Ama Sample", Role.PRACTITIONER))
    robin = join(visit("assessor"), invite(casey, "Robin Specimen", Role.ASSESSOR))
    license_assessor(casey, "Robin Specimen")

    put_a_word_right(visit("trainer").sign_in(trainer))
    collect_evidence(ama)
    share_the_first_round(ama, casey)
    reply(robin)
    answer_the_reply(ama)
    sign_off(robin)

    number, link = take_the_certificate(ama, tmp_path)
    check_as_a_stranger(visit("stranger"), number, link)
    nothing_is_there_for(visit("outsider").sign_in(outsider), ama, robin)


def put_a_word_right(trainer):
    """A wording fix is a new version, and the public page shows it."""
    open_editor(trainer)
    fix_wording(trainer, number=1, before="facilitate", after="help")
    trainer.follow("View live")
    assert [version.number for version in StandardVersion.objects.order_by("number")] == [1, 2]
    trainer.page.get_by_role("link", name="Version 2", exact=True).wait_for()
    assert trainer.page.get_by_text("help communities to identify").count() == 1


def collect_evidence(ama):
    find_standard(ama)
    assert ama.page.get_by_role("heading", name="This is a legacy standard").is_visible()
    start_standard(ama)
    assert covered(ama) == {"What you do": "0 of 9", "What you know": "0 of 17", "Values": "0 of 5"}
    for piece in (PHOTO, MINUTES, VOICE):
        add_piece(ama, piece)
        read_own_file(ama, piece)
    add_piece(ama, NOTES, leaving_out=["when"])
    read_own_file(ama, NOTES)
    ama.follow(NOTES.name)
    open_unit(ama)
    assert covered(ama) == EVERYTHING | {"What you do": "8 of 9"}
    ama.page.locator("#r-P9").get_by_label(MINUTES.name).check()
    ama.page.get_by_text("9 of 9 covered").wait_for()
    assert ama.page.locator("#progress").get_by_text("No evidence yet:").count() == 0
    ama.look()
    assert covered(ama) == EVERYTHING


def share_the_first_round(ama, casey):
    """Something is missing from one piece: it is said, and put right."""
    ama.follow("Share for review")
    assert ama.page.get_by_text("Stays with you for now").count() == 1
    ama.press("Share for review", status=422)
    assert ama.page.get_by_role("alert").is_visible()
    ama.follow("Add what is missing")
    say_when(ama, NOTES)
    ama.press("Save", exact=True)
    perform_everything()
    assign(casey)
    open_unit(ama)
    ama.follow("Share with Robin")
    share(ama)
    assert ama.page.get_by_text("Shared with Robin Specimen.").is_visible()
    ama.open("/my/")


def assign(casey):
    casey.follow("Assignments")
    casey.page.get_by_label("Assessor for Ama Sample").select_option("Robin Specimen")
    casey.press(re.compile("^Save ?: Ama Sample$"))


def reply(robin):
    """Judge all of it; a reply asks for words where something is not met yet."""
    robin.follow("Reviews")
    robin.follow("Ama Sample")
    say_that_nothing_ties(robin)
    seen = []
    for _piece in range(4):
        name = robin.page.get_by_role("heading", level=1).inner_text()
        seen.append((name, *look_at_files(robin)))
        judge_piece(robin, outcomes=WITHOUT_WORDS)
        robin.follow("Back to the review" if len(seen) == 4 else "Next evidence")
    assert seen == [(PHOTO.name, 1, 0), (MINUTES.name, 1, 0), (VOICE.name, 0, 1), (NOTES.name, 0, 0)]
    robin.press("Reply to Ama", status=422)
    wanted = robin.page.get_by_role("alert").get_by_role("listitem").all_inner_texts()
    assert wanted == [f"{label}: {LABELS[outcome]}" for label, (outcome, _words) in WORDS_FOR.items()]
    robin.follow(wanted[0])
    for label, (outcome, words) in WORDS_FOR.items():
        if row_of(robin, label).count() == 0:
            robin.follow(re.compile(f"^{label} ?: {LABELS[outcome]}$"))
        write(robin, label, words)
    robin.follow("Back to the review")
    robin.press("Reply to Ama")
    assert robin.page.get_by_text("Your reply is with Ama.").is_visible()


def answer_the_reply(ama):
    ama.open("/my/")
    for _outcome, words in WORDS_FOR.values():
        assert ama.page.get_by_text(words).is_visible()
    add_piece(ama, LATER, wish="Add something for P4")
    open_unit(ama)
    ama.follow("Share with Robin")
    share(ama)


def sign_off(robin):
    robin.open("/reviews/")
    robin.follow("Ama Sample")
    open_piece(robin, LATER.name)
    judge_piece(robin)
    robin.follow("Back to the review")
    say_it_is_sound(robin)
    robin.follow("Go to sign-off")
    robin.press("Sign off, make certificate", status=422)
    for sentence in (
        "I looked at the evidence myself",
        "I have no close tie",
        "The judgements here are mine",
    ):
        robin.page.get_by_label(sentence).check()
    robin.fill("A few words for Ama", PRAISE)
    robin.press("Sign off, make certificate")


def say_it_is_sound(robin):
    robin.follow("Say whether it is sound")
    for yes in robin.page.get_by_role("radio", name="Yes").all():
        yes.check()
    robin.press("Save")


def take_the_certificate(ama, folder):
    """Not there until the worker has been; then a PDF with every requirement. Returns (number, link)."""
    ama.open("/my/")
    ama.page.locator("[aria-labelledby=certificates-h]").wait_for()
    ama.follow(STANDARD, within=ama.page.locator("[aria-labelledby=certificates-h]"))
    assert ama.page.get_by_role("heading", name="The certificate is being made").is_visible()
    perform_everything()
    ama.page.get_by_role("heading", name="It is ready").wait_for()
    ama.look()
    with ama.page.expect_download() as saving:
        ama.page.get_by_role("link", name="Save the certificate").click()
    paper = folder / "certificate.pdf"
    saving.value.save_as(paper)
    words = folded(words_of(paper))
    version = StandardVersion.objects.get(number=2)
    missing = [r.label for r in version.requirements.all() if folded(r.text) not in words]
    assert (version.requirements.count(), missing) == (31, [])
    return (
        ama.page.locator("b", has_text=re.compile("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$")).inner_text(),
        ama.page.get_by_label("Your link").input_value(),
    )


def words_of(paper):
    assert shutil.which("pdftotext"), "This needs pdftotext. Install the package “poppler-utils”."
    asked = ["pdftotext", "-raw", str(paper), "-"]
    return subprocess.run(asked, capture_output=True, check=True, text=True).stdout


def folded(text):
    """Without white space and hyphens, which a line's end may add."""
    return re.sub(r"[\s\-\u00ad\u2010]+", "", text)


def check_as_a_stranger(stranger, number, link):
    stranger.open("/")
    stranger.follow("Check a certificate")
    stranger.fill("Certificate number", "0000-0000-0000")
    stranger.press("Check it", status=404)
    stranger.fill("Certificate number", f" {number.lower()} ")
    stranger.press("Check it")
    assert stranger.page.get_by_role("heading", name="Yes, this certificate is real").is_visible()
    assert stranger.page.get_by_text("Ama Sample").count() == 0
    stranger.open(link.removeprefix(stranger.site))
    assert stranger.page.get_by_role("heading", name="What they showed").is_visible()


def nothing_is_there_for(outsider, *insiders):
    """Every role elsewhere opens no door here: each page, file and picture they saw is a 404."""
    own = re.compile(r"/(my/(standards|evidence)/|files/|certificates/|reviews/)\w{10}")
    places = {path for insider in insiders for path in insider.asked if own.match(path)}
    assert {own.match(path)[1] for path in places} == {
        "my/standards/", "my/evidence/", "files/", "certificates/", "reviews/"
    }  # fmt: skip
    answers = {path: outsider.context.request.get(path).status for path in sorted(places)}
    assert answers == dict.fromkeys(answers, 404)
