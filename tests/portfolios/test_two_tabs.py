"""The same thing open in two tabs: the later save says what was saved before it, and nothing typed is lost."""

import pytest
from django.urls import reverse

from portfolios.models import Evidence, GroupPart
from portfolios.operations.together import ask_for_part
from tests.factories import EvidenceFactory, files
from tests.reading import text_of

pytestmark = pytest.mark.django_db
ELSEWHERE = "This was changed somewhere else since you opened it."


@pytest.fixture
def piece(practitioner, organisation):
    evidence = EvidenceFactory(
        portfolio__owner=practitioner, portfolio__organisation=organisation, identifiable="others"
    )
    evidence.people.create(description="Purple top", basis="agreed")
    return evidence


@pytest.fixture
def own(piece, practitioner):
    ask_for_part(Evidence.objects.get(pk=piece.pk), whom="nobody@sample.example", by=practitioner)
    return GroupPart.objects.get(own=piece)


def hidden_in(page, name="revision"):
    return page.text.partition(f'name="{name}" value="')[2].partition('"')[0]


def test_ones_own_part_is_not_written_over_by_another_tab(pat, piece, own):
    address = reverse("part-write", args=[piece.code])
    opened = hidden_in(pat.get(reverse("evidence-together", args=[piece.code])))
    pat.send(address, {"words": "I chaired.", "revision": opened})

    late = pat.send(address, {"words": "I took notes.", "revision": opened})

    shown = text_of(late)
    assert late.status_code == 409
    assert [words in shown for words in (ELSEWHERE, "I chaired.", "I took notes.")] == [True] * 3
    assert GroupPart.objects.get(pk=own.pk).words == "I chaired."
    pat.send(address, {"words": "I did both.", "revision": hidden_in(late)})
    assert GroupPart.objects.get(pk=own.pk).words == "I did both."


def test_words_that_come_back_stand_beside_a_part_saved_since(pat, piece, own):
    page = reverse("evidence-together", args=[piece.code])
    typed = {"draft": f"part {own.code}", "words": "I took notes.", "revision": hidden_in(pat.get(page))}
    pat.post(reverse("draft-keep"), typed | {"once": "k" * 32})
    pat.send(reverse("part-write", args=[piece.code]), {"words": "I chaired.", "revision": own.revision})

    back = text_of(pat.get(page))

    assert [words in back for words in (ELSEWHERE, "I chaired.", "I took notes.")] == [True] * 3


def test_what_someone_said_is_not_written_over_by_another_tab(pat, piece):
    someone = piece.people.get()
    address = reverse("person-keep", args=[piece.code, someone.pk])
    opened = hidden_in(pat.get(reverse("evidence-people", args=[piece.code])))
    said = {"description": "Purple top", "basis": "agreed", "revision": opened}
    pat.send(address, said | {"purpose": "My assessor may see it"})

    late = pat.send(address, said | {"purpose": "The newsletter", "spoken": files.sound()})

    assert (late.status_code, "My assessor may see it" in text_of(late)) == (409, True)
    assert (ELSEWHERE in late.text, 'value="The newsletter"' in late.text) == (True, True)
    again = {"revision": hidden_in(late), "kept": hidden_in(late, "kept")}
    assert pat.send(address, said | again | {"purpose": "Both"}).status_code == 302
    someone.refresh_from_db()
    assert (someone.purpose, someone.recording.is_consent) == ("Both", True)
