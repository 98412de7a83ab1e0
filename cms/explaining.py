"""Why something here is as it is: the clause that explains it, asked of the database once for a whole page."""

from community.models import Manner
from community.queries.explaining import explaining_clauses


def explained(request, manner):
    """What components/why.html shows. `id` tells several of one kind on a page apart."""
    manner = Manner(manner)
    clause = known_to(request).get(manner) if request else None
    if clause is None:
        return {"clause": None}
    shown = request.explained_already = [*getattr(request, "explained_already", []), manner]
    charter = clause.version.charter
    return {
        "clause": clause,
        "charter": charter,
        "manner": manner,
        "is_ours": charter.organisation_id is not None,
        "id": f"why-{manner.name.lower()}-{shown.count(manner)}",
    }


def known_to(request):
    if not hasattr(request, "explaining_clauses"):
        request.explaining_clauses = explaining_clauses(getattr(request, "organisation", None))
    return request.explaining_clauses
