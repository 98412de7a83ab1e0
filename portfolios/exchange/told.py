"""A portfolio’s rows as `shapes` has them. As many queries for one piece of evidence as for a thousand."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from portfolios.exchange import told_evidence, told_units
from portfolios.exchange.cited import cited_by, standard_told
from portfolios.exchange.places import Places
from portfolios.exchange.shapes import AwardTold, LeftOut, PaperTold, PortfolioTold, SaidTold
from portfolios.models import (
    ClauseTag,
    Evidence,
    EvidenceFile,
    EvidenceVersion,
    HistoryBrought,
    JournalEntry,
    Unit,
    WitnessRequest,
)
from portfolios.registry import PAPERS


@dataclass
class Carried:
    """Everything a bag is made of: the rows, where each of their files goes, and what stays behind."""

    portfolio: object
    units: list
    evidence: list
    journal: list
    witnesses: list
    papers: list
    versions: list
    history: list
    left_out: list = field(default_factory=list)
    places: dict = field(default_factory=dict)  # {row with a file: its path in the bag}
    changed: dict = field(default_factory=dict)  # {row with a file: (size, SHA-256) as they were found}

    @property
    def files(self):
        """[(row, path)] of what is copied as it is, in the order of the bag."""
        return list(self.places.items())

    @property
    def total(self):
        return sum(row.size for row in self.places)

    def leave_out(self, row, what, why):
        self.left_out.append(LeftOut(code=getattr(row, "code", ""), what=what, why=why))

    def lose(self, row, why):
        """It was to come along, and is not there."""
        del self.places[row]
        self.leave_out(row, _("a file: %(name)s") % {"name": getattr(row, "name", "")}, why)


def gather(portfolio):
    """What leaves with this portfolio’s owner, and where each file of it goes."""
    hidden = hidden_in(portfolio)
    units = list(units_in(portfolio))
    carried = Carried(
        portfolio=portfolio,
        units=units,
        evidence=list(evidence_in(portfolio).exclude(pk__in=hidden)),
        journal=list(
            JournalEntry.objects.filter(portfolio=portfolio)
            .order_by("pk")
            .select_related("value")
            .prefetch_related("recordings")
        ),
        witnesses=list(confirmed_in(portfolio, hidden)),
        papers=[paper for ask in PAPERS for paper in ask(portfolio)],
        versions=cited_by(units),
        history=list(HistoryBrought.objects.filter(brought__portfolio=portfolio).select_related("brought")),
    )
    for row in Evidence.objects.filter(pk__in=hidden).order_by("pk"):
        why = _("It is hidden, because someone in it took their yes back or asked for it to be taken down.")
        carried.leave_out(row, _("a piece of evidence"), why)
    give_places(carried)
    return carried


def hidden_in(portfolio):
    """The pks of evidence that someone in it no longer agrees to."""
    return set(
        Evidence.objects.filter(portfolio=portfolio, hidden_at__isnull=False).values_list("pk", flat=True)
    )


def evidence_in(portfolio):
    files = EvidenceFile.objects.filter(removed_at=None).select_related("redacted_from").order_by("pk")
    versions = EvidenceVersion.objects.select_related("words").order_by("number")
    tags = ClauseTag.objects.select_related("charter", "clause").order_by("pk")
    return (
        Evidence.objects.filter(portfolio=portfolio)
        .select_related("kind", "recorded_by", "part_of", "from_entry", "as_part")
        .prefetch_related(
            Prefetch("files", files),
            Prefetch("versions", versions),
            Prefetch("clause_tags", tags),
            "people__recording",
            "kind__questions",
        )
        .order_by("created_at", "pk")
    )


def units_in(portfolio):
    return (
        Unit.objects.filter(portfolio=portfolio)
        .select_related("version__standard", "carried_from", "portfolio")
        .prefetch_related(
            "claims__requirement",
            "claims__evidence",
            "claims__anchor_file",
            "self_assessments__requirement",
            "submissions__items__requirement",
            "submissions__items__evidence_version__evidence",
            "submissions__items__note",
        )
    )


def confirmed_in(portfolio, hidden):
    rows = WitnessRequest.objects.filter(
        unit__portfolio=portfolio, state=WitnessRequest.State.CONFIRMED, statement__isnull=False
    )
    rows = rows.exclude(evidence__in=hidden).select_related("statement", "unit", "evidence")
    return rows.prefetch_related("questions__requirement", "statement__recordings").order_by("pk")


# --- where files go -------------------------------------------------------------------------


def give_places(carried):
    places = Places()
    for piece in carried.evidence:
        for file in piece.files.all():
            if not file.is_released:
                carried.leave_out(
                    file, _("a file: %(name)s") % {"name": file.name}, str(file.get_scan_display())
                )
            else:
                carried.places[file] = places.place(f"evidence/{piece.code}/files", file.name)
    for entry in carried.journal:
        for recording in entry.recordings.all():
            carried.places[recording] = places.place(f"journal/{entry.code}", recording.name)
    for request in carried.witnesses:
        for recording in request.statement.recordings.all():
            carried.places[recording] = places.place(f"witnesses/{request.code}", recording.name)
    for paper in carried.papers:
        give_place(carried, paper, places)


def give_place(carried, paper, places):
    if paper.open:
        carried.places[paper] = places.place(f"{paper.kind}s", paper.file_name)
    else:
        why = _("Its paper is still being made. You have the certificate all the same.")
        carried.left_out.append(
            LeftOut(code="", what=_("the paper of %(number)s") % {"number": paper.number}, why=why)
        )


# --- in words -------------------------------------------------------------------------------


def tell(carried) -> PortfolioTold:
    """The whole, once every file was copied: what a file turned out to be is said here."""
    portfolio = carried.portfolio
    return PortfolioTold(
        code=portfolio.code,
        owner=str(portfolio.owner),
        organisation=str(portfolio.organisation),
        source=settings.PUBLIC_URL,
        made_at=timezone.now(),
        started_at=portfolio.started_at,
        standards=tuple(standard_told(each, case=place_of(each)) for each in carried.versions),
        units=told_units.units_told(carried),
        evidence=tuple(told_evidence.evidence_told(piece, carried) for piece in carried.evidence),
        journal=tuple(told_evidence.entry_told(entry, carried) for entry in carried.journal),
        witnesses=tuple(told_evidence.witness_told(request, carried) for request in carried.witnesses),
        awards=tuple(award_told(pursuit) for pursuit in portfolio.pursuits.select_related("version")),
        certificates=papers_told(carried, "certificate"),
        credentials=papers_told(carried, "credential"),
        said_elsewhere=tuple(said_told(row) for row in carried.history),
        left_out=tuple(carried.left_out),
    )


def place_of(version):
    return f"data/standards/{version.code}.json"


def award_told(pursuit):
    return AwardTold(
        title=pursuit.version.title,
        number=pursuit.version.number,
        started_at=pursuit.started_at,
        set_aside_at=pursuit.set_aside_at,
    )


def papers_told(carried, kind):
    return tuple(paper_told(paper, carried) for paper in carried.papers if paper.kind == kind)


def paper_told(paper, carried):
    return PaperTold(
        number=paper.number,
        title=paper.title,
        on=paper.on,
        by=paper.by,
        name=paper.name,
        link=paper.link,
        standards=paper.standards,
        path=carried.places.get(paper, ""),
        sha256=carried.changed.get(paper, (0, paper.sha256))[1] if paper in carried.places else "",
    )


def said_told(row):
    return SaidTold(
        source=row.brought.source,
        said=row.said,
        standard=row.standard,
        requirement=row.requirement,
        label=row.label,
        words=row.words,
        by=row.by,
        on=row.on,
    )
