"""What a crosswalk does not say yet, and what it says that can’t be true together."""

from collections import Counter

from django.utils.translation import gettext as _

from standards.models import Crosswalk, Relation, Requirement


def contradictions_in(crosswalk):
    """{requirement pk: sentence} of what can’t be true together, under each requirement it is about. One query."""
    entries = list(crosswalk.entries.select_related("source", "target"))
    reached, found = {}, {}
    for entry in entries:
        if entry.source_id and entry.target_id:
            reached.setdefault(entry.target_id, []).append(entry)
    for entry in entries:
        if entry.relation == Relation.NEW and entry.target_id in reached:
            sentence = _("%(new)s was said to be new, and to come from %(old)s. Choose one of the two.") % {
                "new": entry.target.label,
                "old": reached[entry.target_id][0].source.label,
            }
            found |= dict.fromkeys(
                [entry.target_id, *(e.source_id for e in reached[entry.target_id])], sentence
            )
    for several in reached.values():
        alone = [e for e in several if e.relation in (Relation.SAME, Relation.REWORDED)]
        target = several[0].target
        if len(several) > 1 and alone and target:
            sentence = _("%(labels)s all became %(new)s. Say of each that it was merged.") % {
                "labels": ", ".join(e.source.label for e in several),
                "new": target.label,
            }
            found |= dict.fromkeys([e.source_id for e in several], sentence)
    return found


def unsaid_in(crosswalk):
    """([old requirements], [new requirements]) that nobody spoke of yet, in printed order. Three queries."""
    entries = list(crosswalk.entries.values_list("source_id", "target_id"))
    spoken = {key for pair in entries for key in pair}
    old = [r for r in crosswalk.source.requirements.order_by("position") if r.pk not in spoken]
    new = [r for r in crosswalk.target.requirements.order_by("position") if r.pk not in spoken]
    return old, new


def missing_in(crosswalk):
    """What stands in the way of agreeing, as a sentence; empty when nothing does."""
    old, new = unsaid_in(crosswalk)
    if old or new:
        return still_to_say(old, new)
    mergers = crosswalk.entries.filter(relation=Relation.MERGED).values_list("target_id", flat=True)
    reached = Counter(crosswalk.entries.exclude(source=None).values_list("target_id", flat=True))
    lonely = [target for target in set(mergers) if reached[target] < 2]
    if lonely:
        label = Requirement.objects.filter(pk__in=lonely).order_by("position")[0].label
        return _(
            "Only one became %(new)s, so nothing was merged there. Say what else did, or that it was reworded."
        ) % {"new": label}
    return ""


def leads_in_a_circle(crosswalk):
    """Why it can't be agreed while another one leads the other way; empty when none does."""
    source, target = crosswalk.source.standard_id, crosswalk.target.standard_id
    back = Crosswalk.objects.agreed().filter(source__standard=target, target__standard=source)
    if source == target or not back.exists():
        return ""
    return _("An agreed crosswalk leads from the new one to the old one. Take that one back first.")


def still_to_say(old, new):
    said = []
    if old:
        said.append(_("of the old: %(labels)s") % {"labels": ", ".join(r.label for r in old)})
    if new:
        said.append(_("of the new: %(labels)s") % {"labels": ", ".join(r.label for r in new)})
    return _("Still to say, %(what)s.") % {"what": "; ".join(said)}
