"""`kg build`: reports to a graph file."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.options import complain, plural, say
from kg.errors import InputError, KgError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from kg.builder import Builder
    from kg.rdf.graph import NamedGraph
    from kg.resolve.model import Reading


@click.command()
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option(
    "-o", "--output", default="-", metavar="FILE", help="Where to write; left out, Turtle on standard output."
)
@click.option(
    "--store", metavar="DIR", help="Grow the store in this folder instead: what it knows already is not read again."
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="With --store: processes that read; else one a core.",
)
@click.option(
    "--scheduler", metavar="tcp://HOST:PORT", help="With --store: read on this dask.distributed cluster instead."
)
@options.date
@options.ontology
@options.base
@options.min_confidence
def command(
    *,
    reports: tuple[str, ...],
    output: str,
    store: str | None,
    jobs: int | None,
    scheduler: str | None,
    date: str | None,
    ontology: tuple[str, ...],
    base: str,
    min_confidence: float,
) -> int:
    """Build the graph of reports: text files, folders (all .txt files below), or `-` for standard input.

    The format follows from FILE's extension: .ttl .trig .nt .nq .jsonld .rdf .graphml .csv, or a folder of tables.

    A report that cannot be read does not stop the others: it is listed at the end, and the exit code is 3.

    With --store, folders are searched for tables of texts too: .jsonl or .csv with a column text, and id, title, date
    and source where there are any. Run it again with the same or further folders at any time, also after it was
    interrupted.

    \b
    Examples:
      kg build report.txt -o graph.ttl
      kg build reports/ --store archive
    """
    if store is not None:
        from kg.cli.grow import grow_store

        if output != "-":
            raise click.UsageError("give either -o or --store; kg export writes a store to a file")
        return grow_store(
            reports,
            store,
            jobs=jobs,
            scheduler=scheduler,
            date=date,
            ontology=ontology,
            base=base,
            min_confidence=min_confidence,
        )
    if jobs is not None or scheduler is not None:
        raise click.UsageError("-j and --scheduler go with --store")
    from kg.garbage import lasting

    with lasting():
        from kg.builder import Builder, check_date
        from kg.export.write import check_target

    if output != "-":
        check_target(output)
    day = check_date(date)
    with lasting():
        builder = Builder(ontology=ontology, base=base, min_confidence=min_confidence)
    failures: list[KgError] = []
    tally = Tally()
    graphs = builder.graphs(tally.watch(_readings(builder, reports, day, failures)))
    first = next(graphs, None)
    if first is not None:
        _write(chain([first], graphs), output, builder)
        say(str(tally) if output == "-" else f"{tally} → {output}")
    for note in tally.notes:
        say(f"look at {note}")
    return _list_failures(failures, tally.reports)


def _write(graphs: Iterable[NamedGraph], output: str, builder: Builder) -> None:
    from kg.export.stream import can_stream, stream
    from kg.export.write import export
    from kg.files import write_whole
    from kg.rdf.dataset import Dataset

    prefixes = builder.write.names.prefixes
    if output == "-":
        for piece in stream(graphs, "stdout.ttl", prefixes):
            sys.stdout.write(piece)
    elif can_stream(output):
        write_whole(output, stream(graphs, output, prefixes))
    else:
        export(Dataset.of(graphs, base=builder.base), output, ontology=builder.ontology)


class Tally:
    """Counts what passes by."""

    def __init__(self) -> None:
        self.reports = self.things = self.acts = 0
        self.notes: list[str] = []

    def watch(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """The same readings, counted."""
        for reading in readings:
            self.reports += 1
            self.things += len(reading.entities)
            self.acts += len(reading.acts)
            self.notes += [f"{reading.document.name}: {notice.message}" for notice in reading.notices]
            yield reading

    def __str__(self) -> str:
        return f"{plural(self.reports, 'report')}: {plural(self.things, 'thing')}, {plural(self.acts, 'act')}"


def _readings(
    builder: Builder, reports: Sequence[str], date: datetime.date | None, failures: list[KgError]
) -> Iterator[Reading]:
    """The readings, one after the other; what fails goes to *failures*."""
    from kg.files import report_files

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
