"""Awards: written, published, changed and withdrawn by trainers; read by everyone."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from people.frozen import IsFrozen
from people.models import AuditEvent
from standards.models import AwardDefinition, AwardMember, AwardVersion
from standards.operations.awards import (
    AwardHasMoved,
    AwardIsNotReady,
    change_award,
    draft_award,
    publish_award,
    withdraw_award,
)
from standards.queries.awards import group_in_words, rules_in_words
from tests.factories import StandardFactory, StandardVersionFactory
from tests.factories.awards import published_award, rules
from tests.factories.standards import SuiteFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def suite():
    return SuiteFactory()


@pytest.fixture
def standards(suite):
    return [StandardVersionFactory(standard__suite=suite).standard for _place in range(3)]


def group(standards, needed=None, title=""):
    return {"title": title, "needed": needed, "standards": standards}


def test_publishing_freezes_the_rules_and_the_standards(trainer, suite, standards):
    award = draft_award(
        suite,
        rules=rules(distinct_kinds=2),
        groups=[group(standards[:1]), group(standards[1:], 1)],
        by=trainer,
    )

    version = publish_award(award, why="", revision=award.revision, by=trainer)

    assert (version.number, version.distinct_kinds, version.member_count) == (1, 2, 3)
    members = version.members.values_list("standard", "group", "needed")
    assert list(members) == [(standards[0].pk, 1, None), (standards[1].pk, 2, 1), (standards[2].pk, 2, 1)]
    assert AwardDefinition.objects.get().current_version == version
    event = AuditEvent.objects.get(action="award.published")
    assert event.payload["number"] == 1
    with pytest.raises(IsFrozen):
        version.save()
    with pytest.raises(IsFrozen):
        AwardMember.objects.update(needed=9)


def test_the_same_rules_are_no_new_version(trainer):
    award = published_award(by=trainer)

    again = publish_award(award, why="", revision=award.revision, by=trainer)

    assert (again, AwardVersion.objects.count()) == (award.current_version, 1)


def test_other_rules_are_a_new_version_with_a_reason(trainer):
    award = published_award(by=trainer)
    [(_title, _needed, standards)] = [
        (g.title, g.needed, list(g.standards.all())) for g in award.groups.all()
    ]
    changed = change_award(
        award,
        rules=rules(must_be_observed=True),
        groups=[group(standards)],
        revision=award.revision,
        by=trainer,
    )

    with pytest.raises(AwardIsNotReady) as refusal:
        publish_award(changed, why="  ", revision=changed.revision, by=trainer)
    assert refusal.value.sentences == (
        "Say why it changes, in a few words. People who work towards it will wonder.",
    )
    assert AwardVersion.objects.count() == 1

    version = publish_award(changed, why="Assessors asked for it.", revision=changed.revision, by=trainer)
    assert (version.number, version.why, version.must_be_observed) == (2, "Assessors asked for it.", True)


def test_what_is_missing_is_said_and_nothing_is_published(trainer, suite, standards):
    outline = StandardFactory(suite=suite, title="No words yet")
    award = draft_award(
        suite,
        rules=rules(),
        groups=[
            group([standards[0], outline], title="Core"),
            group([standards[0]], 2, title="Any"),
            group([], title="Empty"),
        ],
        by=trainer,
    )

    with pytest.raises(AwardIsNotReady) as refusal:
        publish_award(award, why="", revision=award.revision, by=trainer)

    assert sorted(refusal.value.sentences) == sorted(
        [
            "“No words yet” is not published yet.",
            "2 are asked of the group “Any”, and only 1 are in it.",
            f"“{standards[0].title}” is in two groups. It can count once.",
            "The group “Empty” has no standard in it.",
        ]
    )
    assert not AwardVersion.objects.exists()


def test_a_stale_save_changes_nothing(trainer):
    award = published_award(by=trainer)
    change_award(award, rules=rules(title="Hers"), groups=[], revision=award.revision, by=trainer)

    with pytest.raises(AwardHasMoved):
        change_award(award, rules=rules(title="His"), groups=[], revision=award.revision, by=trainer)

    assert AwardDefinition.objects.get().title == "Hers"


def test_what_was_not_looked_at_is_not_published(trainer):
    award = published_award(by=trainer)
    groups = [group(list(award.groups.get().standards.all()))]
    change_award(award, rules=rules(title="Hers"), groups=groups, revision=award.revision, by=trainer)

    with pytest.raises(AwardHasMoved):
        publish_award(award, why="Mine.", revision=award.revision, by=trainer)

    assert AwardVersion.objects.get().title == "Sample award"


def test_of_an_edit_and_a_publish_at_once_nothing_unseen_is_published(trainer, suite, at_once):
    standard = StandardVersionFactory(standard__suite=suite).standard
    award = draft_award(suite, rules=rules(title="Seen"), groups=[group([standard])], by=trainer)
    change = {"rules": rules(title="Hers"), "groups": [group([standard])], "revision": 1, "by": trainer}

    changed, published = at_once(
        lambda: change_award(award, **change),
        lambda: publish_award(award, why="", revision=1, by=trainer),
    )

    assert changed.title == "Hers"
    assert isinstance(published, AwardHasMoved) or published.title == "Seen"
    assert [version.title for version in AwardVersion.objects.all()] in ([], ["Seen"])


def test_a_last_day_to_start_and_a_withdrawal_close_it(trainer):
    award = published_award(by=trainer, last_start_date=date(2027, 5, 1))

    assert award.is_open_to_start(date(2027, 5, 1))
    assert not award.is_open_to_start(date(2027, 5, 2))
    assert not withdraw_award(award, by=trainer).is_open_to_start(date(2027, 5, 1))


def test_rules_are_said_in_words():
    version = AwardVersion(
        claims_per_criterion=2,
        distinct_kinds=3,
        must_be_observed=True,
        evidence_months=24,
        every_value=True,
        has_sampling=True,
        has_panel=True,
    )

    assert rules_in_words(version) == [
        "Each criterion is shown by at least 2 pieces of evidence.",
        "In each standard there are at least 3 different kinds of evidence.",
        "In each standard an assessor saw you do something of it, at least once.",
        "Evidence is from the last 24 months.",
        "Each value is shown by at least one piece of evidence.",
        "An assessor reads each standard with you, and signs it off.",
        "An internal quality assurer looks at some of the work a second time, to see that judging is fair.",
        "It ends with a talk with a panel.",
    ]
    assert [group_in_words(*pair) for pair in [(None, 1), (None, 3), (2, 5), (5, 5)]] == [
        "This one",
        "All 3 of these",
        "Any 2 of these 5",
        "All 5 of these",
    ]


# --- screens --------------------------------------------------------------------------------


def typed(standards, **changes):
    return {
        "title": "Working with groups",
        "claims_per_criterion": "1",
        "distinct_kinds": "2",
        "revision": "1",
        "group-TOTAL_FORMS": "2",
        "group-INITIAL_FORMS": "0",
        "group-0-title": "Core",
        "group-0-standards": [standard.pk for standard in standards],
        "group-1-title": "",
    } | changes


def test_a_trainer_writes_publishes_and_withdraws_one(client_for, trainer, suite, standards):
    tab = client_for(trainer)

    answer = tab.send(f"/admin/awards/add/{suite.slug}/", typed(standards))

    award = AwardDefinition.objects.get()
    assert answer.headers["Location"] == reverse("award-edit", args=[award.code])
    assert [list(g.standards.order_by("pk")) for g in award.groups.all()] == [standards]
    assert "Save the draft" in text_of(tab.get(answer.headers["Location"]))

    tab.send(reverse("award-publish", args=[award.code]), {"revision": "1"})
    award.refresh_from_db()
    assert award.current_version.distinct_kinds == 2
    for _twice in range(2):
        tab.send(reverse("award-withdraw", args=[award.code]))
        award.refresh_from_db()
        assert award.withdrawn_at
    again = 'name="back" value="1">Let people start it again<'
    assert again in tab.get(reverse("award-edit", args=[award.code])).text
    for _twice in range(2):
        tab.send(reverse("award-withdraw", args=[award.code]), {"back": "1"})
        award.refresh_from_db()
        assert not award.withdrawn_at
    assert award.title in text_of(tab.get("/admin/awards/"))


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    client_for, trainer, suite, standards
):
    answer = client_for(trainer).send(
        f"/admin/awards/add/{suite.slug}/",
        typed(
            standards[:1],
            title="",
            **{"group-0-needed": "3", "distinct_kinds": "0", "summary": "For everyone"},
        ),
    )

    assert answer.status_code == 422
    shown = text_of(answer)
    assert "Give this award a title." in shown
    assert "Only 1 are ticked below." in shown
    assert "Choose a number from 1 to 20." in shown
    assert "For everyone" in answer.content.decode()
    assert not AwardDefinition.objects.exists()


def test_someone_else_saved_first_and_both_are_shown(client_for, trainer, suite, standards):
    award = draft_award(suite, rules=rules(), groups=[group(standards)], by=trainer)
    change_award(award, rules=rules(title="Hers"), groups=[group(standards)], revision=1, by=trainer)

    answer = client_for(trainer).send(reverse("award-edit", args=[award.code]), typed(standards, title="His"))

    assert answer.status_code == 409
    shown = answer.content.decode()
    assert 'value="His"' in shown
    assert "Hers" in shown
    assert AwardDefinition.objects.get().title == "Hers"


def test_who_publishes_an_old_screen_is_told_and_both_texts_are_kept(client_for, trainer, suite, standards):
    award = published_award((None, standards), by=trainer, suite=suite)
    first = change_award(
        award, rules=rules(summary="His words"), groups=[group(standards)], revision=1, by=trainer
    )
    change_award(first, rules=rules(summary="Her words"), groups=[group(standards)], revision=2, by=trainer)

    tab = client_for(trainer)
    answer = tab.send(
        reverse("award-publish", args=[award.code]), {"revision": "2", "why": "Because he says so."}
    )

    assert answer.status_code == 409
    shown = BeautifulSoup(answer.content, "html.parser")
    assert shown.find("title").text.strip().startswith("Problem:")
    assert "Someone else changed this award after you opened this page" in shown.find(role="alert").text
    assert "“Because he says so.”" in shown.find(role="alert").text
    assert shown.find("textarea", attrs={"name": "summary"}).text.strip() == "Her words"
    assert shown.find("textarea", attrs={"name": "why"}).text.strip() == "Because he says so."
    assert AwardVersion.objects.count() == 1

    again = shown.find("form", action=reverse("award-publish", args=[award.code]))
    fields = {field["name"]: field.get("value", field.text.strip()) for field in again.select("[name]")}
    assert tab.post(again["action"], fields).status_code == 302
    assert AwardVersion.objects.get(number=2).summary == "Her words"


@pytest.mark.parametrize("revision", ["", "x", "-1", "1" * 5000])
def test_publishing_without_saying_what_was_seen_is_refused(client_for, trainer, suite, standards, revision):
    award = draft_award(suite, rules=rules(), groups=[group(standards)], by=trainer)

    answer = client_for(trainer).send(reverse("award-publish", args=[award.code]), {"revision": revision})

    assert answer.status_code == 409
    assert not AwardVersion.objects.exists()


def test_what_keeps_it_from_being_published_is_said_and_the_reason_is_kept(
    client_for, trainer, suite, standards
):
    award = published_award((None, standards), by=trainer, suite=suite)
    change_award(award, rules=rules(), groups=[], revision=1, by=trainer)

    answer = client_for(trainer).send(
        reverse("award-publish", args=[award.code]), {"revision": "2", "why": "Fewer of them."}
    )

    assert answer.status_code == 422
    assert "Choose at least one standard." in text_of(answer)
    assert "“Fewer of them.”" in text_of(answer)


def test_nobody_else_edits_awards(client_for, practitioner, outsider, assessor, suite):
    assert client_for(practitioner).get("/admin/awards/").status_code == 403
    assert client_for(assessor).send(f"/admin/awards/add/{suite.slug}/", {}).status_code == 403


def test_anyone_reads_what_an_award_asks(client_for, trainer, standards, suite):
    award = published_award((1, standards), by=trainer, suite=suite, title="Any of three", every_value=True)
    draft_award(suite, rules=rules(title="Not yet public"), groups=[], by=trainer)
    tab = client_for(None)

    listed, shown = text_of(tab.get("/awards/")), text_of(tab.get(f"/awards/{award.code}/"))

    assert "Any of three" in listed
    assert "Not yet public" not in listed
    assert "Any 1 of these 3" in shown
    assert "Each value is shown by at least one piece of evidence." in shown
    assert [standard.title in shown for standard in standards] == [True] * 3


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    client_for, trainer, suite, count, django_assert_num_queries
):
    standard = StandardVersionFactory(standard__suite=suite).standard
    for number in range(count):
        published_award((None, [standard]), by=trainer, suite=suite, title=f"Award {number}")
    tab = client_for(None)
    tab.get("/awards/")

    with django_assert_num_queries(3):
        tab.get("/awards/")
