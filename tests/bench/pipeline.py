"""What reading costs: text to Turtle against `jieba.posseg` on the same text, and each stage by itself.

    pip install '.[bench]'
    python tests/bench/pipeline.py [FOLDER_OF_REPORTS]

Prints ratios, not verdicts. Without a folder the marked corpus of the tests is read. Both programs run in this process,
in turn, on one core; each figure is the median of the rounds.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import jieba
import jieba.posseg

from kg.builder import Builder
from kg.export.stream import stream
from kg.extract.tokens import analyse
from kg.garbage import lasting
from kg.learn.corpus import read_corpus
from kg.rdf.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.resolve.model import Reading

ROUNDS = 5

T = TypeVar("T")


def texts() -> list[str]:
    """The reports to read."""
    if len(sys.argv) > 1:
        return [p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).glob("*.txt"))]
    return [r.text for r in read_corpus(Path(__file__).resolve().parents[1] / "corpus")]


def timed(run: Callable[[], object]) -> float:
    """Seconds that *run* takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def to_turtle(builder: Builder, readings: Iterable[Reading]) -> int:
    """The length of the Turtle of all readings."""
    prefixes = Dataset.of([], base=builder.base).prefixes
    return sum(map(len, stream(builder.graphs(readings), "graph.ttl", prefixes)))


def stages(builder: Builder, reports: list[str]) -> dict[str, float]:
    """Seconds by stage over all reports."""
    pipeline = builder._pipeline
    spent: dict[str, float] = defaultdict(float)

    def clock(name: str, run: Callable[[], T]) -> T:
        start = time.perf_counter()
        value = run()
        spent[name] += time.perf_counter() - start
        return value

    documents = clock("text", lambda: [builder._document(r.encode(), name="report") for r in reports])
    readings = clock("extraction and resolution", lambda: [pipeline(d) for d in documents])
    clock("  words and tags alone", lambda: [analyse(d) for d in documents])
    clock("RDF and Turtle", lambda: to_turtle(builder, readings))
    return spent


def main() -> None:
    """Measure and print."""
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    reports = texts()
    characters = sum(map(len, reports))
    with lasting():  # as the commands do
        builder = Builder()

    def ours() -> int:
        return to_turtle(builder, (builder.read(r.encode(), name="report") for r in reports))

    def theirs() -> list[object]:
        return [list(jieba.posseg.cut(r)) for r in reports]

    rounds = [(timed(ours), timed(theirs)) for _ in range(ROUNDS)]
    mine, peer = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"{len(reports)} reports, {characters:,} characters, median of {ROUNDS} rounds")
    print(f"kg, text to Turtle   {characters / mine:>10,.0f} characters/s")
    print(f"jieba.posseg, tags   {characters / peer:>10,.0f} characters/s")
    print(f"ratio kg / jieba     {statistics.median(p / m for m, p in rounds):>10.2f}")
    print("cost per 1,000 characters, by stage:")
    for name, seconds in stages(builder, reports).items():
        print(f"  {name:<28}{seconds / characters * 1e6:>8.2f} ms")


if __name__ == "__main__":
    main()
