"""What upper apps add to standards, filled in AppConfig.ready: a lower app never looks up."""

from dataclasses import dataclass, field

AT_VERSION_PUBLISHED = []  # functions(version, *, by), inside the operation that froze it
AT_CROSSWALK_AGREED = []  # functions(crosswalk, *, by), inside the operation that agreed
AT_WORK = []  # functions(standards) → how many people are at work on one of these, and not done
TOUCHED = []  # functions(standards, lineages, *, person) → Touch: what hangs on requirements about to change
NEVER_DELETED = []  # (function(page) → whether something that stays hangs on it or below, the sentence that says so)
PUBLIC_PAGES = {}  # {kind of page: function(page) → its JSON twin}: public pages of upper apps, in the sitemap too
ALSO_SAID = []  # functions(requirements) → {lineage: [Note]}: where else the same is spoken of, for everyone to read
ON_AWARDS = []  # functions(award, *, person, organisation) → Note for someone who works towards it, else None
BEFORE_PUBLISHING_NOTES = []  # functions(StandardPage as its draft) → [Note], for whoever is about to publish it


@dataclass(frozen=True)
class Touch:
    """One kind of thing that hangs on requirements. A thing counts once for each requirement, whatever its versions.

    `counts`: {lineage as text: how many}; `total`: how many there are on these standards, whatever requirement;
    `names`: {lineage as text: [people]}, only those whom the person who asks may know of.
    """

    name: object
    counts: dict
    total: int
    names: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Note:
    """Something to tell someone on a page of ours: a sentence, and where to do something about it."""

    sentence: str
    url: str = ""
    link: str = ""
