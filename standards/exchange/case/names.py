"""The words of 1EdTech CASE, and how an id is made that stays the same from one export to the next.

Source: 1EdTech CASE 1.1, information model and REST/JSON binding. An id is a UUID of version 1 to 5 in small letters.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

BASE_PATH = "/ims/case/v1p1"
OURS = "x_practice_portfolio"  # in the extensions of a document: the version of our own extensions
OUR_VERSION = 1
IS_CHILD_OF, IS_RELATED_TO, ILLUSTRATES = "isChildOf", "isRelatedTo", "ext:illustrates"
EXACT_MATCH_OF, REPLACED_BY = "exactMatchOf", "replacedBy"
NAMESPACE = uuid5(NAMESPACE_URL, "urn:practice-portfolio:case")


@dataclass(frozen=True, slots=True)
class ItemType:
    """`kind` is our own word for it; `code` its place in the hierarchy, levels parted by a point."""

    kind: str
    code: str
    title: str
    description: str

    @property
    def identifier(self) -> str:
        return str(uuid5(NAMESPACE, f"item-type/{self.kind}"))


ITEM_TYPES = {
    item_type.kind: item_type
    for item_type in (
        ItemType("area", "1", "Key Area", "A place on the map of a suite: standards that belong together."),
        ItemType("standard", "1.1", "Standard", "What competent practice means in one part of the work."),
        ItemType(
            "performance-group", "1.1.1", "Performance Group", "A heading between performance criteria."
        ),
        ItemType("performance", "1.1.2", "Performance Criterion", "What a practitioner must be able to do."),
        ItemType("knowledge-group", "1.1.3", "Knowledge Group", "A heading between knowledge items."),
        ItemType(
            "knowledge",
            "1.1.4",
            "Knowledge and Understanding",
            "What a practitioner must know and understand.",
        ),
        ItemType(
            "illustration",
            "1.1.5",
            "Practice Example",
            "What a value might look like in this standard. Shown as an illustration, never assessed.",
        ),
        ItemType("value", "2", "Value", "What all standards of the suite are built on."),
    )
}


# --- ids ----------------------------------------------------------------------------------------


@lru_cache(maxsize=16_384)  # a suite asks again and again about the same few thousand
def uuid_of(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def fits(lineage: str | None) -> bool:
    """Whether a lineage may stand in CASE as it is: version 1 to 5, as the specification's pattern has it."""
    uuid = uuid_of(lineage)
    return uuid is not None and uuid.version in range(1, 6)


def requirement_id(lineage: str, standard: str, *, is_shared: bool) -> str:
    """The id of a requirement: its lineage, or one derived from both where that does not fit or is not its alone."""
    return str(UUID(lineage)) if fits(lineage) and not is_shared else derived_id(standard, lineage)


def derived_id(owner: str | None, name: str) -> str:
    return str(uuid5(uuid_of(owner) or NAMESPACE, name))


class Identifiers:
    """Gives every part of a suite an id, no id twice. `living`: every lineage asked today; `retired`: the rest.

    A lineage that stands in two places is nobody's id. One that is still asked keeps its own, whatever retired it
    elsewhere, so an id never moves from one thing to another.
    """

    def __init__(self, living, retired=()):
        self.living = Counter(map(canonical, living))
        self.all = self.living + Counter(map(canonical, retired))
        self.taken: set[str] = set()

    def document(self, suite) -> str:
        """Of the suite itself: the same whatever stands in it."""
        name = f"suite/{suite.slug or suite.title or ''}"
        identifier = (
            requirement_id(suite.lineage, "", is_shared=False) if suite.lineage else derived_id(None, name)
        )
        self.taken.add(identifier)
        return identifier

    def of(self, lineage: str | None, *, owner: str | None, name: str, is_retired=False) -> str:
        known = canonical(lineage)
        shared = (self.all if is_retired else self.living)[known] > 1
        wanted = requirement_id(known, owner or "", is_shared=shared) if known else derived_id(owner, name)
        while wanted in self.taken:
            wanted = derived_id(wanted, name)
        self.taken.add(wanted)
        return wanted


def canonical(lineage: str | None) -> str:
    """A UUID in its usual spelling; anything else as it is."""
    uuid = uuid_of(lineage)
    return str(uuid) if uuid else lineage or ""


def true_lineage(lineage, identifier, kind):
    """An id that is not the lineage says so, and so does one made where there is no lineage."""
    if lineage is None:
        has_none = kind in ("area", "standard", "value", "performance", "knowledge")
        return {"x_lineage": ""} if has_none else {}
    same = uuid_of(lineage) and canonical(lineage) == identifier
    return {} if same else {"x_lineage": lineage}
