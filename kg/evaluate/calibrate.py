"""Measure how sure each rule is: `python -m kg.evaluate.calibrate tests/corpus tests/gold`.

1. Entities: for each type and rule the share of its findings in the marked reports that held, smoothed as
   (held + 1) / (all + 2); a rule with fewer than `FEWEST` findings is left out and keeps the confidence that it states.
   What several mentions add is a logistic regression of the same findings.
2. Acts: the learned judge states a probability. It has seen the marked reports, so they are divided into `FOLDS` parts
   and each part is judged by weights that were learned from the others.
3. The marks are one yardstick: many reports, but strict, since little is marked as optional. Gold files are the other:
   few, with liberal options. A line through log odds is fitted by each, and the mean of the two lines is used.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from kg.builder import check_date
from kg.errors import InputError
from kg.evaluate.marked import measure_marks
from kg.evaluate.measure import Measurement
from kg.evaluate.record import ActRecord, EntityRecord, Record, read_gold
from kg.learn.corpus import read_corpus
from kg.learn.judge import probability
from kg.learn.train import KEEP, examples, learn
from kg.pipeline import Pipeline
from kg.resolve.confidence import ACTIONS, ENTITIES, MOST_NAMED, Calibrator, Table, log_odds, probability_of, table_path
from kg.schema.load import load_schema
from kg.text.read import DocumentReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.evaluate.marked import MarkedFinding
    from kg.learn.corpus import MarkedReport
    from kg.resolve.model import Reading
    from kg.schema.model import Schema

FEWEST = 5
"""A rule with fewer findings than this is not measured."""

FOLDS = 5
"""Into how many parts the marked reports are divided to judge acts by weights learned elsewhere."""

_HEADER = """\
# How sure the software may be, by type and rule. Made by `python -m kg.evaluate.calibrate tests/corpus tests/gold`.
# kind<TAB>key<TAB>value<TAB>findings: shares held in marked reports; what a doubled number of mentions adds to the log
# odds; the line from the log odds of marked reports to those of gold files.
"""


def regression(rows: Sequence[tuple[Sequence[float], bool]]) -> list[float]:
    """The weights of a logistic regression, by Newton's method with a trace of ridge for want of data."""
    size = len(rows[0][0])
    weights = [0.0] * size
    for _ in range(25):
        gradient = [1e-3 * w for w in weights]
        hessian = [[1e-3 * (i == j) for j in range(size)] for i in range(size)]
        for features, held in rows:
            sure = probability_of(sum(w * f for w, f in zip(weights, features, strict=True)))
            for i, f in enumerate(features):
                gradient[i] += (sure - held) * f
                for j, g in enumerate(features):
                    hessian[i][j] += sure * (1 - sure) * f * g
        weights = [w - step for w, step in zip(weights, _solve(hessian, gradient), strict=True)]
    return weights


def shares(findings: Iterable[MarkedFinding]) -> dict[tuple[str, str], tuple[float, int]]:
    """(type, rule) → (smoothed share that held, number of findings)."""
    counts: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for finding in findings:
        if finding.kept is not None:
            counts[finding.type, finding.rule].append(finding.kept)
    return {
        key: (round((sum(held) + 1) / (len(held) + 2), 3), len(held))
        for key, held in sorted(counts.items())
        if len(held) >= FEWEST
    }


def calibrate(corpus: Path, gold: Path) -> Table:
    """Measure the rules of the software as it is.

    Args:
        corpus: the folder of marked reports.
        gold: the folder of reports with gold files.

    Raises:
        MissingExtraError: CRFsuite, with which the judge learns, is not installed.
    """
    schema = load_schema()
    reader, pipeline, reports = DocumentReader(schema), Pipeline(schema, calibrated=False), read_corpus(corpus)
    found = [f for f in measure_marks(reports, reader, pipeline).findings if f.task == ENTITIES]
    measured = shares(found)
    rows = [
        (
            (
                1.0,
                log_odds(measured.get((f.type, f.rule), (f.confidence,))[0]),
                math.log2(max(1, min(f.named, MOST_NAMED))),
            ),
            f.kept,
        )
        for f in found
        if f.kept is not None
    ]
    level, scale, repeat = regression(rows)
    neutral = Table(measured, repeat / scale)
    by_marks = {ENTITIES: (level, scale), ACTIONS: _line(_out_of_fold(reports, schema))}
    by_gold = _gold_odds(gold, reader, pipeline, Calibrator(neutral))
    lines = {}
    for task in (ENTITIES, ACTIONS):
        one, two = by_marks[task], _line(by_gold[task])
        lines[task] = round((one[1] + two[1]) / 2, 3), round((one[0] + two[0]) / 2, 3)
    return Table(measured, round(neutral.repeat, 3), lines)


def written(table: Table) -> str:
    """The table as the text of its file."""
    rows = [("repeat", ENTITIES, f"{table.repeat:.3f}")]
    for task, (scale, level) in table.lines.items():
        rows += [("scale", task, f"{scale:.3f}"), ("level", task, f"{level:.3f}")]
    lines = ["\t".join(row) for row in rows]
    lines += [f"share\t{kind} {rule}\t{share:.3f}\t{count}" for (kind, rule), (share, count) in table.shares.items()]
    return _HEADER + "\n".join(lines) + "\n"


def _line(pairs: Iterable[tuple[float, bool]]) -> tuple[float, float]:
    """(level, scale) of the logistic regression on log odds alone."""
    level, scale = regression([((1.0, odds), held) for odds, held in pairs])
    return level, scale


def _out_of_fold(reports: Sequence[MarkedReport], schema: Schema) -> list[tuple[float, bool]]:
    """Log odds of each act and whether it held, by a judge that did not learn from its report."""
    least = float(schema.fact("actJudge", "keepFrom") or 0)
    parts = [list(examples(reports[k::FOLDS], schema)) for k in range(FOLDS)]
    pairs = []
    for k, part in enumerate(parts):
        weights = learn(row for other, rows in enumerate(parts) if other != k for row in rows)
        judged = ((probability(weights, features), outcome == KEEP) for features, outcome in part)
        pairs += [(log_odds(sure), held) for sure, held in judged if sure >= least]
    return pairs


def _gold_odds(
    folder: Path, reader: DocumentReader, pipeline: Pipeline, calibrator: Calibrator
) -> dict[str, list[tuple[float, bool]]]:
    """Task → log odds of each finding in the gold reports, before any line, and whether it held."""
    measurement = Measurement()
    for path in sorted(folder.glob("*.json")):
        gold = read_gold(path)
        data = path.with_suffix(".txt").read_bytes()
        reading = pipeline(reader(data, name=path.name, date=check_date(gold.date)))
        entities = calibrator.entities(reading.entities, reading.mentions)
        sure = {f"e{i}": e.confidence for i, e in enumerate(entities)}
        sure |= {f"a{i}": a.confidence for i, a in enumerate(reading.acts)}
        measurement.compare(gold, _record(gold.name, reading), sure)
    return {
        task: [(log_odds(f.confidence), f.kept) for f in measurement.findings if f.task == task and f.kept is not None]
        for task in (ENTITIES, ACTIONS)
    }


def _record(name: str, reading: Reading) -> Record:
    """Entities and acts of a reading, with their numbers as ids."""
    counts = [(float(q.value), q.unit) for q in reading.quantities]
    return Record(
        name,
        None,
        tuple(EntityRecord(f"e{i}", e.type, (e.name, *e.aliases)) for i, e in enumerate(reading.entities)),
        (),
        tuple(
            ActRecord(
                act.verb,
                (),
                act.object,
                None if act.quantity is None else counts[act.quantity],
                None,
                None,
                reading.document.text[act.start : act.end],
                id=f"a{i}",
            )
            for i, act in enumerate(reading.acts)
        ),
        (),
        (),
    )


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for k in range(size):
        pivot = max(range(k, size), key=lambda i: abs(rows[i][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(size):
            if i != k:
                factor = rows[i][k] / rows[k][k]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    return [row[size] / row[k] for k, row in enumerate(rows)]


def main() -> None:
    """Write the table that ships with the software from the two folders that the command line names."""
    if len(sys.argv) != 3:
        raise InputError(
            "two folders are needed", place="kg.evaluate.calibrate", remedy="name the marked reports and the gold files"
        )
    table_path().write_text(written(calibrate(Path(sys.argv[1]), Path(sys.argv[2]))), encoding="utf-8")


if __name__ == "__main__":
    main()
