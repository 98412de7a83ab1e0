from tests.doors import door

# fmt: off
DOORS = [
    # name                       practitioner assessor iqa trainer coordinator colleague outsider stranger
    # Everyone’s own journal; what is in it is for nobody else.
    door("journal", "                 200 200 200 200 200 200 200 who"),
    door("journal-write", "           200 200 200 200 200 200 200 who"),
    door("journal-write", "           422 422 422 422 422 422 422 who", post={}),
    door("journal-entry", "           200 404 404 404 404 404 404 who", code="entry"),
    door("journal-change", "          200 404 404 404 404 404 404 who", code="entry"),
    door("journal-change", "          422 404 404 404 404 404 404 who", post={}, code="entry"),
    door("journal-delete", "          200 404 404 404 404 404 404 who", code="entry"),
    door("journal-delete", "          302 404 404 404 404 404 404 who", post={}, code="entry"),
    door("journal-share", "           200 404 404 404 404 404 404 who", code="entry"),
    door("journal-share", "           422 404 404 404 404 404 404 who", post={}, code="entry"),
    door("journal-recording", "       200 404 404 404 404 404 404 who", code="recording"),
    door("journal-recording-remove", "302 404 404 404 404 404 404 who", post={}, code="recording"),
]
