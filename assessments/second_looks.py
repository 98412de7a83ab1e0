"""Which second looks a certificate waits for, and which one it shows."""

from django.db.models import Exists, OuterRef, Q

from assessments.models import Action, LookWanted, Sample, SampleRecord, SignOff, Stage


def second_looks_at(sign_offs):
    return Sample.objects.filter(stage=Stage.SUMMATIVE, assessment__sign_off__in=sign_offs)


def are_second_looks_due(sign_offs):
    """Whether one of these is still to be looked at, or a look found otherwise or asks for something to be put right.

    Until what came of it: the decision was opened again (then it is none of these any more), or all that was asked to
    be put right is settled. What is asked counts though the same was found, else nobody would see to it; also where it
    was asked while the work went on. Two queries at most.
    """
    asked = Action.objects.filter(record=OuterRef("record"), kind=Action.Kind.CORRECTIVE)
    waits = Q(state=Sample.State.PLANNED) | Exists(asked.filter(settled_at=None))
    doubting = Q(~Exists(asked), record__agrees=False)
    if second_looks_at(sign_offs).filter(waits | doubting).order_by().exists():
        return True
    units = SignOff.objects.filter(pk__in=[one.pk for one in sign_offs]).values("submission__unit")
    return to_put_right_before(units).exists()


def to_put_right_before(units):
    """What second looks asked to be put right while work on these went on, and nobody settled."""
    way = "record__sample__"
    asked = Action.objects.filter(kind=Action.Kind.CORRECTIVE, settled_at=None)
    return asked.filter(
        **{f"{way}stage": Stage.INTERIM, f"{way}assessment__submission__unit__in": units}
    ).order_by()


def left_open(samples):
    """Of these, where a look after sign-off found otherwise and nothing came of it: nothing was asked to be put right,
    and the decision was not opened again. Someone has to do one of these, or its certificate waits for good."""
    asked = Action.objects.filter(record=OuterRef("record"), kind=Action.Kind.CORRECTIVE)
    found = samples.filter(~Exists(asked), stage=Stage.SUMMATIVE, record__agrees=False)
    return found.filter(assessment__sign_off__reopening=None, assessment__owner__erased_at=None)


def was_seen_to(sign_offs):
    """Whether someone looked at one of these, at least: taken out of its plan, none was. One query."""
    return second_looks_at(sign_offs).filter(state=Sample.State.LOOKED_AT).exists()


def second_look_at(sign_off):
    """The newest record of a second look at this sign-off, with who looked; None where nobody did."""
    records = SampleRecord.objects.filter(sample__in=second_looks_at([sign_off]))
    return records.select_related("looked_by").order_by("-looked_at", "-pk").first()


def put_right_in(certificate):
    """{sign-off pk} of its entries whose last look before it was issued found otherwise: then all that was asked was put
    right, else there were no certificate. One query, and none where nobody looked."""
    looked = [entry.sign_off_id for entry in certificate.entries.all() if entry.second_look_date]
    found = SampleRecord.objects.filter(
        sample__in=second_looks_at(looked), looked_at__lte=certificate.issued_at
    ).order_by("looked_at", "pk")
    newest = dict(found.values_list("sample__assessment__sign_off", "agrees")) if looked else {}
    return {sign_off for sign_off, agrees in newest.items() if not agrees}


def looks_since(certificate):
    """Second looks that found the same once it was issued: what its paper, made before, does not say. One query."""
    entries = certificate.entries.all()
    not_before = [entry.sign_off_id for entry in entries if not entry.second_look_date]
    found = SampleRecord.objects.filter(sample__in=second_looks_at(not_before), agrees=True)
    at = "sample__assessment__submission"
    return found.select_related("looked_by", f"{at}__organisation", f"{at}__unit__version").order_by("pk")


def certificates_awaited(person):
    """What was signed off of this person's and has no certificate yet: it waits for a second look. One query."""
    waiting = SignOff.objects.filter(assessment__owner=person, entries=None, reopening=None)
    return waiting.select_related("submission__unit__version").order_by("signed_at", "pk")


def awards_awaited(person):
    """[LookWanted] of this person's awards that are whole but for a second look. One query."""
    wanted = LookWanted.objects.filter(pursuit__portfolio__owner=person, pursuit__set_aside_at=None)
    return wanted.select_related("pursuit__version")


def awards_to_look_at(person):
    """Awards here that end with a second look, are whole but for that, and have none planned: see LookWanted."""
    return LookWanted.objects.visible_to(person).unplanned()
