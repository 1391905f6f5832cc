"""One line for the Turtle of the marked corpus: compiled and plain Python must print the same.

    python tests/bench/digest.py                       # the sources
    PYTHONPATH=FOLDER python tests/bench/digest.py     # a wheel that was unpacked into a folder

Prints the SHA-256 of all graphs, and where the software that made them lies.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.builder import Builder
from kg.export.stream import stream
from kg.extract import acts
from kg.learn.corpus import read_corpus
from kg.rdf.dataset import Dataset


def main() -> None:
    """Read, write, print."""
    builder = Builder()
    prefixes = Dataset.of([], base=builder.base).prefixes
    texts = [report.text for report in read_corpus(Path(__file__).resolve().parents[1] / "corpus")]
    digest = hashlib.sha256()
    for text in texts:
        graphs = builder.graphs([builder.read(text.encode(), name="report")])
        digest.update("".join(stream(graphs, "graph.ttl", prefixes)).encode())
    print(digest.hexdigest(), acts.__file__)


if __name__ == "__main__":
    main()
