"""A portfolio’s rows as `shapes` has them. As many queries for one piece of evidence as for a thousand."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from portfolios.exchange import told_evidence, told_units
from portfolios.exchange.cited import cited_by, standard_told
from portfolios.exchange.places import Places
from portfolios.exchange.shapes import AwardTold, LeftOut, PortfolioTold
from portfolios.exchange.told_drafts import drafts_told, typed_in
from portfolios.exchange.told_papers import give_paper_places, history_told, papers_told, take
from portfolios.kinds import kind_of
from portfolios.models import (
    ClauseTag,
    Evidence,
    EvidenceFile,
    EvidenceVersion,
    HistoryBrought,
    JournalEntry,
    Unit,
    Upload,
    WitnessRequest,
)
from portfolios.names import named_as
from portfolios.registry import PAPERS
from portfolios.staying import seen_in_place


@dataclass
class Carried:
    """Everything a bag is made of: the rows, where each of their files goes, and what stays behind."""

    portfolio: object
    units: list
    evidence: list
    journal: list
    witnesses: list
    asked: list
    drafts: list
    papers: list
    versions: list
    history: list
    seen: dict  # {evidence pk: [Seen]}: what an assessor went to see
    records: dict = field(default_factory=dict)  # {paper: where it is said once more, for programs}
    left_out: list = field(default_factory=list)
    copies: dict = field(default_factory=dict)  # {row of a file that someone else sent: our copy of it}
    places: dict = field(default_factory=dict)  # {row with a file: its path in the bag}
    changed: dict = field(default_factory=dict)  # {row with a file: (size, SHA-256) as they were found}

    @property
    def files(self):
        """[(row, path)] of what is copied as it is, in the order of the bag."""
        return list(self.places.items())

    @property
    def total(self):
        return sum(row.size for row in self.places)

    def name_of(self, file):
        return (
            named_as(kind_of(self.copies[file].content_type), file.name) if file in self.copies else file.name
        )

    def leave_out(self, row, what, why):
        self.left_out.append(LeftOut(code=getattr(row, "code", ""), what=what, why=why))

    def lose(self, row, why):
        """It was to come along, and is not there."""
        del self.places[row]
        self.leave_out(row, _("a file: %(name)s") % {"name": getattr(row, "name", "")}, why)


def gather(portfolio):
    """What leaves with this portfolio’s owner, and where each file of it goes."""
    hidden = hidden_in(portfolio)
    units, evidence = list(units_in(portfolio)), list(evidence_in(portfolio).exclude(pk__in=hidden))
    carried = Carried(
        portfolio=portfolio,
        units=units,
        evidence=evidence,
        journal=list(
            JournalEntry.objects.filter(portfolio=portfolio)
            .order_by("pk")
            .select_related("value")
            .prefetch_related("recordings")
        ),
        witnesses=list(confirmed_in(portfolio, hidden)),
        asked=list(asked_in(portfolio)),
        drafts=typed_in(portfolio, units, evidence),
        papers=[paper for ask in PAPERS for paper in ask(portfolio)],
        versions=cited_by(units),
        history=list(history_in(portfolio)),
        seen=seen_in_place(evidence),
    )
    for row in Evidence.objects.filter(pk__in=hidden).order_by("pk"):
        why = _("It is hidden, because someone in it took their yes back or asked for it to be taken down.")
        carried.leave_out(row, _("a piece of evidence"), why)
    for upload in Upload.objects.waiting_for(portfolio.owner):
        why = _("It arrived, and was put to no evidence yet.")
        carried.leave_out(upload, _("a file: %(name)s") % {"name": upload.name}, why)
    give_places(carried)
    return carried


def hidden_in(portfolio):
    """The pks of evidence that someone in it no longer agrees to."""
    return set(
        Evidence.objects.filter(portfolio=portfolio, hidden_at__isnull=False).values_list("pk", flat=True)
    )


def evidence_in(portfolio):
    files = EvidenceFile.objects.filter(removed_at=None).select_related("redacted_from").order_by("pk")
    files = files.prefetch_related("renditions")
    versions = EvidenceVersion.objects.select_related("words").prefetch_related("file_links__file")
    tags = ClauseTag.objects.select_related("charter", "clause").prefetch_related("yeses__person")
    return (
        Evidence.objects.filter(portfolio=portfolio)
        .select_related("kind", "recorded_by", "part_of", "from_entry", "as_part")
        .prefetch_related(
            Prefetch("files", files),
            Prefetch("versions", versions.order_by("number")),
            Prefetch("clause_tags", tags.order_by("pk")),
            "takedown_requests",
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
            "submissions__items__note__anchor_file",
            "submissions__self_views__requirement",
            "submissions__declared_on",
        )
    )


def confirmed_in(portfolio, hidden):
    rows = WitnessRequest.objects.filter(
        unit__portfolio=portfolio, state=WitnessRequest.State.CONFIRMED, statement__isnull=False
    )
    rows = rows.exclude(evidence__in=hidden).select_related("statement", "unit", "evidence")
    return rows.prefetch_related("questions__requirement", "statement__recordings").order_by("pk")


def history_in(portfolio):
    rows = HistoryBrought.objects.filter(brought__portfolio=portfolio)
    return rows.select_related("brought").prefetch_related("papers")


def asked_in(portfolio):
    rows = WitnessRequest.objects.filter(unit__portfolio=portfolio)
    rows = rows.exclude(state=WitnessRequest.State.CONFIRMED).select_related("unit")
    return rows.prefetch_related("questions").order_by("pk")


# --- where files go -------------------------------------------------------------------------


def give_places(carried):
    places = Places()
    for piece in carried.evidence:
        take_files(carried, piece.files.all(), places, f"evidence/{piece.code}/files")
    for entry in carried.journal:
        take_files(carried, entry.recordings.all(), places, f"journal/{entry.code}")
    for request in carried.witnesses:
        take_files(carried, request.statement.recordings.all(), places, f"witnesses/{request.code}")
    give_paper_places(carried, places)


def take_files(carried, files, places, folder):
    for file in files:
        copy = getattr(file, "for_owner", file)
        if copy and copy is not file:  # someone else sent it: what may leave is our copy
            carried.copies[file] = copy
        if copy or not file.is_released:
            take(carried, file, places.place(folder, carried.name_of(file)))
        else:
            why = _("Our copy of it, without the details hidden in it, is not made.")
            carried.leave_out(file, _("a file: %(name)s") % {"name": file.name}, why)


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
        asked=tuple(told_evidence.asked_told(request) for request in carried.asked),
        drafts=drafts_told(carried.drafts),
        awards=tuple(award_told(pursuit) for pursuit in portfolio.pursuits.select_related("version")),
        certificates=papers_told(carried, "certificate"),
        credentials=papers_told(carried, "credential"),
        said_elsewhere=history_told(carried),
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
