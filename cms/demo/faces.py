"""The typefaces the samples are set in: the ones the site already carries."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "static" / "fonts"
BODY = FOLDER / "atkinson-next-latin.woff2"
BODY_BOLD = FOLDER / "atkinson-next-700.woff2"
HEADING = FOLDER / "vollkorn-800.woff2"
