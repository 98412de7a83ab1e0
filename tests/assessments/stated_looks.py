"""What comes of every move in every state of a second look, and of what it asks for, for everyone.

Each line: a move, then what comes of it for each of ROLES. A state: that is how it stands then. 404, 403: the doors
refuse, as `fetch_for` does for every view. A name: the operation refuses with it. A move that is not named in a state:
404 for everyone, since there is nothing yet that it is about.

The round was judged and signed by `reader`, who learns, and agreed to by `countersigner`, who assures quality here as
well. `part-iqa` wrote down some of its evidence; `tied-iqa` is tied to `owner`; `left` assured quality here until lately.
`iqa` made the plan, and is the one who was asked, noted, looked and asked.
"""

from tests.assessments import stated

ROLES = [
    "owner", "reader", "colleague", "countersigner", "iqa", "other-iqa", "part-iqa", "tied-iqa", "coordinator",
    "trainer", "steward", "left", "outsider",
]  # fmt: skip
LEARN_NOTHING = {"owner", "colleague", "coordinator", "trainer", "steward", "left", "outsider"}
SHUT = ["404"] * len(ROLES)

TABLE = {
    "in no plan": """
        add:       404 404 404 NotYourOwn planned planned NotYourOwn NotYourOwn 404 404 404 404 404
        reopen:    404 403 404 CannotReopen NoGround NoGround CannotReopen CannotReopen 404 404 404 404 404
    """,
    "planned": """
        add:         404 404 404 NotYourOwn InAPlanAlready InAPlanAlready NotYourOwn NotYourOwn 404 404 404 404 404
        hand-on:     404 404 404 404 handed-on handed-on NotYourOwn NotYourOwn 404 404 404 404 404
        untied:      404 404 404 404 planned planned NotYourOwn NotYourOwn 404 404 404 404 404
        note:        404 404 404 404 NotAskedYet NotAskedYet NotYourOwn NotYourOwn 404 404 404 404 404
        record:      404 404 404 404 NotAskedYet NotAskedYet NotYourOwn NotYourOwn 404 404 404 404 404
        set-aside:   404 404 404 404 set-aside set-aside NotYourOwn NotYourOwn 404 404 404 404 404
        begin-again: 404 404 404 404 CanBeFinished CanBeFinished NotYourOwn NotYourOwn 404 404 404 404 404
        reopen:      404 403 404 CannotReopen NoGround NoGround CannotReopen CannotReopen 404 404 404 404 404
    """,
    "asked what ties": """
        add:         404 404 404 NotYourOwn InAPlanAlready InAPlanAlready NotYourOwn NotYourOwn 404 404 404 404 404
        hand-on:     404 404 404 404 handed-on handed-on NotYourOwn NotYourOwn 404 404 404 404 404
        untied:      404 404 404 404 planned planned NotYourOwn NotYourOwn 404 404 404 404 404
        note:        404 404 404 404 noted NotAskedYet NotYourOwn NotYourOwn 404 404 404 404 404
        record:      404 404 404 404 MoveNotAllowed NotAskedYet NotYourOwn NotYourOwn 404 404 404 404 404
        set-aside:   404 404 404 404 set-aside set-aside NotYourOwn NotYourOwn 404 404 404 404 404
        begin-again: 404 404 404 404 CanBeFinished CanBeFinished NotYourOwn NotYourOwn 404 404 404 404 404
        reopen:      404 403 404 CannotReopen NoGround NoGround CannotReopen CannotReopen 404 404 404 404 404
    """,
    "handed on": """
        add:         404 404 404 NotYourOwn InAPlanAlready InAPlanAlready NotYourOwn NotYourOwn 404 404 404 404 404
        hand-on:     404 404 404 404 handed-on handed-on NotYourOwn NotYourOwn 404 404 404 404 404
        untied:      404 404 404 404 handed-on handed-on NotYourOwn NotYourOwn 404 404 404 404 404
        note:        404 404 404 404 NotAskedYet WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        record:      404 404 404 404 NotAskedYet WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        set-aside:   404 404 404 404 set-aside set-aside NotYourOwn NotYourOwn 404 404 404 404 404
        begin-again: 404 404 404 404 CanBeFinished CanBeFinished NotYourOwn NotYourOwn 404 404 404 404 404
        reopen:      404 403 404 CannotReopen NoGround NoGround CannotReopen CannotReopen 404 404 404 404 404
    """,
    "noted": """
        add:         404 404 404 NotYourOwn InAPlanAlready InAPlanAlready NotYourOwn NotYourOwn 404 404 404 404 404
        hand-on:     404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        untied:      404 404 404 404 noted noted NotYourOwn NotYourOwn 404 404 404 404 404
        note:        404 404 404 404 MoveNotAllowed WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        record:      404 404 404 404 looked-at WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        set-aside:   404 404 404 404 set-aside set-aside NotYourOwn NotYourOwn 404 404 404 404 404
        begin-again: 404 404 404 404 CanBeFinished CanBeFinished NotYourOwn NotYourOwn 404 404 404 404 404
        reopen:      404 403 404 CannotReopen NoGround NoGround CannotReopen CannotReopen 404 404 404 404 404
    """,
    "left behind": """
        add:         404 404 404 NotYourOwn InAPlanAlready InAPlanAlready NotYourOwn NotYourOwn 404 404 404 404 404
        hand-on:     404 404 404 404 NotAnIqa NotAnIqa NotAnIqa NotAnIqa 404 404 404 404 404
        untied:      404 404 404 404 noted noted NotYourOwn NotYourOwn 404 404 404 404 404
        note:        404 404 404 404 WithSomeoneElse WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        record:      404 404 404 404 WithSomeoneElse WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        set-aside:   404 404 404 404 set-aside set-aside NotYourOwn NotYourOwn 404 404 404 404 404
        begin-again: 404 404 404 404 handed-on handed-on NotYourOwn NotYourOwn 404 404 404 404 404
        reopen:      404 403 404 CannotReopen NoGround NoGround CannotReopen CannotReopen 404 404 404 404 404
    """,
    "set aside": """
        add:         404 404 404 NotYourOwn planned planned NotYourOwn NotYourOwn 404 404 404 404 404
        hand-on:     404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        untied:      404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        note:        404 404 404 404 NotAskedYet NotAskedYet NotYourOwn NotYourOwn 404 404 404 404 404
        record:      404 404 404 404 NotAskedYet NotAskedYet NotYourOwn NotYourOwn 404 404 404 404 404
        set-aside:   404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        begin-again: 404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        reopen:      404 403 404 CannotReopen NoGround NoGround CannotReopen CannotReopen 404 404 404 404 404
    """,
    "looked at": """
        add:         404 404 404 NotYourOwn InAPlanAlready InAPlanAlready NotYourOwn NotYourOwn 404 404 404 404 404
        hand-on:     404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        untied:      404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        note:        404 404 404 404 MoveNotAllowed WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        record:      404 404 404 404 MoveNotAllowed WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        set-aside:   404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        begin-again: 404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        ask:         404 403 404 NotYourOwn asked asked NotYourOwn NotYourOwn 404 404 404 404 404
        reopen:      404 403 404 CannotReopen reopened reopened CannotReopen CannotReopen 404 404 404 404 404
    """,
    "asked": """
        add:         404 404 404 NotYourOwn InAPlanAlready InAPlanAlready NotYourOwn NotYourOwn 404 404 404 404 404
        hand-on:     404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        untied:      404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        note:        404 404 404 404 MoveNotAllowed WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        record:      404 404 404 404 MoveNotAllowed WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        set-aside:   404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        begin-again: 404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        ask:         404 403 404 NotYourOwn asked asked NotYourOwn NotYourOwn 404 404 404 404 404
        answer:      404 answered 404 403 403 403 403 403 404 404 404 404 404
        settle:      404 403 404 NotYourOwn settled settled NotYourOwn NotYourOwn 404 404 404 404 404
        reopen:      404 403 404 CannotReopen reopened reopened CannotReopen CannotReopen 404 404 404 404 404
    """,
    "answered": """
        add:         404 404 404 NotYourOwn InAPlanAlready InAPlanAlready NotYourOwn NotYourOwn 404 404 404 404 404
        hand-on:     404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        untied:      404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        note:        404 404 404 404 MoveNotAllowed WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        record:      404 404 404 404 MoveNotAllowed WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        set-aside:   404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        begin-again: 404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        ask:         404 403 404 NotYourOwn asked asked NotYourOwn NotYourOwn 404 404 404 404 404
        answer:      404 answered 404 403 403 403 403 403 404 404 404 404 404
        settle:      404 403 404 NotYourOwn settled settled NotYourOwn NotYourOwn 404 404 404 404 404
        reopen:      404 403 404 CannotReopen reopened reopened CannotReopen CannotReopen 404 404 404 404 404
    """,
    "settled": """
        add:         404 404 404 NotYourOwn InAPlanAlready InAPlanAlready NotYourOwn NotYourOwn 404 404 404 404 404
        hand-on:     404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        untied:      404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        note:        404 404 404 404 MoveNotAllowed WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        record:      404 404 404 404 MoveNotAllowed WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        set-aside:   404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        begin-again: 404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        ask:         404 403 404 NotYourOwn asked asked NotYourOwn NotYourOwn 404 404 404 404 404
        answer:      404 IsSettled 404 403 403 403 403 403 404 404 404 404 404
        settle:      404 403 404 NotYourOwn IsSettled IsSettled NotYourOwn NotYourOwn 404 404 404 404 404
        reopen:      404 403 404 CannotReopen reopened reopened CannotReopen CannotReopen 404 404 404 404 404
    """,
    "reopened": """
        add:         404 404 404 NotYourOwn InAPlanAlready InAPlanAlready NotYourOwn NotYourOwn 404 404 404 404 404
        hand-on:     404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        untied:      404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        note:        404 404 404 404 MoveNotAllowed WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        record:      404 404 404 404 MoveNotAllowed WithSomeoneElse NotYourOwn NotYourOwn 404 404 404 404 404
        set-aside:   404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        begin-again: 404 404 404 404 MoveNotAllowed MoveNotAllowed NotYourOwn NotYourOwn 404 404 404 404 404
        ask:         404 403 404 NotYourOwn reopened reopened NotYourOwn NotYourOwn 404 404 404 404 404
        reopen:      404 403 404 CannotReopen ReopenedBefore ReopenedBefore CannotReopen CannotReopen 404 404 404 404 404
    """,
}


def lines_of(table, moves):
    return dict.fromkeys(moves, SHUT) | stated.lines_of(table)
