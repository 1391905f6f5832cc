"""A knowledge graph builder for Chinese government reports: every fact with the sentence it came from.

>>> import kg
>>> g = kg.build(text="2024年3月5日，清河区教育局举办4期培训班。")
>>> g.counts()["report"]
1

Importing is cheap: each name loads its part of the software when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from kg.version import VERSION

if TYPE_CHECKING:
    from kg.builder import build
    from kg.errors import (
        GraphError,
        InputError,
        InternalError,
        KgError,
        MissingExtraError,
        OntologyError,
        OutputError,
        QueryError,
    )
    from kg.explanation import explain
    from kg.graph import KnowledgeGraph, load
    from kg.growth.run import build_store

__version__ = VERSION

__all__ = [
    "GraphError",
    "InputError",
    "InternalError",
    "KgError",
    "KnowledgeGraph",
    "MissingExtraError",
    "OntologyError",
    "OutputError",
    "QueryError",
    "__version__",
    "build",
    "build_store",
    "explain",
    "load",
]

_HOME = {
    "KnowledgeGraph": "kg.graph",
    "build": "kg.builder",
    "build_store": "kg.growth.run",
    "explain": "kg.explanation",
    "load": "kg.graph",
}


def __getattr__(name: str) -> object:
    """Load what is asked for (PEP 562)."""
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(importlib.import_module(_HOME.get(name, "kg.errors")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
