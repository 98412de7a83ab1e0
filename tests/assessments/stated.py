"""What comes of every move in every state of a round, for everyone.

Each line: a move, then what comes of it for each of ROLES. A state: that is how it stands then; `with-another`: in
review, and `colleague` reads it; `asked-another`: to agree, and `colleague` is asked; `again-…`: how the round after it
stands. 404, 403: the doors refuse, as the views do. A name: the operation refuses with it. Nobody is told it was done
where nothing came of it. The states that may follow each other are held to by the database as well:
tests/people/test_steps.py.

`co-owner` and `witness` are assessors here who did part of the work, or vouch for it; `left` assessed here until lately.
Assign, cover and choose-2nd name `colleague`. Refuse, own-tie, name-tie and cover are about `reader`, also where they
read it no more; those with 2nd about `countersigner`, who learns, but is the one asked where the round is to agree.
"""

ROLES = [
    "practitioner", "reader", "colleague", "countersigner", "co-owner", "witness", "iqa", "coordinator", "trainer",
    "steward", "left", "outsider",
]  # fmt: skip

TABLE = {
    "on offer": """
        accept:     404 in-review with-another in-review StandsTooClose StandsTooClose 404 404 404 404 404 404
        assign:     403 404 404 404 404 404 404 with-another 404 404 404 404
        decline:    404 on-offer on-offer on-offer on-offer on-offer 404 404 404 404 404 404
        judge:      404 404 404 404 404 404 404 404 404 404 404 404
        reply:      404 404 404 404 404 404 404 404 404 404 404 404
        sign-off:   404 404 404 404 404 404 404 404 404 404 404 404
        agree:      404 404 404 404 404 404 404 404 404 404 404 404
        talk:       404 404 404 404 404 404 404 404 404 404 404 404
        take-back:  404 404 404 404 404 404 404 404 404 404 404 404
        recall:     recalled 404 404 404 404 404 404 403 404 404 404 404
        share:      RoundIsOpen 404 404 404 404 404 404 403 404 404 404 404
        reopen:     404 404 404 404 404 404 404 404 404 404 404 404
        refuse:     on-offer 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        refuse-2nd: on-offer 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        own-tie:    on-offer 403 403 403 NotTheirTie 403 403 403 403 403 403 404
        say-tie:    404 404 404 404 404 404 404 404 404 404 404 404
        name-tie:   403 403 403 403 403 403 403 on-offer 403 403 403 404
        cover:      404 CannotCover 404 404 404 404 404 404 404 404 404 404
        cover-2nd:  404 404 404 CannotCover 404 404 404 404 404 404 404 404
        choose-2nd: 404 404 404 403 404 404 403 on-offer 404 404 404 404
    """,
    "in review": """
        accept:     404 403 404 404 404 404 404 404 404 404 404 404
        assign:     403 404 404 404 404 404 404 with-another 404 404 404 404
        decline:    404 on-offer 404 404 404 404 404 404 404 404 404 404
        judge:      404 in-review 404 404 404 404 404 404 404 404 404 404
        reply:      404 NothingJudged 404 404 404 404 404 404 404 404 404 404
        sign-off:   404 NotAllMet 404 404 404 404 404 404 404 404 404 404
        agree:      404 403 404 404 404 404 404 404 404 404 404 404
        talk:       404 403 404 404 404 404 404 404 404 404 404 404
        take-back:  404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        recall:     recalled 404 404 404 404 404 404 403 404 404 404 404
        share:      RoundIsOpen 404 404 404 404 404 404 403 404 404 404 404
        reopen:     404 403 404 404 404 404 404 404 404 404 404 404
        refuse:     on-offer 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        refuse-2nd: in-review 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        own-tie:    on-offer 403 403 403 NotTheirTie 403 403 403 403 403 403 404
        say-tie:    404 on-offer 404 404 404 404 404 404 404 404 404 404
        name-tie:   403 403 403 403 403 403 403 on-offer 403 403 403 404
        cover:      403 with-another 403 403 403 403 403 with-another 403 403 404 404
        cover-2nd:  404 404 404 CannotCover 404 404 404 404 404 404 404 404
        choose-2nd: 404 404 404 403 404 404 403 in-review 404 404 404 404
    """,
    "in review, all met": """
        accept:     404 403 404 404 404 404 404 404 404 404 404 404
        assign:     403 404 404 404 404 404 404 with-another 404 404 404 404
        decline:    404 on-offer 404 404 404 404 404 404 404 404 404 404
        judge:      404 in-review 404 404 404 404 404 404 404 404 404 404
        reply:      404 replied 404 404 404 404 404 404 404 404 404 404
        sign-off:   404 signed-off 404 404 404 404 404 404 404 404 404 404
        agree:      404 403 404 404 404 404 404 404 404 404 404 404
        talk:       404 403 404 404 404 404 404 404 404 404 404 404
        take-back:  404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        recall:     ReadingBegan 404 404 404 404 404 404 403 404 404 404 404
        share:      RoundIsOpen 404 404 404 404 404 404 403 404 404 404 404
        reopen:     404 403 404 404 404 404 404 404 404 404 404 404
        refuse:     on-offer 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        refuse-2nd: in-review 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        own-tie:    on-offer 403 403 403 NotTheirTie 403 403 403 403 403 403 404
        say-tie:    404 on-offer 404 404 404 404 404 404 404 404 404 404
        name-tie:   403 403 403 403 403 403 403 on-offer 403 403 403 404
        cover:      403 with-another 403 403 403 403 403 with-another 403 403 404 404
        cover-2nd:  404 404 404 CannotCover 404 404 404 404 404 404 404 404
        choose-2nd: 404 404 404 403 404 404 403 in-review 404 404 404 404
    """,
    "to agree": """
        accept:     404 403 404 403 404 404 404 404 404 404 404 404
        assign:     403 404 404 404 404 404 404 with-another 404 404 404 404
        decline:    404 MoveNotAllowed 404 403 404 404 404 404 404 404 404 404
        judge:      404 MoveNotAllowed 404 403 404 404 404 404 404 404 404 404
        reply:      404 MoveNotAllowed 404 403 404 404 404 404 404 404 404 404
        sign-off:   404 MoveNotAllowed 404 403 404 404 404 404 404 404 404 404
        agree:      404 403 404 signed-off 404 404 404 404 404 404 404 404
        talk:       404 403 404 in-review 404 404 404 404 404 404 404 404
        take-back:  404 in-review 404 403 404 404 404 404 404 404 404 404
        recall:     ReadingBegan 404 404 404 404 404 404 403 404 404 404 404
        share:      RoundIsOpen 404 404 404 404 404 404 403 404 404 404 404
        reopen:     404 403 404 403 404 404 404 404 404 404 404 404
        refuse:     on-offer 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        refuse-2nd: in-review 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        own-tie:    on-offer 403 403 403 NotTheirTie 403 403 403 403 403 403 404
        say-tie:    404 on-offer 404 in-review 404 404 404 404 404 404 404 404
        name-tie:   403 403 403 403 403 403 403 on-offer 403 403 403 404
        cover:      403 CannotCover 403 403 403 403 403 with-another 403 403 404 404
        cover-2nd:  403 403 403 asked-another 403 403 403 asked-another 403 403 404 404
        choose-2nd: 404 403 404 404 404 404 403 asked-another 404 404 404 404
    """,
    "replied": """
        accept:     404 403 404 404 404 404 404 404 404 404 404 404
        assign:     403 404 404 404 404 404 404 replied 404 404 404 404
        decline:    404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        judge:      404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        reply:      404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        sign-off:   404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        agree:      404 403 404 404 404 404 404 404 404 404 404 404
        talk:       404 403 404 404 404 404 404 404 404 404 404 404
        take-back:  404 MoveNotAllowed 404 404 404 404 404 404 404 404 404 404
        recall:     CannotRecall 404 404 404 404 404 404 403 404 404 404 404
        share:      again-in-review 404 404 404 404 404 404 403 404 404 404 404
        reopen:     404 403 404 404 404 404 404 404 404 404 404 404
        refuse:     replied 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        refuse-2nd: replied 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        own-tie:    replied 403 403 403 NotTheirTie 403 403 403 403 403 403 404
        say-tie:    404 replied 404 404 404 404 404 404 404 404 404 404
        name-tie:   403 403 403 403 403 403 403 replied 403 403 403 404
        cover:      403 replied 403 403 403 403 403 replied 403 403 404 404
        cover-2nd:  404 404 404 CannotCover 404 404 404 404 404 404 404 404
        choose-2nd: 404 404 404 403 404 404 403 replied 404 404 404 404
    """,
    "signed off": """
        accept:     404 403 404 404 404 404 403 404 404 404 404 404
        assign:     403 404 404 404 404 404 404 signed-off 404 404 404 404
        decline:    404 MoveNotAllowed 404 404 404 404 403 404 404 404 404 404
        judge:      404 MoveNotAllowed 404 404 404 404 403 404 404 404 404 404
        reply:      404 MoveNotAllowed 404 404 404 404 403 404 404 404 404 404
        sign-off:   404 MoveNotAllowed 404 404 404 404 403 404 404 404 404 404
        agree:      404 403 404 404 404 404 403 404 404 404 404 404
        talk:       404 403 404 404 404 404 403 404 404 404 404 404
        take-back:  404 MoveNotAllowed 404 404 404 404 403 404 404 404 404 404
        recall:     CannotRecall 404 404 404 404 404 404 403 404 404 404 404
        share:      IsSignedOff 404 404 404 404 404 404 403 404 404 404 404
        reopen:     404 403 404 404 404 404 again-in-review 404 404 404 404 404
        refuse:     signed-off 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        refuse-2nd: signed-off 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        own-tie:    signed-off 403 403 403 NotTheirTie 403 403 403 403 403 403 404
        say-tie:    404 signed-off 404 404 404 404 403 404 404 404 404 404
        name-tie:   403 403 403 403 403 403 403 signed-off 403 403 403 404
        cover:      403 CannotCover 403 403 403 403 403 CannotCover 403 403 404 404
        cover-2nd:  404 404 404 CannotCover 404 404 404 404 404 404 404 404
        choose-2nd: 404 404 404 403 404 404 403 signed-off 404 404 404 404
    """,
    "recalled": """
        accept:     404 404 404 404 404 404 404 404 404 404 404 404
        assign:     403 404 404 404 404 404 404 recalled 404 404 404 404
        decline:    404 404 404 404 404 404 404 404 404 404 404 404
        judge:      404 404 404 404 404 404 404 404 404 404 404 404
        reply:      404 404 404 404 404 404 404 404 404 404 404 404
        sign-off:   404 404 404 404 404 404 404 404 404 404 404 404
        agree:      404 404 404 404 404 404 404 404 404 404 404 404
        talk:       404 404 404 404 404 404 404 404 404 404 404 404
        take-back:  404 404 404 404 404 404 404 404 404 404 404 404
        recall:     CannotRecall 404 404 404 404 404 404 403 404 404 404 404
        share:      again-in-review 404 404 404 404 404 404 403 404 404 404 404
        reopen:     404 404 404 404 404 404 404 404 404 404 404 404
        refuse:     recalled 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        refuse-2nd: recalled 403 403 403 NotTheirPortfolio 403 403 403 403 403 403 404
        own-tie:    recalled 403 403 403 NotTheirTie 403 403 403 403 403 403 404
        say-tie:    404 404 404 404 404 404 404 404 404 404 404 404
        name-tie:   403 403 403 403 403 403 403 recalled 403 403 403 404
        cover:      403 recalled 403 403 403 403 403 recalled 403 403 404 404
        cover-2nd:  404 404 404 CannotCover 404 404 404 404 404 404 404 404
        choose-2nd: 404 404 404 403 404 404 403 recalled 404 404 404 404
    """,
}


def lines_of(table):
    rows = [line.split() for line in table.strip().splitlines()]
    return {move.removesuffix(":"): told for move, *told in rows}


def as_lines(found):
    return "\n".join(f"{move}: " + " ".join(told) for move, told in found.items())
