"""Evidence, the journal and what witnesses confirmed, as `shapes` has them."""

from portfolios.exchange.pieces import (
    AnswerTold,
    EvidenceTold,
    FileTold,
    LivedTold,
    PersonTold,
    SeenTold,
    SharedFileTold,
    SharedTold,
    WishTold,
    YesTold,
)
from portfolios.exchange.shapes import AskedTold, EntryTold, WitnessTold

SAME = ("name", "happened_on", "happened_precision", "identifiable", "story", "result", "next_time")
OF_A_VERSION = ("name", "kind_name", "happened_on", "happened_precision", "story", "result", "next_time")
OF_A_WISH = ("asked_at", "settled_at", "outcome")
OF_A_PERSON = ("description", "basis", "purpose", "agreed_on", "until", "is_at_risk")


def same(row, names):
    return {name: getattr(row, name) for name in names}


def code_of(row):
    return row.code if row else ""


def evidence_told(piece, carried):
    part = getattr(piece, "as_part", None)
    by_another = piece.recorded_by_id != piece.owner_id
    return EvidenceTold(
        **same(piece, SAME),
        code=piece.code,
        kind=piece.kind_id or "",
        kind_name=str(piece.kind or ""),
        made_by=piece.kind.made_by if piece.kind else "",
        recorded_by=str(piece.recorded_by) if by_another else "",
        answers=answers_told(piece),
        own_part=part.words if part else "",
        part_of=code_of(piece.part_of),
        from_entry=code_of(piece.from_entry),
        added_at=piece.created_at,
        changed_at=piece.changed_at,
        taken_back_at=piece.withdrawn_at,
        people=tuple(person_told(person) for person in piece.people.all()),
        files=files_told(piece.files.all(), carried),
        shared=tuple(shared_told(version) for version in piece.versions.all() if version.is_in_sight),
        lives=tuple(lived_told(tag) for tag in piece.clause_tags.all()),
        seen_in_place=tuple(
            SeenTold(by=one.by, on=one.on, words=one.words) for one in carried.seen.get(piece.pk, ())
        ),
        wishes=tuple(WishTold(**same(wish, OF_A_WISH)) for wish in piece.takedown_requests.all()),
    )


def answers_told(piece):
    """What was answered to the questions of its kind, also to one nobody asks any more, and what a witness was asked."""
    asked = {question.key: question.words for question in piece.kind.questions.all()} if piece.kind else {}
    said = {key: words for key, words in piece.details.items() if isinstance(words, str) and words}
    order = [*[key for key in asked if key in said], *[key for key in said if key not in asked]]
    told = [AnswerTold(key=key, question=asked.get(key, key), answer=said[key]) for key in order]
    of_a_witness = [AnswerTold(key="", **one) for one in piece.told]
    return (*told, *of_a_witness)


def person_told(person):
    return PersonTold(
        **same(person, OF_A_PERSON), recording=code_of(person.recording), taken_back_at=person.withdrawn_at
    )


def shared_told(version):
    words = getattr(version, "words", None)
    said = same(words, OF_A_VERSION) if words else {}
    if words:
        said["own_part"] = words.part
        said["answers"] = tuple(AnswerTold(key="", **one) for one in words.details)
    files = tuple(SharedFileTold(name=one.file.name, sha256=one.sha256) for one in version.file_links.all())
    return SharedTold(number=version.number, digest=version.digest, at=version.frozen_at, files=files, **said)


def lived_told(tag):
    yeses = tuple(YesTold(description=str(yes.person), on=yes.said_on) for yes in tag.yeses.all())
    return LivedTold(
        charter=str(tag.charter), clause=str(tag.clause), words=tag.words, shown_at=tag.shown_at, yeses=yeses
    )


def files_told(files, carried):
    return tuple(file_told(file, carried) for file in files if file in carried.places)


def file_told(file, carried):
    """A file that is no longer as it was kept is told as it is: the bag is true, and says so under `left_out`."""
    size, sha256 = carried.changed.get(file, (file.size, file.sha256))
    return FileTold(
        code=file.code,
        name=carried.name_of(file),
        content_type=carried.copies.get(file, file).content_type,
        size=size,
        sha256=sha256,
        path=carried.places[file],
        added_at=getattr(file, "uploaded_at", None) or getattr(file, "made_at", None),
        redacted_from=code_of(getattr(file, "redacted_from", None)),
        is_consent=getattr(file, "is_consent", False),
    )


def entry_told(entry, carried):
    return EntryTold(
        code=entry.code,
        on=entry.written_on,
        title=entry.title,
        prompt=entry.prompt,
        value=str(entry.value.lineage) if entry.value else "",
        text=entry.text,
        recordings=files_told(entry.recordings.all(), carried),
    )


def witness_told(request, carried):
    statement = request.statement
    return WitnessTold(
        code=request.code,
        unit=request.unit.code,
        event=request.event,
        at=statement.confirmed_at or request.answered_at or request.asked_at,
        evidence=code_of(request.evidence),
        is_expert=request.is_expert,
        name=str(statement),
        relation=statement.relation,
        competence=statement.competence,
        saw=statement.saw,
        answers=tuple(
            AnswerTold(key=str(one.requirement.lineage), question=one.words, answer=one.answer)
            for one in request.questions.all()
            if one.answer
        ),
        recordings=files_told(statement.recordings.all(), carried),
    )


def asked_told(request):
    """Someone was asked and has confirmed nothing: that, and the owner’s own words, without whom they asked."""
    return AskedTold(
        code=request.code,
        unit=request.unit.code,
        event=request.event,
        at=request.asked_at,
        state=request.state,
        note=request.note,
        questions=tuple(one.words for one in request.questions.all()),
    )
