"""Graphs to Turtle or TriG as they come, in bounded memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.rdf.spool import Spool
from kg.rdf.turtle import trig, turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.rdf.graph import NamedGraph

_KEEPS_GRAPHS = {".ttl": False, ".trig": True}


def can_stream(path: str | Path) -> bool:
    """Whether the format of *path* can be written without holding all graphs at once."""
    return Path(path).suffix.lower() in _KEEPS_GRAPHS


def stream(graphs: Iterable[NamedGraph], path: str | Path, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The content of the file *path*, in pieces; the same text that `kg.export.write.export` writes.

    Args:
        graphs: taken one after the other; the first piece comes when all are taken.
        path: says the format: `.ttl` or `.trig`.
        prefixes: prefix → namespace.
    """
    apart = _KEEPS_GRAPHS[Path(path).suffix.lower()]
    with Spool(apart=apart) as spool:
        spool.add(graphs)
        yield from (trig if apart else turtle)(spool.entries(), prefixes)
