"""Standards of our own making, in the shapes published ones have, and the shipped one as the same kind of thing."""

from dataclasses import dataclass, field

from standards.exchange.document import Illustration, Item, Value

from . import seed

AREAS = "\n".join(
    ["The standards are arranged in three key areas:"]
    + ["• One - Ground and soil", "• Two - People and sharing", "• Three - Money and rules"]
)
VALUES_SENTENCE = (
    "Shared gardening is underpinned by a set of values which set it apart from other ways to grow food."
    " The values are;"
)
EXAMPLES_SENTENCE = (
    "The following examples illustrate how each of the values might inform practice in this standard. These"
    " statements are not part of assessment requirements."
)


@dataclass(frozen=True)
class Made:
    """What a standard says, apart from any layout."""

    title: str
    urn: str
    suite: str
    overview: str
    performance: tuple[Item, ...]
    knowledge: tuple[Item, ...]
    values: tuple[Value, ...] = ()
    illustrations: tuple[Illustration, ...] = ()
    values_sentence: str = VALUES_SENTENCE
    examples_sentence: str = EXAMPLES_SENTENCE
    scope_performance: str = ""
    tail: dict[str, str] = field(default_factory=dict)
    legacy: bool = False

    @property
    def requirements(self):
        return self.performance, self.knowledge, self.values, self.illustrations


def items(*rows):
    """`("Group", "text", "text")` rows as items numbered from 1 on; a text that begins with `.` is a sub-item."""
    made, top, sub = [], 0, 0
    for group, *texts in rows:
        for text in texts:
            top, sub = (top, sub + 1) if text[0] == "." else (top + 1, 0)
            made.append(Item(group, f"{top}.{sub}" if sub else str(top), text.lstrip(".")))
    return tuple(made)


def entries(kind, *texts):
    return tuple(kind(str(number), text) for number, text in enumerate(texts, start=1))


SEED = Made(
    title="Support collaborative and partnership work",
    urn="JETSCD16L",
    suite="Community Development",
    overview=seed.OVERVIEW,
    performance=seed.PERFORMANCE,
    knowledge=seed.KNOWLEDGE,
    values=seed.VALUES,
    illustrations=seed.ILLUSTRATIONS,
    values_sentence=seed.VALUES_INTRODUCTION,
    examples_sentence=seed.TURN,
    legacy=True,
)
GARDEN = Made(
    title="Grow food together on shared ground",
    urn="GARDN07",
    suite="Shared Gardens",
    overview=(
        "This standard is about growing food with neighbours on ground that belongs to all of them. It is for anyone"
        " who helps a garden along.\nYou must listen before you dig.\n"
        + AREAS
        + "\nThis standard is within Key Area Two"
    ),
    performance=items(
        (
            None,
            "find out what the neighbours’ hopes for the garden are, and what worries them",
            "agree with everyone who wants to take part what will be grown, where and by whom",
            "keep tools, seed and water within everyone's reach, including those who cannot bend or lift",
            "settle quarrels over beds early and in the open",
            "share the harvest as agreed and write down what was learnt for the next season",
            "show new neighbours round within 2 weeks of their arrival",
        ),
    ),
    knowledge=items(
        (
            "Soil and water",
            "how soil, compost and worms work together",
            "when and how to water in dry summers",
        ),
        (
            "People who share ground",
            "why people leave shared gardens and what brings them back",
            "ways of deciding together which suit people who dislike meetings",
            "the rules of the council and of the water company that a garden has to keep",
        ),
    ),
    values=entries(Value, "Sharing what there is", "Care for the ground", "Welcome"),
    illustrations=entries(
        Illustration,
        "tools and seed are lent to whoever needs them",
        "nothing is sprayed that harms the soil or the creatures in it",
        "those who pass by are asked in",
    ),
    tail={"Keywords": "garden; neighbours; compost", "Version Number": "1"},
)
KITCHEN = Made(
    title="Cook for a crowd",
    urn="KITCH13.2",
    suite="Community Kitchens",
    overview="This unit covers cooking for more people than fit round one table.",
    performance=items(
        ("Plan the meal", "Ask who is coming and what they cannot eat.", "Write a shopping list with quantities for all."),
        (
            "Cook the meal",
            "Keep raw and cooked food apart at all times.",
            "Cook in the right order, taking account of:",
            ".the time each dish needs;",
            ".the heat of the oven;",
            "Taste before serving and season with care.",
        ),
    ),
    knowledge=items(
        (
            None,
            "The law on food hygiene as it applies to kitchens run by volunteers.",
            "How long cooked food keeps, and at which temperature.",
            "Why allergies matter and how to tell guests about them.",
            "What to do with food that is left over.",
        ),
    ),
    scope_performance="1. indoors\n2. outdoors",
    tail={"Glossary": "Crowd: thirty people or more.", "Developed by": "The Sample Kitchens"},
)  # fmt: skip
ALL = {"seed": SEED, "garden": GARDEN, "kitchen": KITCHEN}
