"""The pages of assessment at a hundred, five thousand and a hundred thousand standards: as many statements, as fast."""

import json
import os
import subprocess
import sys

from django.conf import settings

from tests.benchmarks.running import Figure

ALL = "small,medium,large"
PROMISED = (  # the others are shown beside them
    "queue", "one round", "workbench", "cohort", "second looks", "strateg", "plan", "draw", "sample", "record", "actions",
    "round to add",
)  # fmt: skip


def pages_by_size():
    told = {}
    for size in os.environ.get("FIGURES_SIZES", ALL).split(","):
        told[size] = measured_in(size)
        yield from loading(size, told[size])
    sizes = list(told)
    small, large = told[sizes[0]]["pages"], told[sizes[-1]]["pages"]
    for name in small:
        yield from page(
            name, sizes[-1], small[name], large[name], [told[size]["pages"][name] for size in sizes]
        )


def measured_in(size):
    """In a process of its own, so that no size profits from another’s warmth."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.one_size", size],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in os.environ.items() if name != "DATA_DIR"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def loading(size, told):
    there = {name: told[name] for name in ("units", "claims", "events")}
    if told["seconds"] is not None:
        limit = 900 if size == "large" else None
        yield Figure(f"load_sample --size {size}", told["seconds"], "s", limit, there)
    else:
        yield Figure(f"{size}, loaded before", told["units"], "standards", None, there)


def page(name, largest, small, large, each):
    """`each`: the page at every size, in their order."""
    is_promised = any(word in name for word in PROMISED)
    p95 = {"p95 in ms": " → ".join(f"{one['p95']:.0f}" for one in each)}
    more = p95 | {"median": large["median"], "processor": large["processor"], "KB": large["kilobytes"]}
    ratio = large["p95"] / small["p95"]
    asked = " → ".join(str(one["queries"]) for one in each)
    counts = {"queries": asked}
    difference = max(one["queries"] for one in each) - min(one["queries"] for one in each)
    yield Figure(f"{name}: p95 on {largest} against small", ratio, "times", 2 if is_promised else None, more)
    yield Figure(f"{name}: statements more or less", difference, "", 0 if is_promised else None, counts)


FIGURES = [pages_by_size]
