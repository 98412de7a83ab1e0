"""Small real files of each form: what a camera, an office or a recorder would make."""

import io
import wave

from django.core.files.base import ContentFile
from PIL import Image


def photo(name="meeting.jpg", size=(64, 48)):
    kept = io.BytesIO()
    Image.new("RGB", size, (70, 110, 90)).save(kept, "JPEG")
    return ContentFile(kept.getvalue(), name)


def pdf(name="minutes.pdf", pages=1):
    kept = io.BytesIO()
    first, *rest = [Image.new("RGB", (120, 170), "white") for _page in range(pages)]
    first.save(kept, "PDF", save_all=True, append_images=rest)
    return ContentFile(kept.getvalue(), name)


def sound(name="talk.wav", seconds=0.1):
    kept = io.BytesIO()
    with wave.open(kept, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(8000)
        recording.writeframes(b"\x00\x00" * int(8000 * seconds))
    return ContentFile(kept.getvalue(), name)


def text(name="notes.txt", words="We met on Tuesday. Twelve people came."):
    return ContentFile(words.encode(), name)
