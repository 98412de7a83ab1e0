"""Making a database to throw away, taking figures in it, and saying whether each is within its limit."""

import platform
import shutil
import sys
import time
import tracemalloc
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from statistics import median, quantiles

import django


@dataclass
class Figure:
    """What was measured; `limit` in the same unit, None where there is none. `more`: what else was seen."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    more: dict | None = None

    def as_json(self):
        within = None if self.limit is None else self.value <= self.limit
        told = {"name": self.name, "value": round(float(self.value), 4), "unit": self.unit}
        worked = getattr(self.value, "processor", None)
        processor = {} if worked is None else {"processor": round(worked, 4)}
        return told | {"limit": self.limit, "within": within} | processor | (self.more or {})


def measured(module, *, only=""):
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    name = connection.settings_dict["NAME"]
    setup_test_environment(debug=False)
    with redirect_stdout(sys.stderr):  # nothing but JSON is printed
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        figures = list(take(import_module(module).FIGURES, only))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
    return {"database": connection.vendor, "python": platform.python_version(), "figures": figures}


def take(figures, only):
    """One after the other. What they write is committed, as it would be: waiting for the disk counts."""
    for figure in figures:
        if only in figure.__name__:
            for row in figure():
                yield row.as_json()


# --- measuring --------------------------------------------------------------------------------


class Took(float):
    """Seconds by the clock on the wall; `processor`: those in which this process worked, however busy the machine."""

    processor = 0.0


def seconds(act, times=1):
    """The best of several: what the work takes when the machine does nothing else."""
    took = []
    for _time in range(times):
        begun, worked = time.perf_counter(), time.process_time()
        act()
        took.append(Took(time.perf_counter() - begun))
        took[-1].processor = time.process_time() - worked
    return min(took)


class Timing(float):
    """Seconds: the median of many. `p95`, `best`, and `processor`: this process’s own share, whoever else is busy."""

    p95 = best = processor = 0.0
    times = 0

    def __mul__(self, number):
        return float(self) * number

    def told(self):
        """In milliseconds, as the table shows them beside the median."""
        told = {"p95": self.p95, "best": self.best, "processor": self.processor}
        return {name: round(value * 1000, 2) for name, value in told.items()} | {"times": self.times}


def timed(act, *, times=40, warm=5):
    """The median of `times`, after `warm` that do not count."""
    return timing_of(*taken(act, times=times, warm=warm))


def taken(act, *, times, warm=5):
    """([seconds by the clock], [seconds this process worked]) of each time, after `warm` that do not count."""
    for _time in range(warm):
        act()
    took, worked = [], []
    for _time in range(times):
        begun, used = time.perf_counter(), time.process_time()
        act()
        took.append(time.perf_counter() - begun)
        worked.append(time.process_time() - used)
    return took, worked


def timing_of(took, worked):
    timing = Timing(median(took))
    timing.p95, timing.best = quantiles(took, n=20)[-1], min(took)
    timing.processor, timing.times = median(worked), len(took)
    return timing


def queries(act):
    """How many statements it sends. Counted on their way: what Django keeps of them ends at 9,000."""
    from django.db import connection

    sent = []

    def count(execute, sql, *more):
        sent.append(None)
        return execute(sql, *more)

    with connection.execute_wrapper(count):
        act()
    return len(sent)


def peak_megabytes(act):
    """The most Python held at once beyond what it held before."""
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1] / 1024**2
    finally:
        tracemalloc.stop()
