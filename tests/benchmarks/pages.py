"""A PDF as a standards body prints one: a header and a footer on every page, and the text of a standard again and again."""

from html import escape

from weasyprint import HTML

STYLE = """
@page { size: A4; margin: 25mm 20mm; @top-center { content: "Sample National Occupational Standard" }
        @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
body { font: 11pt sans-serif } section { break-before: page } p { margin: 0 0 2mm }
"""


def pdf_of(text, *, pages):
    """A PDF of so many pages, each with as many lines of the text as fit."""
    lines = [line for line in text.splitlines() if line.strip()]
    begun = "".join(f"<p>{escape(line)}</p>" for line in lines[:25])
    more = "".join(f"<p>{escape(line)}</p>" for line in lines[25:50] or lines[:25])
    body = f"<section>{begun}</section>" + f"<section>{more}</section>" * (pages - 1)
    return HTML(string=f"<style>{STYLE}</style>{body}").write_pdf()
