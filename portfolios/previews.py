"""What others see of a file: pictures drawn again without their hidden data, PDF pages as pictures.

Every function takes a path or an open file and answers with new bytes: place, camera, comments and anything
hidden behind the picture stay in the original. Each raises PreviewNotPossible, whose text can be shown.
"""

import io
import math
from contextlib import contextmanager
from typing import NamedTuple

from django.core.files import File
from django.utils.translation import gettext_lazy
from PIL import Image, ImageCms

from portfolios.pdfs import opened_pdf
from portfolios.pictures import open_picture
from portfolios.refusals import FileRefused

VIEW_TYPE = "image/jpeg"  # of image_view, thumbnail and every PDF page
VIEW_LONGEST, THUMBNAIL_LONGEST, PAGE_LONGEST = 2000, 480, 1800  # pixels
MOST_PAGES = 50
SHARPEST = 4.0  # pixels per point, so that a stamp-sized page is not blown up for nothing
SRGB = ImageCms.createProfile("sRGB")

TURNED = {  # how an EXIF orientation is put right
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class PreviewNotPossible(Exception):
    """We can't show this file; `str()` says so to whoever is looking."""

    sentence = gettext_lazy("We can’t show this file here. It is safe, and you can still download it.")

    def __str__(self):
        return str(self.sentence)


class CleanCopy(NamedTuple):
    content: bytes
    content_type: str
    extension: str


@contextmanager
def _opened(source):
    """Yield a plain open file, and turn whatever a decoder raises into one sentence."""
    try:
        if hasattr(source, "read"):
            yield source.file if isinstance(source, File) else source
        else:
            with open(source, "rb") as file:
                yield file
    except (FileNotFoundError, PreviewNotPossible):
        raise
    except FileRefused as problem:
        raise PreviewNotPossible(problem.reason) from problem
    except Exception as problem:  # decoders raise almost anything on hostile bytes
        raise PreviewNotPossible(repr(problem)) from problem


# --- pictures -------------------------------------------------------------------------------


def image_view(source):
    """JPEG bytes to look at: the right way up, at most 2000 pixels long, nothing hidden in it."""
    return _smaller(source, VIEW_LONGEST, quality=85)


def thumbnail(source):
    """JPEG bytes of at most 480 pixels, nothing hidden in it."""
    return _smaller(source, THUMBNAIL_LONGEST, quality=80)


def clean_copy(source):
    """The picture at full size without its hidden data, for someone else to download.

    PNG where it was PNG or GIF or lets light through, else JPEG. Of a moving picture, the first frame.
    """
    with _opened(source) as file, open_picture(file) as image:
        see_through, drawn = image.has_transparency_data, image.format in ("PNG", "GIF")
        turned = right_way_up(image)
        if see_through:
            return CleanCopy(as_png(turned.convert("RGBA")), "image/png", ".png")
        flat = flattened(turned)
        if drawn:
            return CleanCopy(as_png(flat), "image/png", ".png")
        return CleanCopy(as_jpeg(flat, quality=95), "image/jpeg", ".jpg")


def _smaller(source, longest, *, quality):
    with _opened(source) as file, open_picture(file) as image:
        image.draft(None, (longest, longest))  # JPEGs: decode no more dots than we will show
        image.load()
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
        return as_jpeg(flattened(right_way_up(image)), quality=quality)


def right_way_up(image):
    try:
        turn = TURNED.get(image.getexif().get(0x0112))
    except Exception:  # a broken note about the picture is no reason not to show it
        turn = None
    return image if turn is None else image.transpose(turn)


def flattened(image):
    """The same picture in plain sRGB on white."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda dot: dot / 256).convert("L")
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
    elif image.mode not in ("RGB", "L", "CMYK"):
        image = image.convert("RGB")
    seen = _in_srgb(image, profile)
    return seen if seen.mode == "RGB" else seen.convert("RGB")


def _in_srgb(image, profile):
    if not profile:
        return image
    try:
        return ImageCms.profileToProfile(image, io.BytesIO(profile), SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image  # a profile for other colours than the picture has: show them as they are


def _saved(image, form, **options):
    image.info = {}  # Pillow writes some of what it read back out again: comments, profiles, text
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def as_jpeg(image, *, quality, **how):
    return _saved(image, "JPEG", quality=quality, exif=b"", icc_profile=None, comment=b"", **how)


def as_png(image):
    return _saved(image, "PNG", compress_level=3, exif=b"", icc_profile=None)


# --- PDF ------------------------------------------------------------------------------------


def pdf_page_count(source):
    """How many pages there are, which may be more than we show."""
    with _opened(source) as file, opened_pdf(file) as pdf:
        return len(pdf)


def pdf_pages(source, *, limit=MOST_PAGES):
    """Yield the first `limit` pages, each as JPEG bytes of at most 1800 pixels."""
    for number in range(1, min(limit, pdf_page_count(source)) + 1):
        yield pdf_page(source, number)


def pdf_page(source, number):
    """One page, counted from 1, as JPEG bytes. Forms show what was filled in; scripts never run."""
    with _opened(source) as file, opened_pdf(file) as pdf:
        return as_jpeg(page_picture(pdf, number, longest=PAGE_LONGEST), quality=85)


def page_picture(pdf, number, *, longest):
    """One page of an open document as a picture, at most `longest` pixels long. Raises PreviewNotPossible."""
    pdf.init_forms()
    page = pdf[number - 1]
    try:
        width, height = page.get_size()
        if not (math.isfinite(width) and math.isfinite(height) and min(width, height) > 0):
            raise PreviewNotPossible("page without a size")
        scale = min(SHARPEST, (longest - 0.01) / max(width, height))  # PDFium rounds up
        return _rendered(page, scale)
    finally:
        page.close()


def _rendered(page, scale):
    bitmap = page.render(scale=scale, rev_byteorder=True, limit_image_cache=True)
    try:
        return bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
