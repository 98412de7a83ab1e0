from tests.doors import door

WORDS = {"name": "A meeting", "revision": "1"}

# fmt: off
DOORS = [
    # name                       practitioner assessor iqa trainer coordinator colleague outsider stranger
    door("dashboard", "               200 200 200 200 200 200 200 who"),
    # Everyone’s own, and nobody else’s: the addresses name no one.
    door("coverage", "                200 200 200 200 200 200 200 who"),
    door("coverage-csv", "            200 200 200 200 200 200 200 who"),
    door("coverage-pdf", "            200 200 200 200 200 200 200 who"),
    door("values-lens", "             200 200 200 200 200 200 200 who"),
    door("evidence-list", "           200 200 200 200 200 200 200 who"),
    door("evidence-add", "            200 403 403 403 403 200 200 who"),
    door("evidence-add", "            302 403 403 403 403 302 302 who", post=WORDS),
    door("evidence-detail", "         200 404 404 404 404 404 404 who", code="draft"),
    door("evidence-change", "         200 404 404 404 404 404 404 who", code="draft"),
    door("evidence-change", "         302 404 404 404 404 404 404 who", post=WORDS, code="draft"),
    door("evidence-people", "         200 404 404 404 404 404 404 who", code="draft"),
    door("evidence-people", "         422 404 404 404 404 404 404 who", post={}, code="draft"),
    door("person-keep", "             422 404 404 404 404 404 404 who", post={}, code="draft", person="person"),
    door("person-no-longer", "        302 404 404 404 404 404 404 who", post={}, code="draft", person="person"),
    door("person-again", "            302 404 404 404 404 404 404 who", post={}, code="draft", person="person"),
    door("evidence-show-again", "     302 404 404 404 404 404 404 who", post={}, code="draft"),
    door("wish-settle", "             422 404 404 404 404 404 404 who", post={}, code="wish"),
    door("take-down", "               200 200 200 200 200 200 200 200", code="draft"),
    door("take-down", "               302 302 302 302 302 302 302 302", post={}, code="draft"),
    door("evidence-delete", "         200 404 404 404 404 404 404 who", code="draft"),
    door("evidence-delete", "         302 404 404 404 404 404 404 who", post={}, code="draft"),
    door("evidence-withdraw", "       200 404 404 404 404 404 404 who", code="draft"),
    door("evidence-withdraw", "       302 404 404 404 404 404 404 who", post={}, code="draft"),
    # What an assessor recorded about someone is that person’s; its words are not theirs to change.
    door("evidence-detail", "         200 404 404 404 404 404 404 who", code="recorded"),
    door("evidence-change", "         403 404 404 404 404 404 404 who", code="recorded"),
    door("evidence-delete", "         403 404 404 404 404 404 404 who", post={}, code="recorded"),
    door("record-answer", "           200 404 404 404 404 404 404 who", code="recorded"),
    door("record-answer", "           422 404 404 404 404 404 404 who", post={}, code="recorded"),
    door("record-answer", "           403 404 404 404 404 404 404 who", code="draft"),
    door("evidence-shows", "          200 404 404 404 404 404 404 who", code="draft"),
    door("evidence-shows", "          422 404 404 404 404 404 404 who", post={}, code="draft"),
    door("evidence-shows-undo", "     302 404 404 404 404 404 404 who", post={}, code="draft"),
    door("evidence-shows-hints", "    302 404 404 404 404 404 404 who", post={"hide": "yes"}, code="draft"),
    door("unit-start", "              302 403 403 403 403 302 302 who", post={"standard": "@standard"}),
    # A coordinator knows of a unit, to say who reads it, and may not look into it.
    door("unit-detail", "             200 404 404 404 403 404 404 who", code="unit"),
    door("claim-set", "               422 404 404 404 403 404 404 who", post={}, code="unit"),
    door("unit-match", "              200 404 404 404 403 404 404 who", code="unit", requirement="requirement"),
    door("unit-share", "              200 404 404 404 403 404 404 who", code="unit"),
    door("unit-share", "              422 404 404 404 403 404 404 who", post={}, code="unit"),
    door("carry-over", "              200 404 404 404 403 404 404 who", code="unit"),
    door("carry-over", "              422 404 404 404 403 404 404 who", post={}, code="unit"),
    # What nobody has seen is its owner's alone.
    door("file-read", "               200 404 404 404 404 404 404 who", code="draft_file"),
    door("file-view", "               200 404 404 404 404 404 404 who", code="draft_file"),
    door("file-thumbnail", "          200 404 404 404 404 404 404 who", code="draft_file"),
    door("file-poster", "             404 404 404 404 404 404 404 who", code="draft_file"),
    door("file-download", "           200 404 404 404 404 404 404 who", code="draft_file"),
    door("file-remove", "             302 404 404 404 404 404 404 who", post={}, code="draft_file"),
    # Once shared, the assessor who reads it too.
    door("file-read", "               200 200 404 404 404 404 404 who", code="shared_file"),
    door("file-view", "               200 200 404 404 404 404 404 who", code="shared_file"),
    door("file-page", "               404 404 404 404 404 404 404 who", code="shared_file", number="1"),
    door("file-thumbnail", "          200 200 404 404 404 404 404 who", code="shared_file"),
    door("file-download", "           200 200 404 404 404 404 404 who", code="shared_file"),
    door("file-remove", "             302 403 404 404 404 404 404 who", post={}, code="shared_file"),
    # Once signed off, the IQA of the organisation too.
    door("file-read", "               200 200 200 404 404 404 404 who", code="signed_file"),
    door("file-download", "           200 200 200 404 404 404 404 who", code="signed_file"),
    door("file-remove", "             302 403 403 404 404 404 404 who", post={}, code="signed_file"),
    door("draft-keep", "              200 200 200 200 200 200 200 who"),
    door("draft-keep", "              200 200 200 200 200 200 200 who", post={"draft": "evidence new"}),
    door("draft-forget", "            302 302 302 302 302 302 302 who", post={"draft": "evidence new"}),
    # What is on its way is its owner's alone; anyone with a role may begin.
    door("upload-list", "             200 200 200 200 200 200 200 who"),
    door("upload-list", "             412 412 412 412 412 412 412 who", post={}),
    door("upload-detail", "           200 404 404 404 404 404 404 who", code="upload"),
    door("upload-detail", "           405 404 404 404 404 404 404 who", post={}, code="upload"),
]
