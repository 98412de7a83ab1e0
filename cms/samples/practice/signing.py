"""Rounds that were signed off: who had seen what, what was awarded, and the certificate."""

from datetime import timedelta

from assessments.declarations import signing
from assessments.models import (
    Award,
    Certificate,
    CertificateEntry,
    CertificateName,
    SignOff,
    SignOffSeen,
    SignOffWords,
    State,
)
from assessments.queries import hash_of_seen
from cms.samples.practice.proving import proved
from cms.samples.practice.rounds import DECIDED_AFTER, pieces_of, release, said_in, say_sound, step
from people.codes import new_code


def sign(load, place, round_):
    """Freeze what was seen. Returns (key of the sign-off, its code, when)."""
    at = round_.at + DECIDED_AFTER[State.SIGNED_OFF]
    say_sound(load, round_, at=at)
    release(load, round_, at)
    step(load, round_, State.SIGNED_OFF, at)
    pieces = sorted(pieces_of(round_), key=lambda piece: piece.version)
    seen, code = hash_of_seen([(piece.version, None, piece.digest) for piece in pieces]), new_code()
    key = load.rows.add(
        SignOff, code=code, submission_id=round_.submission, assessment_id=round_.key, signed_by_id=round_.reader.pk,
        signed_at=at, declaration=signing(), seen_count=len(pieces), seen_hash=seen,
    )  # fmt: skip
    for piece in pieces:
        load.rows.add(
            SignOffSeen, sign_off_id=key, evidence_version_id=piece.version, sha256=piece.digest,
            opened_at=round_.at + timedelta(days=3),
        )  # fmt: skip
    load.rows.add(SignOffWords, sign_off_id=key, text="")
    said = [*said_in(round_), ("signoffwords.text", code, "")]
    words = proved(load, "assessment.signed_off", round_, code, said)
    load.chain.say(
        "assessment.signed_off", at=at, by=round_.reader.code, about=("assessments.signoff", code), place=place.code,
        seen=seen, words=words, judgements={one[1]: outcome for one, (_key, outcome) in round_.found.items()},
    )  # fmt: skip
    return key, code, at


def award(load, place, person, signed, *, by, rules=None):
    """An award with its certificate. `signed`: [(round, key and code of its sign-off, when, look)]."""
    at, code, paper = max(at for _round, _key, _code, at, _look in signed), new_code(), new_code()
    key = load.rows.add(
        Award, code=code, organisation_id=place.organisation.pk, holder_id=person.key, awarded_on=at.date(),
        awarded_by_id=by.pk, rules_id=rules and rules.pk,
    )  # fmt: skip
    number = load.number()
    certificate = load.rows.add(
        Certificate, code=paper, award_id=key, number=number, issued_at=at, entry_count=len(signed),
        title=(rules.certificate_title or rules.title) if rules else "",
        wording=rules.certificate_wording if rules else "",
    )  # fmt: skip
    for position, (round_, sign_off, _code, _at, look) in enumerate(signed, start=1):
        entry(load, certificate, position, round_, sign_off, look)
    load.rows.add(CertificateName, certificate_id=certificate, text=person.name)
    told = {"rules": rules.code} if rules else {}
    about = {"at": at, "by": by.code, "place": place.code}
    load.chain.say("award.made", about=("assessments.award", code), sign_off=signed[-1][2], **told, **about)
    load.chain.say(
        "certificate.issued", about=("assessments.certificate", paper), award=code, number=number, **about
    )


def entry(load, certificate, position, round_, sign_off, look):
    version = round_.unit.version
    load.rows.add(
        CertificateEntry, certificate_id=certificate, sign_off_id=sign_off, submission_id=round_.submission,
        position=position, title=version.title, suite_title=version.suite_title, key_area=version.key_area,
        version_number=version.number, urn=version.urn, was_legacy=False,
        second_look_date=look and look[0], second_look_by_id=look and look[1],
    )  # fmt: skip
