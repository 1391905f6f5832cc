"""`kg list`: the reports of a graph."""

from __future__ import annotations

import csv
import sys

import click

from kg.cli import options


@click.command()
@options.graph_argument
def command(graph: str) -> None:
    """List the reports of GRAPH by date: id, date, acts, title, and the files that hold them.

    A table on a terminal, CSV elsewhere.

    \b
    Example:
      kg list archive
    """
    from kg.store.listing import listed_reports

    reports = listed_reports(options.open_graph(graph).dataset)
    if not sys.stdout.isatty():
        rows = csv.writer(sys.stdout)
        rows.writerow(("id", "date", "acts", "title", "files"))
        rows.writerows((r.id, r.date, r.acts, r.title, "; ".join(r.origins)) for r in reports)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table("id", "date", "acts", "title", "files")
    for report in reports:
        cells = (report.id, report.date, str(report.acts), report.title, "\n".join(report.origins))
        shown.add_row(*map(Text, cells))
    Console().print(shown)
