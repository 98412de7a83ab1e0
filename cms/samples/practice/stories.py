"""How far someone is with each of their standards: chance says which of these stories it is."""

from datetime import timedelta

from assessments.models import State
from cms.samples.practice import folders, looking, rounds, signing

NOTHING, OFFERED, READ, READ_AGAIN, AGREE, ANSWERED, BACK, SIGNED, SIGNED_LATER = (
    "nothing shared", "on offer", "being read", "being read again", "to agree to", "replied to", "taken back",
    "signed off", "signed off after a reply",
)  # fmt: skip
OF_A_HUNDRED = {
    NOTHING: 15, OFFERED: 6, READ: 14, READ_AGAIN: 6, AGREE: 4, ANSWERED: 17, BACK: 3, SIGNED: 25, SIGNED_LATER: 10,
}  # fmt: skip
CLAIMS = {
    NOTHING: 4,
    OFFERED: 9,
    READ: 10,
    READ_AGAIN: 12,
    AGREE: 10,
    ANSWERED: 10,
    BACK: 9,
    SIGNED: 13,
    SIGNED_LATER: 13,
}
IN_A_FIRST_ROUND = 9  # requirements, where another follows
BETWEEN = timedelta(days=40)
FINISHED, NEW, OF = 2, 1, 10  # of ten people two are done, and one has not shared anything yet


def tell(load, place, number):
    """One person with all of it."""
    person = folders.practitioner(load, place, number)
    turn = number % OF
    signed = []
    for nth in range(min(folders.STANDARDS, load.left)):
        load.left -= 1
        version = load.versions[(number * folders.STANDARDS + nth) % len(load.versions)]
        story = SIGNED if turn < FINISHED else NOTHING if turn < FINISHED + NEW else chosen(load)
        unit = folders.unit(load, place, person, version, CLAIMS[story])
        signed += [found for found in TOLD[story](load, place, person, unit) if found]
    give(load, place, person, signed, is_done=len(signed) == folders.STANDARDS)


def chosen(load):
    """Each of them once at first: there is something in every state however few there are."""
    if len(load.told) < len(OF_A_HUNDRED):
        load.told.append(list(OF_A_HUNDRED)[len(load.told)])
        return load.told[-1]
    return load.chance.choices(list(OF_A_HUNDRED), OF_A_HUNDRED.values())[0]


def give(load, place, person, signed, *, is_done):
    """A certificate for each that waits for no second look, and the award once none does."""
    free = [one for one in signed if one[4] is not False]
    for one in free:
        signing.award(load, place, person, [one], by=one[0].reader)
    if is_done and len(free) == len(signed):
        signing.award(load, place, person, signed, by=signed[-1][0].reader, rules=load.rules)


def reader_for(load, place, person):
    return place.assessors[person.key % len(place.assessors)]


def before(load, place, unit):
    """Some time after it was begun."""
    return unit.begun_at + timedelta(days=load.chance.uniform(45, 105))


def lately(load, *, least=1):
    return load.at - timedelta(days=load.chance.uniform(least, 30))


# --- the stories: each returns [(round, sign-off, its code, when, look)] of what was signed ----


def nothing(load, place, person, unit):
    return []


def offered(load, place, person, unit):
    rounds.share(load, place, person, unit, None, State.ON_OFFER, at=lately(load))
    return []


def taken_back(load, place, person, unit):
    reader = reader_for(load, place, person)
    rounds.share(load, place, person, unit, reader, State.RECALLED, at=lately(load))
    return []


def being_read(load, place, person, unit):
    reader = reader_for(load, place, person)
    read = rounds.share(load, place, person, unit, reader, State.IN_REVIEW, at=lately(load))
    begin_to_read(load, read)
    return []


def begin_to_read(load, read):
    if load.chance.random() < 0.5:
        rounds.judge(load, read, met=6, most=3)
        rounds.ask(load, read)


def being_read_again(load, place, person, unit):
    first = answered_first(load, place, person, unit, at=lately(load) - BETWEEN)
    again = shared_again(load, place, person, unit, first, State.IN_REVIEW)
    begin_to_read(load, again)
    return []


def to_agree(load, place, person, unit):
    trainee = place.trainees[person.key % len(place.trainees)]
    read = rounds.share(load, place, person, unit, trainee, State.TO_AGREE, at=lately(load, least=7))
    rounds.judge(load, read, met=6)
    rounds.propose(load, place, read)
    return []


def answered(load, place, person, unit):
    answered_first(load, place, person, unit, at=before(load, place, unit), parts=None)
    return []


def answered_first(load, place, person, unit, *, at, parts=IN_A_FIRST_ROUND):
    reader = reader_for(load, place, person)
    read = rounds.share(load, place, person, unit, reader, State.REPLIED, at=at, parts=parts)
    rounds.judge(load, read, met=6)
    looking.draw(load, place, read, rounds.reply(load, place, read))
    return read


def shared_again(load, place, person, unit, first, state):
    again = rounds.share(
        load, place, person, unit, first.reader, state, at=first.at + BETWEEN, number=first.number + 1
    )
    rounds.carry(load, again, first)
    return again


def signed_off(load, place, person, unit):
    reader = reader_for(load, place, person)
    at = before(load, place, unit)
    return [sign(load, place, rounds.share(load, place, person, unit, reader, State.SIGNED_OFF, at=at))]


def signed_off_later(load, place, person, unit):
    first = answered_first(load, place, person, unit, at=before(load, place, unit))
    return [sign(load, place, shared_again(load, place, person, unit, first, State.SIGNED_OFF))]


def sign(load, place, read):
    """`look` is (day, IQA), None where nobody looks, or False while a second look is planned."""
    rounds.judge(load, read, met=10)
    key, code, at = signing.sign(load, place, read)
    state, look = looking.draw(load, place, read, at)
    return read, key, code, at, False if state == looking.Planned else look


TOLD = {
    NOTHING: nothing, OFFERED: offered, READ: being_read, READ_AGAIN: being_read_again, AGREE: to_agree,
    ANSWERED: answered, BACK: taken_back, SIGNED: signed_off, SIGNED_LATER: signed_off_later,
}  # fmt: skip
