"""Adopted words on the page of a charter: a trainer’s draft is kept, and what is out of sight stays so."""

from community.models import CharterPage
from tests.community.operations.closing import after, words


def test_a_trainers_draft_stays_the_newest_with_the_adopted_words_in_it(charter, amendment, trainer):
    page = charter.page.specific
    draft = page.get_latest_revision_as_object()
    rows = list(draft.entries.all())
    rows[2].text = "Rest is part of the work."
    draft.entries = rows
    draft.open_days = 30
    draft.save_revision(user=trainer)

    after(amendment)

    page = CharterPage.objects.get()
    newest = page.get_latest_revision_as_object()
    assert [entry.words for entry in newest.draft_wording.entries][1:3] == [
        "Inclusion: Everyone is welcome, always.",
        "Welfare: Rest is part of the work.",
    ]
    assert (page.has_unpublished_changes, page.open_days, newest.open_days) == (True, 14, 30)
    assert page.latest_revision.user == trainer
    assert words(page.version.wording)[2] == "Welfare: Feel free to decline."
    assert [entry.pk for entry in newest.entries.all()] == [entry.pk for entry in page.entries.all()]


def test_where_draft_and_amendment_changed_one_clause_the_draft_keeps_its_own(charter, amendment, trainer):
    draft = charter.page.specific.get_latest_revision_as_object()
    rows = list(draft.entries.all())
    rows[1].text = "All belong."
    draft.entries = rows
    draft.save_revision(user=trainer)

    after(amendment)

    page = CharterPage.objects.get()
    assert words(page.get_latest_revision_as_object().draft_wording)[1] == "Inclusion: All belong."
    assert words(page.version.wording)[1] == "Inclusion: Everyone is welcome, always."


def test_a_page_out_of_sight_stays_there_and_has_the_words(charter, amendment):
    charter.page.specific.unpublish()

    after(amendment)

    page = CharterPage.objects.get()
    assert (page.live, page.version.number) == (False, 2)
    assert page.saved_wording == page.version.wording
