"""What several people did: each is asked, agrees with their own part, and shares it alone."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.models import OutboxMail
from people.operations.jobs import perform_everything
from people.roles import Role
from portfolios.exchange.packing import pack
from portfolios.exchange.told import gather
from portfolios.files import open_file
from portfolios.models import Evidence, EvidenceFile, GroupPart
from portfolios.operations.claims import claim_requirement
from portfolios.operations.evidence import add_evidence, delete_evidence
from portfolios.operations.evidence_files import remove_file
from portfolios.operations.together import agree_with_part, ask_for_part, decline_part
from portfolios.queries import missing_for_sharing
from tests.factories import (
    EvidenceFactory,
    MembershipFactory,
    PortfolioFactory,
    StandardVersionFactory,
    UnitFactory,
    files,
)
from tests.factories.assessments import share
from tests.reading import text_of

pytestmark = pytest.mark.django_db
ASKED = "If they practise here, they are asked."


@pytest.fixture
def cleo(organisation):
    person = MembershipFactory(organisation=organisation, person__name="Cleo Example").person
    person.email = "cleo@sample.example"
    person.save()
    return person


@pytest.fixture
def meeting(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    photo = SimpleUploadedFile("meeting.jpg", files.photo().read())
    facts = {"name": "The joint meeting", "kind_id": "work product", "happened_on": "2026-03-14"}
    evidence = add_evidence(
        portfolio,
        by=practitioner,
        uploads=[photo],
        people=[("Purple top", "agreed")],
        identifiable="others",
        story="I chaired it.",
        **facts,
    )
    return Evidence.objects.get(pk=evidence.pk)


@pytest.fixture
def part(meeting, practitioner, cleo):
    return ask_for_part(meeting, whom=cleo.email, by=practitioner)


@pytest.fixture
def agreed(part, cleo):
    return agree_with_part(part, words="I wrote the minutes.", by=cleo)


# --- asking ---------------------------------------------------------------------------------


def test_asking_says_the_same_whether_someone_is_here_or_not(pat, meeting, cleo, outsider, mail_on):
    address = reverse("evidence-together", args=[meeting.code])
    outsider.email = "olu@sample.example"
    outsider.save()

    answers = [
        text_of(pat.send(address, {"whom": whom}, follow=True)).replace(whom, "X")
        for whom in ("cleo@sample.example", "olu@sample.example", "nobody@sample.example", "x" * 10)
    ]

    assert [answer.count(ASKED) for answer in answers] == [1] * 4
    assert answers[3].count("No answer yet") == 4
    parts = GroupPart.objects.exclude(own=meeting)
    assert list(parts.values_list("person__name", flat=True)) == ["Cleo Example", None, None, None]
    assert OutboxMail.objects.get(kind="part_asked").person == cleo


def test_the_same_person_under_another_name_looks_like_someone_new(pat, meeting, part, cleo):
    pat.send(reverse("evidence-together", args=[meeting.code]), {"whom": cleo.code})

    others = GroupPart.objects.exclude(own=meeting)
    assert list(others.values_list("person", "asked_as")) == [(cleo.pk, cleo.email), (None, cleo.code)]


@pytest.mark.parametrize(("whom", "sentence"), [("", "Write whom you want to ask."), ("own", "That is you.")])
def test_nobody_asks_themselves_or_nobody(pat, meeting, practitioner, whom, sentence):
    whom = practitioner.code if whom == "own" else whom

    page = pat.send(reverse("evidence-together", args=[meeting.code]), {"whom": whom})

    assert (page.status_code, GroupPart.objects.count()) == (422, 0)
    assert sentence in text_of(page)


def test_who_is_asked_is_told_on_their_first_page_and_sees_what_it_is(client_for, part, meeting, cleo):
    browser = client_for(cleo)
    assert "Someone put down something you may have done together." in text_of(browser.get("/my/"))

    answer = browser.get(reverse("part-detail", args=[part.code]))
    page = text_of(answer)

    assert f"/in-this/{meeting.code}/" in answer.text
    assert "Pat Sample says that you did this together." in page
    assert "I chaired it." in page
    assert "Purple top" in page
    assert browser.get(reverse("file-read", args=[meeting.files.get().code])).status_code == 200
    assert browser.get(reverse("evidence-detail", args=[meeting.code])).status_code == 404


# --- answering ------------------------------------------------------------------------------


def test_agreeing_makes_a_piece_of_ones_own_with_the_same_stored_files(client_for, part, meeting, cleo):
    answer = client_for(cleo).send(reverse("part-agree", args=[part.code]), {"words": "I wrote the minutes."})

    own = Evidence.objects.get(owner=cleo)
    assert answer["Location"] == reverse("evidence-detail", args=[own.code])
    assert (own.name, own.part_of, own.recorded_by, own.story) == ("The joint meeting", meeting, cleo, "")
    assert own.files.get().file.name == meeting.files.get().file.name
    assert list(own.people.values_list("description", "basis")) == [("Purple top", "not asked")]
    part.refresh_from_db()
    assert (part.own, part.answer, part.words) == (own, "agreed", "I wrote the minutes.")
    page = text_of(client_for(cleo).get(answer["Location"]))
    assert "Your own part: I wrote the minutes." in page


def test_agreeing_asks_for_ones_own_part(client_for, part, cleo):
    page = client_for(cleo).send(reverse("part-agree", args=[part.code]), {"words": " "})

    assert page.status_code == 422
    assert "Say what your own part was. A few words are fine." in text_of(page)
    assert not Evidence.objects.filter(owner=cleo).exists()


def test_one_may_rather_not_and_looks_at_it_no_longer(client_for, pat, part, meeting, cleo):
    browser = client_for(cleo)

    browser.send(reverse("part-decline", args=[part.code]))

    assert browser.get(reverse("file-read", args=[meeting.files.get().code])).status_code == 404
    assert "I chaired it." not in text_of(browser.get(reverse("part-detail", args=[part.code])))
    assert "Would rather not" in text_of(pat.get(reverse("evidence-together", args=[meeting.code])))
    assert browser.send(reverse("part-agree", args=[part.code]), {"words": "After all."}).status_code == 302


def test_two_answers_at_the_same_moment_make_one_piece(practitioner, organisation, at_once):
    cleo = MembershipFactory(organisation=organisation).person
    folder = PortfolioFactory(owner=practitioner, organisation=organisation)
    part = ask_for_part(EvidenceFactory(portfolio=folder), whom=cleo.code, by=practitioner)

    outcomes = at_once(*[lambda: agree_with_part(part, words="Mine.", by=cleo)] * 2)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CannotAgree", "GroupPart"]
    assert Evidence.objects.filter(owner=cleo).count() == 1


def test_a_part_is_its_persons_alone(client_for, pat, part, outsider, practitioner):
    for who, status in ((outsider, 404), (practitioner, 403)):
        browser = client_for(who)
        assert browser.get(reverse("part-detail", args=[part.code])).status_code == status
        for name in ("part-agree", "part-decline", "part-take-back"):
            assert browser.send(reverse(name, args=[part.code]), {"words": "Mine"}).status_code == status


# --- taking back, and what stays on the disk ------------------------------------------------


def test_taking_it_back_removes_ones_own_piece_and_leaves_the_others_files(
    client_for, agreed, meeting, cleo, django_capture_on_commit_callbacks
):
    stored = Path(meeting.files.get().file.path)

    with django_capture_on_commit_callbacks(execute=True):
        client_for(cleo).send(reverse("part-take-back", args=[agreed.code]))

    assert not Evidence.objects.filter(owner=cleo).exists()
    agreed.refresh_from_db()
    assert (agreed.answer, agreed.words, agreed.own) == ("declined", "", None)
    assert stored.exists()


def test_a_stored_file_goes_with_the_last_row_that_names_it(
    agreed, meeting, practitioner, cleo, django_capture_on_commit_callbacks
):
    first, second = EvidenceFile.objects.order_by("pk")
    stored = Path(first.file.path)

    with django_capture_on_commit_callbacks(execute=True):
        remove_file(first, by=practitioner)
    assert stored.exists()
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(second, by=cleo)
    assert not stored.exists()


def test_what_others_hold_a_part_of_is_not_deleted(pat, agreed, meeting, cleo):
    page = pat.send(reverse("evidence-delete", args=[meeting.code]))

    assert page.status_code == 422
    assert "Others have said what their part in this was" in text_of(page)
    delete_evidence(agreed.own, by=cleo)
    assert pat.send(reverse("evidence-delete", args=[meeting.code])).status_code == 302
    assert not GroupPart.objects.exists()


def test_it_is_ones_own_again_only_while_nobody_agreed(pat, part, meeting, cleo):
    address = reverse("evidence-alone", args=[meeting.code])
    agree_with_part(part, words="Mine.", by=cleo)
    pat.send(address)
    assert GroupPart.objects.count() == 2

    delete_evidence(Evidence.objects.get(owner=cleo), by=cleo)
    decline_part(part, by=cleo)
    pat.send(address)

    assert GroupPart.objects.count() == 0


# --- sharing --------------------------------------------------------------------------------


def test_whoever_began_it_says_their_own_part_before_sharing(pat, part, meeting):
    wanted = "Others were asked about their part in it. Say what your own part was."
    assert wanted in missing_for_sharing(Evidence.objects.filter(pk=meeting.pk))[meeting]

    own = GroupPart.objects.get(own=meeting)
    pat.send(reverse("part-write", args=[meeting.code]), {"words": "I chaired.", "revision": own.revision})

    assert not missing_for_sharing(Evidence.objects.filter(pk=meeting.pk))


def test_the_assessor_sees_one_part_and_nobody_elses(client_for, agreed, cleo, assessor, organisation):
    own = agreed.own
    own.people.update(basis="agreed")
    version = StandardVersionFactory(performance=1, knowledge=0, values=0)
    unit = UnitFactory(portfolio=own.portfolio, version=version)
    claim_requirement(own, unit=unit, requirement=version.requirements.get(), by=cleo)
    review = share(unit, assessor=assessor)

    shared = review.submission.items.get().evidence_version
    page = text_of(client_for(assessor).get(reverse("review-evidence", args=[review.code, shared.code])))

    assert "Something several people did" in page
    assert "I wrote the minutes." in page
    assert [other for other in ("Pat Sample", "I chaired it.") if other in page] == []
    refused = client_for(cleo).send(reverse("part-take-back", args=[agreed.code]), follow=True)
    assert "An assessor has your part already" in text_of(refused)
    assert Evidence.objects.filter(owner=cleo).exists()
    assert not assessor.holds(Role.PRACTITIONER, organisation)


def test_whoever_agreed_has_the_same_clean_copy_as_everyone(client_for, pat, agreed, meeting, cleo):
    """The place a photo was taken at is known to whoever sent it, and to nobody else; it leaves with nobody else."""
    own = agreed.own.files.get()
    perform_everything()
    seen = ((client_for(cleo), own), (pat, meeting.files.get()))
    doors = [browser.get(reverse("file-download", args=[file.code])) for browser, file in seen]
    theirs, ours = (b"".join(door) for door in doors)

    assert ours == files.photo().read()
    with open_file(own.clean_copy.file.name) as copy:
        assert theirs == copy.read() != ours
    carried = gather(agreed.own.portfolio)
    packed = io.BytesIO()
    pack(agreed.own.portfolio, packed)
    assert carried.copies == {own: own.clean_copy}
    with zipfile.ZipFile(packed) as bag:
        assert [bag.read(name) == theirs for name in bag.namelist() if name.endswith(".jpg")] == [True]
