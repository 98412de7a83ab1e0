from tests.doors import door

ONE = {"code": "review", "version": "shared", "requirement": "requirement"}
DIFFERS = {"code": "judged_unit", "round": "1", "requirement": "judged_requirement"}
JUDGED = {"outcome": "meets", "words": "", "revision": "0"}

# fmt: off
DOORS = [
    # name                       practitioner assessor iqa trainer coordinator colleague outsider stranger
    door("review-queue", "            403 200 403 403 403 200 200 who"),
    door("signed-off-work", "         403 403 200 403 403 403 200 who"),
    # What a decision rested on is out of sight: whoever judged it looks again, and an IQA may know.
    door("look-again", "              403 200 200 403 403 200 200 who"),
    door("flag-settle", "             404 422 403 404 404 404 404 who", post={}, code="flag"),
    door("assignments", "             403 403 403 403 200 403 200 who"),
    door("certificate-list", "        200 200 200 200 200 200 200 who"),
    door("unit-assign", "             403 404 404 404 302 404 404 who", post={"assessor": "@assessor"}, code="unit"),
    # In review: whoever reads it, and nobody else.
    door("review", "                  404 200 404 404 404 404 404 who", code="review"),
    door("review-evidence", "         404 200 404 404 404 404 404 who", code="review", version="shared"),
    door("judge", "                   404 302 404 404 404 404 404 who", post=JUDGED, **ONE),
    door("review-sign-off", "         404 200 404 404 404 404 404 who", code="review"),
    door("review-sign-off", "         404 422 404 404 404 404 404 who", post={}, code="review"),
    door("review-reply", "            404 422 404 404 404 404 404 who", post={}, code="review"),
    # What an assessor saw, for the folder of whoever they read; who coordinates knows that they read it.
    door("recording", "               403 200 403 403 403 200 200 who"),
    door("record-add", "              404 200 404 404 403 404 404 who", code="read_unit"),
    door("record-add", "              404 422 404 404 403 404 404 who", post={}, code="read_unit"),
    door("record-change", "           404 200 404 404 403 404 404 who", code="read_unit", evidence="recorded"),
    door(
        "record-change",
        "        404 422 404 404 403 404 404 who",
        post={},
        code="read_unit",
        evidence="recorded",
    ),
    door("seen-in-place", "           404 422 404 404 404 404 404 who", post={}, code="review", version="shared"),
    # What was said to a judgement: to whoever reads it, and to no assessor else. Saying so is its owner’s.
    door("difference", "              403 200 404 404 404 404 404 who", code="difference"),
    door("difference", "              403 422 404 404 404 404 404 who", post={}, code="difference"),
    door("see-differently", "         200 404 404 404 403 404 404 who", **DIFFERS),
    door("see-differently", "         422 404 404 404 403 404 404 who", post={}, **DIFFERS),
    # On offer: every assessor here knows of it, and reads it after saying yes.
    door("review", "                  404 403 404 404 404 403 404 who", code="offer"),
    door("offer-accept", "            404 302 404 404 404 302 404 who", post={}, code="offer"),
    door("offer-decline", "           404 302 404 404 404 302 404 who", post={}, code="offer"),
    # Signed off: the IQA of the organisation reads it and changes nothing.
    door("review", "                  404 200 200 404 404 404 404 who", code="signed"),
    door(
        "review-evidence", "         404 200 200 404 404 404 404 who", code="signed", version="signed_shared"
    ),
    door("review-sign-off", "         404 302 403 404 404 404 404 who", code="signed"),
    door("review-reply", "            404 409 403 404 404 404 404 who", post={}, code="signed"),
    door("review-sign-off", "         404 422 403 404 404 404 404 who", post={}, code="signed"),
    door("offer-accept", "            404 403 403 404 404 409 404 who", post={}, code="signed"),
    door("offer-decline", "           404 409 403 404 404 302 404 who", post={}, code="signed"),
    door("certificate-detail", "      200 200 200 404 404 404 404 who", code="certificate"),
    door("certificate-download", "    200 200 200 404 404 404 404 who", code="certificate"),
    door(
        "certificate-name",
        "        302 403 403 404 404 404 404 who",
        post={"show": "yes"},
        code="certificate",
    ),
    # Anyone may check a certificate.
    door("verify", "                  200 200 200 200 200 200 200 200"),
    door("verify-token", "            200 200 200 200 200 200 200 200", token="certificate_token"),
]
