"""The evidence page and the dashboard, for somebody with a whole portfolio."""

from tests.benchmarks.portfolios.sample import Visitor, page_figures, sample

LARGE = {"units": 25, "requirements": 26, "evidence": 20, "claims": 200}


def evidence_page():
    made = sample(**LARGE)
    counted = {
        piece.pk: sum(claim.evidence_id == piece.pk for claim in made.claims) for piece in made.evidence
    }
    piece = min(made.evidence, key=lambda piece: abs(counted[piece.pk] - 10))
    visitor = Visitor(made.cast.practitioner)
    rows, _took = page_figures(
        f"evidence page with {counted[piece.pk]} claims",
        visitor,
        f"/my/evidence/{piece.code}/",
        milliseconds=25,
        most_queries=12,
    )
    yield from rows


def dashboard():
    visitor = Visitor(sample(**LARGE).cast.practitioner)
    rows, _took = page_figures(
        "dashboard with 25 standards", visitor, "/my/", milliseconds=25, most_queries=None
    )
    yield from rows


FIGURES = [evidence_page, dashboard]
