"""The main job, walked with sample people through the same operations the screens use."""

from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.declarations import signing
from assessments.models import Outcome, Test
from assessments.operations.assignment import assign_assessor
from assessments.operations.opening import note_opened
from assessments.operations.review import judge, refer_back
from assessments.operations.sign_off import sign_off
from assessments.operations.soundness import say_soundness
from assessments.operations.ties import say_untied
from assessments.queries import hash_of_seen, judgements_in, seen_in, versions_claiming
from assessments.soundness import mark_of, soundness_of
from cms.demo.evidence import FIRST_ROUND, PRAISE, SECOND_ROUND, VALUES_SEEN, WORDS_FOR
from people.roles import Role
from portfolios.declarations import declaring
from portfolios.operations.evidence import add_evidence
from portfolios.operations.submission import share_unit
from portfolios.operations.units import start_unit
from standards.models import Kind


def walk(standard, organisation, people):
    """Evidence, a first round, a reply, a second round, a sign-off. Returns the certificate."""
    ama, robin = people[Role.PRACTITIONER], people[Role.ASSESSOR]
    unit = start_unit(standard, organisation=organisation, by=ama)
    for piece in FIRST_ROUND:
        add_piece(unit, piece, by=ama)
    assign_assessor(unit, assessor=robin, by=people[Role.COORDINATOR])
    first = share_unit(unit, by=ama, declaration=declaring()).assessment
    say_untied(first, by=robin)
    reply(first, by=robin)
    add_piece(unit, SECOND_ROUND, by=ama)
    return sign(share_unit(unit, by=ama, declaration=declaring()).assessment, by=robin)


def add_piece(unit, piece, *, by):
    by_label = {requirement.label: requirement for requirement in unit.version.requirements.all()}
    return add_evidence(
        unit.portfolio,
        by=by,
        uploads=[upload(*piece.file)] if piece.file else [],
        people=piece.people,
        claims={unit: {by_label[label]: piece.notes.get(label, "") for label in piece.shows.split()}},
        name=piece.name,
        kind_id=piece.kind,
        happened_on=piece.happened_on,
        happened_precision=piece.precision,
        identifiable="others" if piece.people else "nobody",
        story=piece.story,
        result=piece.result,
        next_time=piece.next_time,
    )


def upload(name, content_type, make):
    return SimpleUploadedFile(name, make(), content_type=content_type)


def reply(assessment, *, by):
    """The first round: most of it met, two things not, each with what would show it."""
    judge_round(assessment, by=by, words_for=WORDS_FOR)
    refer_back(assessment, by=by)


def sign(assessment, *, by):
    """The second round: what was left is met, and all of it is signed off."""
    judge_round(assessment, by=by, words_for={})
    holds = dict.fromkeys(Test.values, (True, ""))
    say_soundness(assessment, said=holds, stood=mark_of(soundness_of(assessment)), by=by)
    signed = sign_off(
        assessment, by=by, seen_hash=hash_of_seen(seen_in(assessment)), declaration=signing(), words=PRAISE
    )
    return signed.entries.get().certificate


def judge_round(assessment, *, by, words_for):
    settled = judgements_in(assessment)
    for requirement in assessment.version.requirements.order_by("position"):
        if requirement.pk in settled or not versions_claiming(assessment.submission, requirement):
            continue
        seen = VALUES_SEEN.get(requirement.label, "") if requirement.kind == Kind.VALUE else ""
        for version in versions_claiming(assessment.submission, requirement):
            note_opened(assessment, version, by=by)
        outcome, words = words_for.get(requirement.label, (Outcome.MEETS, seen))
        judge(assessment, requirement=requirement, outcome=outcome, words=words, by=by)
