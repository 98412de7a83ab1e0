"""What charters let go of when a person is erased. What they said to a charter was theirs alone, so none of it stays.

An amendment of theirs stays, and so does what was put into a charter: those words are the community’s, without a name.
Their support for others’ goes, and a count of before is one less. Nothing of this is an event.
"""

from community.models import Agreement, Amendment, Asking, Remark, StewardShown, Support, Talk
from people.operations.erasing import count
from people.registry import ERASING


def erase_community(person, *, by):
    """Inside the operation. One count for all of it: what someone said to a charter is told to nobody."""
    answers = Agreement.objects.filter(person=person)
    talks = Talk.objects.filter(agreement__in=answers)
    rows = (talks, answers, Asking.objects.filter(person=person), StewardShown.objects.filter(person=person))
    gone = sum(count(found.delete()) for found in (*rows, Support.objects.filter(person=person)))
    Amendment.objects.filter(proposed_by=person, is_named=True).update(is_named=False)
    return {"with charters": gone + forget_remarks(person)}


def forget_remarks(person):
    """As if they had taken them back: where someone answered, the answer stays."""
    said = Remark.objects.filter(said_by=person)
    answered = list(said.exclude(replies=None).values_list("pk", flat=True))
    emptied = Remark.objects.filter(pk__in=answered).update(words="", is_named=False)
    return emptied + count(said.filter(replies=None).delete())


ERASING.append(erase_community)
