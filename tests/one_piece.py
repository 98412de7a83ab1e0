"""Room on Python’s own stack, taken in one piece.

Python keeps what is called in pieces of 16 KB: a call that no longer fits begins another, and gives it back to the system
as soon as it returns. Django under pytest stands as deep as several of them, and whatever is called in a loop just where
one ends takes and gives 16 KB each time: a hundred thousand times in one file of tests, a seventh of its time.
"""

WORDS = 33_000  # of eight bytes, more than half of 512 KB: the piece is that large, and the rest is for what is called


def in_one_piece(call, *args):
    return call(*args)


# Whoever says that they need so much gets a piece that holds it. They need none of it.
in_one_piece.__code__ = in_one_piece.__code__.replace(co_stacksize=WORDS)
