"""Boxes burnt into a new file: what was under them is painted over before anything is written, and nothing else stays.

A picture is drawn again, a PDF becomes pages of pixels: no text under the boxes, no layers, no earlier states, no notes.
`boxes` is {page: [[left, top, width, height], …]}, pages counted from 1, each number a percentage of the page.
"""

import math
from pathlib import Path

import pikepdf
from PIL import ImageDraw

from portfolios.copies.pages import keep_whole
from portfolios.copies.sentences import CopyNotPossible
from portfolios.kinds import JPEG, PDF, PNG
from portfolios.pdfs import opened_pdf
from portfolios.pictures import open_picture
from portfolios.previews import MOST_PAGES, as_jpeg, as_png, flattened, page_picture, right_way_up

READABLE = 2400  # pixels of the longer side: 200 to the inch on A4
TO_LOOK_AT = 1200
CELL = (
    8  # JPEG mixes the dots of a cell: a box ends where a cell does, or its edge would tell of its neighbours
)


def burn(source, target, content_type, boxes):
    """Write the new file; returns its content type."""
    if content_type == PDF.content_type:
        burn_document(source, target, boxes)
        return content_type
    picture, drawn = whole_picture(source)
    paint(picture, boxes.get("1", []))
    Path(target).write_bytes(as_png(picture) if drawn else as_sharp_jpeg(picture))
    return PNG.content_type if drawn else JPEG.content_type


def burn_pages(source, folder, content_type, boxes):
    """Write folder/1, folder/2 … for each page that has boxes: as it would be, to look at. Returns the pages."""
    pages = sorted(int(page) for page, found in boxes.items() if found)
    for page in pages:
        keep_whole(Path(folder, str(page)), as_sharp_jpeg(page_to_look_at(source, content_type, page, boxes)))
    return pages


def page_to_look_at(source, content_type, page, boxes):
    if content_type == PDF.content_type:
        with opened_pdf(source) as pdf:
            picture = page_picture(pdf, page, longest=TO_LOOK_AT)
    else:
        picture, _drawn = whole_picture(source)
        picture.thumbnail((TO_LOOK_AT, TO_LOOK_AT))
    paint(picture, boxes[str(page)])
    return picture


def whole_picture(source):
    """(the picture at full size in plain colours, whether it was drawn rather than photographed)"""
    with open(source, "rb") as file, open_picture(file) as image:
        return flattened(right_way_up(image)).copy(), image.format in ("PNG", "GIF")


def paint(picture, boxes):
    brush = ImageDraw.Draw(picture)
    for box in boxes:
        brush.rectangle(corners(box, *picture.size), fill="black")


def corners(box, width, height):
    """The first and the last dot of a box, outwards to whole cells."""
    left, top, wide, high = box
    first = [math.floor(side * share / 100 / CELL) * CELL for side, share in ((width, left), (height, top))]
    ends = ((width, left + wide), (height, top + high))
    last = [min(side, math.ceil(side * share / 100 / CELL) * CELL) - 1 for side, share in ends]
    return [*first, *last]


def as_sharp_jpeg(picture):
    return as_jpeg(picture, quality=88, subsampling=0)


def burn_document(source, target, boxes):
    new = pikepdf.new()
    with opened_pdf(source) as pdf:
        if len(pdf) > MOST_PAGES:
            raise CopyNotPossible("too_long")
        for number in range(1, len(pdf) + 1):
            picture = page_picture(pdf, number, longest=READABLE)
            paint(picture, boxes.get(str(number), []))
            add_page(new, picture, pdf.get_page_size(number - 1))
    new.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def add_page(pdf, picture, size):
    """A page of this size, in points, filled by the picture."""
    page = pdf.add_blank_page(page_size=size)
    drawn = pikepdf.Stream(
        pdf,
        as_sharp_jpeg(picture),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=drawn))
    page.Contents = pdf.make_stream(b"q %f 0 0 %f 0 0 cm /Page Do Q" % size)
