"""Before other words are published, the trainer sees whom they touch. Nobody sees a name they may not know."""

import pytest

from people.models import AuditEvent
from people.roles import Role
from standards.models import StandardPage, StandardVersion
from standards.registry import Note
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.assessments import share, sign
from tests.factories.portfolios import ClaimFactory, EvidenceFactory, PortfolioFactory, UnitFactory
from tests.standards.editor import CRITERIA, Editor, sentences_in

ANSWER = {"change": "meaning", "why": "Practice moved on."}


def someone_working(version, organisation, *, name=None, claims=1):
    """A unit on this version with evidence for its first `claims` requirements."""
    owner = UserFactory(**({"name": name} if name else {}))
    portfolio = PortfolioFactory(owner=owner, organisation=organisation)
    unit = UnitFactory(portfolio=portfolio, version=version)
    evidence = EvidenceFactory(portfolio=portfolio)
    for requirement in version.requirements.all()[:claims]:
        ClaimFactory(unit=unit, evidence=evidence, requirement=requirement)
    return unit


@pytest.fixture
def unit(seed, organisation):
    return someone_working(seed.version, organisation, name="Pat Sample", claims=2)


@pytest.fixture
def draft(admin, seed, unit):
    """Criterion 1 in other words, 2 no longer asked, one more at the end; and the answer what changed."""
    editor = Editor(admin, seed).type_in(CRITERIA, 0, text="listen first").remove(CRITERIA, 1)
    editor.add(CRITERIA, number="10", text="say thank you").type(**ANSWER)
    editor.answer = editor.publish()
    return editor


def impact_url(seed):
    page = StandardPage.objects.get(pk=seed.pk)
    return f"/admin/standards/{page.pk}/impact/{page.latest_revision_id}/"


def table(answer):
    return [
        (row.change.what.value, row.change.label, [count for _touch, count in row.counted], row.names)
        for row in answer.context["impact"].rows
    ]


def test_publishing_other_words_first_shows_whom_they_touch(draft, seed):
    assert draft.answer.redirect_chain == [(impact_url(seed), 302)]
    assert table(draft.answer) == [
        ("changed", "P1", [1, 0, 0], []),
        ("added", "P10", [0, 0, 0], []),
        ("retired", "P2", [1, 0, 0], []),
    ]
    assert draft.answer.context["impact"].people == 1
    assert "Pat Sample" not in draft.answer.content.decode()
    assert StandardVersion.objects.count() == 1
    assert StandardPage.objects.get(pk=seed.pk).performance_criteria.count() == 9


def test_from_there_it_is_published_as_the_draft_says(draft, seed, admin, trainer):
    answer = admin.send(impact_url(seed), ANSWER, follow=True)

    assert sentences_in(answer) == [
        "Published. People who are at work keep the version they began with, until they choose to move on."
    ]
    version = StandardPage.objects.get(pk=seed.pk).version
    assert (version.number, version.change, version.why, version.published_by) == (
        2, "meaning", "Practice moved on.", trainer,
    )  # fmt: skip
    assert version.requirements.filter(kind="performance").count() == 9
    assert AuditEvent.objects.filter(action="standard.published", subject_code=version.code).count() == 1
    assert list(
        StandardPage.objects.get(pk=seed.pk).performance_criteria.values_list("number", flat=True)
    ) == [r.number for r in version.requirements.filter(kind="performance")]


def test_the_answer_can_be_changed_there(draft, seed, admin):
    admin.send(impact_url(seed), {"change": "wording", "why": "It means the same."})
    version = StandardPage.objects.get(pk=seed.pk).version
    assert (version.change, version.why) == ("wording", "It means the same.")


def test_without_an_answer_it_is_asked_for_and_nothing_happens(draft, seed, admin):
    answer = admin.send(impact_url(seed), {"change": "", "why": "Because."})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "change": ["The words are not the ones people work with now. Say whether they still mean the same."]
    }
    assert answer.context["form"]["why"].value() == "Because."
    assert StandardVersion.objects.count() == 1


def test_an_older_draft_is_not_published(draft, seed, admin):
    url = impact_url(seed)
    Editor(admin, seed).type_in(CRITERIA, 0, text="listen twice").save()
    answer = admin.send(url, ANSWER)
    assert answer.status_code == 422
    assert [str(s) for s in answer.context["sentences"]] == [
        "Someone saved a newer draft since. Nothing was published. Look at that one first."
    ]
    assert StandardVersion.objects.count() == 1


def test_sent_twice_it_is_published_once(draft, seed, admin):
    form, url = {"once": "0123456789abcdef0123", **ANSWER}, impact_url(seed)
    first, second = admin.post(url, form), admin.post(url, form)
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert StandardVersion.objects.count() == 2


def test_where_nobody_works_with_it_publishing_goes_straight_through(admin, seed):
    Editor(admin, seed).type_in(CRITERIA, 0, text="listen first").type(**ANSWER).publish()
    assert StandardPage.objects.get(pk=seed.pk).version.number == 2


def test_what_is_no_change_of_words_goes_straight_through(admin, seed, unit):
    Editor(admin, seed).type(source="https://www.example.org/").publish()
    page = StandardPage.objects.get(pk=seed.pk)
    assert (page.source, page.version.number) == ("https://www.example.org/", 1)


def test_shared_rounds_and_certificates_are_counted(seed, admin, organisation, assessor, practitioner):
    unit = someone_working(seed.version, organisation, claims=31)
    sign(share(unit, assessor=assessor))
    answer = Editor(admin, seed).type_in(CRITERIA, 0, text="listen first").type(**ANSWER).publish()
    assert table(answer) == [("changed", "P1", [1, 1, 1], [])]
    assert [(str(t.name), t.total) for t in answer.context["impact"].touches] == [
        ("People with evidence for it", 1),
        ("Times it was shared", 1),
        ("Certificates", 1),
    ]


def test_work_on_older_versions_counts_by_lineage(draft, seed, admin, organisation):
    admin.send(impact_url(seed), ANSWER)
    someone_working(StandardPage.objects.get(pk=seed.pk).version, organisation)
    editor = Editor(admin, seed).type_in(CRITERIA, 0, text="listen well")
    answer = editor.type(**ANSWER).publish()
    assert table(answer) == [("changed", "P1", [2, 0, 0], [])]
    assert answer.context["impact"].people == 2


def test_a_coordinator_sees_the_names_of_their_own_practitioners_and_of_nobody_else(
    draft, seed, admin, trainer, organisation
):
    someone_working(seed.version, OrganisationFactory(name="Harbour Example"), name="Olu Example")
    MembershipFactory(person=trainer, organisation=organisation, role=Role.COORDINATOR)
    answer = admin.get(impact_url(seed))
    assert table(answer)[0] == ("changed", "P1", [2, 0, 0], ["Pat Sample"])
    assert "Olu Example" not in answer.content.decode()


def test_it_asks_as_much_for_thirty_as_for_one(draft, seed, admin, organisation, django_assert_num_queries):
    url = impact_url(seed)
    admin.get(url)
    with django_assert_num_queries(37):
        admin.get(url)
    for _number in range(29):
        someone_working(seed.version, organisation, claims=3)
    with django_assert_num_queries(37):
        answer = admin.get(url)
    assert answer.context["impact"].people == 30


def test_a_suite_shows_whom_its_values_touch(suite, seed, admin, organisation):
    someone_working(seed.version, organisation, claims=31)
    editor = Editor(admin, suite).type_in("values", 0, title="Justice").type(change="wording", why="Shorter.")
    answer = editor.publish()
    assert table(answer) == [("changed", "V1", [1, 0, 0], [])]
    page = type(suite).objects.get(pk=suite.pk)
    assert StandardVersion.objects.count() == 1

    admin.send(
        f"/admin/standards/{suite.pk}/impact/{page.latest_revision_id}/",
        {"change": "wording", "why": "Shorter."},
    )

    version = StandardPage.objects.get(pk=seed.pk).version
    assert (version.number, version.requirements.get(kind="value", number="1").text) == (2, "Justice")


def test_who_is_affected_can_be_asked_at_any_time(seed, admin, unit):
    Editor(admin, seed).type_in(CRITERIA, 0, text="listen first").save()
    answer = admin.get(f"/admin/standards/{seed.pk}/impact/", follow=True)
    assert table(answer) == [("changed", "P1", [1, 0, 0], [])]
    assert answer.context["form"].initial == {"change": None, "why": ""}


def test_other_pages_and_other_drafts_are_not_found(seed, suite, admin):
    area = seed.get_parent()
    for path in (
        f"{area.pk}/impact/",
        f"{seed.pk}/impact/{suite.latest_revision_id or 0}/",
        "999999/impact/",
    ):
        assert admin.get(f"/admin/standards/{path}").status_code == 404


def test_whoever_may_not_edit_this_suite_sees_nothing_of_it(seed, trainer, admin):
    trainer.groups.clear()
    assert admin.get(f"/admin/standards/{seed.pk}/impact/").status_code in (302, 403)


def test_what_there_is_to_think_of_is_said_in_the_editor_and_on_the_page(draft, seed, admin, monkeypatch):
    said = [Note("Sample: look at “P1” once more.", "/sample/", "Look")]
    monkeypatch.setattr(
        "standards.queries.impact.BEFORE_PUBLISHING_NOTES", [lambda page: said if page.pk == seed.pk else []]
    )
    for url in (impact_url(seed), f"/admin/pages/{seed.pk}/edit/"):
        shown = admin.get(url).content.decode()
        assert 'Sample: look at “P1” once more. <a href="/sample/">Look</a>' in shown
