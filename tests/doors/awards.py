from tests.doors import door

# fmt: off
DOORS = [
    # name                       practitioner assessor iqa trainer coordinator colleague outsider stranger
    door("award-list", "              200 200 200 200 200 200 200 200"),
    door("award-detail", "            200 200 200 200 200 200 200 200", code="award"),
    door("pursuit-start", "           302 403 403 403 403 302 302 who", post={"award": "@award"}),
    door("pursuit-detail", "          200 404 404 404 404 404 404 who", code="pursuit"),
    door("pursuit-set-aside", "       302 404 404 404 404 404 404 who", post={}, code="pursuit"),
    door("pursuit-follow", "          302 404 404 404 404 404 404 who", post={}, code="pursuit"),
]
