"""One piece of evidence beside what it is said to show, and judging it."""

import re

import pytest
from django.urls import reverse

from assessments.models import Judgement, Outcome
from assessments.operations.review import judge, refer_back
from people.models import AuditEvent
from portfolios.operations.previews import make_clean_copy, make_previews
from tests.factories import EvidenceFactory, EvidenceFileFactory, files
from tests.factories.assessments import judge_all, share, sign, unit_with_evidence
from tests.reading import shown

pytestmark = pytest.mark.django_db


def version_in(assessment):
    return assessment.submission.items.first().evidence_version


def page_of(assessment, version=None):
    return reverse("review-evidence", args=[assessment.code, (version or version_in(assessment)).code])


def judging(assessment, requirement, version=None):
    return reverse(
        "judge", args=[assessment.code, (version or version_in(assessment)).code, requirement.code]
    )


def answered(outcome="meets", words="", revision=0, **more):
    return {"outcome": outcome, "words": words, "revision": str(revision)} | more


@pytest.fixture
def act(client_for, assessor, assessment, labelled):
    """Judge one requirement by its label, as the page would."""
    browser = client_for(assessor)

    def send(label, headers=None, **typed):
        return browser.send(judging(assessment, labelled[label]), answered(**typed), headers=headers)

    return send


HTMX = {"HX-Request": "true", "HX-Target": "s-x"}


# --- the page -------------------------------------------------------------------------------


def test_the_page_shows_words_people_kind_and_date(client_for, assessor, assessment):
    page = shown(client_for(assessor).get(page_of(assessment)))

    for words in [
        "Pat says this shows",
        "We met in the hall and agreed what to do first.",
        "Something from the work itself",
        "14 March 2026",
        "Nobody can be recognised but Pat",
        "0 of 4 judged",
    ]:
        assert words in page


def test_the_three_answers_stand_in_their_order(client_for, assessor, assessment, act):
    act("K1", outcome="not yet")

    page = client_for(assessor).get(page_of(assessment)).content.decode()

    answers = re.findall(r'<input type="radio" name="outcome" value="([a-z ]+)"([^>]*)>', page)
    assert [value for value, _more in answers] == ["meets", "more evidence", "not yet"] * 4
    assert [value for value, more in answers if "checked" in more] == ["not yet"]


def test_people_in_it_are_described_with_what_they_said(client_for, assessor, practitioner, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    evidence = unit.portfolio.evidence.get()
    evidence.people.create(description="Blue headscarf", basis="agreed")
    unit.portfolio.evidence.update(identifiable="others")

    page = shown(client_for(assessor).get(page_of(share(unit, assessor=assessor))))

    assert "One person can be recognised, and said yes" in page
    assert "<li>Blue headscarf: They said yes</li>" in page


def test_how_it_shows_it_stands_beside_each_requirement(client_for, assessor, unit, labelled):
    unit.claims.filter(requirement=labelled["P1"]).update(note="Look at the flip chart.")

    page = shown(client_for(assessor).get(page_of(share(unit, assessor=assessor))))

    assert page.count("How this shows it, Pat says:") == 1
    assert "Look at the flip chart." in page


def file_pages(client_for, assessor, unit, content):
    file = EvidenceFileFactory(evidence=unit.portfolio.evidence.get(), content=content)
    make_previews(file.code)
    make_clean_copy(file.code)
    assessment = share(unit, assessor=assessor)
    answer = client_for(assessor).get(page_of(assessment), {"file": file.code})
    return file, shown(answer)


@pytest.mark.parametrize(
    ("content", "address", "tag"),
    [
        (files.photo("hall.jpg"), "file-view", '<img class="viewer__img" src="{url}"'),
        (files.sound(), "file-view", '<audio controls preload="metadata" src="{url}"'),
        (files.text(), "file-read", 'href="{url}"'),
    ],
)
def test_each_kind_of_file_is_looked_at_in_its_way(client_for, assessor, unit, content, address, tag):
    file, page = file_pages(client_for, assessor, unit, content)

    assert tag.format(url=reverse(address, args=[file.code])) in page
    assert reverse("file-download", args=[file.code]) in page


def test_pages_of_a_document_are_pictures(client_for, assessor, unit):
    file, page = file_pages(client_for, assessor, unit, files.pdf(pages=2))

    for number in (1, 2):
        assert f'<img src="{reverse("file-page", args=[file.code, number])}" alt="Page {number}"' in page


def test_looking_at_the_page_records_nothing(client_for, assessor, assessment):
    before = AuditEvent.objects.count()

    client_for(assessor).get(page_of(assessment))

    assert AuditEvent.objects.count() == before


def test_one_file_at_a_time_also_as_a_piece(client_for, assessor, unit):
    second = EvidenceFileFactory(evidence=unit.portfolio.evidence.get(), content=files.sound())
    make_clean_copy(second.code)
    assessment = share(unit, assessor=assessor)

    answer = client_for(assessor).get(
        page_of(assessment), {"file": second.code}, headers={"HX-Request": "true", "HX-Target": "viewer"}
    )

    assert answer.content.decode().strip().startswith('<div class="viewer" id="viewer"')
    assert "<audio" in shown(answer)


def test_a_file_that_is_not_in_it_shows_the_first(client_for, assessor, assessment):
    answer = client_for(assessor).get(page_of(assessment), {"file": "nonsense"})

    assert answer.context["file"] == version_in(assessment).file_links.get().file


def test_someone_elses_evidence_is_not_here(client_for, assessor, assessment, organisation, colleague):
    other = share(unit_with_evidence(colleague, organisation))

    for version in (version_in(other).code, "nonsense"):
        address = reverse("review-evidence", args=[assessment.code, version])
        assert client_for(assessor).get(address).status_code == 404


def test_the_way_to_the_next_piece_and_back(client_for, assessor, unit, labelled, practitioner):
    later = EvidenceFactory(portfolio=unit.portfolio)
    later.claims.create(unit=unit, requirement=labelled["P1"], made_by=practitioner)
    assessment = share(unit, assessor=assessor)
    browser = client_for(assessor)
    first, second = browser.get(reverse("review", args=[assessment.code])).context["round"].pieces

    contexts = [browser.get(page_of(assessment, piece.version)).context for piece in (first, second)]

    assert [(c["place"], c["previous"], c["next"] and c["next"].version) for c in contexts] == [
        (1, None, second.version),
        (2, contexts[1]["round"].pieces[0], None),
    ]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_costs_the_same_for_one_and_thirty(
    client_for, assessor, practitioner, organisation, count, django_assert_num_queries
):
    unit = unit_with_evidence(practitioner, organisation, performance=count)
    for _one in range(count - 1):
        EvidenceFileFactory(evidence=unit.portfolio.evidence.get())
    assessment = judge_all(share(unit, assessor=assessor))
    browser, address = client_for(assessor), page_of(assessment)

    with django_assert_num_queries(14):
        answer = browser.get(address)

    assert len(answer.context["files"]) == count


# --- judging --------------------------------------------------------------------------------


def test_a_judgement_is_saved_and_leads_back_to_it(act, assessment, labelled):
    answer = act("P1", outcome="more evidence", words="Who agreed?")

    assert answer["Location"] == f"{page_of(assessment)}#j-{labelled['P1'].code}"
    judgement = Judgement.objects.get()
    assert (judgement.requirement, judgement.outcome) == (labelled["P1"], Outcome.MORE_EVIDENCE)
    assert judgement.words.text == "Who agreed?"
    assert judgement.released_at is None


@pytest.mark.parametrize("outcome", ["more evidence", "not yet"])
def test_saving_needs_no_words(act, outcome):
    assert act("P1", outcome=outcome).status_code == 302
    assert Judgement.objects.get().outcome == outcome


def test_as_a_piece_it_says_saved_and_counts(act, assessment):
    answer = act("P1", headers=HTMX)

    assert answer.status_code == 200
    assert "<!doctype" not in answer.content.decode().lower()
    assert "Saved, " in shown(answer)
    assert 'name="revision" value="1"' in shown(answer)
    assert 'id="judged" hx-swap-oob="true">1 of 4 judged' in shown(answer)


def test_choosing_again_changes_it(act):
    act("P1")
    act("P1", outcome="not yet", revision=1)

    judgement = Judgement.objects.get()
    assert (judgement.outcome, judgement.revision) == (Outcome.NOT_YET, 2)


def test_taking_it_back_is_not_having_looked(act):
    act("P1", words="Seen.")

    answer = act("P1", revision=1, take_back="yes")

    assert answer.status_code == 302
    assert not Judgement.objects.exists()


def test_the_same_judgement_stands_wherever_it_is_claimed(client_for, assessor, unit, labelled, practitioner):
    later = EvidenceFactory(portfolio=unit.portfolio)
    later.claims.create(unit=unit, requirement=labelled["P1"], made_by=practitioner)
    assessment = share(unit, assessor=assessor)
    versions = {item.evidence_version for item in assessment.submission.items.all()}
    browser = client_for(assessor)

    browser.send(judging(assessment, labelled["P1"], later.versions.get()), answered(outcome="not yet"))

    for version in versions:
        rows = browser.get(page_of(assessment, version)).context["rows"]
        assert [r["finding"].judgement.outcome for r in rows if r["finding"].requirement.label == "P1"] == [
            Outcome.NOT_YET
        ]
    assert set(Judgement.objects.get().basis.values_list("evidence_version", flat=True)) == {
        v.pk for v in versions
    }


def test_words_without_a_choice_are_kept_on_the_page(act):
    answer = act("V1", outcome="", words="You asked everyone.")

    assert answer.status_code == 422
    assert "Choose Meets, More evidence or Not yet, and your words are saved with it." in shown(answer)
    assert "You asked everyone.</textarea>" in shown(answer)
    assert not Judgement.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"outcome": "brilliant"},
        {"outcome": "meets\x00"},
        {"words": "nul \x00 in it"},
        {"words": "x" * 5001},
        {"revision": ""},
        {"revision": "one"},
        {"revision": "-1"},
        {"revision": "9" * 40},
    ],
)
def test_nonsense_is_answered_with_a_sentence_and_saves_nothing(act, typed):
    answer = act("P1", **typed)

    assert answer.status_code == 422
    assert "Problem:" in shown(answer)
    assert not Judgement.objects.exists()


def test_a_stale_save_keeps_both_and_says_so(act, assessor, assessment, labelled):
    judge(assessment, requirement=labelled["P1"], outcome=Outcome.MEETS, words="Theirs.", by=assessor)

    answer = act("P1", outcome="not yet", words="Mine.", revision=0)

    assert answer.status_code == 409
    page = shown(answer)
    assert "This was changed somewhere else a moment ago." in page
    assert '<span class="as-typed">Theirs.</span>' in page
    assert "Mine.</textarea>" in page
    assert 'name="revision" value="1"' in page
    assert Judgement.objects.get().words.text == "Theirs."


def test_a_stale_save_as_a_piece_says_what_stands(act, assessor, assessment, labelled):
    judge(assessment, requirement=labelled["P1"], outcome=Outcome.MEETS, words="Theirs.", by=assessor)

    answer = act("P1", outcome="not yet", words="Mine.", headers=HTMX)

    assert answer.status_code == 409
    assert "Save mine instead" in shown(answer)
    assert "Theirs." in shown(answer)


def test_after_the_reply_nothing_is_saved_and_the_words_come_back(act, assessment, assessor):
    refer_back(judge_all(assessment, outcome=Outcome.NOT_YET, words="As sent."), by=assessor)

    answer = act("P1", outcome="meets", words="Too late.", revision=1)

    assert answer.status_code == 409
    assert "This review is closed now, so nothing was saved." in shown(answer)
    assert "Too late." in shown(answer)
    assert set(Judgement.objects.values_list("words__text", flat=True)) == {"As sent."}


def test_what_was_met_before_is_shown_and_not_judged_again(client_for, assessor, second_round, labelled):
    browser = client_for(assessor)

    page = shown(browser.get(page_of(second_round)))
    answer = browser.send(judging(second_round, labelled["P1"]), answered(outcome="not yet", revision=1))

    assert page.count("Met in round 1. It stays met.") == 2
    assert f'action="{judging(second_round, labelled["P1"])}"' not in page
    assert "Who agreed to it?" in page
    assert answer.status_code == 422
    assert "There is nothing to judge here" in shown(answer)


def test_requirements_of_another_round_are_not_here(
    client_for, assessor, assessment, colleague, organisation
):
    other = share(unit_with_evidence(colleague, organisation), assessor=assessor)
    foreign, browser = other.version.requirements.first(), client_for(assessor)

    statuses = [
        browser.send(judging(assessment, foreign), answered()).status_code,
        browser.send(judging(assessment, foreign, version_in(other)), answered()).status_code,
        browser.send(
            judging(assessment, assessment.version.requirements.first(), version_in(other)), answered()
        ).status_code,
    ]

    assert statuses == [404, 404, 404]
    assert not Judgement.objects.exists()


def test_what_nobody_claimed_is_not_here(client_for, assessor, unit, labelled):
    unit.claims.filter(requirement=labelled["K1"]).delete()
    assessment = share(unit, assessor=assessor)

    assert client_for(assessor).send(judging(assessment, labelled["K1"]), answered()).status_code == 404


def test_who_may_judge(client_for, assessment, labelled, practitioner, iqa, colleague, coordinator, outsider):
    people = [practitioner, iqa, colleague, coordinator, outsider]
    address = judging(assessment, labelled["P1"])

    assert {client_for(person).send(address, answered()).status_code for person in people} == {404}
    assert not Judgement.objects.exists()


def test_a_post_without_its_key_saves_nothing(client_for, assessor, assessment, labelled):
    answer = client_for(assessor).post(judging(assessment, labelled["P1"]), answered())

    assert answer.status_code == 422
    assert not Judgement.objects.exists()


# --- earlier rounds, read by someone else ---------------------------------------------------


def test_whoever_reads_on_opens_what_earlier_findings_rest_on(
    client_for, assessor, colleague, assessment, practitioner, labelled, coordinator
):
    judge(assessment, requirement=labelled["P1"], outcome=Outcome.MEETS, by=assessor)
    refer_back(assessment, by=assessor)
    first, unit = version_in(assessment), assessment.unit
    unit.claims.all().delete()
    EvidenceFactory(portfolio=unit.portfolio).claims.create(
        unit=unit, requirement=labelled["K1"], made_by=practitioner
    )
    assessor.memberships.update(until_date="2020-01-01")
    second = share(unit, assessor=colleague)
    browser, file = client_for(colleague), first.file_links.get().file
    make_previews(file.code)

    page = browser.get(page_of(second, first))

    assert "From an earlier round" in shown(page)
    assert "Met in round 1. It stays met." in shown(page)
    picture = browser.get(reverse("file-view", args=[file.code]))
    assert b"".join(picture.streaming_content).startswith(b"\xff\xd8")


def test_an_iqa_reads_the_evidence_of_signed_off_work_without_forms(client_for, iqa, assessment):
    sign(assessment)

    page = shown(client_for(iqa).get(page_of(assessment)))

    assert "We met in the hall" in page
    assert "/judge/" not in page
