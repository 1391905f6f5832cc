"""`kg build`: reports to a graph file."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.failures import exit_code, reasons
from kg.cli.options import complain, plural, say
from kg.cli.progress import page_progress
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.builder import Builder
    from kg.rdf.graph import NamedGraph
    from kg.readers.model import Progress
    from kg.resolve.model import Reading
    from kg.sources.model import Source, Unreadable


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
@click.option("--fetch", is_flag=True, help="REPORT may be an http(s) address, which is fetched.")
@click.option(
    "--format",
    "kind",
    metavar="FORMAT",
    help="Of standard input, where its content does not show it: txt, md, html, docx, pdf, jsonl, csv, zip …",
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
    fetch: bool,
    kind: str | None,
    date: str | None,
    ontology: tuple[str, ...],
    base: str,
    min_confidence: float,
) -> int:
    """Build the graph of reports: files, folders (all reports below), `-` for standard input, addresses with --fetch.

    Read are .txt .md .html .mhtml .docx .pdf; tables of reports, .jsonl and .csv, with a column text, and id, title,
    date, source and url where there are any; and .zip archives of all these.

    The output's format follows from FILE's extension: .ttl .trig .nt .nq .jsonld .rdf .graphml .csv, or a folder of
    tables.

    A report that cannot be read does not stop the others: it is listed at the end, and the exit code is 3.

    With --store, run it again with the same or further folders at any time, also after it was interrupted.

    \b
    Examples:
      kg build report.txt -o graph.ttl
      kg build reports/ --store archive
      kg build --fetch https://www.example.org/report.html -o graph.ttl
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
            fetch=fetch,
            date=date,
            ontology=ontology,
            base=base,
            min_confidence=min_confidence,
        )
    if jobs is not None or scheduler is not None:
        raise click.UsageError("-j and --scheduler go with --store")
    if kind is not None and "-" not in reports:
        raise click.UsageError("--format goes with `-`, standard input; of a file the extension tells")
    from kg.garbage import lasting

    with lasting():
        from kg.builder import Builder, check_date
        from kg.export.write import check_target
        from kg.sources.formats import checked

    extension = checked(kind) if kind is not None else ""
    if output != "-":
        check_target(output)
    day = check_date(date)
    with lasting():
        builder = Builder(ontology=ontology, base=base, min_confidence=min_confidence)
    failures: list[KgError] = []
    tally = Tally()
    with page_progress() as progress:
        found = _sources(reports, day.isoformat() if day else "", fetch=fetch, kind=extension)
        graphs = builder.graphs(tally.watch(_readings(builder, found, failures, progress)))
        first = next(graphs, None)
        if first is not None:
            _write(chain([first], graphs), output, builder)
    for note in tally.notes:
        say(f"look at {note}")
    return _closed(tally, failures, "" if output == "-" else output)


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


def _sources(given: Sequence[str], date: str, *, fetch: bool, kind: str) -> Iterator[Source | Unreadable]:
    """The reports that the arguments name, one after the other."""
    from kg.sources.find import find_sources
    from kg.sources.model import Unreadable
    from kg.sources.read import read_content, read_sources

    for argument in given:
        if argument == "-":
            yield from read_content(_standard_input(), "stdin", kind=kind, date=date)
            continue
        try:
            for place in find_sources([argument], fetch=fetch):
                yield from read_sources(place, date=date)
        except KgError as error:
            yield Unreadable(argument, error)


def _standard_input() -> bytes:
    """All of it; one byte more than is read of a report says that it is too long."""
    from kg.readers.model import Limits

    return sys.stdin.buffer.read(Limits().size + 1)


def _readings(
    builder: Builder, sources: Iterable[Source | Unreadable], failures: list[KgError], progress: Progress | None
) -> Iterator[Reading]:
    """The readings, one after the other; what fails goes to *failures*."""
    from kg.sources.model import Unreadable

    for source in sources:
        if isinstance(source, Unreadable):
            failures.append(source.error)
            continue
        try:
            reading = builder.source(source, progress=progress)
        except KgError as error:
            failures.append(error)
        else:
            yield reading


def _closed(tally: Tally, failures: Sequence[KgError], output: str) -> int:
    """Name each report that could not be read, and close; the exit code is that of the failures' kind, or 3."""
    if tally.reports and failures:
        say(f"{plural(len(failures), 'report')} could not be read:")
    for failure in failures:
        complain(failure)
    if tally.reports or len(failures) > 1:
        failed = f", {len(failures):,} failed ({reasons(failures)})" if failures else ""
        say(f"{tally}{failed}{' → ' + output if output and tally.reports else ''}")
    return exit_code(failures)
