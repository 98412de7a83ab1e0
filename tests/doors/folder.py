"""What is one person’s, for rows of `tests.doors.others` to name."""

from functools import cached_property
from uuid import uuid4

from people.models import OnceKey
from portfolios.mapping import rows_of, seen_in
from portfolios.models import Upload
from portfolios.operations.drafts import keep_draft
from portfolios.operations.evidence import delete_evidence
from portfolios.operations.evidence_files import remove_file
from portfolios.operations.journal import write_entry
from portfolios.operations.uploads import drop_upload, keep_in_one_go
from tests.doors.world import World
from tests.factories import EvidenceFactory, EvidenceFileFactory
from tests.factories.files import sound
from tests.factories.witnesses import prepared


class Folder(World):
    """Whatever a field may name, of one person. What `gone_…` names was one’s own, and is no longer there."""

    def id_of(self, what):
        thing = getattr(self, what)
        return getattr(thing, "code", thing)

    def make_evidence(self):
        where = {"portfolio__owner": self.practitioner, "portfolio__organisation": self.organisation}
        return EvidenceFactory(**where)

    # --- files ---

    @cached_property
    def waiting(self):
        return keep_in_one_go(self.practitioner, sound())

    @cached_property
    def gone_waiting(self):
        upload = keep_in_one_go(self.practitioner, sound())
        drop_upload(upload)
        return upload

    @cached_property
    def waiting_bag(self):
        upload = keep_in_one_go(self.practitioner, sound())
        Upload.objects.filter(pk=upload.pk).update(is_bag=True)
        return upload

    @cached_property
    def gone_waiting_bag(self):
        upload = self.waiting_bag
        Upload.objects.filter(pk=upload.pk).update(state=Upload.State.REFUSED)
        return upload

    @cached_property
    def a_file(self):
        return EvidenceFileFactory(evidence=self.make_evidence())

    @cached_property
    def gone_a_file(self):
        file = EvidenceFileFactory(evidence=self.draft)
        EvidenceFileFactory(evidence=self.draft)
        remove_file(file, by=self.practitioner)
        return file

    @cached_property
    def gone_recording(self):
        words = {"text": "Another.", "kept": [keep_in_one_go(self.practitioner, sound()).code]}
        entry = write_entry(self.practitioner, organisation=self.organisation, by=self.practitioner, **words)
        return entry.recordings.get().code

    # --- evidence ---

    @cached_property
    def evidence(self):
        return self.make_evidence()

    @cached_property
    def gone_evidence(self):
        evidence = self.make_evidence()
        delete_evidence(evidence, by=self.practitioner)
        return evidence

    @cached_property
    def ticked(self):
        """A tick in the table: their requirement and their evidence."""
        claim = self.unit.claims.first()
        return f"{claim.requirement.code}.{claim.evidence.code}"

    @cached_property
    def carried(self):
        return f"{self.ticked}."

    @cached_property
    def gone_person(self):
        someone = self.draft.people.create(description="A hat", basis="agreed")
        key = someone.pk
        someone.delete()
        return key

    @cached_property
    def draft_with_file(self):
        EvidenceFileFactory(evidence=self.draft)
        EvidenceFileFactory(evidence=self.draft)
        return self.draft

    @cached_property
    def seen_rows(self):
        """What stood on the page of the draft, for its one requirement."""
        return seen_in(rows_of(self.draft, [self.unit], [self.requirement]))

    @cached_property
    def matched(self):
        return self.unit.claims.first().evidence

    @cached_property
    def witness_ready(self):
        return prepared(self.unit)

    # --- words ---

    @cached_property
    def words_kept(self):
        about = f"evidence {self.draft.code}"
        keep_draft(self.practitioner, about=about, fields={"story": ["Nobody knows."]})
        return about

    @cached_property
    def sent(self):
        """The key of a form that was sent."""
        row = {"key": uuid4().hex, "digest": "0" * 64, "result_url": "/my/evidence/told/"}
        return OnceKey.objects.create(person=self.practitioner, **row).key

    # --- witnesses ---

    @cached_property
    def asked_question(self):
        return self.witness_asked.questions.first().pk

    @cached_property
    def own_question(self):
        return self.witness_ready.questions.first().pk

    @cached_property
    def someone_else(self):
        return self.practitioner
