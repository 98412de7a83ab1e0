"""A portfolio by its values: the same value gathered across standards, with everything that shows it."""

import uuid

import pytest

from portfolios.queries import units_of
from portfolios.values import values_among
from portfolios.whole import units_with_titles, whole_of
from standards.models import Requirement, StandardVersion
from tests.factories import ClaimFactory, EvidenceFactory, PortfolioFactory, UnitFactory
from tests.factories.standards import StandardFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db
MY = "/my/values/"


@pytest.fixture
def portfolio(practitioner, organisation):
    return PortfolioFactory(owner=practitioner, organisation=organisation)


def begin(portfolio, title, **values):
    """A unit on a standard of its own: begin(portfolio, "Sample", fairness=lineage), each value by its word."""
    version = StandardVersion.objects.create(
        standard=StandardFactory(title=title),
        number=1,
        title=title,
        suite_title="Sample suite",
        status="current",
        change="first",
        digest="0" * 64,
        requirement_count=len(values),
    )
    Requirement.objects.bulk_create(
        Requirement(version=version, kind="value", number=str(n), text=word, lineage=lineage, position=n)
        for n, (word, lineage) in enumerate(values.items(), start=1)
    )
    return UnitFactory(portfolio=portfolio, version=version)


def gathered(person):
    values = values_among(whole_of(units_with_titles(units_of(person, organisation=None))))
    return [(value.words, [unit.version.title for unit, _row in value.places]) for value in values]


def test_values_are_gathered_by_lineage_and_by_words_one_through_another(portfolio, practitioner):
    fairness, other, third = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    begin(portfolio, "First", Fairness=fairness, Courage=uuid.uuid4())
    begin(portfolio, "Second", Equity=other)
    begin(portfolio, "Third", **{"FAIRNESS ": uuid.uuid4()})  # the same words from elsewhere
    begin(portfolio, "Fourth", Justice=third)
    begin(portfolio, "Fifth", Equity=fairness)  # reworded: now it has the second one’s words

    assert gathered(practitioner) == [
        ("Equity", ["First", "Third", "Second", "Fifth"]),
        ("Courage", ["First"]),
        ("Justice", ["Fourth"]),
    ]


def test_each_value_has_everything_that_shows_it_with_its_note_and_calm_gaps(pat, portfolio):
    shared = uuid.uuid4()
    first, second, bare = (begin(portfolio, title, Fairness=shared) for title in ("First", "Second", "Bare"))
    begin(portfolio, "Other", Courage=uuid.uuid4())
    meeting = EvidenceFactory(portfolio=portfolio, name="The meeting")
    ClaimFactory(unit=first, evidence=meeting, note="Who spoke.", anchor_page=2)
    ClaimFactory(unit=second, evidence=meeting, note="")
    ClaimFactory(unit=second, evidence=EvidenceFactory(portfolio=portfolio, name="The letter"))

    page = pat.get(MY)

    fairness, courage = page.context["cards"]
    assert [(name, [(u.version.title, row.requirement.label, how) for u, row, how in places])
            for _code, name, places in fairness["listed"]] == [
        ("The meeting", [("First", "V1", "page 2: Who spoke."), ("Second", "V1", "")]),
        ("The letter", [("Second", "V1", "")]),
    ]  # fmt: skip
    assert fairness["value"].gaps == [bare]
    told = text_of(page)
    assert "2 pieces of evidence show it, in 2 of 3 standards that have this value." in told
    assert "page 2: Who spoke." in told
    assert "Nothing shows it yet. It often turns up in what you have already" in told
    assert courage["listed"] == []


def test_one_value_alone_is_shown_page_by_page(pat, portfolio):
    shared = uuid.uuid4()
    unit = begin(portfolio, "First", Fairness=shared)
    for number in range(25):
        ClaimFactory(unit=unit, evidence=EvidenceFactory(portfolio=portfolio, name=f"Piece {number}"))

    [card] = pat.get(MY).context["cards"]
    assert (len(card["listed"]), card["more"]) == (10, 15)
    pages = [pat.get(MY, {"value": str(shared), "page": number}) for number in (1, 2)]

    names = [name for page in pages for _code, name, _places in page.context["cards"][0]["listed"]]
    assert sorted(names) == sorted(f"Piece {number}" for number in range(25))


def test_nobody_else_sees_it(client_for, portfolio, assessor, outsider):
    ClaimFactory(unit=begin(portfolio, "First", Fairness=uuid.uuid4()))

    for person in (assessor, outsider):
        assert client_for(person).get(MY).context["cards"] == []
