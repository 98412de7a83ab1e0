"""The demo's evidence must be worth looking at, and pass the same door as everyone's."""

import io
import wave

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.demo.sample_files import make_minutes_pdf, make_notes, make_photo, make_voice_note
from portfolios.files import keep_file
from portfolios.previews import pdf_page

SAMPLES = {
    "evening.jpg": (make_photo, "image/jpeg"),
    "minutes.pdf": (make_minutes_pdf, "application/pdf"),
    "voice note.wav": (make_voice_note, "audio/wav"),
    "notes.txt": (make_notes, "text/plain"),
}


def test_every_sample_is_kept_by_the_same_checks_as_real_evidence(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "evidence": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "evidence", "base_url": None},
        }
    }

    kept = {name: keep_file(SimpleUploadedFile(name, make())) for name, (make, _type) in SAMPLES.items()}

    assert {name: file.content_type for name, file in kept.items()} == {
        name: content_type for name, (_make, content_type) in SAMPLES.items()
    }


def test_the_samples_are_the_same_every_time():
    assert [make_photo(), make_voice_note(), make_notes()] == [make_photo(), make_voice_note(), make_notes()]
    assert pdf_page(io.BytesIO(make_minutes_pdf()), 1) == pdf_page(io.BytesIO(make_minutes_pdf()), 1)


def test_the_photo_is_a_drawing_in_many_colours():
    photo = Image.open(io.BytesIO(make_photo()))

    assert photo.size == (1600, 1200)
    assert len(photo.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).getcolors()) > 40


def test_the_minutes_are_one_page_of_words():
    pdf = pypdfium2.PdfDocument(make_minutes_pdf())
    page = pdf[0]
    text = page.get_textpage()
    words = text.get_text_range()
    for part in (text, page):
        part.close()

    assert len(pdf) == 1
    pdf.close()
    assert words.startswith("Residents’ evening")
    assert "Soup, and a corner for" in words


def test_the_voice_note_lasts_eight_seconds_and_can_be_heard():
    with wave.open(io.BytesIO(make_voice_note())) as note:
        assert (note.getnchannels(), note.getsampwidth(), note.getframerate()) == (1, 2, 16_000)
        assert note.getnframes() / note.getframerate() == 7.8
        samples = memoryview(note.readframes(note.getnframes())).cast("h")
    assert max(samples) > 5000
