"""`kg build`: reports to a graph file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.options import complain, plural, say
from kg.errors import InputError, KgError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from kg.builder import Builder
    from kg.resolve.model import Reading


@click.command()
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; left out, Turtle on standard output.")
@options.date
@options.ontology
@options.base
@options.min_confidence
def command(
    reports: tuple[str, ...], output: str, date: str | None, ontology: tuple[str, ...], base: str, min_confidence: float
) -> int:
    """Build the graph of reports: text files, folders (all .txt files below), or `-` for standard input.

    The format follows from FILE's extension: .ttl .trig .nt .nq .jsonld .rdf .graphml .csv, or a folder of tables.

    A report that cannot be read does not stop the others: it is listed at the end, and the exit code is 3.

    \b
    Example:
      kg build report.txt -o graph.ttl
    """
    from kg.builder import Builder, check_date  # noqa: PLC0415
    from kg.export.formats import as_turtle  # noqa: PLC0415
    from kg.export.write import check_target, export  # noqa: PLC0415
    from kg.graph import KnowledgeGraph  # noqa: PLC0415
    from kg.rdf.dataset import Dataset  # noqa: PLC0415

    if output != "-":
        check_target(output)
    day = check_date(date)
    builder = Builder(ontology=ontology, base=base, min_confidence=min_confidence)
    failures: list[KgError] = []
    graphs, notes, things, acts = [], [], 0, 0
    for reading in _readings(builder, reports, day, failures):
        graphs.append(builder.write(reading))
        things += len(reading.entities)
        acts += len(reading.acts)
        notes += [f"{reading.document.name}: {notice.message}" for notice in reading.notices]
    if graphs:
        graph = KnowledgeGraph(Dataset.of(graphs, base=base), ontology=ontology)
        if output == "-":
            for piece in as_turtle(graph.dataset):
                sys.stdout.write(piece)
        else:
            export(graph, output)
        found = f"{plural(len(graphs), 'report')}: {plural(things, 'thing')}, {plural(acts, 'act')}"
        say(found if output == "-" else f"{found} → {output}")
    for note in notes:
        say(f"look at {note}")
    return _list_failures(failures, len(graphs))


def _readings(
    builder: Builder, reports: Sequence[str], date: datetime.date | None, failures: list[KgError]
) -> Iterator[Reading]:
    """The readings, one after the other; what fails goes to *failures*."""
    from kg.files import report_files  # noqa: PLC0415

    for given in reports:
        try:
            if given == "-":
                yield builder.read(sys.stdin.buffer.read(), name="stdin", date=date)
                continue
            paths = list(report_files([given]))
        except KgError as error:
            failures.append(error)
            continue
        for path in map(Path, paths):
            try:
                reading = builder.file(path, date=date)
            except KgError as error:
                failures.append(error)
            else:
                yield reading


def _list_failures(failures: Sequence[KgError], done: int) -> int:
    """Name each report that could not be read; the exit code is that of the kind of failure they share, or 3."""
    if not failures:
        return 0
    if done or len(failures) > 1:
        say(f"{plural(len(failures), 'report')} could not be read:")
    for failure in failures:
        complain(failure)
    codes = {failure.exit_code for failure in failures}
    return codes.pop() if len(codes) == 1 else InputError.exit_code
