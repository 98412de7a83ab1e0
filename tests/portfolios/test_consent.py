"""People in evidence: what they said is kept; when one no longer agrees, nobody but its owner sees it."""

import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import BasisFlag
from assessments.operations.review import judge
from assessments.operations.second_looks import AlreadySettled, WordsWanted, settle_flag
from assessments.queries import flags_for, missing_for_sign_off
from people.audit import one_operation
from people.models import AuditEvent, Job, OutboxMail
from people.operations.jobs import perform_everything
from portfolios.models import Evidence, EvidenceFile, TakedownRequest
from portfolios.operations.consent import (
    StillUnwilling,
    ask_to_take_down,
    hide_where_a_yes_ran_out,
    keep_consent,
    say_yes_again,
    settle_takedown,
    show_again,
    take_back_yes,
)
from portfolios.operations.evidence import change_evidence
from portfolios.operations.previews import look_after_older_files
from portfolios.operations.submission import freeze_evidence
from portfolios.operations.together import agree_with_part, ask_for_part
from portfolios.queries import missing_for_sharing
from tests.factories import EvidenceFactory, EvidenceFileFactory, MembershipFactory, files
from tests.factories.assessments import judge_all, share, sign, unit_with_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece(practitioner, organisation):
    """Evidence with a photo and one person in it, who said yes."""
    evidence = EvidenceFileFactory(
        evidence__portfolio__owner=practitioner,
        evidence__portfolio__organisation=organisation,
        evidence__identifiable="others",
    ).evidence
    evidence.people.create(description="Purple top", basis="agreed")
    return evidence


@pytest.fixture
def shared(practitioner, organisation, assessor):
    """A round in review; its one piece of evidence has one person in it."""
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=1, values=1)
    evidence = Evidence.objects.get(portfolio=unit.portfolio)
    evidence.people.create(description="Purple top", basis="agreed")
    Evidence.objects.update(identifiable="others", story="Sam in the purple top spoke first.")
    return share(unit, assessor=assessor)


def piece_of(assessment):
    return assessment.submission.items.first().evidence_version.evidence


def pages_of(assessment):
    version = assessment.submission.items.first().evidence_version
    return f"/reviews/{assessment.code}/", f"/reviews/{assessment.code}/evidence/{version.code}/"


def wants(evidence):
    return missing_for_sharing(Evidence.objects.filter(pk=evidence.pk)).get(evidence, [])


# --- what is written down -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"basis": "agreed"}, []),
        ({"basis": "told"}, []),
        ({"basis": "not asked"}, ["Someone in it has not said yes. Ask them, or take them out of it."]),
        (
            {"basis": "told", "is_at_risk": True},
            [
                "A child, or an adult who may be at risk, is in it. Write down who said yes for them, to what,"
                " and when."
            ],
        ),
        (
            {
                "basis": "agreed",
                "is_at_risk": True,
                "purpose": "My assessor",
                "agreed_on": timezone.localdate(),
            },
            [],
        ),
    ],
)
def test_sharing_asks_what_the_people_in_it_need(piece, practitioner, said, sentence):
    someone = piece.people.get()
    keep_consent(someone, revision=someone.revision, by=practitioner, **said)

    assert wants(piece) == sentence


def test_a_yes_can_be_spoken_and_is_no_part_of_the_evidence(client_for, practitioner, assessor, piece):
    someone, pat = piece.people.get(), client_for(practitioner)
    typed = {"description": "Purple top", "basis": "agreed", "purpose": "My assessor may see it"}
    typed["revision"] = someone.revision

    kept = pat.send(f"/my/evidence/{piece.code}/people/{someone.pk}/", typed | {"spoken": files.sound()})

    assert kept.status_code == 302
    someone.refresh_from_db()
    assert (someone.purpose, someone.recording.is_consent) == ("My assessor may see it", True)
    assert list(piece.files.present()) == [EvidenceFile.objects.get(is_consent=False)]
    version = freeze_evidence(Evidence.objects.get(pk=piece.pk), at=timezone.now())
    assert [link.file.is_consent for link in version.file_links.all()] == [False]
    assert pat.get(f"/files/{someone.recording.code}/").status_code == 200
    assert client_for(assessor).get(f"/files/{someone.recording.code}/").status_code == 404


def test_of_a_spoken_yes_no_copy_is_made_for_others(client_for, practitioner, piece):
    someone = piece.people.get()
    typed = {"description": "Purple top", "basis": "agreed", "revision": someone.revision}
    typed["spoken"] = files.sound()
    client_for(practitioner).send(f"/my/evidence/{piece.code}/people/{someone.pk}/", typed)

    look_after_older_files()
    perform_everything()

    assert [file.renditions.count() for file in EvidenceFile.objects.filter(is_consent=True)] == [0]
    assert not Job.objects.filter(subject_code=piece.people.get().recording.code).exists()


def test_changing_the_evidence_keeps_what_someone_said(piece, practitioner):
    someone = piece.people.get()
    said = {"purpose": "The newsletter", "agreed_on": timezone.localdate()}
    keep_consent(someone, revision=someone.revision, by=practitioner, **said)

    change_evidence(
        piece,
        by=practitioner,
        revision=1,
        people=[("Green hat", "agreed", someone.pk), ("New one", "told", None)],
    )

    assert list(piece.people.values_list("description", "purpose")) == [
        ("Green hat", "The newsletter"),
        ("New one", ""),
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"basis": "agreed"}, "Say who you mean, in a few words, without a name."),
        ({"description": "Hat", "basis": "perhaps"}, "That is not one of the choices here."),
        ({"description": "Hat", "basis": "agreed", "agreed_on": "2999-01-01"}, "That day has not come yet."),
        ({"description": "Hat", "basis": "agreed", "until": "2001-01-01"}, "That day has passed."),
    ],
)
def test_what_can_not_be_kept_is_said_and_nothing_typed_is_lost(
    client_for, practitioner, piece, typed, sentence
):
    someone = piece.people.get()

    page = client_for(practitioner).send(
        f"/my/evidence/{piece.code}/people/{someone.pk}/", {"purpose": "For the wall"} | typed
    )

    assert page.status_code == 422
    assert sentence in page.text
    assert "For the wall" in page.text


# --- out of sight ---------------------------------------------------------------------------


def test_a_yes_taken_back_hides_it_everywhere_at_once(client_for, practitioner, assessor, shared):
    evidence, robin = piece_of(shared), client_for(assessor)
    photo = evidence.files.get()
    review, about = pages_of(shared)
    assert "purple top spoke" in robin.get(about).text
    assert robin.get(f"/files/{photo.code}/").status_code == 200

    take_back_yes(evidence.people.get(), by=practitioner)

    for page in (robin.get(review), robin.get(about)):
        assert page.status_code == 200
        assert evidence.name not in page.text
        assert "urple top" not in page.text
        assert "no longer agrees" in page.text
    assert robin.get(f"/files/{photo.code}/").status_code == 404
    assert robin.get(f"/files/{photo.code}/download").status_code == 404
    assert client_for(practitioner).get(f"/files/{photo.code}/").status_code == 200
    assert list(
        AuditEvent.objects.filter(action="evidence.out_of_sight").values_list("payload", flat=True)
    ) == [{"why": "yes taken back"}]


def test_nothing_new_is_judged_or_signed_on_what_is_out_of_sight(practitioner, assessor, shared):
    judge_all(shared)
    assert missing_for_sign_off(shared) == []

    take_back_yes(piece_of(shared).people.get(), by=practitioner)

    assert missing_for_sign_off(shared) == [
        f"What {label} rests on is out of sight now: someone in it no longer agrees."
        for label in ("P1", "K1", "V1")
    ]
    requirement = shared.version.requirements.first()
    with pytest.raises(Exception, match="^$") as refusal:
        judge(shared, requirement=requirement, outcome="meets", by=assessor, revision=1)
    assert refusal.type.__name__ == "NotInThisRound"


def test_decisions_that_relied_on_it_are_looked_at_again(client_for, practitioner, assessor, iqa, shared):
    sign(shared)
    evidence = piece_of(shared)
    assessor.email = "robin@sample.example"
    assessor.save()

    take_back_yes(evidence.people.get(), by=practitioner)
    take_back_yes(evidence.people.get(), by=practitioner)

    flag = BasisFlag.objects.get()
    assert (flag.assessment, flag.evidence, flag.why) == (shared, evidence, "yes taken back")
    assert OutboxMail.objects.get(kind="look_again").person == assessor
    assert list(flags_for(assessor)) == list(flags_for(iqa)) == [flag]
    assert list(flags_for(practitioner)) == []
    robin = client_for(assessor)
    assert "one decision of yours" in robin.get("/reviews/").text
    empty = robin.send(f"/reviews/look-again/{flag.code}/", {"words": " "})
    assert (empty.status_code, "Say in a few words what you found." in empty.text) == (422, True)
    assert (
        robin.send(f"/reviews/look-again/{flag.code}/", {"words": "The minutes show it too."}).status_code
        == 302
    )
    assert "The minutes show it too." in client_for(iqa).get("/reviews/look-again/").text
    with pytest.raises(AlreadySettled):
        settle_flag(flag, by=assessor, words="Again")
    with pytest.raises(WordsWanted):
        settle_flag(flag, by=assessor, words="")


def test_shared_anew_only_what_is_new_is_seen(client_for, practitioner, assessor, shared):
    evidence, robin = piece_of(shared), client_for(assessor)
    someone, photo = evidence.people.get(), evidence.files.get()
    take_back_yes(someone, by=practitioner)
    with pytest.raises(StillUnwilling):
        show_again(evidence, by=practitioner)

    evidence.people.all().delete()
    show_again(evidence, by=practitioner)

    evidence.refresh_from_db()
    assert wants(evidence) == ["Say who the other people are, in a few words, without names."]
    assert robin.get(f"/files/{photo.code}/").status_code == 404
    before = evidence.versions.get()
    after = freeze_evidence(evidence, at=timezone.now())
    assert (after.number, before.is_in_sight, after.is_in_sight) == (2, False, True)


def test_a_yes_said_again_lets_it_be_shared_anew(practitioner, piece):
    someone = piece.people.get()
    take_back_yes(someone, by=practitioner)
    piece.refresh_from_db()
    assert "Someone in it no longer says yes. Take them out of it, or ask them again." in wants(piece)

    say_yes_again(someone, by=practitioner)

    assert wants(piece) == []


def test_a_yes_ends_on_its_day(practitioner, piece):
    someone = piece.people.get()
    keep_consent(someone, revision=someone.revision, by=practitioner, until=timezone.localdate())
    hide_where_a_yes_ran_out()
    assert Evidence.objects.get().hidden_at is None

    piece.people.update(until=timezone.localdate() - timedelta(days=1))
    hide_where_a_yes_ran_out()
    hide_where_a_yes_ran_out()

    assert Evidence.objects.get().hidden_at is not None
    assert AuditEvent.objects.get(action="evidence.out_of_sight").payload == {"why": "yes ended"}


def test_what_several_have_goes_out_of_sight_for_all(practitioner, piece, organisation):
    theirs = EvidenceFactory(portfolio__organisation=organisation, part_of=piece)
    theirs.people.create(description="Purple top", basis="agreed")

    take_back_yes(theirs.people.get(), by=theirs.owner)

    assert set(Evidence.objects.filter(hidden_at__isnull=False)) == {piece, theirs}


def test_what_is_agreed_to_and_shared_at_that_very_moment_goes_out_of_sight_too(practitioner, piece, at_once):
    cleo = MembershipFactory(organisation=piece.portfolio.organisation).person
    part, is_held = ask_for_part(piece, whom=cleo.code, by=practitioner), threading.Event()

    def agree_and_share():
        with one_operation():
            Evidence.objects.locked(piece)
            is_held.set()
            time.sleep(0.2)
            freeze_evidence(piece, at=timezone.now())
            return agree_with_part(part, words="I opened the hall.", by=cleo)

    def take_it_back():
        is_held.wait(timeout=10)
        return take_back_yes(piece.people.get(), by=practitioner)

    assert not [what for what in at_once(agree_and_share, take_it_back) if isinstance(what, Exception)]
    assert not Evidence.objects.filter(hidden_at=None).exists()
    say_yes_again(piece.people.get(), by=practitioner)
    piece.refresh_from_db()
    assert not piece.versions.get().is_in_sight


def test_what_several_have_comes_back_for_nobody_while_a_wish_waits(practitioner, piece, organisation):
    theirs = EvidenceFactory(portfolio__organisation=organisation, part_of=piece)
    wish = ask_to_take_down(piece)
    with pytest.raises(StillUnwilling):
        show_again(theirs, by=theirs.owner)

    settle_takedown(wish, by=practitioner, outcome="Done")
    show_again(theirs, by=theirs.owner)

    assert list(Evidence.objects.filter(hidden_at__isnull=False)) == [piece]


# --- asked by whoever is in it --------------------------------------------------------------


def test_whoever_is_in_it_asks_without_an_account(client_for, practitioner, assessor, shared):
    evidence, stranger = piece_of(shared), client_for(None)
    for page in (pages_of(shared)[1], f"/files/{evidence.files.get().code}/"):
        assert f"/in-this/{evidence.code}/" in client_for(assessor).get(page).text
    door = f"/in-this/{evidence.code}/"
    for _scan in range(60):
        page = stranger.get(door)
    assert (page.status_code, TakedownRequest.objects.count()) == (200, 0)
    assert evidence.name not in page.text
    assert page["Referrer-Policy"] == "same-origin"

    asked = stranger.send(door, {"words": "I was not asked.", "contact": "0160 000"}, follow=True)

    assert "It is out of sight" in asked.text
    wish = TakedownRequest.objects.get()
    assert (wish.words, wish.contact) == ("I was not asked.", "0160 000")
    assert client_for(assessor).get(f"/files/{evidence.files.get().code}/").status_code == 404
    pat = client_for(practitioner)
    page = pat.get(f"/my/evidence/{evidence.code}/people/")
    assert "I was not asked." in page.text
    assert pat.send(f"/my/evidence/{evidence.code}/show-again").status_code == 422
    assert pat.send(f"/my/wishes/{wish.code}/", {"outcome": "I blacked them out."}).status_code == 302
    wish.refresh_from_db()
    assert (wish.outcome, wish.contact) == ("I blacked them out.", "")
    assert pat.send(f"/my/evidence/{evidence.code}/show-again").status_code == 302


def test_the_first_page_says_so_until_it_is_looked_after(client_for, practitioner, piece):
    line, pat = "Someone in your evidence asked for it to be taken down.", client_for(practitioner)
    wish = ask_to_take_down(piece)

    page = pat.get("/my/").text
    assert (line in page, f'href="/my/evidence/{piece.code}/people/"' in page) == (True, True)

    settle_takedown(wish, by=practitioner, outcome="Done")
    assert line not in pat.get("/my/").text


def test_settling_twice_is_settling_once(practitioner, piece):
    wish = ask_to_take_down(piece)

    settle_takedown(wish, by=practitioner, outcome="Done")
    settle_takedown(wish, by=practitioner, outcome="Done again")

    wish.refresh_from_db()
    assert wish.outcome == "Done"
    assert AuditEvent.objects.filter(action="evidence.takedown_settled").count() == 1


def test_an_unknown_address_is_nothing(client_for):
    assert client_for(None).get("/in-this/0000000000/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_for_one_person_and_thirty(
    client_for, practitioner, piece, count, django_assert_num_queries
):
    for number in range(count - 1):
        piece.people.create(description=f"Hat {number}", basis="agreed")
    pat = client_for(practitioner)
    pat.get(f"/my/evidence/{piece.code}/people/")

    with django_assert_num_queries(8):
        assert pat.get(f"/my/evidence/{piece.code}/people/").status_code == 200


@pytest.mark.parametrize("count", [1, 10])
def test_looking_again_costs_the_same_for_one_and_ten(
    client_for, practitioner, assessor, organisation, count, django_assert_num_queries
):
    for _number in range(count):
        unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=0, values=0)
        done = sign(share(unit, assessor=assessor))
        ask_to_take_down(piece_of(done))
    robin = client_for(assessor)
    robin.get("/reviews/look-again/")

    with django_assert_num_queries(5):
        assert robin.get("/reviews/look-again/").status_code == 200
