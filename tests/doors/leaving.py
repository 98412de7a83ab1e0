"""Leaving with everything, and what came along from elsewhere."""

from tests.doors import door

# fmt: off
DOORS = [
    # name                       practitioner assessor iqa trainer coordinator colleague outsider stranger
    # A copy is for whoever asked for it: no coordinator, no assessor.
    door("take-along", "              200 200 200 200 200 200 200 who"),
    door("take-along", "              302 404 404 404 404 404 404 who", post={"portfolio": "@folder"}),
    door("take-along-download", "     200 404 404 404 404 404 404 who", code="copy"),
    door("bring-along", "             200 403 403 403 403 200 200 who"),
    door("bring-along", "             422 403 403 403 403 422 422 who", post={}),
    door("bring-along-decide", "      302 403 403 403 403 404 404 who", post={}, code="bag"),
    door("bag-upload-list", "         200 200 200 200 200 200 200 who"),
    door("bag-upload-list", "         412 412 412 412 412 412 412 who", post={}),
    door("bag-upload", "              200 404 404 404 404 404 404 who", code="upload"),
    door("bag-upload", "              405 404 404 404 404 404 404 who", post={}, code="upload"),
    door("brought-along", "           200 404 404 404 404 404 404 who", code="brought"),
    door("brought-paper", "           200 404 404 404 404 404 404 who", code="brought_paper"),
    door("portfolio-schema", "        200 200 200 200 200 200 200 200"),
]
