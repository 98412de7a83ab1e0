from tests.doors import door

# fmt: off
DOORS = [
    # name                       practitioner assessor iqa trainer coordinator colleague outsider stranger
    # --- reading: for everyone ---
    door("standard-address", "              302 302 302 302 302 302 302 302", code="standard"),
    door("standard-versions", "             200 200 200 200 200 200 200 200", code="standard"),
    door("version-address", "               200 200 200 200 200 200 200 200", code="version"),
    door("requirement-address", "           200 200 200 200 200 200 200 200", code="requirement"),
    door("requirement-address", "           404 404 404 404 404 404 404 404", code="nothing-there"),
    door("standards-search", "              200 200 200 200 200 200 200 200"),
    door("glossary", "                      200 200 200 200 200 200 200 200"),
    door("sitemap", "                       200 200 200 200 200 200 200 200"),
    door("suites-json", "                   200 200 200 200 200 200 200 200"),
    door("search-json", "                   200 200 200 200 200 200 200 200"),
    door("glossary-json", "                 200 200 200 200 200 200 200 200"),
    door("standard-json", "                 302 302 302 302 302 302 302 302", code="standard"),
    door("versions-json", "                 200 200 200 200 200 200 200 200", code="standard"),
    door("awards-json", "                   200 200 200 200 200 200 200 200"),
    door("award-json", "                    200 200 200 200 200 200 200 200", code="award"),
    door("version-json", "                  200 200 200 200 200 200 200 200", code="version"),
    door("requirement-json", "              200 200 200 200 200 200 200 200", code="requirement"),
    door("crosswalk-detail", "              200 200 200 200 200 200 200 200", code="crosswalk"),
    door("crosswalk-json", "                200 200 200 200 200 200 200 200", code="crosswalk"),
    door("crosswalk-json", "                404 404 404 404 404 404 404 404", code="crosswalk_in_the_making"),
    door("crosswalk-detail", "              404 404 404 404 404 404 404 404", code="crosswalk_in_the_making"),
    # No suite is loaded in this small world; where one is, tests/standards/test_public_json.py follows it there.
    door("page-json", "                     404 404 404 404 404 404 404 404", address="a-suite/a-standard"),
]
