"""Searching a file for viruses: clamd, asked over its own protocol (INSTREAM), where the setting CLAMD names one.

The file travels to clamd a piece at a time; clamd needs no access to where evidence is kept. Source: clamd(8).
"""

import select
import socket
import struct
import time
from contextlib import suppress

PIECE = 256 * 1024
PATIENCE = 240  # seconds for one file, from the first byte to the answer; a job has five minutes
A_MOMENT = 10  # seconds clamd may take to pick up, or to take in one piece
TOO_LARGE = ("INSTREAM size limit exceeded", "Heuristics.Limits.Exceeded")


class ScannerAway(Exception):
    """clamd is not there, is too busy, or said something that is no answer: ask again later."""


class TooLargeToSearch(Exception):
    """More than clamd is set to take (StreamMaxLength, MaxFileSize): it was not searched."""


def search(file, address, *, patience=PATIENCE):
    """The name of what clamd found in an open file, or "" for nothing. `address`: (host, port), or a socket’s path.

    Raises ScannerAway and TooLargeToSearch.
    """
    until = time.monotonic() + patience
    try:
        with connected(address) as line:
            said = answer_to(line, file, until)
    except OSError as problem:
        raise ScannerAway(str(problem)) from problem
    return understood(said)


def connected(address):
    if not isinstance(address, str):
        return socket.create_connection(address, timeout=A_MOMENT)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(A_MOMENT)
    try:
        line.connect(address)
    except BaseException:
        line.close()
        raise
    return line


def answer_to(line, file, until):
    """Send the file; where clamd breaks off, what it said before that still counts."""
    with suppress(BrokenPipeError, ConnectionResetError):
        line.sendall(b"zINSTREAM\0")
        send(line, file, until)
    said = b""
    while not said.endswith(b"\0"):
        line.settimeout(left_until(until))
        piece = line.recv(4096)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def send(line, file, until):
    while piece := file.read(PIECE):
        left_until(until)
        if select.select([line], [], [], 0)[0]:
            return  # it answers before the end: it has seen enough
        line.sendall(struct.pack("!I", len(piece)) + piece)
    line.sendall(bytes(4))


def left_until(until):
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("clamd took too long")
    return left


def understood(said):
    if any(words in said for words in TOO_LARGE):
        raise TooLargeToSearch
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScannerAway(f"clamd said {said[:200]!r}")
