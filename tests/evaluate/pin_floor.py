"""Measure the software on our own reports, and pin the floor of quality: `python tests/evaluate/pin_floor.py`.

The floor is what is measured now less 0.01, rounded down to two digits. Pinned beside it is the hash of the reports, so
that whoever changes a report changes the pin too, where a reader of the commit sees both.
"""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

from kg.evaluate.marked import measure_marks
from kg.evaluate.measure import TASKS
from kg.evaluate.run import evaluate
from kg.learn.corpus import read_corpus
from kg.pipeline import Pipeline
from kg.schema.load import load_schema
from kg.text.read import DocumentReader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.evaluate.measure import Tally

HERE = Path(__file__).resolve().parent
PIN = HERE / "floor.json"
GOLD = HERE.parent / "gold"
CORPUS = HERE.parent / "corpus"


def measure_gold() -> Mapping[str, Tally]:
    """Tallies by task on the reports with gold files."""
    tallies = evaluate(GOLD).tallies
    return {task: tallies[task] for task in TASKS}


def measure_corpus() -> Mapping[str, Tally]:
    """Tallies by type, and for the verbs of acts, on the marked reports."""
    schema = load_schema()
    tallies = measure_marks(read_corpus(CORPUS), DocumentReader(schema), Pipeline(schema)).tallies
    return dict(sorted(tallies.items()))


MEASURES = {GOLD.name: measure_gold, CORPUS.name: measure_corpus}
"""Folder → what measures the software on it."""


def digest(folder: Path) -> str:
    """The SHA-256 of the names and contents of the reports and gold files in *folder*."""
    found = hashlib.sha256()
    for path in sorted(p for p in folder.iterdir() if p.suffix in {".txt", ".json"}):
        content = path.read_bytes()
        found.update(f"{path.name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def floor_of(tally: Tally) -> float:
    """What F1 may not fall below: the measured less 0.01, rounded down to two digits."""
    return max(0, math.floor(100 * (tally.f1 - 0.01) + 1e-9)) / 100


def main() -> None:
    """Write the pin."""
    pin = {
        name: {
            "sha256": digest(HERE.parent / name),
            "f1": {task: floor_of(tally) for task, tally in measure().items()},
        }
        for name, measure in MEASURES.items()
    }
    PIN.write_text(json.dumps(pin, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
