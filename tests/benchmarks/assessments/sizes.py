"""The pages of assessment at a hundred, five thousand and a hundred thousand standards: as many statements, as fast."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack

from django.conf import settings

from tests.benchmarks.running import Figure, timing_of

ALL = "small,medium,large"
PROMISED = (  # the others are shown beside them
    "queue", "one round", "workbench", "cohort", "second looks", "strateg", "plan", "draw", "sample", "record", "actions",
    "round to add",
)  # fmt: skip


TURNS = 4


def pages_by_size():
    """All sizes take their turns at each page, so that a busy moment of the machine meets them alike."""
    with ExitStack() as stack:
        sizes = []
        for size in os.environ.get("FIGURES_SIZES", ALL).split(","):
            sizes.append(stack.enter_context(Size(size)))
            yield from loading(size, sizes[-1].loaded)
        for name in sizes[0].pages:
            turns = [[size.turn(name) for size in sizes] for _turn in range(TURNS)]
            yield from page(name, sizes[-1].name, [in_all(of_one) for of_one in zip(*turns, strict=True)])


class Size:
    """In a process of its own, so that no size profits from another’s warmth."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.one_size", self.name],
            cwd=settings.BASE_DIR,
            env={name: value for name, value in os.environ.items() if name != "DATA_DIR"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.loaded, self.pages = self.told(), self.told()
        return self

    def __exit__(self, *_error):
        self.process.stdin.close()
        self.process.wait()

    def turn(self, page):
        print(page, file=self.process.stdin, flush=True)
        return self.told()

    def told(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"The process of {self.name} ended early: what it said is above.")
        return json.loads(line)


def in_all(turns):
    """What the turns of one size at one page come to. Every turn sends as many statements."""
    timing = timing_of(*(sum((turn[what] for turn in turns), []) for what in ("took", "worked")))
    return timing.told() | {
        "median": round(timing * 1000, 2),
        "queries": [turn["queries"] for turn in turns],
        "kilobytes": turns[-1]["kilobytes"],
    }


def loading(size, told):
    there = {name: told[name] for name in ("units", "claims", "events")}
    if told["seconds"] is not None:
        limit = 900 if size == "large" else None
        yield Figure(f"load_sample --size {size}", told["seconds"], "s", limit, there)
    else:
        yield Figure(f"{size}, loaded before", told["units"], "standards", None, there)


def page(name, largest, each):
    """`each`: the page at every size, in their order."""
    small, large = each[0], each[-1]
    is_promised = any(word in name for word in PROMISED)
    p95 = {"p95 in ms": " → ".join(f"{one['p95']:.0f}" for one in each)}
    more = p95 | {"median": large["median"], "processor": large["processor"], "KB": large["kilobytes"]}
    yield Figure(
        f"{name}: p95 on {largest} against small",
        large["p95"] / small["p95"],
        "times",
        2 if is_promised else None,
        more,
    )
    asked = [number for one in each for number in one["queries"]]
    counts = {"queries": " → ".join(str(max(one["queries"])) for one in each)}
    yield Figure(
        f"{name}: statements more or less", max(asked) - min(asked), "", 0 if is_promised else None, counts
    )


FIGURES = [pages_by_size]
