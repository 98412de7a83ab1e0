"""What others said elsewhere, line by line: to read, and for nothing else."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portfolios.models import MadeBy, SelfAssessment

SAID = {
    "meets": gettext_lazy("Meets"),
    "more evidence": gettext_lazy("More evidence"),
    "not yet": gettext_lazy("Not yet"),
    "signed off": gettext_lazy("Signed off"),
}
LONGEST = {"standard": 300, "label": 20, "said": 200, "by": 200}


def history_in(told, *, units, evidence, kinds):
    """Fields of a HistoryBrought for everything that is no row of its own here. `units`: those that came along."""
    asked = {(one.code, row.lineage): row for one in told.standards for row in one.requirements}
    titles = {standard.code: standard.title for standard in told.standards}
    names = {piece.code: piece.name for piece in told.evidence}
    rows = []
    for unit in told.units:
        at = lambda lineage, unit=unit: about(asked.get((unit.standard, lineage)), titles[unit.standard])  # noqa: E731
        if unit.code not in units:
            rows += [at(one.requirement) | matched(one, names) for one in unit.claims]
            rows += [at(one.requirement) | seen(one) for one in unit.self_assessments]
        rows += [at("") | shared(one) for one in unit.rounds]
        rows += [at(one.requirement) | decided(one) for one in unit.decisions]
    by_unit = {unit.code: titles[unit.standard] for unit in told.units}
    rows += [{"standard": by_unit.get(one.unit, "")} | testified(one) for one in told.witnesses]
    rows += [row for piece in told.evidence for row in of_piece(piece, kinds)]
    rows += [awarded(one) for one in (*told.certificates, *told.credentials)]
    rows += [pursued(one) for one in told.awards]
    rows += [said_before(one) for one in told.said_elsewhere]
    return [cut(row) for row in rows]


def about(requirement, title):
    if requirement is None:
        return {"standard": title, "requirement": ""}
    return {"standard": title, "requirement": requirement.text, "label": requirement.label}


def matched(claim, names):
    said = _("Matched with “%(name)s”") % {"name": names.get(claim.evidence, "")}
    return {"said": said, "words": claim.note, "on": day(claim.made_at)}


def seen(view):
    said = dict(SelfAssessment.View.choices).get(view.view, view.view)
    return {"said": _("How I saw myself: %(view)s") % {"view": said}, "words": view.words, "on": day(view.at)}


def shared(one):
    said = _("Shared, round %(number)s") % {"number": one.number}
    return {"said": said, "words": one.declaration, "on": day(one.at)}


def decided(one):
    said = str(SAID.get(one.outcome, one.outcome))
    by = f"{one.by} ({one.role})" if one.by and one.role else one.by
    return {"said": said, "words": one.words, "by": by, "on": day(one.at)}


def testified(one):
    answers = [f"{answer.question}\n{answer.answer}" for answer in one.answers]
    words = "\n\n".join(filter(None, [one.saw, *answers, one.competence]))
    by = f"{one.name}, {one.relation}" if one.relation else one.name
    said = _("A witness of “%(event)s”") % {"event": one.event}
    return {"requirement": "", "said": said, "words": words, "by": by, "on": day(one.at)}


def of_piece(piece, kinds):
    """What of a piece has no place here: what others recorded, answers to questions nobody asks here, its own part."""
    kind, told = kinds.get(piece.kind), {"standard": "", "requirement": piece.name}
    if piece.kind and (kind is None or kind.made_by != MadeBy.PRACTITIONER):
        said = _("Was kept as: %(kind)s") % {"kind": piece.kind_name or piece.kind}
        answers = "\n\n".join(f"{answer.question}\n{answer.answer}" for answer in piece.answers)
        yield told | {"said": said, "words": answers, "by": piece.recorded_by, "on": piece.happened_on}
    if piece.own_part:
        yield told | {"said": _("My own part in it"), "words": piece.own_part}
    for clause in piece.lives:
        words = "\n\n".join(filter(None, [clause.clause, clause.words]))
        yield told | {
            "said": _("Lives a clause of “%(charter)s”") % {"charter": clause.charter},
            "words": words,
        }


def awarded(paper):
    said = _("Certificate %(number)s") % {"number": paper.number}
    words = "\n".join(filter(None, [paper.title, *paper.standards, paper.link]))
    return {
        "standard": paper.title,
        "requirement": "",
        "said": said,
        "words": words,
        "by": paper.by,
        "on": paper.on,
    }


def pursued(one):
    return {
        "standard": one.title,
        "requirement": "",
        "said": _("Worked towards this award"),
        "on": day(one.started_at),
    }


def said_before(one):
    by = ", ".join(filter(None, [one.by, one.source]))
    fields = ("standard", "requirement", "label", "said", "words", "on")
    return {name: getattr(one, name) for name in fields} | {"by": by}


def day(moment):
    return moment.date() if moment else None


def cut(row):
    """Headings fit their columns; what people wrote is never cut."""
    return {name: said[: LONGEST[name]] if name in LONGEST else said for name, said in row.items()}
