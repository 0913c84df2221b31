"""What each paper says: one module a paper, which holds its entry as PAPER, found by being here.
Pure: a frozen declaration and an issue in, words out; asking, making and storing is paperwork's."""

import pkgutil
from importlib import import_module
from typing import Any

from shipments.papers.paper import Paper


def _entries() -> dict[str, Paper]:
    modules = [import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__)]
    entries = [module.PAPER for module in modules if hasattr(module, "PAPER")]
    return {entry.kind: entry for entry in entries}


PAPERS = _entries()


def paper_choices() -> list[tuple[str, Any]]:
    """Code and name of every paper; migrations name this function, so a new paper needs none."""
    return [(kind, paper.name) for kind, paper in PAPERS.items()]


def internal_papers() -> list[str]:
    """The papers no exporter ever sees."""
    return [kind for kind, paper in PAPERS.items() if paper.is_internal]
