"""The triples of any number of graphs, sorted, in bounded memory: what does not fit waits in temporary files."""

from __future__ import annotations

import heapq
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, TextIO, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from kg.rdf.graph import NamedGraph, Pairs

Entry: TypeAlias = "tuple[tuple[str, str], Pairs]"
"""The name of a graph and a subject in it, and the subject's predicate–object pairs."""

_LIMIT = 250_000  # pairs held in memory, about 25 MB, and as much again while they are written


class Spool:
    """Takes graphs and gives back their subjects in order; a context manager, whose end removes the files.

    Args:
        apart: keep the graphs apart; else all are one graph with the name "".
        limit: how many predicate–object pairs are held in memory.
    """

    def __init__(self, *, apart: bool, limit: int = _LIMIT) -> None:
        self._apart = apart
        self._limit = limit
        self._held: dict[str, dict[str, Pairs]] = {}  # by graph, then by subject
        self._size = 0
        self._runs: list[TextIO] = []
        self._files = ExitStack()

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def add(self, graphs: Iterable[NamedGraph]) -> None:
        """Take all of *graphs*, one after the other."""
        for graph in graphs:
            held = self._held.setdefault(graph.name if self._apart else "", defaultdict(list))
            for subject, pairs in graph.triples.items():
                held[subject] += pairs
                self._size += len(pairs)
            if self._size > self._limit:
                self._flush()

    def entries(self) -> Iterator[Entry]:
        """Every subject once, sorted by graph and subject, with all that was said of it, repeats included."""
        if not self._runs:
            yield from self._sorted()
            return
        self._flush()
        for run in self._runs:
            run.seek(0)
        merged = heapq.merge(*map(_read, self._runs), key=itemgetter(0))
        for key, group in groupby(merged, key=itemgetter(0)):
            yield key, [pair for _, pairs in group for pair in pairs]

    def _sorted(self) -> Iterator[Entry]:
        """What is held; strings sort several times faster than pairs of them."""
        for graph, held in sorted(self._held.items()):
            for subject in sorted(held):
                yield (graph, subject), held[subject]

    def _flush(self) -> None:
        """Write what is held as one sorted run. No term holds a tab or a line feed: Turtle escapes them."""
        # closed by `__exit__`, with all others
        run = self._files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115
        for (graph, subject), pairs in self._sorted():
            parts = [graph, subject, *(term for pair in sorted(set(pairs)) for term in pair)]
            run.write("\t".join(parts) + "\n")
        self._runs.append(run)
        self._held.clear()
        self._size = 0


def _read(run: TextIO) -> Iterator[Entry]:
    for line in run:
        graph, subject, *terms = line[:-1].split("\t")
        yield (graph, subject), list(zip(terms[::2], terms[1::2], strict=True))
