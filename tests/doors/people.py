from tests.doors import door

NEW = {"name": "New Sample", "role": "assessor"}

# fmt: off
DOORS = [
    # name                            practitioner assessor iqa trainer coordinator colleague outsider stranger
    door("people", "                       403 403 403 403 200 403 200 who"),
    door("person-invite", "                403 403 403 403 302 403 302 who", post=NEW),
    door("invitation-withdraw", "          404 404 404 404 302 404 404 who", post={}, code="invitation"),
    door("role-give", "                    403 403 403 403 302 403 404 who", post=NEW, code="practitioner"),
    door("role-end", "                     404 404 404 404 302 404 404 who", post={}, code="membership"),
    door("organisations", "                200 200 200 200 200 200 200 who"),
    door("organisation-choose", "          302 302 302 302 302 302 404 who", post={}, code="organisation"),
    # Whoever has the link may join: that is what a link is.
    door("invitation", "                   200 200 200 200 200 200 200 200", token="token"),
]
