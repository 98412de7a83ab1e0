"""The pages of a bag: to read in any browser, without a network and without scripts, by links that stay inside."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from portfolios.models import Evidence, PersonInEvidence, SelfAssessment, WitnessRequest
from portfolios.models.anchor import clock
from portfolios.queries import coverages_of

FOLDER = "portfolios/taken_along"
STYLES = ("tokens.css", "base.css")
FONTS = (
    "atkinson-next-latin",
    "atkinson-next-latin-ext",
    "atkinson-next-latin-italic",
    "vollkorn-latin",
    "vollkorn-latin-ext",
)
LICENCES = ("OFL-Atkinson-Hyperlegible-Next.txt", "OFL-Vollkorn.txt")
SMALL = '<svg width="20" height="20" fill="none" stroke="currentColor" '  # also where the styles were lost
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})  # what every browser shows

WRITTEN = ("name", "story", "result", "next_time")
STATES = dict(WitnessRequest.State.choices)


def pages(told, units):
    """(path, HTML) of every page. `told`: a PortfolioTold; `units`: the rows of its units."""
    around = Around(told)
    coverages = coverages_of(units)
    drafts = [draft_of(draft, around) for draft in told.drafts]
    yield "data/index.html", page("index", told, "", units=around.units, drafts=drafts)
    for unit, coverage in ((unit, coverages[unit.pk]) for unit in units):
        said = around.units_by_code[unit.code]
        more = {"unit": said, "parts": parts_of(coverage, said, around)}
        yield f"data/standards/{unit.code}.html", page("standard", told, "../", **more)
    for piece in told.evidence:
        uses = around.uses.get(piece.code, [])
        yield (
            f"data/evidence/{piece.code}/index.html",
            page("evidence", told, "../../", **shown(piece, around), uses=uses),
        )
    if told.journal:
        entries = [(entry, around.values.get(entry.value, "")) for entry in told.journal]
        yield "data/journal/index.html", page("journal", told, "../", entries=entries)


def page(name, told, root, **more):
    html = render_to_string(
        f"{FOLDER}/{name}.html", {"told": told, "root": root, "pictures": PICTURES} | more
    )
    return html.replace("<svg ", SMALL)


def styles():
    """(path, bytes) of our own styles and letters, with the licences of the letters."""
    names = [*STYLES, *[f"fonts/{font}.woff2" for font in FONTS], *[f"fonts/{name}" for name in LICENCES]]
    for name in names:
        yield f"data/styles/{name}", Path(str(finders.find(name))).read_bytes()


class Around:
    """What leads from one page to another."""

    def __init__(self, told):
        self.standards = {standard.code: standard for standard in told.standards}
        self.names = {piece.code: piece.name or piece.code for piece in told.evidence}
        self.wording = {
            (standard.code, one.lineage): one for standard in told.standards for one in standard.requirements
        }
        self.values = {lineage: one.text for (_standard, lineage), one in self.wording.items()}
        self.titles = {entry.code: entry.title or entry.prompt or entry.code for entry in told.journal}
        self.files = {file.code: file for file in told.files}
        self.units = [self.unit(unit, told) for unit in told.units]
        self.units_by_code = {unit["code"]: unit for unit in self.units}
        self.uses = {}
        for unit in self.units:
            for claim in unit["claims"]:
                by_unit = self.uses.setdefault(claim["evidence"], {})
                by_unit.setdefault(unit["code"], (unit, []))[1].append(claim)
        self.uses = {code: list(by_unit.values()) for code, by_unit in self.uses.items()}

    def unit(self, unit, told):
        wording, files = self.wording, self.files
        return {
            "code": unit.code,
            "standard": self.standards[unit.standard],
            "said": unit,
            "claims": [self.claim(claim, unit, files) for claim in unit.claims],
            "self": [
                (wording[unit.standard, view.requirement], said_of(view)) for view in unit.self_assessments
            ],
            "decisions": [self.decision(one, unit) for one in unit.decisions],
            "questions": [(wording.get((unit.standard, one.requirement)), one) for one in unit.questions],
            "rounds": [self.round(one, unit) for one in unit.rounds],
            "witnesses": [(one, self.piece(one.evidence)) for one in told.witnesses if one.unit == unit.code],
            "asked": [(one, STATES.get(one.state, one.state)) for one in told.asked if one.unit == unit.code],
        }

    def piece(self, code):
        """(its code, its name), or nothing where it is not in the bag."""
        return (code, self.names[code]) if code in self.names else None

    def decision(self, one, unit):
        rests_on = [(self.piece(each.evidence), each.version) for each in one.rests_on]
        return {
            "requirement": self.wording.get((unit.standard, one.requirement)),
            "said": one,
            "rests_on": rests_on,
        }

    def round(self, one, unit):
        """What was shared: by requirement, with what was said to show it."""
        return {
            "said": one,
            "items": [
                {
                    "requirement": self.wording.get((unit.standard, item.requirement)),
                    "piece": self.piece(item.evidence),
                    "said": item,
                    "spot": spot_of(item.anchor, self.files),
                }
                for item in one.items
            ],
            "self": [
                (self.wording.get((unit.standard, view.requirement)), said_of(view))
                for view in one.self_assessments
            ],
        }

    def claim(self, claim, unit, files):
        return {
            "requirement": self.wording[unit.standard, claim.requirement],
            "evidence": claim.evidence,
            "name": self.names[claim.evidence],
            "note": claim.note,
            "spot": spot_of(claim.anchor, files),
        }


def spot_of(anchor, files):
    """(the file, where in it); PDFs and recordings open there in most browsers."""
    file = files.get(anchor.file) if anchor else None
    if anchor is None:
        return None
    fragment = f"#page={anchor.page}" if anchor.page else ""
    fragment = fragment or (f"#t={anchor.seconds}" if anchor.seconds is not None else "")
    moment = "" if anchor.seconds is None else clock(anchor.seconds)
    return {"file": file, "anchor": anchor, "fragment": fragment, "moment": moment}


def parts_of(coverage, unit, around):
    """[(part, its rows)]: each requirement with how it stands and what is said to show it."""
    claims = {}
    for claim in unit["claims"]:
        claims.setdefault(claim["requirement"].lineage, []).append(claim)
    return [
        (part, [(row, claims.get(str(row.requirement.lineage), [])) for row in part.rows])
        for part in coverage.parts
        if part.rows
    ]


def draft_of(draft, around):
    """Words nobody saved, with what they are about and what each field asks."""
    about = next((around.piece(code) for code in draft.about.split() if code in around.names), None)
    return {"about": about, "said": draft, "typed": [(asked_as(one.name), one.words) for one in draft.typed]}


def asked_as(name):
    """A field as people read it in its form; one we don’t know by its own name."""
    known = {field.name: field.verbose_name for field in Evidence._meta.fields if field.name in WRITTEN}
    return known.get(name, name)


def shown(piece, around):
    """What the page of a piece shows beside its words: choices as people read them."""
    return {
        "piece": piece,
        "answers": [answer for answer in piece.answers if answer.answer.strip()],
        "files": [file for file in piece.files if not file.is_consent],
        "yeses": [file for file in piece.files if file.is_consent],
        "moment": moment_of(piece),
        "people": [
            {
                "description": one.description,
                "said": PersonInEvidence.Basis(one.basis).label,
                "purpose": one.purpose,
                "agreed_on": one.agreed_on,
                "until": one.until,
                "is_at_risk": one.is_at_risk,
                "taken_back_at": one.taken_back_at,
            }
            for one in piece.people
        ],
        "part_of": around.piece(piece.part_of),
        "from_entry": around.titles.get(piece.from_entry, ""),
        "shared": [(version, moment_of(version)) for version in piece.shared],
    }


def moment_of(said):
    return Evidence(happened_on=said.happened_on, happened_precision=said.happened_precision).moment


def said_of(view):
    return {"said": SelfAssessment.View(view.view).label, "words": view.words}
