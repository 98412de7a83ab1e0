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
from portfolios.testimony import is_name_of

Answer = GroupPart.Answer


def leave_parts(person):
    """In evidence of others their part has no words any more, and whoever asked them is told no name.

    Where someone else answered who was asked at an address that is theirs today, that address goes, and nothing else.
    """
    called = any_of("asked_as", [*addresses_of_nobody_else(person), person.code])
    of_others = GroupPart.objects.exclude(person=person).exclude(person=None)
    of_others.filter(called).update(asked_as=str(NO_LONGER))
    parts = GroupPart.objects.filter(Q(person=person) | (called & Q(person=None)))
    parts.filter(own__isnull=False, own__owner=person, own__versions=None).exclude(
        evidence__owner=person
    ).update(answer=Answer.DECLINED, own=None)
    parts.filter(answer=Answer.ASKED).update(answer=Answer.DECLINED, answered_at=timezone.now())
    return parts.update(words="", asked_as=str(NO_LONGER))


def forget_as_witness(person):
    """What they saw of others is evidence of others’ and stays; who they are and how to reach them goes.

    Where a link that was sent to them was passed on and someone else answers, what that one says is theirs.
    """
    at_theirs = any_of("email", addresses_of_nobody_else(person))
    forget_who_passed_it_on(person, WitnessRequest.objects.filter(at_theirs))
    theirs = Q(answered_by=person) | (at_theirs & Q(answered_by=None))
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


def forget_who_passed_it_on(person, requests):
    """How they were reached goes, and the name they were asked by where it is theirs."""
    for request in requests.exclude(answered_by=None).exclude(answered_by=person):
        name = str(NO_LONGER) if is_name_of(person, request.name) else request.name
        WitnessRequest.objects.filter(pk=request.pk).update(email="", note="", name=name)


def forget_where_they_wished(person):
    """That they wished to be taken down stays, since it keeps that evidence out of sight; where to answer them goes."""
    theirs = any_of("contact", addresses_of_nobody_else(person))
    return TakedownRequest.objects.filter(theirs).update(contact="")


def forget_who_says_so(request):
    """In their statement, in the evidence it became, and in every version of that which was shared."""
    statement, called = request.statement, str(request.statement)
    beside = [statement.relation, *([statement.competence] if request.is_expert else [])]
    # At the head of what is told (portfolios.testimony.told_of), in this order: an answer may say the same words.
    head = [said for said in (called, *beside) if said]

    def without(told):
        has_it = [one.get("answer") for one in told[: len(head)]] == head  # not taken away before
        kept = told[:1] + told[len(head) :] if has_it else told
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
