"""Two drafts side by side, in Wagtail's own screen: an entry is the same one by its lineage, whatever became of it."""

from functools import partial

from wagtail.admin.compare import ChildRelationComparison
from wagtail.admin.panels import InlinePanel


class ByLineage(ChildRelationComparison):
    """Only what changed is shown: an entry that went and one that came are two, and not one that changed."""

    def get_mapping(self, objs_a, objs_b):
        """See Wagtail's: (places in B by place in A, the other way round, added in B, gone from A)."""
        key = self.field.related_model.LINEAGE
        places = {getattr(entry, key): place for place, entry in enumerate(objs_b)}
        forwards = {
            place: places[getattr(entry, key)]
            for place, entry in enumerate(objs_a)
            if getattr(entry, key) in places
        }
        backwards = {theirs: ours for ours, theirs in forwards.items()}
        added = [place for place in range(len(objs_b)) if place not in backwards]
        return forwards, backwards, added, [place for place in range(len(objs_a)) if place not in forwards]

    def get_child_comparisons(self):
        return [pair for pair in super().get_child_comparisons() if is_other(pair)]

    def has_changed(self):
        return bool(self.get_child_comparisons())


def is_other(pair):
    return bool(pair.is_addition() or pair.is_deletion() or pair.has_changed() or pair.get_position_change())


class ComparedByLineage(InlinePanel.BoundPanel):
    def get_comparison(self):
        return [partial(ByLineage, *found.args, **found.keywords) for found in super().get_comparison()]
