"""One hash over what was said beside an event. The event keeps it, so that words changed behind every trigger are found;
what it is keyed with goes when they are erased, so that nobody can guess them from it."""

import hashlib
import hmac
import json
from collections import defaultdict
from itertools import batched

from assessments.models import (
    Action,
    BasisFlag,
    Feedback,
    JudgementWords,
    ProposedDecision,
    Question,
    ReopeningWords,
    Sample,
    SampleWords,
    SeenDifferently,
    SignOffWords,
    Soundness,
    WordsKey,
)
from people.audit import CHUNK, Link
from people.models import AuditEvent
from people.registry import PROVING
from portfolios.models import SubmissionItemNote

AT_A_TIME = 100


def of_a_round(way):
    """The words of a round: as it was shared, judged, proposed and agreed to. `way`: from it to what the event is about."""
    return [
        (JudgementWords, f"judgement__assessment__{way}", "judgement__requirement__code", "text"),
        (Feedback, f"assessment__{way}", "code", "text"),
        (Soundness, f"assessment__{way}", "test", "words"),
        (ProposedDecision, f"assessment__{way}", "code", "words"),
        (ProposedDecision, f"assessment__{way}", "code", "answer_words"),
        (SubmissionItemNote, f"item__submission__assessment__{way}", "item", "text"),
    ]


def of(model, *texts, way="code"):
    return [(model, way, way, text) for text in texts]


SAID = {  # action → [(rows, way to the code of what it is about, which of them it is, column)]
    "assessment.replied": of_a_round("code"),
    "assessment.signed_off": of_a_round("sign_off__code") + of(SignOffWords, "text", way="sign_off__code"),
    "judgement.seen_differently": of(SeenDifferently, "words"),
    "judgement.difference_answered": of(SeenDifferently, "words", "reply"),
    "question.answered": of(Question, "words", "answer"),
    "decision.looked_at_again": of(BasisFlag, "words"),
    "decision.reopened": of(ReopeningWords, "text", way="reopening__code"),
    "sampling.set_aside": of(Sample, "set_aside_words"),
    "sampling.looked": of(SampleWords, "text", way="record__code"),
    "sampling.settled": of(Action, "words", "answer"),
}


def words_beside(action, codes):
    """{code: {[which column, which row, text]}} of what this was said of. As many queries for a thousand as for one."""
    found = defaultdict(list)
    for model, way, which, column in SAID[action]:
        rows = model._default_manager.filter(**{f"{way}__in": codes}).order_by()
        name = f"{model._meta.model_name}.{column}"
        for code, one, text in rows.values_list(way, which, column):
            found[code].append([name, one, text])
    return found


def fingerprint(salt, words):
    told = json.dumps(sorted(words), ensure_ascii=False)
    return hmac.new(salt.encode(), told.encode(), hashlib.sha256).hexdigest()


def changed_words():
    """(the event, what is wrong) wherever words are not those that were said. Streaming: the trail is read once, and what
    is beside it a hundred events at a time: rounds may have many words."""
    events = AuditEvent.objects.filter(action__in=SAID, payload__has_key="words").order_by("pk")
    rows = events.values_list("action", "subject_code", "payload", "stream", "sequence", "hash", "pk")
    for some in batched(rows.iterator(chunk_size=CHUNK), AT_A_TIME, strict=False):
        for action in sorted({row[0] for row in some}):
            yield from changed_among(action, [row[1:] for row in some if row[0] == action])


def changed_among(action, events):
    """What seems wrong is looked at once more: somebody may be erased just between two of these queries."""
    first = wrong_among(action, events)
    doubtful = [event for event in events if event[0] in first]
    wrong = wrong_among(action, doubtful) if doubtful else {}
    for code, _payload, *link in doubtful:
        if code in wrong:
            yield Link(*link), wrong[code]


def wrong_among(action, events):
    """{code: what is wrong}."""
    codes = [code for code, *_rest in events]
    words, salts, erased = words_beside(action, codes), salts_of(action, codes), erased_among(action, codes)
    found = {
        code: wrong_with(words[code], salts.get(code), code in erased, said) for code, said, *_link in events
    }
    return {code: wrong for code, wrong in found.items() if wrong}


def wrong_with(words, salt, is_erased, payload):
    if salt is None:
        return "what its words are proved with is gone"
    if not salt and any(text for _name, _one, text in words):
        return "words stand where words were erased"
    if not salt and not is_erased:
        return "its words were emptied, though nobody was erased"
    if salt and fingerprint(salt, words) != payload["words"]:
        return "what was said with it was changed"
    return ""


def salts_of(action, codes):
    keys = WordsKey.objects.filter(action=action, subject_code__in=codes)
    return dict(keys.values_list("subject_code", "salt"))


def erased_among(action, codes):
    """{code} of what was said about somebody, or to somebody, who was erased since."""
    keys = WordsKey.objects.filter(
        action=action, subject_code__in=codes, assessment__owner__erased_at__isnull=False
    )
    erased = set(keys.values_list("subject_code", flat=True))
    if action == "sampling.settled":
        told = Action.objects.filter(code__in=codes, assessor__erased_at__isnull=False)
        erased |= set(told.values_list("code", flat=True))
    return erased


PROVING.append(changed_words)
