"""PDFium, used by one thread at a time: the library keeps shared state and crashes without this lock."""

from contextlib import contextmanager
from threading import RLock

import pypdfium2

PDFIUM = RLock()


@contextmanager
def opened_pdf(source):
    """An open document, the lock held until it is closed. `source` is a path, bytes or an open file.

    Raises pypdfium2.PdfiumError where PDFium can't open it (its `err_code` tells a password apart).
    """
    with PDFIUM:
        pdf = pypdfium2.PdfDocument(source)
        try:
            yield pdf
        finally:
            pdf.close()
