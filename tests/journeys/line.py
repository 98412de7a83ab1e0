"""A line between a browser and the site that a test can slow down, cut and mend."""

import socket
import threading
import time
from contextlib import suppress

PIECE = 64 * 1024


class Line:
    """`url`: where to visit the site by this line. `speed`: bytes a second, both ways; 0 for as fast as it goes."""

    def __init__(self, url):
        self.far = url.removeprefix("http://").split(":")
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        self.speed, self.is_cut, self.open, self.threads = 0, False, set(), []
        self.start(self.answer)

    def start(self, act, *more):
        thread = threading.Thread(target=act, args=more, daemon=True)
        self.threads.append(thread)
        thread.start()

    def answer(self):
        with suppress(OSError):
            while True:
                near, _address = self.door.accept()
                if self.is_cut:
                    near.close()
                else:
                    self.connect(near)

    def connect(self, near):
        far = socket.create_connection((self.far[0], int(self.far[1])))
        self.open |= {near, far}
        self.start(self.carry, near, far)
        self.start(self.carry, far, near)

    def carry(self, source, sink):
        with suppress(OSError):
            while piece := source.recv(PIECE):
                if self.speed:
                    time.sleep(len(piece) / self.speed)
                sink.sendall(piece)
        self.end(source, sink)

    def end(self, *ends):
        for side in ends:
            self.open.discard(side)
            with suppress(OSError):
                side.shutdown(socket.SHUT_RDWR)
            side.close()

    def cut(self):
        self.is_cut = True
        self.end(*self.open)

    def mend(self):
        self.is_cut = False

    def close(self):
        self.is_cut = True
        with suppress(OSError):
            self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()
        self.end(*self.open)
        for thread in self.threads:
            thread.join(timeout=5)
