"""Figures, as JSON: `uv run python -m tests.benchmarks standards`.

Everything happens in a database made for it and thrown away: a temporary SQLite file or, with DATABASE_URL, a test
database on that PostgreSQL. Nothing that is kept is read or written.
"""

import argparse
import json
import os
import sys

SETS = {"standards": "tests.benchmarks.standards"}


def main():
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="Measure, and print JSON."
    )
    parser.add_argument("set", choices=list(SETS))
    parser.add_argument("--only", metavar="WORD", default="", help="Only figures whose name holds this word")
    chosen = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    from tests.benchmarks.running import measured

    figures = measured(SETS[chosen.set], only=chosen.only)
    json.dump(figures, sys.stdout, indent=2)
    sys.stdout.write("\n")
    return 0 if all(row["within"] for row in figures["figures"] if row["within"] is not None) else 1


if __name__ == "__main__":
    sys.exit(main())
