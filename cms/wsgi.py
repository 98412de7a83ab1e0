"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
house = get_wsgi_application()
gc.collect()
gc.freeze()  # what is loaded by now stays: looking through it again and again stops a request for a tenth of a second


class WholeBody:
    """A request's body, `length` bytes of it. One that ends early was cut off on its way.

    Django would take what did arrive for everything: half a story, or evidence without the file that was coming.
    An OSError while reading is what it knows as a lost sender, and then it changes nothing.
    """

    def __init__(self, stream, length):
        self.stream, self.left = stream, length
        self.readline = stream.readline  # Django asks for it, and reads pieces only

    def read(self, size=-1):
        wanted = self.left if size < 0 else min(size, self.left)
        piece = self.stream.read(wanted)
        self.left -= len(piece)
        if len(piece) < wanted:
            raise OSError("The sender was lost before the end of the request.")
        return piece


def application(environ, start_response):
    length = environ.get("CONTENT_LENGTH") or ""
    if length.isascii() and length.isdigit():
        environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
    return house(environ, start_response)
