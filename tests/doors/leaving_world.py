"""What leaves with its owner, and what came along from elsewhere, for rows of `tests.doors` to point at."""

from functools import cached_property

from portfolios.files import keep_file
from portfolios.models import Bringing
from portfolios.operations.packing import make_copy
from portfolios.operations.taking_along import ask_for_everything
from tests.factories.files import sound


class Leaving:
    @cached_property
    def copy(self):
        """Everything, packed for its owner."""
        asked = ask_for_everything(self.folder, by=self.practitioner)
        make_copy(asked.code)
        return asked

    @cached_property
    def brought(self):
        fields = {"source": "Elsewhere", "digest": "0" * 64, "brought_by": self.practitioner}
        return self.folder.brought_along.create(**fields)

    @cached_property
    def brought_paper(self):
        """A certificate of elsewhere, kept as what it is there: a paper to read."""
        kept = keep_file(sound())
        known = {name: getattr(kept, name) for name in ("name", "content_type", "size", "sha256")}
        return self.brought.history.create(said="A certificate").papers.create(file=kept.path, **known)

    @cached_property
    def bag(self):
        """A portfolio of elsewhere that was looked at, and waits for a yes."""
        where = {"person": self.practitioner, "organisation": self.organisation}
        return Bringing.objects.create(name="p.zip", size=5, state=Bringing.State.LOOKED, **where)
