"""What an erased person leaves in the evidence of others: their part and what they saw, and nothing of who they are."""

from django.db.models import Q
from django.utils import timezone

from people.models.user import NO_LONGER
from people.operations.erasing import any_of
from people.queries import addresses_of_nobody_else
from portfolios.models import (
    Evidence,
    EvidenceVersionWords,
    GroupPart,
    TakedownRequest,
    WitnessRequest,
    WitnessStatement,
)
from portfolios.operations.witnesses import forget_words

Answer = GroupPart.Answer


def leave_parts(person):
    """In evidence of others their part has no words any more, and whoever asked them is told no name."""
    known = Q(person=person) | any_of("asked_as", [*addresses_of_nobody_else(person), person.code])
    parts = GroupPart.objects.filter(known)
    parts.filter(own__isnull=False, own__owner=person, own__versions=None).exclude(
        evidence__owner=person
    ).update(answer=Answer.DECLINED, own=None)
    parts.filter(answer=Answer.ASKED).update(answer=Answer.DECLINED, answered_at=timezone.now())
    return parts.update(words="", asked_as=str(NO_LONGER))


def forget_as_witness(person):
    """What they saw of others is evidence of others’ and stays; who they are and how to reach them goes."""
    theirs = Q(answered_by=person) | any_of("email", addresses_of_nobody_else(person))
    asked = list(WitnessRequest.objects.filter(theirs).select_related("statement", "evidence"))
    for request in asked:
        if request.state != WitnessRequest.State.CONFIRMED:
            forget_words(request)  # they were handed to nobody yet
        elif hasattr(request, "statement"):
            forget_who_says_so(request)
    rows = WitnessRequest.objects.filter(pk__in=[request.pk for request in asked])
    rows.update(email="", note="")
    confirmed = Q(state=WitnessRequest.State.CONFIRMED)
    rows.filter(confirmed).update(name=str(NO_LONGER))
    rows.exclude(confirmed).update(name="")
    return rows.filter(state=WitnessRequest.State.ASKED).update(
        state=WitnessRequest.State.ENDED, answered_at=timezone.now()
    ) + len(asked)


def forget_where_they_wished(person):
    """That they wished to be taken down stays, since it keeps that evidence out of sight; where to answer them goes."""
    theirs = any_of("contact", addresses_of_nobody_else(person))
    return TakedownRequest.objects.filter(theirs).update(contact="")


def forget_who_says_so(request):
    """In their statement, in the evidence it became, and in every version of that which was shared."""
    statement = request.statement
    called, beside = str(statement), {statement.relation, statement.competence} - {""}

    def without(told):
        kept = [one for one in told if one.get("answer") not in beside]
        return [one | {"answer": str(NO_LONGER)} if one.get("answer") == called else one for one in kept]

    nobody = {"shown_as": "", "relation": "", "contact": "", "competence": "", "typed": {}}
    WitnessStatement.objects.filter(pk=statement.pk).update(name=str(NO_LONGER), **nobody)
    if request.evidence is None or not request.evidence.is_testimony:
        return
    details = request.evidence.details
    Evidence.objects.filter(pk=request.evidence_id).update(
        details=details | {"told": without(details["told"])}
    )
    for words in EvidenceVersionWords.objects.filter(version__evidence=request.evidence_id):
        EvidenceVersionWords.objects.filter(pk=words.pk).update(details=without(words.details))
