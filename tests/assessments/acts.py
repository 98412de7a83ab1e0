"""Each operation of ours, done once by whom it is for: (the operation, the events it leaves, what it is given).

A new operation has its line here, or tests/assessments/test_leaves_its_event.py is red. "": nothing is recorded, since
a charter says that it is private, or since it is a draft, or told with what it leads to.
"""

from datetime import date

from django.utils import timezone

from assessments.drawing import digest_of
from assessments.joining import plan_of as seats_of
from assessments.models import Assessment, BasisFlag, Certificate, Sample, Test, Tie
from assessments.operations import (
    answering_proposals,
    assignment,
    certificates,
    cohorts,
    countersigning,
    cover,
    declining,
    differences,
    feedback,
    licences,
    licensed,
    looking,
    looking_again,
    looking_ties,
    plans,
    pools,
    questions,
    recording,
    refusing,
    reopening,
    review,
    room,
    second_looks,
    sign_off,
    soundness,
    strategies,
    ties,
    undo,
)  # fmt: skip
from assessments.operations.opening import note_opened
from assessments.queries import hash_of_seen, seen_in
from assessments.soundness import mark_of, soundness_of
from people.audit import operation
from people.models import Invitation
from portfolios.models import EvidenceKind, EvidenceVersion, EvidenceVersionWords
from portfolios.operations.again import repeat_round
from tests.doors.world import World
from tests.factories.assessments import judge_all, share
from tests.factories.cohorts import rows_of
from tests.factories.sampling import proposed
from tests.factories.second_looks import asked_and_noted

DUE = date(2031, 1, 1)
ASK = ("developmental", "Sit in with Cleo.", DUE)
SEEN = {
    "kind_id": "observation", "name": "In the hall", "happened_on": date(2026, 3, 1), "identifiable": "nobody"
}  # fmt: skip


class Here(World):
    """The world of the doors, with everyone by their name, and work at each point where something can be done."""

    def __getattr__(self, role):
        return self.__dict__["cast"][role]

    def judged(self, outcome="meets", by=None):
        return judge_all(share(self.make_unit(), assessor=by or self.assessor), outcome)

    def alone(self):
        """A submission nobody was given yet."""
        return repeated(self.signed.submission, by=self.practitioner)

    def released(self):
        judged = self.judged("not yet")
        review.refer_back(judged, by=self.assessor)
        return judged.judgements.first()

    def to_agree(self):
        version = self.proposed.submission.items.first().evidence_version
        note_opened(self.proposed, version, by=self.assessor)
        return self.proposal

    def issued(self):
        return Certificate.objects.get(entries__submission=self.signed.submission)

    def drawn(self):
        """Signed off, and its certificate waits."""
        return self.sample.assessment.sign_off

    def set_aside(self):
        """Signed off before there was a plan, and without the certificate it could have had."""
        signed = self.drawn()
        Sample.objects.filter(assessment=signed.assessment).update(state="set aside")
        return signed

    def signed_then_planned(self):
        """(a plan, a round that was signed off before there was one)."""
        return [self.signed, self.plan][::-1]

    def noted(self):
        return looking.note_first(self.sample, found={first(self.sample.assessment): "meets"}, by=self.iqa)

    def left_behind(self):
        """Begun by one who assures no quality here any more."""
        noted = asked_and_noted(self.sample, found={first(self.sample.assessment): "meets"}, by=self.spare)
        self.spare.memberships.update(until_date=date(2024, 6, 1))
        return noted

    def doubted(self):
        """Certified, looked at later, and found otherwise."""
        sample = plans.add_round(*self.signed_then_planned(), words="New here.", by=self.iqa)
        asked_and_noted(sample, found={first(self.signed): "not yet"}, by=self.iqa)
        told = {"pieces": [], "doubts": [], "by": self.iqa}
        looking.record_look(sample, agrees={first(self.signed): False}, **told)
        return self.signed.sign_off

    def taken_on(self):
        """By the assessor, of their own accord."""
        assignment.accept_offer(self.offer, by=self.assessor)
        ties.say_untied(self.offer, by=self.assessor)
        return judge_all(Assessment.objects.get(pk=self.offer.pk), "not yet")

    def seen_wrongly(self):
        review, version = self.signpost()
        seen = {"by": self.assessor, "seen_on": date(2026, 3, 1), "words": "The bok."}
        return review, version, recording.record_seen(review, version, **seen).pk

    def signpost(self):
        """A round with one piece that stays in the workplace."""
        EvidenceVersionWords.objects.filter(version=self.shared).update(kind=EvidenceKind.SIGNPOSTED)
        return self.review, EvidenceVersion.objects.get(pk=self.shared.pk)

    def invited(self):
        """(their invitation into a cohort, the one who says yes to it)."""
        cohorts.invite_from_rows(self.cohort, **listed(self.cohort), by=self.coordinator)
        return Invitation.objects.get(), self.practitioner


@operation
def repeated(submission, *, by):
    return repeat_round(submission, items=submission.items.all(), by=by)


def call(*given, **told):
    return given, told


def listed(cohort):
    rows = rows_of(1)
    return {"rows": rows, "seen": seats_of(cohort, rows).digest}


def signing(assessment):
    return {"by": assessment.assessor, "seen_hash": hash_of_seen(seen_in(assessment)), "declaration": "Seen."}


def sound(assessment):
    said = dict.fromkeys(Test.values, (True, ""))
    return {"said": said, "stood": mark_of(soundness_of(assessment)), "by": assessment.assessor}


def first(assessment):
    return assessment.version.requirements.order_by("position").first()


# fmt: off
ACTS = [
    # --- who reads ---
    (assignment.open_assessment, "", lambda w: call(w.alone(), by=w.practitioner)),
    (assignment.assign_assessor, "unit.assigned", lambda w: call(w.offer.unit, assessor=w.assessor, by=w.coordinator)),
    (assignment.assign_assessor, "unit.assigned decision.proposed decision.passed_on", lambda w: call(
        w.proposed.unit, assessor=w.colleague, by=w.coordinator)),
    (assignment.accept_offer, "", lambda w: call(w.offer, by=w.assessor)),
    (assignment.hand_back, "", lambda w: call(w.review, by=w.assessor)),
    (declining.decline, "", lambda w: call(w.offer, by=w.assessor)),
    (refusing.choose_readers, "", lambda w: call(
        w.read_unit.portfolio, among=[w.assessor], rather_not=[w.assessor], by=w.practitioner)),
    (room.set_room, "", lambda w: call(w.assessor, organisation=w.organisation, most=2, is_paused=True)),
    (pools.set_pool, "pool.set", lambda w: call(
        w.award, organisation=w.organisation, assessors=[w.assessor], by=w.coordinator, revision=0)),
    (cover.cover_queue, "queue.covered", lambda w: call(
        w.assessor, organisation=w.organisation, colleague=w.colleague, units=[w.read_unit], by=w.coordinator)),
    (ties.say_tie, "tie.said", lambda w: call(
        w.assessor, practitioner=w.practitioner, organisation=w.organisation, kind=Tie.Kind.MENTOR, by=w.assessor)),
    (ties.end_tie, "tie.ended", lambda w: call(w.tie, by=w.assessor)),
    (ties.say_untied, "", lambda w: call(w.review, by=w.assessor)),
    (ties.say_untied_of, "", lambda w: call(w.read_unit, by=w.assessor)),
    # --- judging, all of it a draft ---
    (review.judge, "", lambda w: call(
        w.review, requirement=first(w.review), outcome="not yet", words="Who?", by=w.assessor)),
    (undo.undo_step, "", lambda w: call(w.judged("not yet"), by=w.assessor)),
    (soundness.say_soundness, "", lambda w: call(w.review, **sound(w.review))),
    (feedback.write_feedback, "", lambda w: call(
        it := w.judged("not yet"), text="Both.", requirements=[first(it)], by=w.assessor)),
    (feedback.remove_feedback, "", lambda w: call(w.words_for_several, by=w.assessor)),
    (questions.ask_question, "question.asked", lambda w: call(
        w.review, requirement=first(w.review), words="Who?", by=w.assessor)),
    (questions.answer_question, "question.answered", lambda w: call(w.asked, answer="Cleo.", by=w.practitioner)),
    (questions.let_go, "question.let_go", lambda w: call(w.asked, by=w.assessor)),
    (recording.record_evidence, "evidence.added", lambda w: call(w.read_unit, by=w.assessor, **SEEN)),
    (recording.correct_recorded, "evidence.changed", lambda w: call(
        w.recorded, unit=w.read_unit, by=w.assessor, revision=w.recorded.revision, name="In the yard")),
    (recording.record_seen, "evidence.seen_in_place", lambda w: call(
        *w.signpost(), by=w.assessor, seen_on=date(2026, 3, 1), words="The book.")),
    (recording.record_seen, "evidence.seen_corrected", lambda w: call(
        *(wrong := w.seen_wrongly())[:2], by=w.assessor, seen_on=date(2026, 3, 1), words="The book.", corrects=wrong[2])),
    # --- deciding ---
    (review.refer_back, "unit.untied assessment.replied", lambda w: call(w.judged("not yet"), by=w.assessor)),
    (review.refer_back, "assessment.accepted unit.untied assessment.replied", lambda w: call(
        w.taken_on(), by=w.assessor)),
    (review.refer_back, "question.let_go unit.untied assessment.replied", lambda w: call(
        judge_all(w.asked.assessment, "not yet"), by=w.assessor, asks_on=False)),
    (differences.see_differently, "judgement.seen_differently", lambda w: call(
        w.released(), words="It is on page 2.", by=w.practitioner)),
    (differences.answer_difference, "judgement.difference_answered", lambda w: call(
        w.difference, reply="So it is.", by=w.assessor)),
    (sign_off.sign_off, "unit.untied assessment.signed_off award.made certificate.issued", lambda w: call(
        judged := w.judged(), **signing(judged))),
    (licensed.propose, "", lambda w: call(
        w.judged(by=w.learning.person), w.learning, kind="reply", by=w.learning.person, at=timezone.now())),
    (countersigning.agree, "decision.proposed unit.untied decision.agreed unit.untied assessment.replied", lambda w: call(
        w.to_agree(), by=w.assessor)),
    (countersigning.talk_first, "decision.proposed unit.untied decision.sent_back", lambda w: call(
        w.to_agree(), words="Let us.", by=w.assessor)),
    (answering_proposals.take_back, "", lambda w: call(w.proposal, by=w.learning.person)),
    (second_looks.flag_decisions, "decision.flagged", lambda w: call(
        w.signed_shared.evidence, why=BasisFlag.Why.TAKEN_DOWN)),
    (second_looks.settle_flag, "decision.looked_at_again", lambda w: call(w.flag, words="It stands.", by=w.assessor)),
    # --- certificates ---
    (certificates.issue_certificate, "award.made certificate.issued", lambda w: call(
        w.set_aside(), by=w.iqa, at=timezone.now())),
    (certificates.issue_awards, "", lambda w: call(w.folder, by=w.iqa)),
    (certificates.issue_what_waited, "award.made certificate.issued", lambda w: call(
        w.set_aside().submission.unit, by=w.iqa)),
    (certificates.end_certificate, "certificate.ended", lambda w: call(w.certificate, by=w.iqa, at=timezone.now())),
    (certificates.choose_name_shown, "certificate.name_shown", lambda w: call(
        w.certificate, is_shown=True, by=w.practitioner)),
    (certificates.choose_name_shown, "certificate.name_hidden", lambda w: call(
        w.certificate, is_shown=False, by=w.practitioner)),
    (certificates.keep_document, "certificate.made", lambda w: call(
        w.issued(), b"%PDF-1.7 sample", commitment="0" * 64)),
    # --- licences ---
    (licences.record_licence, "licence.recorded", lambda w: call(
        w.assessor, organisation=w.organisation, from_date=date(2026, 1, 1), by=w.coordinator)),
    (licences.end_licence, "licence.ended", lambda w: call(w.licence, by=w.coordinator)),
    (licences.choose_countersigner, "licence.countersigner_chosen decision.asked_of_another", lambda w: call(
        w.proposal and w.learning, countersigner=w.colleague, by=w.coordinator)),
    # --- looking a second time ---
    (strategies.make_strategy, "sampling.strategy_made", lambda w: call(
        w.organisation, award=None, rates={}, by=w.iqa)),
    (strategies.make_plan, "sampling.plan_made", lambda w: call(
        w.strategy, from_date=date(2026, 1, 1), until_date=date(2026, 2, 1), by=w.iqa)),
    (plans.add_drawn, "sampling.drawn", lambda w: call(
        w.signed and w.plan, seen=digest_of(proposed(w.plan)), by=w.iqa)),
    (plans.draw_at_sign_off, "sampling.drawn", lambda w: call(
        w.signed_then_planned()[1].sign_off, by=w.assessor)),
    (plans.add_round, "sampling.added", lambda w: call(*w.signed_then_planned(), words="New here.", by=w.iqa)),
    (plans.set_aside, "sampling.set_aside award.made certificate.issued", lambda w: call(
        w.sample, words="Not now.", by=w.iqa)),
    (plans.hand_on, "sampling.handed_on", lambda w: call(w.sample, iqa=w.spare, by=w.iqa)),
    (looking_ties.say_untied_before_looking, "", lambda w: call(w.sample, by=w.spare)),
    (looking_again.begin_again, "sampling.set_aside sampling.begun_again", lambda w: call(w.left_behind(), by=w.iqa)),
    (looking.note_first, "sampling.untied sampling.noted", lambda w: call(
        w.sample, found={first(w.sample.assessment): "meets"}, by=w.iqa)),
    (looking.record_look, "sampling.looked sampling.asked award.made certificate.issued", lambda w: call(
        w.noted(), agrees={first(w.sample.assessment): True}, pieces=[], doubts=[], by=w.iqa, asks=[ASK])),
    (looking.ask_for, "sampling.asked", lambda w: call(
        w.second_look, kind="corrective", words="Again.", due_date=DUE, by=w.iqa)),
    (looking.answer_action, "sampling.answered", lambda w: call(w.action, words="I did.", by=w.assessor)),
    (looking.settle_action, "sampling.settled", lambda w: call(w.action, by=w.iqa)),
    (reopening.reopen, "unit.opened_again decision.reopened certificate.ended", lambda w: call(
        w.doubted(), words="P1 shows someone else.", by=w.iqa)),
    # --- who set out together ---
    (cohorts.make_cohort, "cohort.made", lambda w: call(w.organisation, name="Valley 2026", by=w.coordinator)),
    (cohorts.change_cohort, "cohort.changed", lambda w: call(
        w.cohort, name="Valley 2027", award=None, revision=w.cohort.revision, by=w.coordinator)),
    (cohorts.end_cohort, "cohort.ended", lambda w: call(w.cohort, by=w.coordinator)),
    (cohorts.take_up_cohort, "cohort.taken_up", lambda w: call(
        cohorts.end_cohort(w.cohort, by=w.coordinator), by=w.coordinator)),
    (cohorts.invite_from_rows, "person.invited cohort.invited", lambda w: call(
        w.cohort, **listed(w.cohort), by=w.coordinator)),
    (cohorts.add_person, "cohort.joined", lambda w: call(w.cohort, w.practitioner, by=w.coordinator)),
    (cohorts.leave, "cohort.left", lambda w: call(w.cohort_member, by=w.coordinator)),
    (cohorts.join_cohorts, "cohort.joined", lambda w: call(*w.invited())),
]
# fmt: on
