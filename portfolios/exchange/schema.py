"""The published schema of portfolio.json: made of `shapes`, kept beside it, and served at an address of its own."""

import json
from pathlib import Path

from portfolios.exchange.shapes import FORMAT, VERSION, PortfolioTold
from portfolios.exchange.typed import schema_of

PLACE = Path(__file__).with_name(f"portfolio-{VERSION}.schema.json")
ADDRESS = "urn:practice-portfolio:portfolio:1"  # the same wherever it is read; served at /schemas/portfolio/1
TITLE = "A portfolio to take along, version 1"


def portfolio_schema():
    schema = schema_of(PortfolioTold, address=ADDRESS, title=TITLE)
    whole = schema["$defs"]["PortfolioTold"]
    whole["properties"] |= {"format": {"const": FORMAT}, "version": {"const": VERSION}}
    whole["required"] = ["format", "version", *whole["required"]]
    return schema


def in_print():
    """As it is kept in the repository."""
    return json.dumps(portfolio_schema(), indent=2, ensure_ascii=False) + "\n"
