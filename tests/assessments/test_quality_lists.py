"""The lists of an IQA: second looks, plans, and rounds to put in by hand."""

import pytest
from django.urls import reverse

from assessments.models import Assessment
from assessments.operations.plans import add_round
from assessments.views import plans
from people.roles import Role
from tests.factories import MembershipFactory, StandardVersionFactory, UserFactory
from tests.factories.assessments import share, sign, unit_on
from tests.factories.sampling import plan_of, strategy_of
from tests.reading import shown

pytestmark = pytest.mark.django_db

SMALL = {"performance": 1, "knowledge": 0, "values": 0}


@pytest.fixture
def ines(client_for, iqa):
    return client_for(iqa)


def test_a_round_to_add_is_found_by_part_of_a_name(
    ines, practitioner, organisation, assessor, iqa, monkeypatch
):
    monkeypatch.setattr(plans, "MOST_TO_CHOOSE", 2)
    version = StandardVersionFactory(**SMALL)
    for name in ("Ada Specimen", "Bo Specimen", "Cleo Sample"):
        owner = MembershipFactory(organisation=organisation, person=UserFactory(name=name)).person
        sign(share(unit_on(version, owner, organisation), assessor=assessor))
    address = reverse("plan-add-round", args=[plan_of(strategy_of(organisation, by=iqa), by=iqa).code])

    def listed(**asked):
        return [review.owner.name for review in ines.get(address, asked).context["page"]]

    assert listed() == ["Cleo Sample", "Bo Specimen"]
    assert "These are the latest 2. Find older ones by name." in shown(ines.get(address))
    assert listed(name="specimen") == ["Bo Specimen", "Ada Specimen"]
    assert listed(name="ADA") == ["Ada Specimen"]
    assert listed(name=assessor.name[:5]) == ["Cleo Sample", "Bo Specimen"]
    nobody = ines.get(address, {"name": "Nobody Called So"})
    assert "Nothing here is like that." in shown(nobody)
    refused = ines.send(address + "?name=ada", {"words": "Asked for", "round": "x"})
    assert (refused.status_code, 'value="ada"' in shown(refused)) == (422, True)


def test_why_it_is_put_in_stays_while_one_looks_for_it(
    client_for, ines, practitioner, organisation, assessor, iqa, monkeypatch
):
    monkeypatch.setattr(plans, "A_PAGE", 1)
    version = StandardVersionFactory(**SMALL)
    other = MembershipFactory(organisation=organisation).person
    sign(share(unit_on(version, other, organisation), assessor=assessor))
    signed = sign(share(unit_on(version, practitioner, organisation), assessor=assessor))
    colleague = MembershipFactory(organisation=organisation, role=Role.IQA).person
    plan = plan_of(strategy_of(organisation, by=iqa), by=iqa)
    address, typed = reverse("plan-add-round", args=[plan.code]), {"draft": f"round to add {plan.code}"}
    why = {"words": "The first with a film."}

    assert "Your words are back" not in shown(ines.get(address))
    ines.post(reverse("draft-keep"), typed | why)

    for asked in ({"name": practitioner.name}, {"page": "2"}):
        page = shown(ines.get(address, asked))
        assert (why["words"] in page, "Your words are back" in page) == (True, True)
    assert why["words"] in shown(ines.get(address, {"name": "Nobody Called So"}))
    assert why["words"] not in shown(client_for(colleague).get(address))
    assert ines.send(address, typed | why | {"round": signed.code}).status_code == 302
    assert why["words"] not in shown(ines.get(address))


@pytest.mark.parametrize("count", [1, 30])
def test_the_lists_cost_the_same_for_one_and_thirty(
    ines, django_assert_num_queries, organisation, iqa, practitioner, assessor, count
):
    version = StandardVersionFactory(**SMALL)
    for number in range(count):
        owner = practitioner if not number else MembershipFactory(organisation=organisation).person
        sign(share(unit_on(version, owner, organisation), assessor=assessor))
    plan = plan_of(strategy_of(organisation, by=iqa), by=iqa)
    for name in ("plan-more", "plan-add-round"):
        with django_assert_num_queries(QUERIES[name]):
            ines.get(reverse(name, args=[plan.code]))
    for assessment in Assessment.objects.all():
        add_round(plan, assessment, words="Asked for", by=iqa)  # each row names who put it in

    for name, address in {"quality": [], "plans": [], "strategies": [], "plan": [plan.code]}.items():
        with django_assert_num_queries(QUERIES[name]):
            ines.get(reverse(name, args=address))


QUERIES = {"quality": 8, "plans": 5, "strategies": 6, "plan": 8, "plan-more": 16, "plan-add-round": 8}
