"""A little clamd: a real server on a real socket that speaks INSTREAM, and the real one where it is installed."""

import socket
import socketserver
import struct
import subprocess
import threading
import time
from contextlib import contextmanager

from tests.portfolios.hostile_files import EICAR


class Line(socketserver.BaseRequestHandler):
    def handle(self):
        self.server.calls += 1
        mood = self.server.moods.pop(0) if self.server.moods else "well"
        if mood == "away":
            return
        if self.take(10) != b"zINSTREAM\0":
            self.request.sendall(b"UNKNOWN COMMAND\0")
            return
        if mood == "slow":
            time.sleep(3)
        self.request.sendall(self.answer() if mood == "well" else mood.encode() + b"\0")

    def take(self, count):
        taken = b""
        while len(taken) < count and (piece := self.request.recv(count - len(taken))):
            taken += piece
        return taken

    def answer(self):
        came = b""
        while length := struct.unpack("!I", self.take(4))[0]:
            came += self.take(length)
            if len(came) > self.server.most:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.server.seen.append(came)
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in came else b"stream: OK\0"


class Clamd(socketserver.ThreadingTCPServer):
    """`most`: bytes it takes. `moods`: what the next callers meet, "away", "slow" or the words of an answer."""

    daemon_threads, allow_reuse_address = True, True

    def __init__(self, most=1_000_000):
        super().__init__(("127.0.0.1", 0), Line)
        self.most, self.moods, self.seen, self.calls = most, [], [], 0


@contextmanager
def clamd_double(**how):
    with Clamd(**how) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def nobody_there():
    """An address at which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()


@contextmanager
def real_clamd(folder, most="1M"):
    """The path of the socket of a real clamd that knows one signature."""
    signatures, path = folder / "signatures", folder / "clamd.sock"
    signatures.mkdir()
    (signatures / "test.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    settings = f"DatabaseDirectory {signatures}\nLocalSocket {path}\nForeground yes\nStreamMaxLength {most}\n"
    (folder / "clamd.conf").write_text(settings)
    command = ["clamd", "-c", str(folder / "clamd.conf")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 20
        while not path.exists() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        assert path.exists(), "clamd did not begin to listen."
        yield str(path)
    finally:
        process.terminate()
        process.wait(timeout=20)
