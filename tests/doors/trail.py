from tests.doors import door

DAILY = {"pace": "daily", "weekday": "0", "hour": "8", "quiet_from": "", "quiet_until": "", "time_zone": ""}

# fmt: off
DOORS = [
    # name                   practitioner assessor iqa trainer coordinator colleague outsider stranger
    door("trail", "               403 403 200 403 200 403 200 who"),
    door("trail-copy", "          403 403 200 403 200 403 200 who", way="csv"),
    door("trail-copy", "          403 403 404 403 404 403 404 who", way="pdf"),
    door("my-trail", "            200 200 200 200 200 200 200 who"),
    door("my-trail-copy", "       200 200 200 200 200 200 200 who", way="json"),
    door("waiting", "             200 200 200 200 200 200 200 who"),
    door("telling", "             200 200 200 200 200 200 200 who"),
    door("telling", "             302 302 302 302 302 302 302 who", post=DAILY),
]
