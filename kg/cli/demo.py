"""`kg demo`: what the software does, shown on a sample report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import plural, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph import KnowledgeGraph

_SEVERAL = {"activity": "activities", "person": "people", "quantity": "quantities"}

_ACTS = """SELECT ?who ?verb ?object ?count WHERE {
  ?act a kg:Act ; schema:agent/rdfs:label ?who ; kg:verb ?verb ; kg:objectText ?object ; kg:start ?at ;
       kg:quantity/kg:lexicalForm ?count .
} ORDER BY ?at LIMIT 6"""

_QUESTION = "Which numbers above 100 does the report give, and of what?"
_QUERY = """SELECT ?value ?unit ?of ?quote WHERE {
  ?q a kg:Quantity ; kg:statedValue ?value ; schema:unitText ?unit ; kg:countedText ?of ; kg:quote ?quote .
  FILTER (?value > 100)
} ORDER BY DESC(?value)"""


@click.command()
@click.option("--dir", "folder", default=".", show_default=True, metavar="DIR", help="Where to write the two files.")
def command(folder: str) -> None:
    """Build the graph of a sample report, print what was found, and write graph.ttl and graph.html.

    \b
    Example:
      kg demo --dir /tmp
    """
    from kg.builder import build
    from kg.files import check_writable
    from kg.resources import ontology_dir

    turtle, page = Path(folder) / "graph.ttl", Path(folder) / "graph.html"
    for path in (turtle, page):
        check_writable(path)
    report = ontology_dir() / "sample" / "report.txt"
    graph = build(report)
    click.echo(f"A report of {len(report.read_text(encoding='utf-8')):,} characters, {report}\n")
    _show_counts(graph)
    _show_rows("Some acts with their numbers", graph, _ACTS)
    click.echo(f"{_QUESTION}\n")
    click.echo("  " + _QUERY.replace("\n", "\n  ") + "\n")
    _show_rows("Answer", graph, _QUERY)
    graph.export(turtle)
    graph.view(page)
    say(f"wrote {turtle} and {page}: open the page in a browser\n")
    click.echo("Next:")
    click.echo("  kg build YOUR-REPORT.txt -o graph.ttl     build the graph of a report of yours")
    click.echo("  kg query graph.ttl --saved actions        who did what, how many, when and where")
    click.echo("  kg explain YOUR-REPORT.txt                which rule found what in which sentence")


def _show_counts(graph: KnowledgeGraph) -> None:
    click.echo("Found:")
    cells = [f"{_cell(name, number):<20}" for name, number in graph.counts().items() if number and name != "report"]
    for row in range(0, len(cells), 4):
        click.echo("".join(cells[row : row + 4]).rstrip())
    click.echo()


def _cell(name: str, number: int) -> str:
    count, _, noun = plural(number, name, _SEVERAL.get(name)).partition(" ")
    return f"{count:>4} {noun}"


def _show_rows(title: str, graph: KnowledgeGraph, query: str) -> None:
    from kg.query.result import Table

    click.echo(f"{title}:")
    result = graph.query(query)
    rows: Sequence[Sequence[object]] = result.rows if isinstance(result, Table) else ()
    for row in rows:
        click.echo("  " + " | ".join(str(value) for value in row))
    click.echo()
