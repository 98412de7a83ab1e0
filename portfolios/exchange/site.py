"""The pages of a bag: to read in any browser, without a network and without scripts, by links that stay inside."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from portfolios.models import Evidence, PersonInEvidence, SelfAssessment
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
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})  # what every browser shows


def pages(told, units):
    """(path, HTML) of every page. `told`: a PortfolioTold; `units`: the rows of its units."""
    around = Around(told)
    coverages = coverages_of(units)
    yield "data/index.html", page("index", told, "", units=around.units)
    for unit, coverage in ((unit, coverages[unit.pk]) for unit in units):
        said = around.units_by_code[unit.code]
        more = {"unit": said, "parts": parts_of(coverage, said, around)}
        yield f"data/standards/{unit.code}.html", page("standard", told, "../", **more)
    for piece in told.evidence:
        uses = around.uses.get(piece.code, [])
        yield (
            f"data/evidence/{piece.code}/index.html",
            page("evidence", told, "../../", **shown(piece), uses=uses),
        )
    if told.journal:
        yield "data/journal/index.html", page("journal", told, "../")


def page(name, told, root, **more):
    return render_to_string(
        f"{FOLDER}/{name}.html", {"told": told, "root": root, "pictures": PICTURES} | more
    )


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
        self.units = [self.unit(unit, told) for unit in told.units]
        self.units_by_code = {unit["code"]: unit for unit in self.units}
        self.uses = {}
        for unit in self.units:
            for claim in unit["claims"]:
                by_unit = self.uses.setdefault(claim["evidence"], {})
                by_unit.setdefault(unit["code"], (unit, []))[1].append(claim)
        self.uses = {code: list(by_unit.values()) for code, by_unit in self.uses.items()}

    def unit(self, unit, told):
        files = {file.code: file for file in told.files}
        wording = self.wording
        return {
            "code": unit.code,
            "standard": self.standards[unit.standard],
            "said": unit,
            "claims": [self.claim(claim, unit, files) for claim in unit.claims],
            "self": [
                (wording[unit.standard, view.requirement], said_of(view)) for view in unit.self_assessments
            ],
            "decisions": [(wording.get((unit.standard, one.requirement)), one) for one in unit.decisions],
            "witnesses": [one for one in told.witnesses if one.unit == unit.code],
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


def shown(piece):
    """What the page of a piece shows beside its words: choices as people read them."""
    return {
        "piece": piece,
        "answers": [answer for answer in piece.answers if answer.answer.strip()],
        "files": [file for file in piece.files if not file.is_consent],
        "yeses": [file for file in piece.files if file.is_consent],
        "moment": Evidence(happened_on=piece.happened_on, happened_precision=piece.happened_precision).moment,
        "people": [
            {
                "description": one.description,
                "said": PersonInEvidence.Basis(one.basis).label,
                "purpose": one.purpose,
                "agreed_on": one.agreed_on,
                "until": one.until,
            }
            for one in piece.people
        ],
    }


def said_of(view):
    return {"said": SelfAssessment.View(view.view).label, "words": view.words}
