"""Train the model: `python -m kg.learn.train tests/corpus` writes the layers that ship with the software.

The same corpus, ontology and version give the same files: CRFsuite's L-BFGS starts from zero and draws no lots.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pycrfsuite

from kg.errors import InputError
from kg.extract.tokens import analyse
from kg.learn.align import labels, marks_in
from kg.learn.corpus import read_corpus
from kg.learn.features import FeatureReader
from kg.learn.model import LAYERS
from kg.learn.proposer import MODEL_DIR
from kg.pipeline import Pipeline
from kg.schema.load import load_schema
from kg.text.read import DocumentReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.model import Token
    from kg.learn.corpus import MarkedReport
    from kg.schema.model import Schema

PARAMETERS = {"c1": 0.1, "c2": 0.05, "max_iterations": 100}
"""Weights of the L1 and L2 penalties and the most iterations of L-BFGS."""

Example = tuple[list["Token"], list[list[str]], list[tuple[int, int, str, bool]]]


def examples(reports: Sequence[MarkedReport], schema: Schema) -> list[Example]:
    """Words, features and marked spans of each sentence; the rules run as they do when reading, without the model."""
    reader, pipeline, features = DocumentReader(schema), Pipeline(schema, learned=False), FeatureReader(schema)
    found: list[Example] = []
    for report in reports:
        document = reader(report.text.encode(), name=report.place, date=report.date)
        reading = pipeline(document)
        types = [schema.type_of(m.cls) for m in reading.mentions]
        marked = marks_in(document, report.marks)
        rows = features(analyse(document), reading.mentions, reading.quantities, types)
        found.extend((tokens, row, marked) for tokens, row in rows if tokens)
    return found


def train(sentences: Sequence[Example], folder: Path) -> None:
    """Train every layer on *sentences* and write its file into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, kinds in LAYERS.items():
        trainer = pycrfsuite.Trainer(verbose=False)
        trainer.set_params(PARAMETERS)
        for tokens, row, marked in sentences:
            trainer.append(row, labels(tokens, marked, kinds))
        trainer.train(str(folder / f"{name}.crfsuite"))


def main() -> None:
    """Read the corpus folder named on the command line and write the model into the package or the folder named."""
    if len(sys.argv) not in {2, 3}:
        raise InputError("one or two folders are needed", place="kg.learn.train", remedy="name the corpus folder")
    reports = read_corpus(Path(sys.argv[1]))
    train(examples(reports, load_schema()), Path(sys.argv[2]) if len(sys.argv) == 3 else MODEL_DIR)


if __name__ == "__main__":
    main()
