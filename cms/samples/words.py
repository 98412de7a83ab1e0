"""Sentences that read like work in a community, put together by chance: the same seed says the same."""

DO = [
    "ask", "listen to", "explore with", "agree with", "share with", "review with", "plan with", "invite",
    "welcome", "support", "learn from", "reflect with", "map with", "record with", "celebrate with", "meet",
    "explain to", "gather", "involve", "respect",
]  # fmt: skip
WHOM = [
    "people who are not usually asked", "neighbours", "a tenants’ group", "young people", "people new to the area",
    "older people who live alone", "partners", "people with different views", "a community group", "volunteers",
    "people who work nights", "faith groups", "people who were hurt before", "a local school", "carers",
]  # fmt: skip
WHY = [
    "so that decisions are theirs", "about what matters to them", "and write down what was said",
    "before anything is decided", "in a place where they feel at ease", "and come back with what changed",
    "without speaking for anyone", "so that no one is left out", "and name who gains and who may lose",
    "in a way that can be checked later", "and make room for disagreement", "so that the group can go on without you",
    "and say what it cost", "using what the area has already", "while keeping people safe",
]  # fmt: skip
KNOW = [
    "how power is shared among", "ways to reach", "what helps trust to grow with", "the history of",
    "rights and duties that matter to", "how to look after oneself while working with", "what gets in the way of",
    "how conflict begins among", "where money comes from for", "what other places learned with",
]  # fmt: skip
VALUES = [
    "Sample value of fairness", "Sample value of working against discrimination", "Sample value of empowerment",
    "Sample value of acting together", "Sample value of learning together",
]  # fmt: skip
HEADINGS = ["", "Working with people", "Power and rights"]
WHAT = [
    "Notes from",
    "Photo of",
    "Plan for",
    "Minutes of",
    "Voice note after",
    "Poster for",
    "What people said at",
]
WHERE = [
    "the spring meeting", "the garden day", "the Tuesday lunch club", "a walk around the flats", "the youth evening",
    "the first joint meeting", "the repair café", "the bus campaign", "a talk in the kitchen", "the yearly gathering",
]  # fmt: skip
TOLD = [
    "We sat in a circle and everyone spoke in pairs first.", "Nobody had asked them before, and they said so.",
    "I wrote down what we did not agree on, too.", "Two people stayed to tidy up and told me what they really thought.",
    "We went back a month later to see what had changed.", "I spoke too much at the start and noticed it.",
]  # fmt: skip
NOTES = [
    "See the second page.",
    "The list in the photo.",
    "What I say near the end.",
    "The part about who was missing.",
]
ANSWERS = {
    "meets": "You made room for others, and it shows.",
    "more evidence": "A few lines on what changed afterwards would help.",
    "not yet": "One decision the group made, and what it changed, would show this.",
}
NAMES = [
    "Ari",
    "Bo",
    "Cato",
    "Dee",
    "Eli",
    "Fen",
    "Gil",
    "Hana",
    "Ira",
    "Jo",
    "Kim",
    "Lee",
    "Mio",
    "Noa",
    "Ola",
    "Pim",
]
STEP = 7919  # a prime that shares nothing with how many sentences there are
SURNAMES = ["Sample", "Example", "Specimen", "Placeholder"]


def criterion(number):
    """A different sentence for each of the first 4,500 numbers; neighbours are not alike."""
    number = number * STEP % (len(DO) * len(WHOM) * len(WHY))
    whom, why = number // len(DO), number // (len(DO) * len(WHOM))
    return f"{DO[number % len(DO)]} {WHOM[whom % len(WHOM)]} {WHY[why]}"


def knowledge(number):
    """As different for the first 2,250."""
    number = number * STEP % (len(KNOW) * len(WHOM) * len(WHY))
    whom, why = number // len(KNOW), number // (len(KNOW) * len(WHOM))
    return f"{KNOW[number % len(KNOW)]} {WHOM[whom % len(WHOM)]}, {WHY[why]}"
