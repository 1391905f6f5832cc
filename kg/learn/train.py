"""Learn the weights of the judge from marked reports: `python -m kg.learn.train tests/corpus`.

The same corpus, ontology and version give the same table: L-BFGS starts from zero and draws no lots. Needs the extra
`govkg[train]` (CRFsuite, Okazaki 2007: a chain of length one is the maximum-entropy classifier that is wanted).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, MissingExtraError
from kg.extract.tokens import analyse
from kg.learn.align import marks_in
from kg.learn.corpus import read_corpus
from kg.learn.features import act_features
from kg.learn.judge import WEIGHTS
from kg.pipeline import Pipeline
from kg.schema.load import load_schema
from kg.text.read import DocumentReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.learn.corpus import MarkedReport
    from kg.schema.model import Schema

PENALTIES = {"c1": 1.0, "c2": 0.1, "max_iterations": 200}
"""Weights of the L1 and L2 penalties, and the most iterations of L-BFGS."""

KEEP, _DROP = "keep", "drop"
_HEADER = "# feature\tweight: positive speaks for keeping the act. Made by python -m kg.learn.train; do not edit.\n"


def examples(reports: Iterable[MarkedReport], schema: Schema) -> Iterator[tuple[list[str], str]]:
    """Features and outcome of every act that the rules find; acts that readers may differ on are left out."""
    reader, pipeline = DocumentReader(schema), Pipeline(schema, judged=False, calibrated=False)
    for report in reports:
        document = reader(report.text.encode(), name=report.place, date=report.date)
        verbs = [(s, e, doubt) for s, e, kind, doubt in marks_in(document, report.marks) if kind == "verb"]
        reading = pipeline(document)
        rows = act_features(analyse(document), reading.acts, reading.entities)
        for act, features in zip(reading.acts, rows, strict=True):
            end = act.verb_start + len(act.verb)
            doubts = [doubt for s, e, doubt in verbs if s < end and e > act.verb_start]
            if not doubts:
                yield features, _DROP
            elif not all(doubts):
                yield features, KEEP


def learn(rows: Iterable[tuple[list[str], str]]) -> dict[str, float]:
    """Feature → weight for keeping, without the features that tell nothing.

    Raises:
        MissingExtraError: CRFsuite is not installed.
    """
    try:
        import pycrfsuite  # noqa: PLC0415 - an extra, imported where it is used
    except ImportError as error:
        raise MissingExtraError("python-crfsuite is not installed", remedy="pip install 'govkg[train]'") from error
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PENALTIES)
    for features, outcome in rows:
        trainer.append([features], [outcome])
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        state = tagger.info().state_features
    weights: dict[str, float] = {}
    for (feature, outcome), weight in state.items():
        weights[feature] = weights.get(feature, 0.0) + (weight if outcome == KEEP else -weight)
    return {feature: weight for feature, weight in sorted(weights.items()) if abs(weight) >= 0.005}


def main() -> None:
    """Read the corpus folder that the command line names and write the table into the package, or to a second path."""
    if len(sys.argv) not in {2, 3}:
        raise InputError("one or two paths are needed", place="kg.learn.train", remedy="name the corpus folder")
    weights = learn(examples(read_corpus(Path(sys.argv[1])), load_schema()))
    target = Path(sys.argv[2]) if len(sys.argv) == 3 else WEIGHTS
    lines = (f"{feature}\t{weight:.3f}\n" for feature, weight in weights.items())
    target.write_text(_HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
