"""From what a bag says to rows here: the owner’s side as it was, and what others said as history."""

from django.utils import timezone

from people.audit import record
from portfolios.models import (
    Claim,
    Evidence,
    EvidenceKind,
    JournalEntry,
    JournalRecording,
    MadeBy,
    PersonInEvidence,
    SelfAssessment,
    Unit,
)
from portfolios.operations.brought_history import history_in
from portfolios.operations.brought_papers import keep_history
from portfolios.operations.evidence_files import add_file
from portfolios.operations.scanning import first_state, quarantine
from portfolios.queries import files_at_hand
from standards.models import Kind, Requirement, StandardVersion

WORDS = ("name", "happened_on", "happened_precision", "identifiable", "story", "result", "next_time")
OF_A_PERSON = ("description", "basis", "purpose", "agreed_on", "until", "is_at_risk")
SPOT = ("page", "paragraph", "seconds")
AT_ONCE = 500  # rows in one statement


def same(row, names):
    return {name: getattr(row, name) for name in names}


class Rows:
    """What is made of one bag. Files without a piece that wants them are left to whoever kept them."""

    def __init__(self, told, kept, portfolio, *, by):
        self.told, self.kept, self.portfolio, self.by = told, kept, portfolio, by
        self.evidence, self.files, self.entries = {}, {}, {}  # {code in the bag: the row here}
        self.made = self.claims = 0
        self.used, self.papers = set(), set()
        self.history, self.unknown = [], []

    def make(self):
        versions = versions_here(self.told)
        self.make_journal()
        self.make_evidence()
        units = self.make_units(versions)
        self.make_claims(units)
        self.make_views(units)
        self.history = history_in(self.told, units=units, evidence=self.evidence, kinds=self.kinds)

    def arrival(self, shape, brought):
        return shape(
            brought=brought,
            evidence=self.made,
            already_here=len(self.evidence) - self.made,
            files=len(self.used - self.papers),
            papers=len(self.papers),
            journal=len(self.entries),
            claims=self.claims,
            history=len(self.history),
            unknown=self.unknown,
        )

    # --- the journal --------------------------------------------------------------------------

    def make_journal(self):
        values = values_here() if any(entry.value for entry in self.told.journal) else {}
        here = {key_of_entry(entry) for entry in JournalEntry.objects.filter(portfolio=self.portfolio)}
        for told in self.told.journal:
            entry = JournalEntry(
                portfolio=self.portfolio, title=told.title, prompt=told.prompt, text=told.text,
                written_on=told.on, value=values.get(told.value),
            )  # fmt: skip
            if key_of_entry(entry) in here and not told.recordings:
                continue
            self.entries[told.code] = fitting(entry)
        JournalEntry.objects.bulk_create(self.entries.values(), batch_size=AT_ONCE)
        for told in self.told.journal:
            for file in told.recordings:
                self.add_recording(self.entries[told.code], file)

    def add_recording(self, entry, file):
        kept = self.kept[file.code]
        quarantine(JournalRecording.objects.create(
            entry=entry, name=kept.name, content_type=kept.content_type, size=kept.size, sha256=kept.sha256,
            file=kept.path, scan=first_state(),
        ))  # fmt: skip
        self.used.add(file.code)

    # --- evidence -----------------------------------------------------------------------------

    def make_evidence(self):
        self.kinds = {kind.slug: kind for kind in EvidenceKind.objects.all()}
        here = {}
        for piece in Evidence.objects.filter(portfolio=self.portfolio, withdrawn_at=None).prefetch_related(
            files_at_hand()
        ):
            here.setdefault(key_of(piece, {file.sha256 for file in piece.files.all()}), piece)
        for told in self.told.evidence:
            own = [file for file in told.files if not file.is_consent]
            known = here.get(key_of(told, {file.sha256 for file in own}))
            if known and not told.taken_back_at:
                self.evidence[told.code] = known
                by_hash = {file.sha256: file for file in known.files.all()}
                self.files |= {file.code: by_hash[file.sha256] for file in own}
            else:
                self.make_piece(told)
        for told in self.told.evidence:
            self.join(told)

    def make_piece(self, told):
        kind = self.kinds.get(told.kind)
        own = (
            kind if kind and kind.made_by == MadeBy.PRACTITIONER else None
        )  # what others recorded, nobody here did
        piece = Evidence(
            **same(told, WORDS),
            portfolio=self.portfolio, owner=self.portfolio.owner, recorded_by=self.by, kind=own,
            details={answer.key: answer.answer for answer in told.answers if answer.key}, withdrawn_at=told.taken_back_at,
        )  # fmt: skip
        saved(piece)
        record("evidence.added", by=self.by, subject=piece)
        self.evidence[told.code] = piece
        self.made += 1
        for file in told.files:
            self.files[file.code] = add_file(
                piece, self.kept[file.code], by=self.by, is_consent=file.is_consent
            )
            self.used.add(file.code)
        for someone in told.people:
            recording = self.files.get(someone.recording)
            said = same(someone, OF_A_PERSON) | {"withdrawn_at": someone.taken_back_at}
            saved(PersonInEvidence(evidence=piece, recording=recording, **said))

    def join(self, told):
        """What a piece was part of, or grew from, where that came along too."""
        piece, part_of = self.evidence[told.code], self.evidence.get(told.part_of)
        entry = self.entries.get(told.from_entry)
        if part_of or entry:
            Evidence.objects.filter(pk=piece.pk).update(part_of=part_of, from_entry=entry)

    # --- standards ----------------------------------------------------------------------------

    def make_units(self, versions):
        """{code of a unit in the bag: its unit here}, for standards that are here in the same words."""
        found = {}
        for told in self.told.units:
            standard = next(one for one in self.told.standards if one.code == told.standard)
            version = versions.get((standard.lineage, standard.digest))
            unit = self.unit_on(version, told) if version else None
            if unit:
                found[told.code] = unit
            elif standard.title not in self.unknown:
                self.unknown.append(standard.title)
        return found

    def unit_on(self, version, told):
        """Their unit on it, begun now if it may still be begun here."""
        unit = Unit.objects.filter(portfolio=self.portfolio, version=version).first()
        if unit or not version.standard.is_open_to_start():
            return unit
        unit = Unit.objects.create(portfolio=self.portfolio, version=version)
        record("unit.started", by=self.by, subject=unit, version=version.code)
        return unit

    def make_claims(self, units):
        for told in self.told.units:
            unit = units.get(told.code)
            if unit is None:
                continue
            asked = {str(one.lineage): one for one in unit.version.requirements.all()}
            stand = set(unit.claims.values_list("requirement", "evidence"))
            said = [self.claim(claim, unit, asked) for claim in told.claims if claim.requirement in asked]
            once = {(row.requirement_id, row.evidence_id): row for row in said}
            rows = [row for key, row in once.items() if key not in stand and not row.evidence.withdrawn_at]
            Claim.objects.bulk_create(rows)
            self.claims += len(rows)
            for row in rows:
                record(
                    "claim.made",
                    by=self.by,
                    subject=row.evidence,
                    unit=unit.code,
                    requirement=row.requirement.code,
                )

    def claim(self, told, unit, asked):
        anchor = told.anchor
        spot = {f"anchor_{name}": getattr(anchor, name) for name in SPOT} if anchor else {}
        return Claim(
            **spot,
            unit=unit, evidence=self.evidence[told.evidence], requirement=asked[told.requirement], note=told.note,
            made_by=self.by, made_at=min(told.made_at or timezone.now(), timezone.now()),
            anchor_file=self.files.get(anchor.file) if anchor else None,
        )  # fmt: skip

    def make_views(self, units):
        for told in self.told.units:
            unit = units.get(told.code)
            asked = {str(one.lineage): one for one in unit.version.requirements.all()} if unit else {}
            stand = set(unit.self_assessments.values_list("requirement", flat=True)) if unit else set()
            for view in told.self_assessments:
                requirement = asked.get(view.requirement)
                if requirement and requirement.pk not in stand:
                    stand.add(requirement.pk)
                    row = SelfAssessment(
                        unit=unit,
                        requirement=requirement,
                        view=view.view,
                        words=view.words,
                        changed_by=self.by,
                    )
                    saved(row)

    def make_history(self, brought):
        self.papers = keep_history(self.history, brought, self.kept)
        self.used |= self.papers


def saved(row):
    fitting(row).save(force_insert=True)
    return row


def fitting(row):
    """The row, if every word fits its column and every choice is one of ours."""
    unsaid = [
        each.name for each in row._meta.fields if each.is_relation or getattr(row, each.attname) is None
    ]
    row.clean_fields(exclude=[*unsaid, "details"])
    return row


def key_of(piece, hashes):
    """What makes two pieces the same: their words and their files."""
    return (piece.name, piece.happened_on, piece.story, piece.result, piece.next_time, frozenset(hashes))


def key_of_entry(entry):
    return (entry.written_on, entry.title, entry.text)


def values_here():
    """{lineage: the newest wording of a value}"""
    return {str(row.lineage): row for row in Requirement.objects.filter(kind=Kind.VALUE).order_by("pk")}


def versions_here(told):
    """{(lineage of the standard, digest of its words): the version here that says the same}"""
    digests = [standard.digest for standard in told.standards]
    rows = StandardVersion.objects.filter(digest__in=digests).select_related("standard")
    return {
        (str(row.standard.lineage), row.digest): row
        for row in rows.prefetch_related("requirements").order_by("pk")
    }
