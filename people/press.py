"""Whoever draws a PDF waits for whoever is drawing one: the font map behind it belongs to one thread at a time."""

from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from threading import Lock

ONE_AT_A_TIME = Lock()
# For what fetches nothing from outside: left out, whom this machine trusts is read anew, as long as drawing a page.
TRUSTS_NOBODY = SSLContext(PROTOCOL_TLS_CLIENT)
