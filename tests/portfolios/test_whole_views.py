"""The whole portfolio as a table: what shows, what can be asked of it, and the same figures everywhere."""

import csv
import io
import re
import subprocess
from collections import Counter

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.samples.loading import Size, load_sample
from cms.statuses import look_of
from portfolios import whole_paper
from portfolios.models import Claim, Evidence
from portfolios.operations.pursuits import start_pursuit
from portfolios.queries import coverage_of, units_of
from portfolios.views import whole_rows
from portfolios.whole import STATES, units_with_titles, whole_of
from standards.models import Kind
from standards.queries.printed import SHELF
from tests.factories import ClaimFactory, PortfolioFactory, UnitFactory
from tests.factories.awards import published_award
from tests.reading import text_of

pytestmark = pytest.mark.django_db
MY = "/my/coverage/"


@pytest.fixture
def sample(db):
    return load_sample(Size(units=7, requirements=8, evidence=5, claims=40))


@pytest.fixture
def owner(client_for, sample):
    return client_for(sample.cast.practitioner)


def rows_in(page):
    """[(label, words of its state, [evidence])] of every row of the table."""
    found = []
    for row in re.findall(r'<tr role="row" class="is-[^>]*>(.*?)</tr>', page.content.decode()):
        label = re.search(r"<b>(.*?)</b>", row)[1]
        state = re.search(r"</svg>(.*?)</td>", row)[1]
        found.append((label, state, re.findall(r'<a[^>]*href="[^"]*/evidence/[^"]*">(.*?)</a>', row)))
    return found


def figures_in(text):
    return [int(number) for number in re.search(
        r"(\d+) parts? · (\d+) standards? · (\d+) with evidence · (\d+) agreed · matched (\d+) times? · "
        r"(\d+) pieces? of evidence", text
    ).groups()]  # fmt: skip


# --- what shows -----------------------------------------------------------------------------


def test_every_part_shows_with_its_state_and_what_shows_it(owner, sample):
    page = owner.get(MY)

    expected = [
        (
            row.requirement.label,
            str(STATES[row.state][1]),
            sorted(str(claim.evidence) for claim in row.claims),
        )
        for unit in sample.units
        for row in coverage_of(unit).rows
    ]
    assert [(label, state, sorted(names)) for label, state, names in rows_in(page)] == expected
    assert len({state for _label, state, _names in expected}) == 6


def test_a_state_is_called_as_on_its_badge():
    for state, (icon, words) in STATES.items():
        look = look_of(state)
        assert (look.icon, str(look.words)) == (icon, "Meets" if state == "meets" else str(words))


def test_a_row_stands_as_on_the_page_of_its_standard(sample):
    whole = whole_of(units_with_titles(units_of(sample.cast.practitioner, organisation=None)))

    for section in whole.sections:
        coverage = coverage_of(section.unit)
        assert [row.state for row in section.rows] == [row.state for row in coverage.rows]
        assert [(p.claimed, p.met, p.total) for p in section.coverage.parts] == [
            (p.claimed, p.met, p.total) for p in coverage.parts
        ]


def test_a_cell_leads_to_the_claim_on_the_page_of_the_evidence(owner, sample):
    links = re.findall(r'href="\.\./(evidence/[^"/]+/)#(c-[^"]+)"', owner.get(MY).content.decode())

    assert len(links) == len(sample.claims)
    for address, anchor in links[:3]:
        assert f'id="{anchor}"' in owner.get(f"/my/{address}").content.decode()


def test_what_people_wrote_stays_words(owner, sample):
    Evidence.objects.update(name="<script>alert(1)</script> & co")

    page = owner.get(MY).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in page


def test_evidence_beyond_the_columns_stands_in_the_last_one(owner, sample, monkeypatch):
    monkeypatch.setattr(whole_rows, "COLUMNS", 2)

    page = owner.get(MY)

    assert "Other evidence" in text_of(page)
    assert sum(len(names) for _label, _state, names in rows_in(page)) == len(sample.claims)


def test_only_its_owner_sees_it(client_for, sample, outsider):
    for person in (sample.cast.assessor, sample.cast.coordinator, outsider):
        page = client_for(person).get(MY)
        assert rows_in(page) == []
        assert "No standard yet" in text_of(page)
        assert client_for(person).get(MY + "table.csv").content.count(b"\n") == 1


# --- what can be asked ----------------------------------------------------------------------


def asked_of(sample):
    """[(what the address asks, which rows it leaves: a function of unit and coverage row)]"""
    unit = sample.units[2]
    value = next(row for row in coverage_of(unit).rows if row.requirement.kind == Kind.VALUE).requirement
    return [
        ({}, lambda u, row: True),
        ({"standard": unit.code}, lambda u, row: u == unit),
        ({"area": "1"}, lambda u, row: u.version.key_area_number == 1),
        ({"part": "performance"}, lambda u, row: row.requirement.kind == "performance"),
        (
            {"part": "knowledge:Working with people"},
            lambda u, row: row.requirement.group == "Working with people",
        ),
        ({"value": str(value.lineage)}, lambda u, row: row.requirement.lineage == value.lineage),
        ({"state": "none"}, lambda u, row: row.state == "none"),
        ({"state": "reply", "area": "2"}, lambda u, row: row.has_reply and u.version.key_area_number == 2),
        ({"state": "with"}, lambda u, row: row.state == "with assessor"),
        ({"q": "V3"}, lambda u, row: row.requirement.label == "V3"),
        (
            {"q": "neighbours", "state": "nonsense", "standard": ""},
            lambda u, row: "neighbours" in row.requirement.text,
        ),
    ]


def test_page_csv_and_pdf_show_the_same_under_every_filter(owner, sample):
    for asked, keeps in asked_of(sample):
        expected = [(u, row) for u in sample.units for row in coverage_of(u).rows if keeps(u, row)]
        page = owner.get(MY, asked)
        labels = [row.requirement.label for _unit, row in expected]

        assert [label for label, _state, _names in rows_in(page)] == labels, asked
        figures = figures_in(text_of(page))
        assert figures == counted(expected), asked

        table = read(owner.get(reverse("coverage-csv"), asked))
        assert [row["Code"] for row in table] == labels, asked
        assert [len(table), sum(row["Where it stands"] == "Agreed" for row in table)] == [
            figures[0],
            figures[3],
        ]
        assert sum(int(row["Pieces of evidence"]) for row in table) == figures[4]
        assert Counter(row["Where it stands"] for row in table) == Counter(s for _l, s, _n in rows_in(page))
        paper = owner.get(reverse("coverage-pdf"), asked)
        assert figures_in(words_on(paper.content)) == figures, asked


def test_the_paper_says_what_the_page_says(owner, sample):
    asked = {"standard": sample.units[0].code, "state": ""}
    page, paper = owner.get(MY, asked), owner.get(reverse("coverage-pdf"), asked)

    told = words_on(paper.content)

    assert figures_in(told) == figures_in(text_of(page))
    assert f"Standard: {sample.units[0].version.title}" in told
    for label, state, names in rows_in(page):
        assert re.search(rf"\b{label} ", told), label
        assert all(name in told for name in names)
        assert state in told
    assert re.search(r"Tagged: +yes", subprocess.run(
        ["pdfinfo", "-"], input=paper.content, capture_output=True, check=True
    ).stdout.decode())  # fmt: skip


def counted(expected):
    claims = [claim for _unit, row in expected for claim in row.claims]
    return [
        len(expected),
        len({unit.pk for unit, _row in expected}),
        sum(row.state != "none" for _unit, row in expected),
        sum(row.state == "meets" for _unit, row in expected),
        len(claims),
        len({claim.evidence_id for claim in claims}),
    ]


def read(answer):
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def words_on(paper):
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


def test_an_award_shows_its_own_standards(owner, sample):
    award = published_award((None, [unit.version.standard for unit in sample.units[:2]]))
    by = sample.cast.practitioner
    pursuit = start_pursuit(award, organisation=sample.cast.organisation, by=by)

    assert figures_in(text_of(owner.get(MY, {"award": pursuit.code})))[:2] == [16, 2]


# --- to take along --------------------------------------------------------------------------


def test_nothing_in_the_csv_can_run(owner, sample):
    claim = Claim.objects.order_by("pk").first()
    Evidence.objects.filter(pk=claim.evidence_id).update(name='=HYPERLINK("http://x.example")')
    Claim.objects.filter(pk=claim.pk).update(note="@SUM(A1)\n+1", anchor_page=None)

    table = read(owner.get(reverse("coverage-csv")))

    risky = [cell for row in table for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert risky == []
    assert any("'=HYPERLINK" in row["Evidence"] for row in table)
    assert any(row["How it shows this"].startswith("'@SUM(A1) +1") for row in table)


def test_the_spot_and_the_note_come_along(owner, sample):
    Claim.objects.update(anchor_page=3, anchor_seconds=245, note="The list.")

    assert {row["How it shows this"].split("; ")[0] for row in read(owner.get(reverse("coverage-csv")))} == {
        "", "page 3, at 4:05: The list."
    }  # fmt: skip


def test_what_is_out_of_sight_is_not_named_on_paper(owner, sample):
    hidden = Claim.objects.first().evidence
    Claim.objects.filter(evidence=hidden).update(note="The canary.")
    Evidence.objects.filter(pk=hidden.pk).update(name="A canary", hidden_at=timezone.now())

    told = (
        owner.get(reverse("coverage-csv")).content.decode(),
        words_on(owner.get(reverse("coverage-pdf")).content),
    )

    assert ["canary" in words for words in told] == [False, False]
    assert ["Out of sight" in words for words in told] == [True, True]
    assert "A canary" in text_of(owner.get(MY))


def test_too_much_for_paper_is_said(owner, sample, monkeypatch):
    monkeypatch.setattr("portfolios.views.whole.MOST_ON_PAPER", 10)

    answer = owner.get(reverse("coverage-pdf"), {"part": "value"}, follow=True)

    assert answer.redirect_chain == [("/my/coverage/?part=value", 302)]
    assert "That is too much for paper." in text_of(answer)
    assert whole_paper.MOST_ON_PAPER >= 650


# --- size -----------------------------------------------------------------------------------


def test_a_page_is_bounded_and_the_others_hold_the_rest(owner, sample, monkeypatch):
    everything = rows_in(owner.get(MY))
    monkeypatch.setattr(whole_rows, "ROOM", 60)

    pages, number = [], 1
    while (page := owner.get(MY, {"page": number})).context["page"].number == number:
        pages.append(page)
        number += 1

    assert len(pages) >= 4
    assert [row for page in pages for row in rows_in(page)] == everything
    assert f"Page 1 of {len(pages)}: {len(rows_in(pages[0]))} of 56 parts are on this page." in text_of(
        pages[0]
    )
    assert {tuple(figures_in(text_of(page))) for page in pages} == {tuple(figures_in(text_of(owner.get(MY))))}


@pytest.mark.parametrize("count", [1, 30])
def test_it_asks_as_much_for_one_as_for_thirty(
    pat, practitioner, organisation, count, django_assert_num_queries
):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    for _each in range(count):
        ClaimFactory(unit=UnitFactory(portfolio=portfolio))
    SHELF.kept.clear()  # versions of other tests may bear the same code

    for address, most in ((MY, 10), (MY, 9), ("/my/values/", 7), (MY + "table.csv", 9)):
        with django_assert_num_queries(most):  # one more where words are seen for the first time in a process
            pat.get(address)
