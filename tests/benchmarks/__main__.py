"""Figures: `uv run python -m tests.benchmarks assessments` (portfolios, standards). Ends with 1 when one is over a limit.

Everything happens in a database made for it and thrown away: a temporary SQLite file or, with DATABASE_URL, a test
database on that PostgreSQL. Nothing that is kept is read or written.
"""

import argparse
import json
import os
import sys

SETS = {name: f"tests.benchmarks.{name}" for name in ("standards", "portfolios", "assessments")}


def main():
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="Measure, and print a table, or JSON."
    )
    parser.add_argument("set", choices=list(SETS))
    parser.add_argument("--only", metavar="WORD", default="", help="Only figures whose name holds this word")
    parser.add_argument("--json", action="store_true", help="Figures as JSON")
    parser.add_argument(
        "--sizes", default="small,medium,large", help="Of assessments: which samples to load and measure"
    )
    parser.add_argument(
        "--keep", action="store_true", help="Leave those samples in databases, and use them again"
    )
    chosen = parser.parse_args()
    os.environ |= {"FIGURES_SIZES": chosen.sizes, "FIGURES_KEEP": "yes" if chosen.keep else ""}
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    from tests.benchmarks.running import measured

    figures = measured(SETS[chosen.set], only=chosen.only)
    sys.stdout.write((json.dumps(figures, indent=2) if chosen.json else table_of(figures)) + "\n")
    return 0 if all(row["within"] for row in figures["figures"] if row["within"] is not None) else 1


def table_of(figures):
    """One figure to a line: what, how much, its limit, whether it is within, and what else was seen."""
    lines = [f"{figures['database']}, Python {figures['python']}"]
    for row in figures["figures"]:
        limit = "" if row["limit"] is None else f"≤ {row['limit']:g}"
        within = {None: "", True: "yes", False: "NO"}[row["within"]]
        beside = {key: row[key] for key in row if key not in ("name", "value", "unit", "limit", "within")}
        more = ", ".join(f"{name} {value}" for name, value in beside.items())
        value = f"{row['value']:,.2f} {row['unit']}"
        lines.append(f"{row['name']:<58} {value:>18} {limit:>9} {within:<4} {more}".rstrip())
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
