from tests.doors import door

WELSH = {"language": "cy"}

# fmt: off
DOORS = [
    # name                                practitioner assessor iqa trainer coordinator colleague outsider stranger
    # --- charters: for everyone to read ---
    door("charter-address", "                 302 302 302 302 302 302 302 302", code="charter"),
    door("charter-versions", "                200 200 200 200 200 200 200 200", code="charter"),
    door("charter-compare", "                 200 200 200 200 200 200 200 200", code="charter"),
    door("charter-version", "                 200 200 200 200 200 200 200 200", code="charter_version"),
    door("clause-address", "                  200 200 200 200 200 200 200 200", code="clause"),
    door("charter-json", "                    302 302 302 302 302 302 302 302", code="charter"),
    door("charter-versions-json", "           200 200 200 200 200 200 200 200", code="charter"),
    door("charter-compare-json", "            200 200 200 200 200 200 200 200", code="charter"),
    door("charter-version-json", "            200 200 200 200 200 200 200 200", code="charter_version"),
    door("clause-json", "                     200 200 200 200 200 200 200 200", code="clause"),
    # Nobody translated it yet: tests/community/test_charter_translations.py has one.
    door("charter-language", "                404 404 404 404 404 404 404 404", code="charter", **WELSH),
    door("charter-language-json", "           404 404 404 404 404 404 404 404", code="charter", **WELSH),
]
