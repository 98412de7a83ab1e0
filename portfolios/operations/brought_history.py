"""What others said elsewhere, line by line: to read, and for nothing else."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portfolios.exchange.shapes import paper_as_file
from portfolios.models import MadeBy, SelfAssessment, WitnessRequest

SAID = {
    "meets": gettext_lazy("Meets"),
    "more evidence": gettext_lazy("More evidence"),
    "not yet": gettext_lazy("Not yet"),
    "signed off": gettext_lazy("Signed off"),
}
LONGEST = {"standard": 300, "label": 20, "said": 200, "by": 200}


def history_in(told, *, units, evidence, kinds):
    """Fields of a HistoryBrought for everything that is no row of its own here. `units`: those that came along.

    Beside the fields, `papers`: FileTolds that belong to it.
    """
    asked = {(one.code, row.lineage): row for one in told.standards for row in one.requirements}
    titles = {standard.code: standard.title for standard in told.standards}
    names = {piece.code: piece.name for piece in told.evidence}
    rows = []
    for unit in told.units:
        at = lambda lineage, unit=unit: about(asked.get((unit.standard, lineage)), titles[unit.standard])  # noqa: E731
        if unit.code not in units:
            rows += [at(one.requirement) | matched(one, names) for one in unit.claims]
            rows += [at(one.requirement) | seen(one) for one in unit.self_assessments]
        for one in unit.rounds:
            rows += [
                at("") | shared(one),
                *(at(view.requirement) | seen_then(view, one) for view in one.self_assessments),
            ]
        for one in unit.decisions:
            rows += [at(one.requirement) | said for said in (decided(one), *differently(one))]
        for one in unit.questions:
            rows += [at(one.requirement) | said for said in asked_about(one)]
    by_unit = {unit.code: titles[unit.standard] for unit in told.units}
    rows += [{"standard": by_unit.get(one.unit, "")} | testified(one) for one in told.witnesses]
    rows += [{"standard": by_unit.get(one.unit, "")} | asked_of(one) for one in told.asked]
    rows += [row for piece in told.evidence for row in of_piece(piece, kinds)]
    rows += [typed(one, names) for one in told.drafts]
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


def seen_then(view, one):
    said = dict(SelfAssessment.View.choices).get(view.view, view.view)
    shown = _("How I saw myself in round %(number)s: %(view)s") % {"number": one.number, "view": said}
    return {"said": shown, "words": view.words, "on": day(one.at)}


def differently(one):
    """What was said to a decision, and the answer to that: two people’s words, one line each."""
    said = one.seen_differently
    if said is None:
        return
    yield {"said": _("I saw it differently"), "words": said.words, "on": day(said.at)}
    if said.replied_at:
        yield {
            "said": _("What was said to that"), "words": said.reply, "by": said.replied_by, "on": day(said.replied_at),
        }  # fmt: skip


def asked_about(one):
    """What was asked, and their own answer: one line each."""
    yield {"said": _("I was asked"), "words": one.words, "by": one.by, "on": day(one.at)}
    if one.answered_at:
        yield {"said": _("What I answered"), "words": one.answer, "on": day(one.answered_at)}


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
    return {
        "requirement": "", "said": said, "words": words, "by": by, "on": day(one.at), "papers": one.recordings,
    }  # fmt: skip


def asked_of(one):
    state = dict(WitnessRequest.State.choices).get(one.state, one.state)
    said = _("A witness of “%(event)s” was asked: %(state)s") % {"event": one.event, "state": state}
    words = "\n\n".join(filter(None, [one.note, *one.questions]))
    return {"requirement": "", "said": said, "words": words, "on": day(one.at)}


def typed(one, names):
    """Words that stood in a form there: to read, and to copy to where they belong now."""
    about = next((names[code] for code in one.about.split() if code in names), "")
    words = "\n\n".join(each.words for each in one.typed)
    return {
        "standard": "", "requirement": about, "said": _("Typed, and not saved"), "words": words, "on": day(one.at),
    }  # fmt: skip


def of_piece(piece, kinds):
    """What of a piece has no place here: what others recorded, answers to questions nobody asks here, its own part."""
    kind, told = kinds.get(piece.kind), {"standard": "", "requirement": piece.name}
    if piece.kind and (kind is None or kind.made_by != MadeBy.PRACTITIONER):
        said = _("Was kept as: %(kind)s") % {"kind": piece.kind_name or piece.kind}
        answers = "\n\n".join(f"{answer.question}\n{answer.answer}" for answer in piece.answers)
        yield told | {"said": said, "words": answers, "by": piece.recorded_by, "on": piece.happened_on}
    if piece.own_part:
        yield told | {"said": _("My own part in it"), "words": piece.own_part}
    for seen_there in piece.seen_in_place:
        said = _("Seen in the workplace")
        yield told | {"said": said, "words": seen_there.words, "by": seen_there.by, "on": seen_there.on}
    for wish in piece.wishes:
        said = _("Someone in it asked for it to be taken down")
        yield told | {"said": said, "words": wish.outcome, "on": day(wish.asked_at)}
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
        "papers": (paper_as_file(paper),) if paper.path and paper.size else (),
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
    fields = ("standard", "requirement", "label", "said", "words", "on", "papers")
    return {name: getattr(one, name) for name in fields} | {"by": by}


def day(moment):
    return moment.date() if moment else None


def cut(row):
    """Headings fit their columns; what people wrote is never cut."""
    return {name: said[: LONGEST[name]] if name in LONGEST else said for name, said in row.items()}
