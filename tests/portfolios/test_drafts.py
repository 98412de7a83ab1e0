"""Words are kept as they are typed, and come back; saved, they are no draft; something newer is never written over."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import OnceKey
from portfolios.models import Draft, Evidence
from portfolios.operations.drafts import MOST_DRAFTS, forget_old_drafts, keep_draft
from portfolios.operations.evidence import change_evidence
from tests.factories import EvidenceFactory, UserFactory
from tests.factories.assessments import unit_with_evidence
from tests.reading import text_of

KEEP, ADD = reverse("draft-keep"), reverse("evidence-add")
TYPED = {
    "draft": "evidence new",
    "name": "A meeting",
    "story": "I asked both groups.",
    "happened_year": "2027",
}


@pytest.fixture
def evidence(practitioner, organisation):
    return EvidenceFactory(
        portfolio__owner=practitioner, portfolio__organisation=organisation, story="As saved"
    )


def change_of(evidence):
    return reverse("evidence-change", args=[evidence.code])


def html(page):
    return page.content.decode()


def test_words_are_back_after_logging_out_and_in(pat, practitioner, client_for):
    told = pat.post(KEEP, TYPED | {"once": uuid4().hex})
    assert told.json()["said"].startswith("Your words are kept, ")
    pat.logout()

    page = client_for(practitioner).get(ADD)

    assert "Your words are back" in text_of(page)
    assert 'value="A meeting"' in html(page)
    assert "I asked both groups." in html(page)
    assert 'value="2027"' in html(page)
    assert "notice--error" not in html(page)


def test_ticks_people_and_choices_come_back_too(pat, practitioner, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    first = unit.version.requirements.first()
    more = {
        f"here_{unit.code}": "True",
        f"shows_{unit.code}": [first.code],
        f"note_{unit.code}_{first.code}": "See the photo",
        "identifiable": "others",
        "person_0_description": "Purple top",
    }
    pat.post(KEEP, TYPED | more)

    page = html(pat.get(ADD))

    for words in [f'value="{first.code}" checked', "See the photo", "Purple top"]:
        assert words in page
    assert re.search(r'value="others"[^>]* checked', page)


def test_a_standard_begun_since_stands_as_it_is(pat, practitioner, organisation):
    evidence = Evidence.objects.get(
        pk=unit_with_evidence(practitioner, organisation).portfolio.evidence.first().pk
    )
    pat.post(KEEP, {"draft": f"evidence {evidence.code}", "revision": evidence.revision, "name": "Newer"})

    page = html(pat.get(change_of(evidence)))

    assert 'value="Newer"' in page
    assert page.count(" checked") >= evidence.claims.count() > 0


def test_what_a_link_asks_for_is_ticked_in_words_that_are_back(pat, practitioner, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    first, second, *_rest = unit.version.requirements.all()
    pat.post(KEEP, TYPED | {f"here_{unit.code}": "True", f"shows_{unit.code}": first.code})

    page = html(pat.get(ADD, {"unit": unit.code, "shows": second.code}))

    assert re.findall(r'value="(\w+)" checked', page) == [first.code, second.code]
    assert "A meeting" in page
    assert f'value="{ADD}?unit={unit.code}&amp;shows={second.code}"' in page


def test_saved_words_are_no_draft_however_late_they_arrive(pat):
    once = uuid4().hex
    pat.post(KEEP, TYPED | {"once": once})
    assert Draft.objects.count() == 1

    pat.post(ADD, TYPED | {"once": once})
    assert (Evidence.objects.count(), Draft.objects.count()) == (1, 0)

    pat.post(KEEP, TYPED | {"once": once, "story": "sent before, arrived after"})
    assert not Draft.objects.exists()


def test_one_that_slipped_in_between_is_not_shown(pat, practitioner):
    once = uuid4().hex
    pat.post(ADD, TYPED | {"once": once})
    Draft.objects.create(owner=practitioner, about="evidence new", fields={"once": [once], "name": ["Late"]})

    assert "Your words are back" not in text_of(pat.get(ADD))


def test_a_form_that_needs_a_look_keeps_its_draft(pat):
    pat.post(KEEP, TYPED)

    assert pat.send(ADD, TYPED | {"happened_year": "20"}).status_code == 422
    assert Draft.objects.count() == 1


def test_start_afresh(pat, evidence):
    about = f"evidence {evidence.code}"
    pat.post(KEEP, TYPED | {"draft": about, "revision": "1", "story": "Unsaved"})
    assert "Unsaved" in html(pat.get(change_of(evidence)))

    back = pat.send(
        reverse("draft-forget"), {"draft": about, "next": change_of(evidence), "story": "Unsaved"}
    )

    assert back["Location"] == change_of(evidence)
    page = pat.get(back["Location"])
    assert "As saved" in html(page)
    assert "Your words are back" not in text_of(page)


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:1", ""]
)
def test_start_afresh_leads_nowhere_else(pat, elsewhere):
    assert pat.send(reverse("draft-forget"), {"draft": "a", "next": elsewhere})["Location"] == "/"


def test_something_newer_that_was_saved_elsewhere_is_shown_beside(pat, practitioner, evidence):
    pat.post(KEEP, {"draft": f"evidence {evidence.code}", "revision": "9" * 5000})
    assert pat.get(change_of(evidence)).status_code == 200
    pat.post(KEEP, {"draft": f"evidence {evidence.code}", "revision": "1", "story": "Typed on the train"})
    change_evidence(evidence, by=practitioner, revision=1, story="Saved at home")

    page = pat.get(change_of(evidence))

    assert page.status_code == 200
    assert "This was changed somewhere else since you opened it." in text_of(page)
    assert "Saved at home" in text_of(page)
    assert "Typed on the train" in html(page)
    assert 'name="revision" value="2"' in html(page)
    evidence.refresh_from_db()
    assert evidence.story == "Saved at home"


def test_a_draft_is_its_owners_alone(pat, robin, evidence):
    pat.post(KEEP, TYPED)
    robin.post(KEEP, TYPED | {"name": "Theirs"})
    robin.send(reverse("draft-forget"), {"draft": "evidence new"})

    assert [draft.fields["name"] for draft in Draft.objects.all()] == [["A meeting"]]


@pytest.mark.parametrize(
    "wrong", [{"draft": ""}, {"draft": "A"}, {"draft": "a" * 81}, {"draft": "a  b"}, {"story": "x" * 400_000}]
)
def test_what_is_no_draft_is_not_kept(pat, wrong):
    answer = pat.post(KEEP, TYPED | wrong)

    assert answer.status_code == 422
    assert answer.json()["said"].endswith(".")
    assert not Draft.objects.exists()


def test_drafts_do_not_pile_up(practitioner):
    for number in range(MOST_DRAFTS + 3):
        keep_draft(practitioner, about=f"a {number}", fields={})
    assert Draft.objects.count() == MOST_DRAFTS

    forget_old_drafts(at=timezone.now() + timedelta(days=91))
    assert not Draft.objects.exists()


def test_a_draft_that_came_after_its_form_was_saved_goes_before_the_key_of_the_form_does(practitioner):
    for key in ("used", "not used"):
        Draft.objects.create(owner=practitioner, about=key, fields={"once": [key], "words": ["Late"]})
    Draft.objects.create(owner=practitioner, about="without", fields={"words": ["Late"]})
    Draft.objects.create(owner=UserFactory(), about="of another", fields={"once": ["used"]})
    OnceKey.objects.create(person=practitioner, key="used")

    forget_old_drafts()

    assert set(Draft.objects.values_list("about", flat=True)) == {"not used", "without", "of another"}


def test_a_fresh_key_for_who_signed_in_anew(pat):
    assert len(pat.get(KEEP).json()["token"]) == 64
