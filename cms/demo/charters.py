"""The charters that ship, one of them as the sample organisation’s own, with an amendment that waits for its time."""

from community.models import Agreement
from community.operations.amending import reworded
from community.operations.amendments import propose_amendment, support
from community.operations.answers import answer_charter
from community.operations.remarks import ask
from community.operations.samples import load_charters
from people.roles import Role

OWN = "care-charter"
LABEL = "Participate Actively"
MORE = " Taking part quietly counts too."


def live_by_charters(organisation, people):
    """The sample people live by one of the charters, and some would like to change a clause of it. Returns the pages."""
    pages = load_charters(by=people[Role.TRAINER])
    page = next(page for page in pages if page.slug == OWN)
    page.organisation = organisation
    page.save_revision(user=people[Role.TRAINER]).publish(user=people[Role.TRAINER])
    charter = page.own_charter
    charter.refresh_from_db()
    answer_charter(charter.current_version, answer=Agreement.Answer.AGREES, by=people[Role.PRACTITIONER])
    amend(charter, people)
    return pages


def amend(charter, people):
    wording = charter.current_version.wording
    entry = next(entry for entry in wording.entries if entry.label == LABEL)
    amendment = propose_amendment(
        charter,
        wording=reworded(wording, entry.lineage, label=entry.label, text=entry.text + MORE),
        summary="Say that taking part quietly counts too.",
        why="Some of us think best while listening, and stay away when they feel pushed to talk.",
        is_named=True,
        by=people[Role.PRACTITIONER],
    )
    support(amendment, by=people[Role.ASSESSOR])
    ask(amendment, words="Does this cover people who only write?", is_named=True, by=people[Role.IQA])
