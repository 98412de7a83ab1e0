from tests.doors import door

# fmt: off
DOORS = [
    # name                                        practitioner assessor iqa trainer coordinator colleague outsider stranger
    door("home", "                                     200 200 200 200 200 200 200 200"),
    # No suite is loaded in this small world; where one is, tests/cms follow it there.
    door("standards", "                                404 404 404 404 404 404 404 404"),
    door("healthz", "                                  200 200 200 200 200 200 200 200"),
    door("readyz", "                                   200 200 200 200 200 200 200 200"),
    door("robots", "                                   200 200 200 200 200 200 200 200"),
    door("appearance", "                               302 302 302 302 302 302 302 302", post={"theme": "dark"}),
    door("account_login", "                            302 302 302 302 302 302 302 200"),
    door("account_logout", "                           200 200 200 200 200 200 200 302"),
    door("account_inactive", "                         200 200 200 200 200 200 200 200"),
    door("account_signup", "                           302 302 302 302 302 302 302 302"),
    door("account_reset_password", "                   200 200 200 200 200 200 200 200"),
    door("account_reset_password_done", "              200 200 200 200 200 200 200 200"),
    door("account_reset_password_from_key", "          200 200 200 200 200 200 200 200", uidb36="nobody", key="no_key"),
    door("account_reset_password_from_key_done", "     200 200 200 200 200 200 200 200"),
]
