import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.models import OnceKey
from portfolios.models import Claim, Evidence, EvidenceFile
from portfolios.operations.evidence import change_evidence
from portfolios.operations.submission import share_unit
from tests.factories import EvidenceFactory, PortfolioFactory, UnitFactory, files
from tests.factories.assessments import DECLARATION, unit_with_evidence
from tests.reading import text_of

pytestmark = pytest.mark.django_db
ADD, LIST = "/my/evidence/add", "/my/evidence/"


def upload(file):
    return SimpleUploadedFile(file.name, file.read())


@pytest.fixture
def unit(practitioner, organisation):
    return UnitFactory(portfolio=PortfolioFactory(owner=practitioner, organisation=organisation))


@pytest.fixture
def evidence(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    return EvidenceFactory(portfolio=portfolio, name="The first meeting")


# --- adding ---------------------------------------------------------------------------------


def test_saving_needs_nothing_at_all(pat, practitioner, organisation):
    answer = pat.send(ADD)

    evidence = Evidence.objects.get()
    assert answer["Location"] == reverse("evidence-detail", args=[evidence.code])
    assert (evidence.owner, evidence.portfolio.organisation) == (practitioner, organisation)
    assert (evidence.name, evidence.kind_id, evidence.happened_on, evidence.identifiable) == (
        "",
        None,
        None,
        "",
    )


def test_everything_typed_is_kept(pat, unit):
    first, second, *_rest = unit.version.requirements.all()
    pat.send(
        ADD,
        {
            "name": "Joint meeting",
            "happened_month": "3",
            "happened_year": "2027",
            "identifiable": "others",
            "person_0_description": "Purple top",
            "person_0_basis": "agreed",
            f"here_{unit.code}": "True",
            f"shows_{unit.code}": [first.code, second.code],
            f"note_{unit.code}_{first.code}": "See the photo",
            "story": "I asked both groups.",
            "files": [upload(files.photo()), upload(files.text())],
        },
    )

    evidence = Evidence.objects.get()
    assert (evidence.name, evidence.kind_id, evidence.moment) == (
        "Joint meeting",
        "work product",
        "March 2027",
    )
    assert list(evidence.people.values_list("description", "basis")) == [("Purple top", "agreed")]
    assert list(evidence.claims.values_list("requirement", "note")) == [
        (first.pk, "See the photo"),
        (second.pk, ""),
    ]
    assert list(evidence.files.values_list("name", flat=True)) == ["meeting.jpg", "notes.txt"]


def test_a_refused_file_is_said_and_the_rest_is_saved(pat):
    chosen = [
        upload(files.text()),
        SimpleUploadedFile("empty.txt", b""),
        SimpleUploadedFile("a.jpg", b"<svg>"),
    ]

    page = pat.send(ADD, {"name": "Joint meeting", "files": chosen}, follow=True)

    assert page.status_code == 200
    assert list(EvidenceFile.objects.values_list("name", flat=True)) == ["notes.txt"]
    assert "“empty.txt” is empty" in text_of(page)
    assert "“a.jpg” is named like JPEG" in text_of(page)


def test_too_many_files_are_said_and_nothing_typed_is_lost(pat, settings):
    settings.EVIDENCE_MAX_FILES = 1
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES > 1

    page = pat.send(ADD, {"name": "Joint meeting", "files": [upload(files.text()), upload(files.photo())]})

    assert page.status_code == 422
    assert not Evidence.objects.exists()
    assert 'value="Joint meeting"' in page.content.decode()
    assert "You chose 2 files and we can take 1 at a time." in text_of(page)
    assert "Files can’t be kept here while something needs a look: choose them again." in text_of(page)


def test_what_is_wrong_is_said_and_everything_typed_is_still_there(pat, unit):
    first = unit.version.requirements.first()
    typed = {
        "name": "x" * 300,
        "happened_day": "31",
        "happened_month": "2",
        "happened_year": "2027",
        "story": "I asked both groups.",
        "person_5_description": "Purple top",
        f"shows_{unit.code}": first.code,
        f"note_{unit.code}_{first.code}": "See the photo",
    }

    page = pat.send(ADD, typed)

    html = page.content.decode()
    assert page.status_code == 422
    assert "<title>Problem: Add evidence" in " ".join(html.split())
    assert "There is no such day." in html
    for words in ["x" * 300, "I asked both groups.", "Purple top", "See the photo", 'value="31"']:
        assert words in html
    assert re.search(rf'value="{first.code}" checked', html)
    assert not Evidence.objects.exists()


def test_what_is_not_of_this_standard_is_refused(pat, unit, outsider):
    stranger = UnitFactory(portfolio__owner=outsider)
    theirs = stranger.version.requirements.first()

    page = pat.send(ADD, {f"shows_{unit.code}": theirs.code})

    assert page.status_code == 422
    assert "That is not one of the choices here." in text_of(page)
    assert (Evidence.objects.count(), Claim.objects.count()) == (0, 0)


def test_the_standard_of_someone_else_is_not_asked_about(pat, outsider):
    stranger = UnitFactory(portfolio__owner=outsider)

    pat.send(ADD, {f"shows_{stranger.code}": stranger.version.requirements.first().code})

    assert Evidence.objects.count() == 1
    assert not Claim.objects.exists()


def test_sent_twice_it_is_added_once(pat):
    typed = {"name": "Joint meeting", "once": "a" * 32}

    first, second = pat.post(ADD, typed), pat.post(ADD, typed)

    assert first["Location"] == second["Location"]
    assert (Evidence.objects.count(), OnceKey.objects.count()) == (1, 1)


def test_a_link_can_ask_for_a_tick(pat, unit):
    first, second, *_rest = unit.version.requirements.all()

    html = pat.get(ADD, {"unit": unit.code, "shows": second.code}).content.decode()

    assert re.findall(r'value="(\w+)" checked', html) == [second.code]


@pytest.mark.parametrize("asked", [{"unit": "nobody"}, {"unit": "x", "shows": "'\"<"}, {"shows": "x" * 300}])
def test_a_link_that_asks_for_nonsense_asks_for_nothing(pat, unit, asked):
    page = pat.get(ADD, asked)

    assert page.status_code == 200
    assert " checked" not in page.content.decode()


def test_the_limits_are_said_before_choosing(pat, settings):
    settings.EVIDENCE_MAX_BYTES = 7 * 1024 * 1024

    assert "Up to 7 MB each, 20 at a time." in text_of(pat.get(ADD))


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_costs_the_same_for_one_standard_and_three(pat, unit, count, django_assert_num_queries):
    for _more in range(count - 1):
        UnitFactory(portfolio=unit.portfolio)

    with django_assert_num_queries(10):
        pat.get(ADD)


# --- the list and one piece -----------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_costs_the_same_for_one_and_thirty(
    pat, practitioner, organisation, count, django_assert_num_queries
):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    EvidenceFactory.create_batch(count, portfolio=portfolio)

    with django_assert_num_queries(6):
        pat.get(LIST)


def test_the_newest_change_stands_first_and_twenty_on_a_page(pat, practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    pieces = EvidenceFactory.create_batch(21, portfolio=portfolio)
    change_evidence(pieces[0], by=practitioner, revision=1, name="Changed just now")

    page, more = pat.get(LIST).context["page"], pat.get(LIST, {"page": "2"}).context["page"]

    assert ([str(p) for p in page][:2], len(page)) == (["Changed just now", pieces[20].name], 20)
    assert list(more) == [pieces[1]]


def test_nobody_sees_what_is_not_theirs(client_for, assessor, outsider, evidence):
    for person in (assessor, outsider):
        assert "The first meeting" not in client_for(person).get(LIST).content.decode()
        assert client_for(person).get(reverse("evidence-detail", args=[evidence.code])).status_code == 404


def test_one_piece_shows_all_of_it(pat, evidence, unit):
    evidence.people.create(description="Purple top", basis="agreed")
    Evidence.objects.update(identifiable="others", result="They met again.")
    requirement = unit.version.requirements.first()
    Claim.objects.create(
        unit=unit, evidence=evidence, requirement=requirement, note="See it", made_by=evidence.owner
    )

    text = text_of(pat.get(reverse("evidence-detail", args=[evidence.code])))

    for words in [
        "The first meeting",
        "14 March 2026",
        "Purple top They said yes",
        "They met again.",
        "P1",
        "See it",
    ]:
        assert words in text


def test_marks_in_words_are_shown_as_words(pat, evidence):
    Evidence.objects.update(name="<script>alert(1)</script>", story="<b>bold</b>")

    html = pat.get(reverse("evidence-detail", args=[evidence.code])).content.decode()

    assert "<script>alert" not in html
    assert "&lt;b&gt;bold&lt;/b&gt;" in html


# --- changing -------------------------------------------------------------------------------


def test_a_change_is_saved(pat, evidence):
    address = reverse("evidence-change", args=[evidence.code])

    answer = pat.send(address, {"revision": "1", "name": "A new name"})

    evidence.refresh_from_db()
    assert answer["Location"] == reverse("evidence-detail", args=[evidence.code])
    assert (evidence.name, evidence.story, evidence.revision) == ("A new name", "", 2)


@pytest.mark.parametrize("revision", ["1", "", "99999999999999999999"])
def test_a_stale_save_keeps_both_texts(pat, practitioner, evidence, revision):
    change_evidence(evidence, by=practitioner, revision=1, name="Saved in another window", story="Theirs")
    address = reverse("evidence-change", args=[evidence.code])

    page = pat.send(address, {"revision": revision, "name": "Typed here", "story": "Mine"})

    text = text_of(page)
    evidence.refresh_from_db()
    assert page.status_code == 409
    assert (evidence.name, evidence.story) == ("Saved in another window", "Theirs")
    for words in [
        "This was changed somewhere else since you opened it.",
        "Saved in another window",
        "Theirs",
        "Mine",
    ]:
        assert words in text
    assert 'name="revision" value="2"' in page.content.decode()
    assert pat.send(address, {"revision": "2", "name": "Typed here", "story": "Mine"}).status_code == 302


def test_changing_keeps_the_claims_of_a_standard_that_was_not_on_the_page(pat, evidence, unit):
    requirement = unit.version.requirements.first()
    Claim.objects.create(unit=unit, evidence=evidence, requirement=requirement, made_by=evidence.owner)
    address = reverse("evidence-change", args=[evidence.code])

    pat.send(address, {"revision": "1", "name": "A"})
    assert Claim.objects.count() == 1
    pat.send(address, {"revision": "2", "name": "A", f"here_{unit.code}": "True"})
    assert Claim.objects.count() == 0


def test_the_form_holds_what_is_saved(pat, evidence):
    evidence.people.create(description="Purple top", basis="agreed")

    html = pat.get(reverse("evidence-change", args=[evidence.code])).content.decode()

    for words in [
        'value="The first meeting"',
        'value="14"',
        'value="2026"',
        'value="Purple top"',
        'value="agreed"',
    ]:
        assert words in html


# --- letting go -----------------------------------------------------------------------------


def test_deleted_in_several_windows_at_once_it_is_gone_and_the_others_find_nothing(
    at_once, client_for, practitioner, evidence
):
    address, change = (reverse(f"evidence-{what}", args=[evidence.code]) for what in ("delete", "change"))
    windows = [client_for(practitioner) for _ in range(6)]
    posts = [lambda w=w: w.send(address) for w in windows[:4]]
    posts += [lambda w=w: w.send(change, {"name": "Later", "revision": 1}) for w in windows[4:]]

    answers = sorted(answer.status_code for answer in at_once(*posts))

    assert not Evidence.objects.exists()
    assert answers[0] == 302
    assert set(answers[1:]) <= {302, 404, 409}
    assert answers.count(302) <= 2


def test_what_nobody_has_seen_can_be_deleted(pat, evidence):
    address = reverse("evidence-delete", args=[evidence.code])

    assert "goes for good" in text_of(pat.get(address))
    assert Evidence.objects.exists()
    assert pat.send(address)["Location"] == LIST
    assert not Evidence.objects.exists()


def test_what_was_shared_is_taken_back_instead(pat, practitioner, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    share_unit(unit, by=practitioner, declaration=DECLARATION)
    evidence = Evidence.objects.get()

    refused = pat.send(reverse("evidence-delete", args=[evidence.code]))
    assert refused.status_code == 422
    assert "An assessor has this already, so it can’t be deleted." in text_of(refused)

    pat.send(reverse("evidence-withdraw", args=[evidence.code]))
    evidence.refresh_from_db()
    assert evidence.withdrawn_at is not None
    assert pat.get(reverse("evidence-change", args=[evidence.code])).status_code == 403


def test_a_group_is_ticked_without_scripts_and_everything_typed_is_still_there(pat, unit):
    first, *_rest = unit.version.requirements.all()
    [all_of_it, *_more] = re.findall(r'value="(all [^"]+)"', pat.get(ADD).content.decode())
    group = [row for row in unit.version.requirements.all() if row.kind == first.kind]

    page = pat.send(ADD, {"name": "Joint meeting", f"here_{unit.code}": "True", "tick": all_of_it})

    html = page.content.decode()
    assert (page.status_code, "Joint meeting" in html, Evidence.objects.exists()) == (422, True, False)
    assert re.findall(rf'name="shows_{unit.code}" value="([^"]+)" checked', html) == [
        row.code for row in group
    ]
