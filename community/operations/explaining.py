"""Saying which clause explains a way of this product that may seem odd."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import ClauseKind, Explanation, Manner
from people.audit import operation, record
from standards.queries.differences import folded

# Labels in the three charters this product started from. What another charter calls the same is found too.
BY_DEFAULT = {
    Manner.DECLINING: ["Welfare"],
    Manner.PAUSING: ["Welfare"],
    Manner.NO_RANKING: ["Non-hierarchical", "Collaboration over Competition"],
    Manner.PRIVATE: ["Confidentiality and Privacy"],
    Manner.PEOPLE_ASKED: ["Respect Privacy"],
    Manner.WHAT_WOULD_SHOW_IT: ["Constructive Feedback"],
    Manner.TALK_FIRST: ["Conflict Resolution & Mediation"],
    Manner.PLAIN_WORDS: ["Don’t Assume Knowledge"],
}


class CannotExplain(Exception):
    """Only a clause of the charter in force explains something."""

    sentence = _("Choose a clause of the charter as it is today.")


@operation
def explain(charter, manner, clause, *, by):
    """Let a clause in force explain a Manner, in place of another one. Returns the Explanation."""
    if clause.kind == ClauseKind.SECTION or clause.version_id != charter.current_version_id:
        raise CannotExplain
    said = {"clause": clause, "clause_lineage": clause.lineage, "said_by": by, "said_at": timezone.now()}
    explanation, _new = Explanation.objects.update_or_create(
        charter=charter, manner=Manner(manner), defaults=said
    )
    record("charter.explains", by=by, subject=charter, manner=explanation.manner, clause=clause.code)
    return explanation


@operation
def explain_no_more(explanation, *, by):
    """Take an explanation away: nothing of this charter explains that any more."""
    record("charter.explains_no_more", by=by, subject=explanation.charter, manner=explanation.manner)
    explanation.delete()


@operation
def explain_by_default(charter, *, by=None):
    """For each Manner not explained yet, the clause with the label BY_DEFAULT knows. Returns the new Explanations."""
    explained = set(Explanation.objects.filter(charter=charter).values_list("manner", flat=True))
    clauses = charter.current_version.clauses.exclude(kind=ClauseKind.SECTION).exclude(label="")
    by_label = {tuple(folded(clause.label)): clause for clause in reversed(clauses)}
    return [
        explain(charter, manner, clause, by=by)
        for manner, labels in BY_DEFAULT.items()
        if manner not in explained and (clause := first_of(labels, by_label))
    ]


def first_of(labels, by_label):
    return next((found for label in labels if (found := by_label.get(tuple(folded(label))))), None)
