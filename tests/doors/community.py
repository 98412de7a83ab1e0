from tests.doors import door

WELSH = {"language": "cy"}
AGREE = {"version": "@charter_version", "answer": "agrees"}

# fmt: off
DOORS = [
    # name                                practitioner assessor iqa trainer coordinator colleague outsider stranger
    # --- charters: for everyone to read ---
    door("charters", "                        200 200 200 200 200 200 200 200"),
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
    # --- charters: answered by the people of their place ---
    door("charter-answer", "                  302 302 302 302 302 302 403 who", code="charter", post=AGREE),
    door("charter-put-aside", "               302 302 302 302 302 302 403 who", code="charter", post=AGREE),
    door("charter-talk", "                    200 200 200 200 200 200 403 who", code="charter"),
    door("charter-talk", "                    302 302 302 302 302 302 403 who", code="charter", post=AGREE),
    door("my-charters", "                     200 200 200 200 200 200 200 who"),
    door("charter-take-back", "               302 404 404 404 404 404 404 who", code="agreement", post={}),
    # For stewards alone, each of their own place (the outsider is one elsewhere); the colleague’s wish is theirs to see.
    door("talks", "                           404 404 404 404 404 404 200 who"),
    door("talk-close", "                      404 404 404 404 404 403 404 who", code="talk", post={}),
    door("steward-shown", "                   404 404 404 404 404 404 404 who", code="organisation", post={"shown": "yes"}),
    door("charter-crosswalk", "               200 200 200 200 200 200 200 200", code="charter"),
    door("charter-crosswalk-json", "          200 200 200 200 200 200 200 200", code="charter"),
    # --- how it is lived: for its members, and tags for whose evidence it is ---
    door("charter-lived", "                   200 200 200 200 200 200 404 who", code="charter"),
    door("clause-choose", "                   200 404 404 404 404 404 404 who", code="draft"),
    door("clause-choose", "                   302 404 404 404 404 404 404 who", post={"clauses": "@clause"}, code="draft"),
    door("clause-show", "                     200 404 404 404 404 404 404 who", code="tag"),
    door("clause-show", "                     422 404 404 404 404 404 404 who", post={}, code="tag"),
    door("clause-stop", "                     302 404 404 404 404 404 404 who", post={}, code="tag"),
    door("clause-stop", "                     302 403 403 403 403 403 404 who", post={}, code="shown_tag"),
    door("clause-untag", "                    302 404 404 404 404 404 404 who", post={}, code="tag"),
    door("clause-yes-back", "                 302 404 404 404 404 404 404 who", post={}, code="tag", person="someone"),
    # --- changing it: anyone signed in puts forward and asks; its members say they are for it ---
    door("charter-amendments", "              200 200 200 200 200 200 200 who", code="charter"),
    door("charter-amend", "                   200 200 200 200 200 200 200 who", code="charter"),
    door("charter-amend", "                   422 422 422 422 422 422 422 who", post={}, code="charter"),
    door("amendment", "                       200 200 200 200 200 200 200 who", code="amendment"),
    door("amendment-support", "               302 302 302 302 302 302 403 who", post={}, code="amendment"),
    door("amendment-withdraw", "              302 404 404 404 404 404 404 who", post={}, code="amendment"),
    door("amendment-name", "                  302 404 404 404 404 404 404 who", post={}, code="amendment"),
    door("amendment-ask", "                   302 302 302 302 302 302 302 who", post={"words": "Why?"}, code="amendment"),
    door("amendment-answer", "                422 422 422 422 422 422 422 who", post={}, code="question"),
    door("remark-take-back", "                404 302 404 404 404 404 404 who", post={}, code="question"),
    # For a steward of that place alone: the outsider is one elsewhere.
    door("remark-take-away", "                403 403 403 403 403 403 403 who", post={}, code="question"),
]
