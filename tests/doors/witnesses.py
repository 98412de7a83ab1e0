from tests.doors import door

NOTHING: dict = {}
EMAIL = {"email": ""}

# fmt: off
DOORS = [
    # name                       practitioner assessor iqa trainer coordinator colleague outsider stranger
    door("witness-list", "            200 200 200 200 200 200 200 who"),
    door("witness-where", "           200 403 403 403 403 200 200 who"),
    door("witness-ask", "             200 404 404 404 403 404 404 who", code="unit"),
    door("witness-ask", "             422 404 404 404 403 404 404 who", post=NOTHING, code="unit"),
    # Whom someone asked is theirs to know; what was said reaches others as evidence.
    door("witness-detail", "          200 404 404 404 404 404 404 who", code="witness_asked"),
    door("witness-send", "            422 404 404 404 404 404 404 who", post=NOTHING, code="witness_asked"),
    door("witness-again", "           302 404 404 404 404 404 404 who", post=EMAIL, code="witness_asked"),
    door("witness-end", "             302 404 404 404 404 404 404 who", post=NOTHING, code="witness_asked"),
    # Whoever has the link may answer: that is what a link is. But nobody for themselves.
    door("witness", "                 403 200 200 200 200 200 200 200", token="witness_token"),
    door("witness", "                 403 302 302 302 302 302 302 302", post={"press": "decline"}, token="witness_token"),
    door("witness", "                 404 404 404 404 404 404 404 404", token="nonsense"),
    door("witness-keep", "            403 200 200 200 200 200 200 200", token="witness_token"),
    door("witness-keep", "            403 200 200 200 200 200 200 200", post={"saw": "It rained."}, token="witness_token"),
    door("witness-uploads", "         403 200 200 200 200 200 200 200", token="witness_token"),
    door("witness-uploads", "         403 412 412 412 412 412 412 412", post=NOTHING, token="witness_token"),
    door("witness-upload", "          403 200 200 200 200 200 200 200", token="witness_token", code="witness_upload"),
    door(
        "witness-upload", "           403 405 405 405 405 405 405 405",
        post=NOTHING, token="witness_token", code="witness_upload",
    ),
    door("witness-upload", "          403 404 404 404 404 404 404 404", token="witness_token", code="upload"),
    door("witness-recording", "       403 200 200 200 200 200 200 200", token="witness_token", code="witness_recording"),
    door("witness-recording", "       404 404 404 404 404 404 404 404", token="nonsense", code="witness_recording"),
]
