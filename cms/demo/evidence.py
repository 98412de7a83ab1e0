"""The sample evidence: what Ama shares in the first round, and what she adds for the second.

Each piece: its words, its file, and which requirements it is said to show, by our labels.
"""

from dataclasses import dataclass, field
from datetime import date

from cms.demo import sample_files


@dataclass(frozen=True)
class Piece:
    name: str
    kind: str
    happened_on: date
    story: str
    shows: str
    precision: str = "day"
    result: str = ""
    next_time: str = ""
    people: tuple = ()
    file: tuple = ()  # (name, content type, maker of bytes)
    notes: dict = field(default_factory=dict)


FIRST_ROUND = [
    Piece(
        name="Joint meeting with the tenants’ group",
        kind="work product",
        happened_on=date(2025, 3, 16),
        story=(
            "I noticed both groups were worried about the same damp, so I asked if they would meet. I set up the "
            "room so nobody was at the head of the table. We wrote every worry on a note and grouped them together."
        ),
        result="The two groups found seven worries they share, and chose two to work on together.",
        next_time="I would start earlier in the evening, so that people with small children could stay to the end.",
        shows="P1 P2 P3 K3 K4 K11 V4 V5",
        people=(("Purple top, on the left", "agreed"), ("Blue headscarf, nearest the camera", "agreed")),
        file=("joint-meeting.jpg", "image/jpeg", sample_files.make_photo),
        notes={"P3": "The flip chart in the photo is the list of aims both groups agreed."},
    ),
    Piece(
        name="Minutes of the residents’ evening",
        kind="work product",
        happened_on=date(2025, 3, 16),
        story="I wrote the minutes with the others and sent them to everyone, so that each decision can be traced.",
        result="Two members asked for a decision to be looked at again, and the group did.",
        shows="P4 P5 P6 P7 K1 K2 K6 K7 K9 K12 K14 V3",
        file=("minutes.pdf", "application/pdf", sample_files.make_minutes_pdf),
        notes={"P7": "“What we agreed”: how we decide, and that nobody speaks for the road on their own."},
    ),
    Piece(
        name="Voice note: who holds the power?",
        kind="reflective account",
        happened_on=date(2025, 4, 1),
        precision="month",
        story=(
            "I recorded this on the way home. The council officer spoke most, and I had not planned for that. "
            "Next time we agreed to pass a stone: whoever holds it, speaks."
        ),
        shows="P8 K5 K8 K13 K15 V1 V2",
        file=("who-holds-the-power.wav", "audio/wav", sample_files.make_voice_note),
    ),
    Piece(
        name="Notes after the residents’ evening",
        kind="reflective account",
        happened_on=date(2025, 1, 1),
        precision="year",
        story="What I learned about keeping a partnership going when one partner goes quiet.",
        shows="K10 K16 K17",
        file=("residents-evening.txt", "text/plain", sample_files.make_notes),
    ),
]

SECOND_ROUND = Piece(
    name="Looking back together after six months",
    kind="reflective account",
    happened_on=date(2025, 10, 1),
    precision="month",
    story=(
        "Both groups sat down and asked three questions: what did we say we would do, what happened, what do we change? "
        "I wrote the answers on one page. We also went through the risks again: what if the grant ends, what if one "
        "group leaves. Everyone said what they would gain and what they could lose, and one group chose to stay out of "
        "the bid. That was right for them."
    ),
    result="The groups now meet every second month, and the page is read out at the start.",
    shows="P4 P9 K5",
)

WORDS_FOR = {
    "P4": (
        "more evidence",
        "I can see in the minutes what the group did not agree on. It would help to hear how you weighed it up "
        "together, the risks and the benefits. A few lines or a voice note would do.",
    ),
    "K5": (
        "not yet",
        "Your voice note shows that you saw who decided. What would show this: one decision the partnership made, and "
        "what it changed for people who live there.",
    ),
}

VALUES_SEEN = {
    "V1": "You asked who was not in the room, and changed the room so that they could be.",
    "V2": "You named how the loudest voice was heard first, and did something about it.",
    "V3": "The group holds the minutes and the decisions; you made that possible and stepped back.",
    "V4": "Two groups act on the same worry together, because you brought them to one table.",
    "V5": "You learned in the open, with the people you work with, and said what you would change.",
}

PRAISE = "You made room for people who are not usually asked. It shows all the way through."
