"""Trainers say which kinds of evidence there are and what each asks; what was saved and shared keeps its own."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from people.models import AuditEvent
from people.roles import Role
from portfolios.models import EvidenceKind, KindQuestion
from portfolios.operations.kinds import KindIsUsed, remove_kind
from tests.factories import EvidenceFactory, MembershipFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("evidence-kinds"), reverse("evidence-kind-add")


@pytest.fixture
def toni(client_for, trainer):
    return client_for(trainer)


@pytest.fixture
def feedback():
    return EvidenceKind.objects.get(slug=EvidenceKind.COMMUNITY_FEEDBACK)


def address(kind, name="evidence-kind"):
    return reverse(name, args=[kind.pk])


def filled_in(page):
    """The form as a browser would send it back."""
    soup = BeautifulSoup(page.content, "html.parser").select_one("form[novalidate]")
    fields = soup.select("input[name]:not([type=submit])")
    sent = {
        field["name"]: field.get("value", "on" if field.get("type") == "checkbox" else "")
        for field in fields
        if field.get("type") != "checkbox" or field.has_attr("checked")
    }
    sent |= {field["name"]: field.text.strip() for field in soup.select("textarea[name]")}
    chosen = soup.select("select[name] option[selected]")
    sent |= {option.find_parent("select")["name"]: option["value"] for option in chosen}
    return {name: value for name, value in sent.items() if name not in ("once", "csrfmiddlewaretoken")}


NEW = {
    "name": "A story told on film",
    "term": "Digital story",
    "made_by": "practitioner",
    "weight": "0.5",
    "is_offered": "on",
    "position": "45",
    "q_0_words": "Who tells it?",
    "q_0_is_wanted": "on",
    "q_0_is_asked": "on",
}


def test_a_new_kind_is_offered_at_once_with_its_questions(toni, client_for, practitioner, trainer):
    answer = toni.send(ADD, NEW)

    assert answer["Location"] == LIST
    kind = EvidenceKind.objects.get(name="A story told on film")
    assert (kind.slug, str(kind.weight), kind.is_ours) == ("a-story-told-on-film", "0.5", False)
    asked = kind.questions.values_list("key", "words", "is_wanted", "is_asked", "position")
    assert list(asked) == [("who-tells-it", "Who tells it?", True, True, 10)]
    page = client_for(practitioner).get("/my/evidence/add")
    assert "A story told on film" in text_of(page)
    assert "Who tells it?" in text_of(page)
    event = AuditEvent.objects.get(action="kind.added")
    assert (event.actor_code, event.subject_code) == (trainer.code, kind.slug)


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(toni):
    page = toni.send(ADD, NEW | {"weight": "12", "term": ""})

    assert page.status_code == 422
    assert "What you typed is still here." in text_of(page)
    assert 'value="Who tells it?"' in page.content.decode()
    assert not EvidenceKind.objects.filter(name=NEW["name"]).exists()


def test_words_weight_and_questions_change_and_answers_stay(toni, feedback):
    piece = EvidenceFactory(kind_id=feedback.slug, details={"from": "The lunch club", "how": "With cards"})
    form = filled_in(toni.get(address(feedback)))
    first, second = feedback.questions.all()
    del form["q_1_is_asked"]

    toni.send(
        address(feedback),
        form
        | {
            "name": "What people told us",
            "weight": "2",
            "q_0_words": "Who told you?",
            "q_2_words": "Where?",
            "q_2_is_asked": "on",
        },
    )

    feedback.refresh_from_db()
    assert (feedback.name, feedback.slug, str(feedback.weight)) == (
        "What people told us",
        "community feedback",
        "2.0",
    )
    asked = feedback.questions.order_by("position").values_list("pk", "key", "words", "is_asked")
    assert list(asked)[:2] == [
        (first.pk, "from", "Who told you?", True),
        (second.pk, "how", second.words, False),
    ]
    assert list(asked)[2][1:] == ("where", "Where?", True)
    assert piece.answers == [
        {"question": "Who told you?", "answer": "The lunch club"},
        {"question": second.words, "answer": "With cards"},
    ]


def test_a_question_is_let_go_of_and_not_emptied(toni, feedback):
    form = filled_in(toni.get(address(feedback)))

    page = toni.send(address(feedback), form | {"q_0_words": ""})

    assert page.status_code == 422
    assert "It was: Who said it?" in text_of(page)


def test_a_question_no_longer_asked_is_shown_only_where_it_was_answered(client_for, practitioner, feedback):
    KindQuestion.objects.filter(kind=feedback, key="how").update(is_asked=False)
    pat = client_for(practitioner)
    mine = {"portfolio__owner": practitioner, "kind_id": feedback.slug}
    empty, answered = EvidenceFactory(**mine), EvidenceFactory(**mine, details={"how": "With cards"})
    name = f'name="answer_{feedback.pk}_how"'
    for piece in (empty, answered):
        MembershipFactory(
            organisation=piece.portfolio.organisation, person=practitioner, role=Role.PRACTITIONER
        )

    pages = [
        pat.get(reverse("evidence-change", args=[one.code])).content.decode() for one in (empty, answered)
    ]

    assert [name in page for page in pages] == [False, True]


def test_of_two_who_change_it_the_second_is_told(toni, feedback):
    form = filled_in(toni.get(address(feedback)))
    EvidenceKind.objects.filter(pk=feedback.pk).update(help="Changed meanwhile.")

    page = toni.send(address(feedback), form | {"name": "Mine"})

    assert page.status_code == 409
    assert "Someone changed this while you had it open." in text_of(page)
    assert toni.send(address(feedback), filled_in(page)).status_code == 302
    feedback.refresh_from_db()
    assert feedback.name == "Mine"


def test_a_kind_in_use_is_never_removed(toni, trainer, feedback):
    toni.send(ADD, NEW)
    kind = EvidenceKind.objects.get(name=NEW["name"])
    EvidenceFactory(kind_id=kind.slug)

    for used in (kind, feedback):
        page = toni.send(address(used, "evidence-kind-remove"))
        assert page.status_code == 409
        assert "This kind is in use, so it stays." in text_of(page)
        with pytest.raises(KindIsUsed):
            remove_kind(used, by=trainer)


def test_a_kind_nobody_used_can_go(toni):
    toni.send(ADD, NEW)
    kind = EvidenceKind.objects.get(name=NEW["name"])
    assert "It would go for good." in text_of(toni.get(address(kind, "evidence-kind-remove")))

    toni.send(address(kind, "evidence-kind-remove"))

    assert not EvidenceKind.objects.filter(pk=kind.pk).exists()


@pytest.mark.parametrize("more", [0, 29])
def test_the_list_costs_the_same_for_few_and_many(toni, more, django_assert_num_queries):
    for number in range(more):
        EvidenceKind.objects.create(slug=f"kind-{number}", name=f"Kind {number}", term="Kind")
    toni.get(LIST)

    with django_assert_num_queries(11):
        assert toni.get(LIST).status_code == 200
