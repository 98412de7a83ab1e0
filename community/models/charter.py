"""A charter and its adopted versions: frozen, and what agreements, links and tags point at."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.columns import LONGEST_TITLE, PlacedClause
from community.models.wording import CharterWording, Entry
from people.codes import CodeField
from people.frozen import FrozenModel, freeze_table


class CharterQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Charters are for everyone to read, once a version of them was adopted."""
        return self.filter(current_version__isnull=False)

    def locked(self, charter):
        return self.select_for_update(of=("self",), no_key=True).get(pk=charter.pk)


class Charter(models.Model):
    """One charter, whatever its wording. It begins with its first adopted version, so it always has words.

    `organisation`: whose charter it is; its members are asked whether they agree. None: to read, nobody is asked.
    """

    code = CodeField()
    lineage = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    page = models.OneToOneField(
        "community.CharterPage", models.PROTECT, null=True, editable=False, related_name="charter"
    )
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="charters"
    )
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    # The rule for amendments as it was last published: each amendment keeps the one it was opened with.
    open_days = models.PositiveSmallIntegerField(null=True, editable=False)
    least_people = models.PositiveSmallIntegerField(null=True, editable=False)
    least_share = models.PositiveSmallIntegerField(null=True, editable=False)
    current_version = models.ForeignKey(
        "community.CharterVersion", models.PROTECT, null=True, editable=False, related_name="+"
    )

    RULE = ("open_days", "least_people", "least_share")

    objects = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = _("charter")
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title


class CharterVersion(FrozenModel):
    """The words as adopted. `how` says in words how that came about, `changes` what is different, one change a line."""

    code = CodeField()
    charter = models.ForeignKey(Charter, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    preamble = models.TextField(blank=True)
    last_revised = models.DateField(null=True)  # as the text itself says
    stewards_named = models.TextField(blank=True)  # as the text itself says, one a line
    adopted_on = models.DateField()
    how = models.TextField()
    changes = models.TextField(blank=True)
    amendment = models.OneToOneField(
        "community.Amendment", models.PROTECT, null=True, related_name="adopted_as"
    )
    digest = models.CharField(max_length=64)
    clause_count = models.PositiveIntegerField()
    kept_at = models.DateTimeField(default=timezone.now)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("adopted version of a charter")
        ordering = ["charter", "number"]
        constraints = [
            models.UniqueConstraint(fields=["charter", "number"], name="one_charter_version_per_number"),
            models.CheckConstraint(
                condition=Q(number=1) | Q(amendment__isnull=False), name="a_later_version_was_amended"
            ),
        ]

    def __str__(self):
        return f"{self.title}, version {self.number}"

    @property
    def wording(self):
        return CharterWording.of(self.title, self.preamble, self.clauses.all())


class Clause(PlacedClause, FrozenModel):
    """A heading or a clause of an adopted version, in its place."""

    code = CodeField()
    version = models.ForeignKey(CharterVersion, models.PROTECT, related_name="clauses")

    class Meta:
        verbose_name = _("adopted clause")
        ordering = ["version", "position"]
        indexes = [models.Index(fields=["lineage"], name="clause_by_lineage")]
        constraints = [
            models.UniqueConstraint(fields=["version", "lineage"], name="a_clause_is_in_a_version_once"),
            models.UniqueConstraint(fields=["version", "position"], name="one_clause_per_position"),
        ]

    @property
    def lead(self):
        return Entry.of(self).lead

    @property
    def words(self):
        return Entry.of(self).words

    @property
    def anchor(self):
        """Where it stands on its page. It stays the same from version to version."""
        return f"c-{str(self.lineage)[:8]}"


# A later version is kept with the amendment it came from: of this charter, adopted, in these words, its time over. And
# what is in force is the newest version of the charter itself. Nobody gets round that past the operations.
NEWEST = (
    "SELECT 1 FROM community_charterversion v WHERE v.id = NEW.current_version_id AND v.charter_id = NEW.id "
    "AND v.number = (SELECT max(w.number) FROM community_charterversion w WHERE w.charter_id = NEW.id)"
)
AMENDED = (
    "SELECT 1 FROM community_amendment a WHERE a.id = NEW.amendment_id AND a.charter_id = NEW.charter_id "
    "AND a.state = 'adopted' AND a.digest = NEW.digest AND a.closes_at <= NEW.kept_at"
)
IN_FORCE = f"(OLD.current_version_id IS NULL AND NEW.current_version_id IS NULL) OR EXISTS ({NEWEST})"
freeze_table(Charter, keeps=((("lineage",), "1 = 1"),), asks=("UPDATE", IN_FORCE))
freeze_table(CharterVersion, asks=("INSERT", f"NEW.number = 1 OR EXISTS ({AMENDED})"))
freeze_table(Clause, room=("community_charterversion", "version_id", "clause_count"))
