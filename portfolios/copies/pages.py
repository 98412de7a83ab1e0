"""How many pages a PDF has, then the pages as pictures, one file each; those drawn before a stop are whole."""

import os
from pathlib import Path

from portfolios.previews import MOST_PAGES, pdf_page_count, pdf_pages

COUNTED = "count"  # the file that says how many there are


def draw_pages(source, folder, limit=MOST_PAGES):
    """Write folder/count, then folder/1, folder/2, …; returns how many it drew."""
    keep_whole(Path(folder, COUNTED), str(pdf_page_count(source)).encode())
    count = 0
    for count, picture in enumerate(pdf_pages(source, limit=limit), start=1):
        keep_whole(Path(folder, str(count)), picture)
    return count


def keep_whole(path, content):
    half = path.with_suffix(".half")
    half.write_bytes(content)
    os.replace(half, path)
