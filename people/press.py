"""Whoever draws a PDF waits for whoever is drawing one: the font map behind it belongs to one thread at a time."""

from threading import Lock

ONE_AT_A_TIME = Lock()
