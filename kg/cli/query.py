"""`kg query`: a question to a graph."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query.result import Result, Table
    from kg.rdf.dataset import Dataset


@click.command()
@click.argument("graph", required=False, metavar="GRAPH")
@click.argument("sparql", required=False, metavar="[SPARQL]")
@click.option(
    "--saved",
    is_flag=False,
    flag_value="",
    metavar="NAME",
    help="Ask a saved question by its name, or a file of your own that ends with .rq; without NAME, list them.",
)
@click.option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for a parameter of the saved question; may be repeated.",
)
@click.option("--list", "listing", is_flag=True, help="List the saved questions with their parameters.")
@click.option("--show", is_flag=True, help="Print the query, with the parameters filled in, instead of its answer.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "xml", "turtle"]),
    help="How to print the answer; left out, a table on a terminal, CSV (or Turtle for triples) elsewhere.",
)
@options.language
@options.ontology
def command(
    *,
    graph: str | None,
    sparql: str | None,
    saved: str | None,
    parameters: tuple[str, ...],
    listing: bool,
    show: bool,
    form: str | None,
    language: str,
    ontology: tuple[str, ...],
) -> None:
    """Ask GRAPH a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE; `-` reads the query from standard input.

    The graph's prefixes are declared already. A query reads nothing but the graph: SERVICE, LOAD and FROM with files or
    addresses are refused. A saved question takes names as the reports write them, dates as YYYY, YYYY-MM or YYYY-MM-DD,
    and labels of the ontology's classes.

    \b
    Examples:
      kg query graph.ttl --saved actions
      kg query graph.ttl --saved acts-of -p who=清河县水利局 -p since=2024-07
      kg query graph.ttl 'SELECT ?name { ?x a kg:Organization ; skos:prefLabel ?name }'
      kg query --list
    """
    from kg.query.run import run_query

    if listing or saved == "":
        _list(language)
        return
    if graph is None:
        raise click.UsageError("say which GRAPH, or --list")
    values = dict(map(_value, parameters))
    if (sparql is None) == (saved is None):
        raise click.UsageError("give either a query or --saved NAME")
    if values and saved is None:
        raise click.UsageError("-p is for --saved NAME")
    text = None if sparql is None else _text(graph, sparql)
    opened = options.open_graph(graph, ontology)
    if saved is not None:
        text = opened.saved_text(saved, **values)
    if show:
        click.echo(text)
        return
    _print(run_query(opened.dataset, str(text)), opened.dataset, form)


def _list(language: str) -> None:
    """The saved questions on standard output: name, title, and parameters with what they are called."""
    from kg.query.saved import saved_questions

    for name, question in saved_questions().items():
        click.echo(f"{name}  {question.title(language)}")
        for parameter in question.parameters:
            need = "" if not parameter.required else " *"
            default = f" = {parameter.default.partition('^^')[0]}" if parameter.default else ""
            kind = " ".join((parameter.kind, "|".join(parameter.classes))).strip()
            click.echo(f"    -p {parameter.name}=…{need}  {parameter.label(language)} ({kind}){default}")


def _value(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals or not name.strip():
        raise click.UsageError(f"-p takes NAME=VALUE, not {given!r}")
    return name.strip(), value


def _print(result: Result, dataset: Dataset, form: str | None) -> None:
    from kg.query.formats import result_text
    from kg.query.result import Answer, Description, Table

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


def _text(graph: str, sparql: str) -> str:
    """The query given, or what standard input holds."""
    if sparql != "-":
        return sparql
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
