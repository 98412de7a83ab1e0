"""What a witness is asked, who may not be one, and what is shown of what they said, to whom.

Who sees what, and why, stands in docs/decisions/0016.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from people.models import User
from people.queries import addresses_of
from people.roles import Role
from portfolios.models import EvidenceKind, WitnessRequest
from portfolios.parts import shown_in
from standards.models import Kind

ACCOUNTS = (EvidenceKind.WITNESS, EvidenceKind.EXPERT_WITNESS)
MOST_WORDS = 500
BEGINS_PLAINLY = re.compile(r"[A-Z][a-z’']+\b|[a-z]")

# --- plain questions ------------------------------------------------------------------------


def plain_question(requirement, name):
    """A question anyone can answer, made of a requirement’s own words. Whoever asks may put it otherwise."""
    words = " ".join(requirement.text.split()).rstrip(".;,: ")
    if len(words) > 300 or "\n" in requirement.text.strip() or not BEGINS_PLAINLY.match(words):
        words = _("do this: “%(words)s”") % {"words": Truncator(words).chars(300)}
        return questions()[Kind.PERFORMANCE] % {"name": name, "words": words}
    plain = words[0].lower() + words[1:]
    return questions()[Kind(requirement.kind)] % {"name": name, "words": plain}


def questions():
    return {
        Kind.PERFORMANCE: _("Did you see or hear %(name)s %(words)s? What happened?"),
        Kind.KNOWLEDGE: _(
            "Does %(name)s know about this: %(words)s? What did you see or hear that shows it?"
        ),
        Kind.VALUE: _("How did you see or hear %(name)s live this: %(words)s?"),
    }


# --- nobody is their own witness ------------------------------------------------------------


def plain_address(address):
    """An e-mail address without what seldom changes where it arrives: capitals, dots, a “+tag”, how a letter is coded.

    Some hosts tell dots apart. Two people there who differ in a dot alone are rarer than one who tries it.
    """
    local, _at, host = plain_letters(address).strip().rpartition("@")
    local = local.partition("+")[0].replace(".", "")
    return f"{local}@{'gmail.com' if host == 'googlemail.com' else as_asked_of_dns(host)}"


def as_asked_of_dns(host):
    try:
        return host.rstrip(".").encode("idna").decode()
    except UnicodeError:
        return host


def plain_name(name):
    """A name without capitals, accents, stops and the order of its words."""
    letters = unicodedata.normalize("NFD", plain_letters(name))
    return sorted(re.findall(r"[^\W_]+", "".join(one for one in letters if not unicodedata.combining(one))))


def plain_letters(words):
    """The same letters, however they were coded and whatever unseen stands between them."""
    seen = (one for one in unicodedata.normalize("NFKC", words) if unicodedata.category(one) != "Cf")
    return unicodedata.normalize("NFKC", "".join(seen).casefold())


def is_address_of(owner, address):
    """Whether mail to this address reaches `owner`, or another account of the same name."""
    if not address:
        return False
    if plain_address(address) in {plain_address(known) for known in addresses_of(owner)}:
        return True
    other = User.objects.with_email(address)
    return other is not None and is_same_person(owner, other)


def is_same_person(owner, person):
    """Whether `person`, an account or None, is `owner`, or has an address or the name of theirs."""
    if person is None:
        return False
    theirs = {plain_address(known) for known in addresses_of(person)}
    return (
        person.pk == owner.pk
        or is_name_of(owner, person.name)
        or not theirs.isdisjoint(plain_address(known) for known in addresses_of(owner))
    )


def is_name_of(owner, name):
    return bool(plain_name(name)) and plain_name(name) == plain_name(owner.name)


def addresses_in(contact):
    """The e-mail addresses among words on how to reach someone."""
    return [word.strip(".,;:()<>") for word in contact.split() if "@" in word]


# --- nobody judges what they vouch for ------------------------------------------------------


def is_witness_in(person, unit):
    """Whether `person` said, as a witness, what is evidence in this unit. One query while nobody did."""
    return any(
        is_who_spoke(person, request) for request in heard_in(unit).select_related("statement").distinct()
    )


def heard_in(unit):
    """What witnesses confirmed that is evidence in this unit, or may be: asked for it, matched to it or shared in it."""
    here = Q(unit=unit) | Q(evidence__in=shown_in(unit))
    return WitnessRequest.objects.filter(here, state=WitnessRequest.State.CONFIRMED, evidence__isnull=False)


def is_who_spoke(person, request):
    """Signed in as they answered; or of the name or address they were asked at, or gave."""
    if request.answered_by_id == person.pk:
        return True
    said = getattr(request, "statement", None)
    names = [request.name, said.name if said else ""]
    addresses = [request.email, *addresses_in(said.contact if said else "")]
    return any(is_name_of(person, one) for one in names) or any(
        is_address_of(person, one) for one in addresses
    )


# --- what is shown --------------------------------------------------------------------------


def told_of(request):
    """[{"question", "answer"}] of a statement, as everyone who may read the evidence reads it.

    Without the real name where another is shown, and without how to reach them.
    """
    statement, name = request.statement, str(request.owner)
    told = [
        (_("Who says so"), str(statement)),
        (_("How they know %(name)s") % {"name": name}, statement.relation),
    ]
    if request.is_expert:
        told.append((_("What makes them an expert in this"), statement.competence))
    told += [(asked.words, answer_in(asked)) for asked in request.questions.all()]
    told.append(
        (
            _("What else they saw or heard"),
            said_aloud(statement.saw, statement.recordings.filter(question=None)),
        )
    )
    day = date_format(localtime(statement.confirmed_at).date(), "j F Y")
    told.append((_("“This is what I saw or heard myself”"), _("Said on %(day)s.") % {"day": day}))
    return [{"question": question, "answer": answer} for question, answer in told if answer]


def answer_in(asked):
    return said_aloud(asked.answer, asked.recordings.all())


def said_aloud(words, recordings):
    """What was written, and the names of the recordings in which the rest was said."""
    names = [_("Said aloud: “%(name)s”.") % {"name": recording.name} for recording in recordings]
    return "\n\n".join([words, *names] if words else names)


@dataclass(frozen=True)
class Testimony:
    """What someone who judges is told of a witness besides their words."""

    is_expert: bool
    is_mailed: bool
    name: str
    real_name: str  # for the IQA alone, and only where another name is shown
    relation: str
    competence: str
    contact: str
    is_out_of_reach: bool  # how to reach them had its time, and was removed
    removed_at: object


def witness_behind(version, person, *, organisation, is_reader):
    """What `person` may know of the witness behind a shared version; None where it is no testimony. One query."""
    if version.words.kind not in ACCOUNTS:
        return None
    found = WitnessRequest.objects.filter(evidence=version.evidence_id).select_related("statement").first()
    return found and as_told(found, assures=not is_reader and person.holds(Role.IQA, organisation))


def as_told(request, *, assures):
    """Where another name is shown, the real one and how to reach them are for the IQA alone: a number names someone."""
    statement = getattr(request, "statement", None)
    is_hidden = bool(statement and statement.shown_as)
    may_reach = statement is not None and (assures or not is_hidden)
    return Testimony(
        is_expert=request.is_expert,
        is_mailed=request.is_mailed,
        name=str(statement or ""),
        real_name=statement.name if statement and is_hidden and assures else "",
        relation=statement.relation if statement else "",
        competence=statement.competence if statement else "",
        contact=statement.contact if statement and may_reach else "",
        is_out_of_reach=statement is not None and not statement.contact,
        removed_at=request.answered_at if request.state == WitnessRequest.State.REMOVED else None,
    )
