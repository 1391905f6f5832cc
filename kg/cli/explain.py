"""`kg explain`: why the graph of a report says what it says."""

from __future__ import annotations

import sys

import click

from kg.cli import options


@click.command()
@click.argument("report", metavar="REPORT")
@options.date
@options.ontology
def command(report: str, date: str | None, ontology: tuple[str, ...]) -> None:
    """Show sentence by sentence which rule found what in REPORT, how sure it is, and which triples came of it.

    \b
    Example:
      kg explain report.txt | less
    """
    from kg.explanation import explain

    if report == "-":
        shown = explain(text=sys.stdin.buffer.read(), name="stdin", date=date, ontology=ontology)
    else:
        shown = explain(report, date=date, ontology=ontology)
    click.echo(str(shown))
