"""What comes of every move in every state of a round, for everyone.

Each line: a move, then what comes of it for each of ROLES. A state: that is how it stands then. 404, 403: the doors
refuse, as `fetch_for` does for every view. A name: the operation refuses with it. The states that may follow each
other are held to by the database as well: tests/people/test_steps.py.

`co-owner` and `witness` are assessors here who did part of the work, or vouch for it; `left` assessed here until lately.
"""

ROLES = [
    "practitioner", "reader", "colleague", "countersigner", "co-owner", "witness", "iqa", "coordinator", "trainer",
    "steward", "left", "outsider",
]  # fmt: skip

TABLE = {
    "on offer": """
        accept:   404 in-review in-review in-review StandsTooClose StandsTooClose 404 404 404 404 404 404
        assign:   403 404 404 404 404 404 404 in-review 404 404 404 404
        decline:  404 on-offer on-offer on-offer on-offer on-offer 404 404 404 404 404 404
        judge:    404 404 404 404 404 404 404 404 404 404 404 404
        reply:    404 404 404 404 404 404 404 404 404 404 404 404
        sign-off: 404 404 404 404 404 404 404 404 404 404 404 404
        agree:    404 404 404 404 404 404 404 404 404 404 404 404
        talk:     404 404 404 404 404 404 404 404 404 404 404 404
        take-back: 404 404 404 404 404 404 404 404 404 404 404 404
        recall:   recalled 404 404 404 404 404 404 403 404 404 404 404
        reopen:   404 404 404 404 404 404 404 404 404 404 404 404
    """,
    "in review": """
        accept:   404 403 404 404 404 404 404 404 404 404 404 404
        assign:   403 404 404 404 404 404 404 in-review 404 404 404 404
        decline:  404 on-offer 404 404 404 404 404 404 404 404 404 404
        judge:    404 in-review 404 404 404 404 404 404 404 404 404 404
        reply:    404 NothingJudged 404 404 404 404 404 404 404 404 404 404
        sign-off: 404 NotAllMet 404 404 404 404 404 404 404 404 404 404
        agree:    404 403 404 404 404 404 404 404 404 404 404 404
        talk:     404 403 404 404 404 404 404 404 404 404 404 404
        take-back: 404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        recall:   recalled 404 404 404 404 404 404 403 404 404 404 404
        reopen:   404 403 404 404 404 404 404 404 404 404 404 404
    """,
    "in review, all met": """
        accept:   404 403 404 404 404 404 404 404 404 404 404 404
        assign:   403 404 404 404 404 404 404 in-review 404 404 404 404
        decline:  404 on-offer 404 404 404 404 404 404 404 404 404 404
        judge:    404 in-review 404 404 404 404 404 404 404 404 404 404
        reply:    404 replied 404 404 404 404 404 404 404 404 404 404
        sign-off: 404 signed-off 404 404 404 404 404 404 404 404 404 404
        agree:    404 403 404 404 404 404 404 404 404 404 404 404
        talk:     404 403 404 404 404 404 404 404 404 404 404 404
        take-back: 404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        recall:   ReadingBegan 404 404 404 404 404 404 403 404 404 404 404
        reopen:   404 403 404 404 404 404 404 404 404 404 404 404
    """,
    "to agree": """
        accept:   404 403 404 403 404 404 404 404 404 404 404 404
        assign:   403 404 404 404 404 404 404 in-review 404 404 404 404
        decline:  404 MoveNotAllowed 404 403 404 404 404 404 404 404 404 404
        judge:    404 MoveNotAllowed 404 403 404 404 404 404 404 404 404 404
        reply:    404 MoveNotAllowed 404 403 404 404 404 404 404 404 404 404
        sign-off: 404 MoveNotAllowed 404 403 404 404 404 404 404 404 404 404
        agree:    404 403 404 signed-off 404 404 404 404 404 404 404 404
        talk:     404 403 404 in-review 404 404 404 404 404 404 404 404
        take-back: 404 in-review 404 403 404 404 404 404 404 404 404 404
        recall:   ReadingBegan 404 404 404 404 404 404 403 404 404 404 404
        reopen:   404 403 404 403 404 404 404 404 404 404 404 404
    """,
    "replied": """
        accept:   404 403 404 404 404 404 404 404 404 404 404 404
        assign:   403 404 404 404 404 404 404 replied 404 404 404 404
        decline:  404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        judge:    404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        reply:    404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        sign-off: 404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        agree:    404 403 404 404 404 404 404 404 404 404 404 404
        talk:     404 403 404 404 404 404 404 404 404 404 404 404
        take-back: 404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        recall:   CannotRecall 404 404 404 404 404 404 403 404 404 404 404
        reopen:   404 403 404 404 404 404 404 404 404 404 404 404
    """,
    "signed off": """
        accept:   404 403 404 404 404 404 403 404 404 404 404 404
        assign:   403 404 404 404 404 404 404 signed-off 404 404 404 404
        decline:  404 MoveNotAllowed 404 404 404 404 403 404 404 404 404 404
        judge:    404 MoveNotAllowed 404 404 404 404 403 404 404 404 404 404
        reply:    404 MoveNotAllowed 404 404 404 404 403 404 404 404 404 404
        sign-off: 404 MoveNotAllowed 404 404 404 404 403 404 404 404 404 404
        agree:    404 403 404 404 404 404 403 404 404 404 404 404
        talk:     404 403 404 404 404 404 403 404 404 404 404 404
        take-back: 404 MoveNotAllowed 404 404 404 404 403 404 404 404 404 404
        recall:   CannotRecall 404 404 404 404 404 404 403 404 404 404 404
        reopen:   404 403 404 404 404 404 signed-off 404 404 404 404 404
    """,
    "recalled": """
        accept:   404 404 404 404 404 404 404 404 404 404 404 404
        assign:   403 404 404 404 404 404 404 recalled 404 404 404 404
        decline:  404 404 404 404 404 404 404 404 404 404 404 404
        judge:    404 404 404 404 404 404 404 404 404 404 404 404
        reply:    404 404 404 404 404 404 404 404 404 404 404 404
        sign-off: 404 404 404 404 404 404 404 404 404 404 404 404
        agree:    404 404 404 404 404 404 404 404 404 404 404 404
        talk:     404 404 404 404 404 404 404 404 404 404 404 404
        take-back: 404 404 404 404 404 404 404 404 404 404 404 404
        recall:   CannotRecall 404 404 404 404 404 404 403 404 404 404 404
        reopen:   404 404 404 404 404 404 404 404 404 404 404 404
    """,
}


def lines_of(table):
    rows = [line.split() for line in table.strip().splitlines()]
    return {move.removesuffix(":"): told for move, *told in rows}


def as_lines(found):
    return "\n".join(f"{move}: " + " ".join(told) for move, told in found.items())
