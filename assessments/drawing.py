"""Drawing by a plan: which rounds are looked at again, and why in words. The same seed draws the same."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _

from assessments.models import Covered, Experience, Risk, Sample
from assessments.risk import Decided, day_begins, experience_of, known_about, reasons_for, risk_of

MOST_LETTERS = 250


@dataclass(frozen=True)
class Drawn:
    """A round that the plan asks to look at, and why."""

    round: Decided
    experience: Experience
    risk: Risk
    why: str


def number_of(seed, one):
    """0 to 99, worked out from the seed and the round alone: what else is drawn does not change it."""
    digest = hashlib.sha256(f"{seed} {one.code} {one.stage.value}".encode()).digest()
    return int.from_bytes(digest[:8]) % 100


def drawn_by(plan, rounds):
    """[Drawn] of these rounds: by the rates, then whatever is needed so that everything is covered once.

    `rounds`: of assessments.risk.not_weighed, as Decided.
    """
    if not rounds:
        return []
    known, rates = known_about(plan, rounds), rates_of(plan.strategy)
    covered, drawn = covered_in(plan, rounds), []
    judged = [judged_by(plan, one, known, rates) for one in rounds]
    for one, experience, risk, why in [row for row in judged if row[3]]:
        drawn.append(Drawn(one, experience, risk, cut(why)))
        covered |= one.triples
    left = [row for row in judged if not row[3]]
    for one, experience, risk, _why in sorted(left, key=lambda row: order_in(plan.seed, row[0])):
        if missing := one.triples - covered:
            drawn.append(Drawn(one, experience, risk, cut(covers(one, missing, plan.strategy.months))))
            covered |= one.triples
    return sorted(drawn, key=lambda one: one.round.pk)


def judged_by(plan, one, known, rates):
    """(round, experience, risk, why it is drawn by its rate or "")."""
    reasons = reasons_for(one, plan.strategy, known)
    experience, risk = experience_of(one.assessor, known), risk_of(reasons)
    percent = rates.get((experience, risk, one.stage), 0)
    is_drawn = number_of(plan.seed, one) < percent
    return one, experience, risk, by_rate(percent, risk, reasons) if is_drawn else ""


def order_in(seed, one):
    """Those with most kinds of evidence first, so that few rounds cover much; then by their numbers."""
    return -len(one.kinds), number_of(seed, one), one.pk


def by_rate(percent, risk, reasons):
    drawn = _("Drawn: of a hundred rounds like it, %(percent)d are looked at.") % {"percent": percent}
    if not reasons:
        return f"{drawn} {_('The risk is low: nothing speaks for more.')}"
    why = get_text_list([why for _points, why in reasons], _("and"))
    return f"{drawn} " + _("The risk is %(risk)s: %(why)s.") % {"risk": risk.label.lower(), "why": why}


def covers(one, missing, months):
    names = get_text_list([one.kinds[kind] for _assessor, _standard, kind in sorted(missing)], _("and"))
    said = _(
        "The first look in %(months)d months at this assessor with this standard and this evidence: %(kinds)s."
    )
    return said % {"months": months, "kinds": names}


def cut(why):
    return Truncator(why).chars(MOST_LETTERS)


def rates_of(strategy):
    """{(experience, risk, stage): of a hundred}."""
    return {(rate.experience, rate.risk, rate.stage): rate.percent for rate in strategy.rates.all()}


def covered_in(plan, rounds):
    """{(assessor, standard, kind)} of these rounds’ assessors and standards that was looked at in the strategy’s months,
    counted back from the plan’s last day; or is still to be looked at, in this plan or in one that is not over.

    What a plan asked for and nobody looked at by its last day covers nothing.
    """
    place = plan.organisation
    first = months_before(plan.until_date, plan.strategy.months) + timedelta(days=1)
    running = Q(sample__plan=plan) | Q(sample__plan__until_date__gte=place.date_of(timezone.now()))
    covered = Covered.objects.filter(
        Q(sample__record__looked_at__gte=day_begins(place, first))
        | (running & Q(sample__state=Sample.State.PLANNED)),
        sample__plan__organisation=place,
        assessor__in={one.assessor for one in rounds},
        standard__in={one.standard for one in rounds},
    )
    return set(covered.order_by().values_list("assessor", "standard", "kind").distinct())


def months_before(day, months):
    """The same day so many months earlier, or the last of its month."""
    month = day.year * 12 + day.month - 1 - months
    for last in (day.day, 30, 29, 28):
        try:
            return date(month // 12, month % 12 + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def digest_of(drawn):
    """What a page showed, in 16 letters: what is added is what was shown."""
    return hashlib.sha256(" ".join(one.round.code for one in drawn).encode()).hexdigest()[:16]
