"""The figures promised for assessments: one file for each measure, found by itself when it has a list FIGURES."""

from importlib import import_module
from pkgutil import iter_modules

MODULES = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
FIGURES = [figure for module in MODULES for figure in getattr(module, "FIGURES", ())]
