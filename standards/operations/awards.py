"""Awards: written as a draft, published as a version that nothing changes, withdrawn without taking anything away."""

import hashlib
import json

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.audit import operation, record
from standards.models import AwardDefinition, AwardGroup, AwardMember, AwardVersion
from standards.models.award import AwardRules

RULES = [field.name for field in AwardRules._meta.fields]


class AwardIsNotReady(Exception):
    """It can't be published like this. `sentences` say what is missing."""

    def __init__(self, *sentences):
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class AwardHasMoved(Exception):
    """Someone else saved it since it was opened; what they saved stays until one person decides."""

    sentence = gettext_lazy(
        "Someone else changed this award while you were writing. Both are shown: choose what it should say."
    )
    unseen = gettext_lazy(
        "Someone else changed this award after you opened this page, so nothing was published. Below is what it "
        "says now. Look at it, and publish it if it is right."
    )


@operation
def draft_award(suite, *, rules, groups, by):
    """A new draft. `rules`: {field: value} of AwardRules; `groups`: [{"title", "needed", "standards"}] in order."""
    award = AwardDefinition.objects.create(suite=suite, **rules)
    write_groups(award, groups)
    record("award.drafted", by=by, subject=award, digest=digest_of(award))
    return award


@operation
def change_award(award, *, rules, groups, revision, by):
    """Save the draft. What people work towards stays as published. Raises AwardHasMoved for a stale `revision`."""
    changed = AwardDefinition.objects.filter(pk=award.pk, revision=revision)
    if not changed.update(revision=revision + 1, **rules):
        raise AwardHasMoved
    award = AwardDefinition.objects.get(pk=award.pk)
    write_groups(award, groups)
    record("award.drafted", by=by, subject=award, digest=digest_of(award))
    return award


@operation
def publish_award(award, *, why, revision, by):
    """Freeze the draft as the version people start on from now on. The same rules again are no new version.

    `revision` is that of the draft the person looked at. Raises AwardHasMoved and AwardIsNotReady. Whoever began on
    an earlier version keeps it.
    """
    award = AwardDefinition.objects.locked(award)
    if award.revision != revision:
        raise AwardHasMoved
    groups = groups_of(award)
    if trouble := list(missing_in(award, groups)):
        raise AwardIsNotReady(*trouble)
    digest, last = digest_of(award), award.current_version
    if last and last.digest == digest:
        return last
    if last and not why.strip():
        raise AwardIsNotReady(
            _("Say why it changes, in a few words. People who work towards it will wonder.")
        )
    version = write_version(award, groups, digest=digest, why=why.strip(), by=by)
    award.current_version = version
    award.save(update_fields=["current_version"])
    record("award.published", by=by, subject=version, award=award.code, number=version.number, digest=digest)
    return version


@operation
def withdraw_award(award, *, by):
    """Nobody can start it any more. What was begun goes on."""
    if AwardDefinition.objects.filter(pk=award.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        record("award.withdrawn", by=by, subject=award)
    return AwardDefinition.objects.get(pk=award.pk)


@operation
def restore_award(award, *, by):
    if AwardDefinition.objects.filter(pk=award.pk, withdrawn_at__isnull=False).update(withdrawn_at=None):
        record("award.restored", by=by, subject=award)
    return AwardDefinition.objects.get(pk=award.pk)


def groups_of(award):
    """[(group, its standards)] of the draft, in order."""
    groups = award.groups.prefetch_related("standards").order_by("position", "pk")
    return [(group, list(group.standards.all())) for group in groups]


def write_groups(award, groups):
    award.groups.all().delete()
    for position, group in enumerate(groups):
        row = AwardGroup.objects.create(
            award=award, title=group["title"], needed=group["needed"], position=position
        )
        row.standards.set(group["standards"])


def digest_of(award):
    """SHA-256 of every rule and every standard, as hexadecimal."""
    rules = {name: str(getattr(award, name)) for name in RULES}
    groups = [
        [group.title, group.needed, [standard.code for standard in standards]]
        for group, standards in groups_of(award)
    ]
    text = json.dumps([rules, groups], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def missing_in(award, groups):
    """Sentences about what keeps a draft from being published."""
    if not any(standards for _group, standards in groups):
        yield _("Choose at least one standard.")
    seen = set()
    for group, standards in groups:
        if not standards:
            yield _("The group “%(title)s” has no standard in it.") % {
                "title": group.title or _("no heading")
            }
        elif group.needed and group.needed > len(standards):
            yield _("%(needed)d are asked of the group “%(title)s”, and only %(total)d are in it.") % {
                "needed": group.needed,
                "title": group.title or _("no heading"),
                "total": len(standards),
            }
        for standard in standards:
            if standard.pk in seen:
                yield _("“%(title)s” is in two groups. It can count once.") % {"title": standard.title}
            seen.add(standard.pk)
            if standard.current_version_id is None:
                yield _("“%(title)s” is not published yet.") % {"title": standard.title}


def write_version(award, groups, *, digest, why, by):
    members = [
        (number, group, standard) for number, (group, rows) in enumerate(groups, start=1) for standard in rows
    ]
    version = AwardVersion.objects.create(
        award=award,
        number=award.versions.count() + 1,
        why=why,
        digest=digest,
        member_count=len(members),
        published_by=by,
        **{name: getattr(award, name) for name in RULES},
    )
    AwardMember.objects.bulk_create(
        AwardMember(
            version=version,
            standard=standard,
            group=number,
            group_title=group.title,
            needed=group.needed,
            position=position,
        )
        for position, (number, group, standard) in enumerate(members, start=1)
    )
    return version
