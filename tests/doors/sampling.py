from tests.doors import door

KIND = {"kind": "developmental", "words": "Sit in with Cleo.", "due_date": "2031-01-01"}

# fmt: off
DOORS = [
    # name                       practitioner assessor iqa trainer coordinator colleague outsider stranger
    # An IQA of the organisation says how often decisions are looked at again, and at which.
    door("quality", "                 403 403 200 403 403 403 200 who"),
    door("strategies", "              403 403 200 403 403 403 200 who"),
    door("strategy-add", "            403 403 200 403 403 403 200 who"),
    door("strategy-add", "            403 403 422 403 403 403 422 who", post={}),
    door("strategy", "                404 404 200 404 404 404 404 who", code="strategy"),
    door("plans", "                   403 403 200 403 403 403 200 who"),
    door("plan-add", "                403 403 200 403 403 403 200 who"),
    door("plan-add", "                403 403 422 403 403 403 422 who", post={}),
    door("plan", "                    404 404 200 404 404 404 404 who", code="plan"),
    door("plan-more", "               404 404 200 404 404 404 404 who", code="plan"),
    door("plan-more", "               404 404 409 404 404 404 404 who", post={}, code="plan"),
    door("plan-add-round", "          404 404 200 404 404 404 404 who", code="plan"),
    door("plan-add-round", "          404 404 422 404 404 404 404 who", post={}, code="plan"),
    # Whose decision it is may know what was found, and never looks a second time themselves.
    door("sample", "                  404 404 200 404 404 404 404 who", code="sample"),
    door("sample-evidence", "         404 404 200 404 404 404 404 who", code="sample", version="sampled"),
    door("sample-untied", "           404 404 422 404 404 404 404 who", post={}, code="sample"),
    door("sample-note", "             404 404 422 404 404 404 404 who", post={}, code="sample"),
    door("sample-record", "           404 404 409 404 404 404 404 who", post={}, code="sample"),
    door("sample-aside", "            404 404 422 404 404 404 404 who", post={}, code="sample"),
    door("sample-begin-again", "      404 404 409 404 404 404 404 who", post={}, code="sample"),
    door("sample-hand-on", "          404 404 422 404 404 404 404 who", post={}, code="sample"),
    door("second-look", "             404 200 200 404 404 404 404 who", code="second_look"),
    door("second-look", "             404 403 302 404 404 404 404 who", post=KIND, code="second_look"),
    door("awards-to-look-at", "       403 403 200 403 403 403 200 who"),
    door("ties-looking", "            403 403 200 403 403 403 200 who"),
    door("actions", "                 403 200 200 403 403 200 200 who"),
    door("action", "                  404 200 200 404 404 404 404 who", code="action"),
    door("action-answer", "           404 422 403 404 404 404 404 who", post={}, code="action"),
    door("action-settle", "           404 403 302 404 404 404 404 who", post={}, code="action"),
]
