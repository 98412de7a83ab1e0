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
    # Who is offered what: pools and ties are the coordinator’s, room is each assessor’s own, and so is whom one refuses.
    door("pools", "                   403 403 403 403 200 403 200 who"),
    door("pool", "                    403 403 403 403 200 403 200 who", code="award"),
    door("pool", "                    403 403 403 403 302 403 302 who", post={"revision": "0"}, code="award"),
    door("ties", "                    403 403 403 403 200 403 200 who"),
    door("ties", "                    403 403 403 403 422 403 422 who", post={}),
    door("tie-end", "                 404 302 404 404 302 404 404 who", post={}, code="tie"),
    door("your-room", "               403 200 403 403 403 200 200 who"),
    door("your-room", "               403 302 403 403 403 302 302 who", post={"rest": "no"}),
    door("who-reads", "               200 403 403 403 403 200 200 who"),
    door("who-reads", "               302 403 403 403 403 302 302 who", post={}),
    door("own-tie", "                 422 403 403 403 403 422 422 who", post={}),
    door("cover", "                   403 200 403 403 200 403 404 who", code="reader"),
    door("cover", "                   403 422 403 403 422 403 404 who", post={}, code="reader"),
    door("before-reading", "          404 200 404 404 404 404 404 who", code="review"),
    door("before-reading", "          404 302 404 404 404 404 404 who", post={"tie": "none"}, code="review"),
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
    # On offer: every assessor here can say yes or no to it; to be opened it is not there before.
    door("review", "                  404 404 404 404 404 404 404 who", code="offer"),
    door("offer-accept", "            404 302 404 404 404 302 404 who", post={}, code="offer"),
    door("offer-decline", "           404 302 404 404 404 302 404 who", post={}, code="offer"),
    # Signed off: the IQA of the organisation reads it and changes nothing.
    door("review", "                  404 200 200 404 404 404 404 who", code="signed"),
    door(
        "review-evidence", "         404 200 200 404 404 404 404 who", code="signed", version="signed_shared"
    ),
    door("review-sign-off", "         404 302 403 404 404 404 404 who", code="signed"),
    door("review-reply", "            404 409 403 404 404 404 404 who", post={}, code="signed"),
    # Opening a decision again: an IQA who did not make it.
    door("review-reopen", "           404 403 404 404 404 404 404 who", code="review"),
    door("review-reopen", "           404 403 200 404 404 404 404 who", code="signed"),
    door("review-reopen", "           404 403 422 404 404 404 404 who", post={}, code="signed"),
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
    # Groups are known to whoever coordinates the place, and to nobody else.
    door("cohort-list", "             403 403 403 403 200 403 200 who"),
    door("cohort-list", "             403 403 403 403 422 403 422 who", post={}),
    door("cohort-detail", "           404 404 404 404 200 404 404 who", code="cohort"),
    door("cohort-table", "            404 404 404 404 200 404 404 who", code="cohort"),
    door("cohort-change", "           404 404 404 404 200 404 404 who", code="cohort"),
    door("cohort-change", "           404 404 404 404 422 404 404 who", post={}, code="cohort"),
    door("cohort-end", "              404 404 404 404 302 404 404 who", post={}, code="cohort"),
    door("cohort-invite", "           404 404 404 404 200 404 404 who", code="cohort"),
    door("cohort-invite", "           404 404 404 404 422 404 404 who", post={}, code="cohort"),
    door("cohort-agree", "            404 404 404 404 422 404 404 who", post={}, code="cohort"),
    door("cohort-add", "              404 404 404 404 422 404 404 who", post={}, code="cohort"),
    door(
        "cohort-leave", "           404 404 404 404 302 404 404 who", post={}, code="cohort", member="cohort_member"
    ),
    # Anyone may check a certificate.
    door("verify", "                  200 200 200 200 200 200 200 200"),
    door("verify-token", "            200 200 200 200 200 200 200 200", token="certificate_token"),
]
