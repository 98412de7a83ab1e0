"""What someone could do next, each with its size. The first is the one we suggest; nothing here is a duty."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from django.db.models import FETCH_PEERS, Count, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portfolios.models import Evidence
from portfolios.queries import is_shared, missing_for_sharing, owned_by

MOST = 4  # one, and two or three others


@dataclass(frozen=True)
class Suggestion:
    size: str
    title: str
    words: str
    url: str
    button: str
    icon: str


@dataclass
class Folder:
    """What is known of someone's portfolio. `coverages`, `readers`: by unit pk."""

    units: list
    coverages: dict
    readers: dict
    open_units: set  # pks of those an assessor has a round of
    evidence: list
    moves: dict = field(default_factory=dict)  # unit pk → portfolios.carrying.Moved
    total: int = 0
    this_month: int = 0
    hidden: int = 0
    may_add: bool = True

    @property
    def leading(self):
        """Units that nobody went on from: an older one can be finished, and is not what we suggest."""
        return [u for u in self.units if u.pk not in self.moves or not self.moves[u.pk].went_on]

    @cached_property
    def missing(self):
        """{evidence: [sentences]} of what can't be shared yet. Asked for only where it may be suggested."""
        return missing_for_sharing(Evidence.objects.filter(pk__in=[piece.pk for piece in self.evidence]))


def newest_evidence(person, *, organisation):
    """What a person has here in use, newest change first, each saying whether it was shared. No files, no story."""
    pieces = owned_by(person, organisation).filter(withdrawn_at=None).annotate(is_shared=is_shared())
    shown = ("code", "name", "happened_on", "happened_precision", "withdrawn_at", "hidden_at", "kind__name")
    return pieces.only(*shown).fetch_mode(FETCH_PEERS)


def counts_of_evidence(person, *, organisation, since):
    """{"total", "since", "hidden"}: how many pieces there are, were added from a moment on, are out of sight."""
    return owned_by(person, organisation).aggregate(
        total=Count("pk"),
        since=Count("pk", filter=Q(created_at__gte=since)),
        hidden=Count("pk", filter=Q(hidden_at__isnull=False)),
    )


def suggestions_for(folder):
    """[Suggestion], the best first, at most four; what would come after them is not worked out."""
    if not folder.may_add:
        return []
    ways = (replies, sharing, gaps, unfinished, unmatched, something_new)
    return list(islice((suggestion for way in ways for suggestion in way(folder)), MOST))


def replies(folder):
    for unit in folder.units:
        count = len(folder.coverages[unit.pk].replies)
        if count:
            reader = folder.readers.get(unit.pk)
            name = reader.get_short_name() if reader else _("your assessor")
            yield Suggestion(
                _("If you have ten minutes"),
                ngettext("Read %(count)d reply from %(name)s", "Read %(count)d replies from %(name)s", count)
                % {"count": count, "name": name},
                _("It says what would help, on %(standard)s.") % {"standard": unit},
                "#feedback",
                _("Read what they say"),
                "message",
            )


def sharing(folder):
    for unit in folder.leading:
        fresh = [row for row in folder.coverages[unit.pk].rows if row.state == "matched"]
        if fresh and unit.pk not in folder.open_units:
            reader = folder.readers.get(unit.pk)
            yield Suggestion(
                _("If you have ten minutes"),
                _("Share with %(name)s") % {"name": reader.get_short_name()}
                if reader
                else _("Share for review"),
                ngettext(
                    "%(count)d part of %(standard)s is matched and not agreed yet.",
                    "%(count)d parts of %(standard)s are matched and not agreed yet.",
                    len(fresh),
                )
                % {"count": len(fresh), "standard": unit},
                reverse("unit-share", args=[unit.code]),
                _("See what would be shared"),
                "wait",
            )


def gaps(folder):
    for unit in folder.leading:
        for row in folder.coverages[unit.pk].missing[:1]:
            asked = urlencode({"unit": unit.code, "shows": row.requirement.code})
            yield Suggestion(
                _("If you have fifteen minutes"),
                _("Add something for %(label)s") % {"label": row.requirement.label},
                _("“%(text)s” Nothing is there yet.") % {"text": row.requirement.text},
                f"{reverse('evidence-add')}?{asked}",
                _("Add evidence"),
                "plus",
            )


def unfinished(folder):
    for piece in folder.evidence:
        if piece.matched and not piece.hidden_at and piece in folder.missing:
            yield Suggestion(
                _("If you have two minutes"),
                _("Round off “%(name)s”") % {"name": piece},
                str(folder.missing[piece][0]),
                reverse("evidence-change", args=[piece.code]),
                _("Open it"),
                "draft",
            )
            return


def unmatched(folder):
    for piece in folder.evidence:
        if folder.units and not piece.matched and not piece.hidden_at:
            yield Suggestion(
                _("If you have five minutes"),
                _("Say what “%(name)s” shows") % {"name": piece},
                _("It is in your folder, and not matched to a standard yet."),
                reverse("evidence-shows", args=[piece.code]),
                _("Match it"),
                "link",
            )
            return


def something_new(folder):
    if not folder.units or all_is_agreed(folder):
        yield Suggestion(
            _("If you have ten minutes"),
            _("Look at the six key areas"),
            _("See what else sounds like the work you do, and choose a standard.")
            if folder.units
            else _("See what sounds like the work you do, and choose a standard."),
            reverse("home") + "#map",
            _("Look around"),
            "search",
        )
    yield Suggestion(
        _("If you have ten minutes"),
        _("Drop something in your folder"),
        _("A photo or a few lines. Match it to a standard later."),
        reverse("evidence-add"),
        _("Add evidence"),
        "camera",
    )


def all_is_agreed(folder):
    return all(coverage.met == coverage.total for coverage in folder.coverages.values())
