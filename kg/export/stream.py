"""Graphs to a file as they come, in bounded memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.choices import choose
from kg.export.formats import lines
from kg.export.turtle12 import turtle12
from kg.rdf.spool import Spool
from kg.rdf.turtle import trig, turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.rdf.graph import NamedGraph
    from kg.rdf.spool import Entry

# Format → its writer, and whether it keeps the graphs apart.
_WRITERS: Mapping[str, tuple[Callable[[Iterable[Entry], Mapping[str, str]], Iterator[str]], bool]] = {
    "turtle": (turtle, False),
    "trig": (trig, True),
    "ntriples": (lines, False),
    "nquads": (lines, True),
    "turtle12": (turtle12, False),
}


def can_stream(path: str | Path) -> bool:
    """Whether the format of *path* can be written without holding all graphs at once."""
    return choose(Path(path)).name in _WRITERS


def stream(graphs: Iterable[NamedGraph], path: str | Path, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The content of the file *path*, in pieces; the same text that `kg.export.write.export` writes.

    Args:
        graphs: taken one after the other; the first piece comes when all are taken.
        path: says the format, one for which `can_stream` is true.
        prefixes: prefix → namespace.
    """
    write, apart = _WRITERS[choose(Path(path)).name]
    with Spool(apart=apart) as spool:
        spool.add(graphs)
        yield from write(spool.entries(), prefixes)
