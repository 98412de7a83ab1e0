"""A draft judgement: what stands of a requirement, and putting something else in its place. Inside an operation that
holds the review, so that nobody else writes into it meanwhile."""

from django.utils.translation import gettext_lazy as _

from assessments.models import Judgement, JudgementBasis, JudgementWords
from assessments.operations.steps import highest_revision, with_newest_step
from assessments.queries import versions_claiming


class StaleJudgement(Exception):
    """Saved somewhere else in between. Both are kept: what stands, and what was typed here."""

    sentence = _(
        "This was changed somewhere else a moment ago. Nothing is lost: choose again if you want yours."
    )

    def __init__(self, current):
        super().__init__(str(self.sentence))
        self.current = current


def versions_and_highest(assessment, requirement):
    """Keys of what claims it in this round and is in sight, and the highest revision a judgement of it had. One query."""
    claiming = versions_claiming(assessment.submission, requirement)
    found = list(claiming.values_list("pk", highest_revision(assessment, requirement)))
    return [version for version, _highest in found], found[0][1] if found else 0


def draft_of(assessment, requirement):
    """What stands of it in this round, with its words; None where nothing does."""
    stands = Judgement.objects.filter(assessment=assessment, requirement=requirement)
    found = with_newest_step(stands, assessment).select_related("words").order_by()
    return next(iter(found), None)  # one at most


def says(judgement):
    return (judgement.outcome, judgement.words.text) if judgement else ("", "")


def put(assessment, requirement, current, outcome, words, basis, *, by, at, highest):
    """Make it stand, in place of `current`; an empty outcome takes back what stands."""
    if not outcome:
        return take_back(current)
    if current is None:
        return begin(assessment, requirement, outcome, words, basis, by=by, at=at, revision=highest + 1)
    if says(current) != (outcome, words):
        change(current, outcome, words, by=by, at=at)
    rest_on(current, basis)
    return current


def begin(assessment, requirement, outcome, words, basis, *, by, at, revision):
    judgement = Judgement.objects.create(
        assessment=assessment,
        requirement=requirement,
        outcome=outcome,
        judged_by=by,
        judged_at=at,
        revision=revision,
    )
    judgement.words = JudgementWords.objects.create(judgement=judgement, text=words)
    lay(judgement, basis)
    return judgement


def change(judgement, outcome, words, *, by, at):
    drafts = Judgement.objects.filter(pk=judgement.pk, revision=judgement.revision, released_at=None)
    if not drafts.update(outcome=outcome, judged_by=by, judged_at=at, revision=judgement.revision + 1):
        raise StaleJudgement(Judgement.objects.get(pk=judgement.pk))
    if judgement.words.text != words:
        JudgementWords.objects.filter(judgement=judgement).update(text=words)
    judgement.outcome, judgement.judged_by, judgement.judged_at = outcome, by, at
    judgement.revision, judgement.words.text = judgement.revision + 1, words


def take_back(judgement):
    if judgement:
        JudgementWords.objects.filter(judgement=judgement).delete()
        judgement.delete()


def rest_on(judgement, versions):
    """Rest on these; nothing is written where it does already."""
    if set(judgement.basis.values_list("evidence_version", flat=True)) == set(versions):
        return
    judgement.basis.all().delete()
    lay(judgement, versions)


def lay(judgement, versions):
    JudgementBasis.objects.bulk_create(
        JudgementBasis(judgement=judgement, evidence_version_id=version) for version in versions
    )
