"""Certificates, and what yet another place said, as `shapes` has them; and each certificate once more, for programs."""

from django.utils.translation import gettext as _

from portfolios.exchange.pieces import FileTold
from portfolios.exchange.shapes import CertifiedTold, LeftOut, PaperTold, SaidTold

FORMAT = "practice-portfolio-certificate"
UNSIGNED = (
    "This describes a certificate, so that programs can read it. It is no credential: nothing in it is signed,"
    " and it proves nothing by itself. Whether the certificate stands is said at the address under “verify”."
)
OF_AN_ENTRY = ("title", "suite", "key_area", "number", "urn", "was_legacy")


def give_paper_places(carried, places):
    """Where each paper goes in the bag: certificates of here, and those that came along from elsewhere."""
    for paper in carried.papers:
        if paper.open:
            carried.places[paper] = places.place(f"{paper.kind}s", paper.file_name)
        else:
            why = _("Its paper is still being made. You have the certificate all the same.")
            what = _("the paper of %(number)s") % {"number": paper.number}
            carried.left_out.append(LeftOut(code="", what=what, why=why))
        carried.records[paper] = places.place(f"{paper.kind}s", f"{paper.number}.json")
    for row in carried.history:
        for paper in row.papers.all():
            take(carried, paper, places.place(f"elsewhere/{row.brought.code}", paper.name))


def take(carried, file, place):
    if file.is_released:
        carried.places[file] = place
    else:
        carried.leave_out(file, _("a file: %(name)s") % {"name": file.name}, str(file.get_scan_display()))


def papers_told(carried, kind):
    return tuple(paper_told(paper, carried) for paper in carried.papers if paper.kind == kind)


def paper_told(paper, carried):
    is_there = paper in carried.places
    size, sha256 = carried.changed.get(paper, (paper.size, paper.sha256)) if is_there else (0, "")
    return PaperTold(
        number=paper.number,
        title=paper.title,
        on=paper.on,
        by=paper.by,
        name=paper.name,
        link=paper.link,
        standards=paper.standards,
        path=carried.places.get(paper, ""),
        size=size,
        sha256=sha256,
        wording=paper.wording,
        certifies=tuple(
            CertifiedTold(**{name: getattr(one, name) for name in OF_AN_ENTRY}) for one in paper.certifies
        ),
        record=carried.records[paper],
    )


def record_of(paper):
    """A PaperTold as plain JSON of its own. Deliberately not in the shape of a signed credential: no key stands for it."""
    pdf = {"path": paper.path, "size": paper.size, "sha256": paper.sha256} if paper.path else None
    return {
        "format": FORMAT,
        "version": 1,
        "is_signed": False,
        "about": UNSIGNED,
        "number": paper.number,
        "title": paper.title,
        "wording": paper.wording,
        "awarded_to": paper.name,
        "awarded_on": paper.on.isoformat(),
        "awarded_by": paper.by,
        "standards": [{name: getattr(one, name) for name in OF_AN_ENTRY} for one in paper.certifies],
        "verify": paper.link,
        "pdf": pdf,
    }


def history_told(carried):
    return tuple(said_told(row, carried) for row in carried.history)


def said_told(row, carried):
    return SaidTold(
        source=row.brought.source,
        said=row.said,
        standard=row.standard,
        requirement=row.requirement,
        label=row.label,
        words=row.words,
        by=row.by,
        on=row.on,
        papers=tuple(paper_before(one, carried) for one in row.papers.all() if one in carried.places),
    )


def paper_before(paper, carried):
    size, sha256 = carried.changed.get(paper, (paper.size, paper.sha256))
    kept = {"path": carried.places[paper], "size": size, "sha256": sha256}
    return FileTold(code=paper.code, name=paper.name, content_type=paper.content_type, **kept)
