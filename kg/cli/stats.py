"""`kg stats`: a graph in numbers."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.listing import Statistics

_VERBS = 20


@click.command()
@options.graph_argument
def command(graph: str) -> None:
    """Show GRAPH in numbers: things of each type, acts of each year and status, the most frequent verbs.

    A table on a terminal, CSV with the columns what, which, number elsewhere.

    \b
    Example:
      kg stats archive
    """
    from kg.store.listing import statistics

    rows = list(_rows(statistics(options.open_graph(graph).dataset)))
    if not sys.stdout.isatty():
        out = csv.writer(sys.stdout)
        out.writerow(("what", "which", "number"))
        out.writerows(rows)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table("what", "which", "number")
    last = ""
    for what, which, number in rows:
        if last and what != last:
            shown.add_section()
        shown.add_row(Text(what if what != last else ""), Text(which), f"{number:,}")
        last = what
    Console().print(shown)


def _rows(found: Statistics) -> Iterator[tuple[str, str, int]]:
    for name, number in found.counts.items():
        yield "in all", name, number
    for year, told in found.years.items():
        yield year or "no date", "reports", told.reports
        for status, number in told.acts.items():
            yield year or "no date", f"acts {status}", number
    for verb, number in list(found.verbs.items())[:_VERBS]:
        yield "verbs", verb, number
