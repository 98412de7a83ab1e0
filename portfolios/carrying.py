"""What would come along to newer words, claim by claim, before anything is carried; and where someone can go on."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portfolios.coverage import Standing
from portfolios.models import Claim, Unit
from portfolios.registry import STANDINGS
from standards.models import Relation
from standards.queries.links import Link
from standards.queries.ways import Links, links_of, links_of_all, ways_from

ALONG, ASK, STAYS, THERE = "along", "ask", "stays", "there"


@dataclass
class Row:
    """One claim, and one requirement it could go on to. `standing`: what was found of it on the old words."""

    claim: Claim
    link: Link
    fate: str  # along: by itself · ask: with a yes · stays: as history · there: it is there already
    standing: Standing | None = None

    @property
    def key(self):
        """What a yes to it is called in a form."""
        target = self.link.target.code if self.link.target else ""
        return f"{self.claim.requirement.code}.{self.claim.evidence.code}.{target}"


@dataclass
class Preview:
    """`newer`: the unit on the new words, None before anything was carried; `gaps`: what would have no evidence yet."""

    unit: Unit
    links: Links
    newer: Unit | None
    rows: list = field(default_factory=list)
    gaps: list = field(default_factory=list)

    @property
    def way(self):
        return self.links.way

    @property
    def is_first(self):
        """Nothing came along from this unit yet: what asks the same goes by itself, this once."""
        return self.newer is None or not any(row.fate == THERE for row in self.rows)

    def having(self, fate):
        return [row for row in self.rows if row.fate == fate]

    def grouped(self, fate):
        """[(link, its rows)] in printed order"""
        found = {}
        for row in self.having(fate):
            found.setdefault((row.claim.requirement_id, row.link.target and row.link.target.pk), []).append(
                row
            )
        return [(rows[0].link, rows) for rows in found.values()]

    @property
    def along(self):
        return self.grouped(ALONG)

    @property
    def ask(self):
        return self.grouped(ASK)

    @property
    def stays(self):
        return self.grouped(STAYS)

    @property
    def there(self):
        return self.grouped(THERE)


def preview_of(unit, way):
    """What carrying `unit` over along `way` would do. As many queries for one claim as for thousand."""
    links = links_of(way)
    newer = Unit.objects.filter(portfolio=unit.portfolio_id, version=way.target).first()
    claims = unit.claims.filter(evidence__withdrawn_at=None).select_related(
        "evidence__portfolio", "requirement", "unit"
    )
    there = set(newer.claims.values_list("evidence_id", "requirement_id")) if newer else set()
    came = newer is not None and newer.claims.filter(carried_from__unit=unit).exists()
    standings = {key: standing for ask in STANDINGS for key, standing in ask([unit]).items()}
    preview = Preview(unit, links, newer)
    by_source = links.by_source
    for claim in claims.order_by("requirement__position", "pk"):
        for link in by_source.get(claim.requirement_id, ()):
            fate = fate_of(claim, link, there, came)
            preview.rows.append(Row(claim, link, fate, standings.get((unit.pk, claim.requirement_id))))
    preview.gaps = gaps_after(preview, there)
    return preview


def fate_of(claim, link, there, came):
    if link.target is None:
        return STAYS
    if (claim.evidence_id, link.target.pk) in there:
        return THERE
    return ALONG if link.relation == Relation.SAME and not came else ASK


def gaps_after(preview, there):
    """[(link, whether it is new)]: the new requirements that nothing speaks for, each once, in printed order."""
    reached = {row.link.target.pk for row in preview.rows if row.link.target} | {
        key for _evidence, key in there
    }
    found = {}
    for link in preview.links.links:
        if link.target and link.target.pk not in reached:
            found.setdefault(link.target.pk, link)
    return sorted(found.values(), key=lambda link: link.target.position)


# --- where someone can go on ----------------------------------------------------------------


@dataclass
class Moved:
    """A unit whose words are not the newest: where it can go on, and the unit it went on to, if it did."""

    unit: Unit
    ways: list
    went_on: Unit | None = None
    changes: list = field(
        default_factory=list
    )  # [(way, what changed, in a sentence)], where a page shows them

    @property
    def is_successor(self):
        return all(way.is_successor for way in self.ways)

    @property
    def last_day(self):
        return self.unit.version.standard.last_assessment_date

    @property
    def came_along(self):
        """Whether it was carried over; else the newer one was begun beside it."""
        return self.went_on is not None and self.went_on.carried_from_id == self.unit.pk

    @property
    def is_over(self):
        return bool(self.last_day) and timezone.localdate() > self.last_day


def moves_of(units):
    """{unit pk: Moved} of those that could go on, or did. Two queries at most, however many units.

    Units come with their version, its standard and its current version.
    """
    ways = ways_from([unit.version for unit in units])
    found = {u.pk: Moved(u, ways[u.version_id]) for u in units if ways[u.version_id]}
    if found:
        remember_where_they_went(found, [unit for unit in units if unit.pk in found])
    return found


def say_what_changed(moves):
    """Give every unit that did not go on yet its `changes`. Three queries at most, however many."""
    waiting = [moved for moved in moves.values() if not moved.went_on]
    every = iter(links_of_all([way for moved in waiting for way in moved.ways]) if waiting else ())
    for moved in waiting:
        moved.changes = [(way, what_changed(next(every))) for way in moved.ways]


def remember_where_they_went(found, units):
    targets = {way.target.pk for moved in found.values() for way in moved.ways}
    theirs = Q(portfolio__in={unit.portfolio_id for unit in units}, version__in=targets)
    newer = Unit.objects.filter(theirs | Q(carried_from__in=units)).select_related("version").order_by("pk")
    in_folder = {}
    for moved in found.values():
        in_folder.setdefault(moved.unit.portfolio_id, []).append(moved)
    for unit in newer:
        for moved in in_folder.get(unit.portfolio_id, ()):
            if leads_to(moved, unit):
                moved.went_on = unit


def leads_to(moved, unit):
    """Whether this unit of the same folder was carried over from there, or stands on words it can go on to."""
    return unit.carried_from_id == moved.unit.pk or unit.version_id in {way.target.pk for way in moved.ways}


def what_changed(links):
    """What became of the whole standard, in a sentence."""
    same = links.count(Relation.SAME)
    reworded = links.count(Relation.REWORDED)
    divided = len(
        {link.source.pk for link in links.links if link.relation in (Relation.SPLIT, Relation.MERGED)}
    )
    said = [
        ngettext("%(n)d part asks the same", "%(n)d parts ask the same", same) % {"n": same},
        ngettext("%(n)d was reworded", "%(n)d were reworded", reworded) % {"n": reworded},
        ngettext("%(n)d was split or merged", "%(n)d were split or merged", divided) % {"n": divided},
        ngettext("%(n)d is no longer asked", "%(n)d are no longer asked", links.count(Relation.DROPPED))
        % {"n": links.count(Relation.DROPPED)},
        ngettext("%(n)d is new", "%(n)d are new", links.count(Relation.NEW))
        % {"n": links.count(Relation.NEW)},
    ]
    counts = [same, reworded, divided, links.count(Relation.DROPPED), links.count(Relation.NEW)]
    told = [sentence for sentence, count in zip(said, counts, strict=True) if count]
    return _("%(what)s.") % {"what": ", ".join(told)} if told else ""
