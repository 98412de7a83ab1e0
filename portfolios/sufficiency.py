"""Whether there is enough for an award, by its own rules: checked live, said in words, and never a verdict.

What a standard still asks is a list of checks, each a sentence and whether it holds. A check looks at claims and the
evidence behind them; whether something is *met* is the assessor's to say.
"""

from dataclasses import dataclass, field, replace

from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portfolios.staying import staying_in_words, stays
from standards.models import Kind
from standards.queries.awards import group_in_words

AVERAGE_MONTH = 30.44  # days; evidence is dated to the month or the year as often as to the day


@dataclass(frozen=True)
class Check:
    """`sentence` says what is asked and how it stands; `labels`: the requirements that still want something."""

    sentence: str
    holds: bool
    labels: tuple[str, ...] = ()


@dataclass
class Step:
    """One standard of an award: `unit` is None while it was not begun."""

    standard: object
    unit: object = None
    coverage: object = None
    is_signed_off: bool = False
    checks: list[Check] = field(default_factory=list)


@dataclass
class Group:
    """`needed` of `steps`, in words. More than needed is welcome and asks nothing."""

    title: str
    needed: int
    steps: list[Step]

    @property
    def words(self):
        return group_in_words(self.needed, len(self.steps))

    @property
    def done(self):
        return sum(step.is_signed_off for step in self.steps)

    @property
    def is_done(self):
        return self.done >= self.needed


@dataclass
class Progress:
    groups: list[Group]

    @property
    def needed(self):
        """How many standards the award asks for in all."""
        return sum(group.needed for group in self.groups)

    @property
    def done(self):
        return sum(min(group.done, group.needed) for group in self.groups)

    @property
    def is_done(self):
        return all(group.is_done for group in self.groups)

    @property
    def steps(self):
        return [step for group in self.groups for step in group.steps]


def checks_of(coverage, rules, *, on=None):
    """What `rules` ask of one standard, given its coverage: a list of Check, on a day (default: today)."""
    on = on or timezone.localdate()
    seen = [in_sight_of(row) for row in coverage.rows]
    rows = {kind: [row for row in seen if row.requirement.kind == kind] for kind in Kind}
    recent = RecentEvidence(rules.evidence_months, on)
    checks = [*asked(rows, rules, recent), out_of_sight(evidence_in(coverage.rows))]
    return [check for check in checks if check]


def in_sight_of(row):
    """The same row with what others may see: nobody judges anything else."""
    claims = [claim for claim in row.claims if not claim.evidence.hidden_at]
    return row if len(claims) == len(row.claims) else replace(row, claims=claims)


def asked(rows, rules, recent):
    yield enough_for_each(rows[Kind.PERFORMANCE], rules.claims_per_criterion, recent)
    everything = evidence_in([row for kept in rows.values() for row in kept])
    yield what_counts_otherwise(everything)
    yield different_kinds(everything, rules.distinct_kinds, recent)
    if rules.must_be_observed:
        yield seen_at_least_once(everything, recent)
    yield seen_where_it_stays(everything)
    if rules.evidence_months:
        yield not_too_old(everything, rules.evidence_months, recent)
    if rules.every_value:
        yield every_value(rows[Kind.VALUE], recent)


@dataclass(frozen=True)
class RecentEvidence:
    """Says whether a piece is recent enough. One without a date is: when it is shared it will have one.

    So is what was learned before, once its owner said how they keep it up: that is asked in place of the date.
    """

    months: int | None
    on: object

    def __call__(self, evidence):
        if not self.months or not evidence.happened_on or evidence.is_kept_up:
            return True
        return (self.on - evidence.happened_on).days <= self.months * AVERAGE_MONTH


def evidence_in(rows):
    """Each piece once, however much it shows."""
    return list({claim.evidence_id: claim.evidence for row in rows for claim in row.claims}.values())


def enough_for_each(rows, wanted, recent):
    short = tuple(row.requirement.label for row in rows if weight_in(row, recent) < wanted)
    sentence = ngettext(
        "Each criterion has a piece of evidence.", "Each criterion has %(count)d pieces of evidence.", wanted
    ) % {"count": wanted}
    return Check(sentence, not short, short)


def weight_in(row, recent):
    """How many pieces the evidence of a row counts for."""
    return sum(weight_of(claim.evidence) for claim in row.claims if recent(claim.evidence))


def weight_of(evidence):
    return evidence.kind.weight if evidence.kind else 1


def what_counts_otherwise(evidence):
    """Said only where a kind counts for more or less than one piece."""
    kinds = {piece.kind_id: piece.kind for piece in evidence if weight_of(piece) != 1}
    if not kinds:
        return None
    said = [
        _("“%(kind)s” counts as %(weight)s") % {"kind": kind, "weight": floatformat(kind.weight, -1)}
        for kind in kinds.values()
    ]
    return Check(_("Where pieces are counted: %(kinds)s.") % {"kinds": "; ".join(said)}, True)


def out_of_sight(evidence):
    """What counts for nothing, because someone in it does not want to be seen."""
    names = [str(piece) for piece in evidence if piece.hidden_at]
    if not names:
        return None
    return Check(_("Out of sight, so it doesn’t count here: %(names)s.") % {"names": in_words(names)}, True)


def different_kinds(evidence, wanted, recent):
    kinds = {piece.kind_id for piece in evidence if piece.kind_id and recent(piece)}
    if wanted < 2:
        return None
    sentence = _("At least %(wanted)d different kinds of evidence. So far: %(found)d.")
    return Check(sentence % {"wanted": wanted, "found": len(kinds)}, len(kinds) >= wanted)


def seen_at_least_once(evidence, recent):
    seen = any(piece.kind and piece.kind.is_seen for piece in evidence if recent(piece))
    return Check(_("An assessor saw you do something of it, at least once."), seen)


def seen_where_it_stays(evidence):
    """Of each piece that can’t come here: where it stays, and which assessor saw it there."""
    staying = [piece for piece in evidence if stays(piece)]
    if not staying:
        return None
    return Check(
        " ".join(staying_in_words(piece) for piece in staying), all(piece.seen_there for piece in staying)
    )


def not_too_old(evidence, months, recent):
    names = [str(piece) for piece in evidence if not recent(piece)]
    old = len(names)
    if not old:
        return Check(_("All your evidence is recent enough for this award."), True)
    sentence = ngettext(
        "%(count)d piece is older than %(months)d months, so it doesn’t count here: %(names)s. You can still share it.",
        "%(count)d pieces are older than %(months)d months, so they don’t count here: %(names)s. "
        "You can still share them.",
        old,
    )
    said = {"count": old, "months": months, "names": in_words(names)}
    return Check(sentence % said, True)


def in_words(names):
    """The first few names, and how many more there are."""
    shown = ", ".join(_("“%(name)s”") % {"name": name} for name in names[:3])
    more = len(names) - 3
    if more <= 0:
        return shown
    return ngettext("%(names)s and %(count)d more", "%(names)s and %(count)d more", more) % {
        "names": shown,
        "count": more,
    }


def every_value(rows, recent):
    short = tuple(
        row.requirement.label for row in rows if not any(recent(claim.evidence) for claim in row.claims)
    )
    return Check(_("Each value is shown by a piece of evidence."), not short, short)
