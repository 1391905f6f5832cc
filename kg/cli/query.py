"""`kg query`: a question to a graph."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query.result import Table
    from kg.rdf.dataset import Dataset


@click.command()
@options.graph_argument
@click.argument("sparql", required=False, metavar="[SPARQL]")
@click.option("--saved", metavar="NAME", help="Ask a saved query: entities, relations, actions, quantities or times.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "xml", "turtle"]),
    help="How to print the answer; left out, a table on a terminal, CSV (or Turtle for triples) elsewhere.",
)
def command(graph: str, sparql: str | None, saved: str | None, form: str | None) -> None:
    """Ask GRAPH a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE; `-` reads the query from standard input.

    The graph's prefixes are declared already. A query reads nothing but the graph: SERVICE, LOAD and FROM with files or
    addresses are refused.

    \b
    Examples:
      kg query graph.ttl --saved actions
      kg query graph.ttl 'SELECT ?name { ?x a kg:Organization ; skos:prefLabel ?name }'
    """
    from kg.query.formats import result_text
    from kg.query.result import Answer, Description, Table
    from kg.query.run import run_query

    text = _query(graph, sparql, saved)
    dataset = options.open_graph(graph).dataset
    result = run_query(dataset, text)
    if form is None:
        form = "turtle" if isinstance(result, Description) else "table" if sys.stdout.isatty() else "csv"
    if form != "table":
        sys.stdout.write(result_text(result, form, base=dataset.base))
    elif isinstance(result, Table):
        _print_table(result, dataset)
    elif isinstance(result, Answer):
        click.echo("yes" if result else "no")
    else:
        sys.stdout.write(result_text(result, "turtle", base=dataset.base))


def _query(graph: str, sparql: str | None, saved: str | None) -> str:
    from kg.query.saved import saved_query

    if (sparql is None) == (saved is None):
        raise click.UsageError("give either a query or --saved NAME")
    if saved is not None:
        return saved_query(saved)
    if sparql != "-":
        return str(sparql)
    if graph == "-":
        raise click.UsageError("graph and query cannot both come from standard input")
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError("the query is no UTF-8 text", place="standard input", remedy="save it as UTF-8") from error


def _print_table(table: Table, dataset: Dataset) -> None:
    """A table for people: IRIs shortened by their prefixes, the width of the terminal."""
    import pyoxigraph as ox
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    from kg.rdf.terms import Names

    names = Names(dataset.base)

    def cell(term: object) -> Text:
        if term is None:
            return Text("")
        if isinstance(term, ox.NamedNode):
            return Text(names.iri(term.value))
        return Text(term.value if isinstance(term, ox.Literal) else str(term))

    shown = RichTable(*table.columns)
    for row in table.terms:
        shown.add_row(*map(cell, row))
    console = Console()
    console.print(shown)
    Console(stderr=True).print(f"{len(table)} rows", highlight=False)
