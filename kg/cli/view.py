"""`kg view`: a graph to look at."""

from __future__ import annotations

import click

from kg.cli import options


@click.command()
@options.graph_argument
@click.option("-o", "--output", default="graph.html", show_default=True, metavar="FILE", help="The page to write.")
@click.option("--title", metavar="TEXT", help="The page's title; left out, the report's.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=2000, show_default=True, metavar="N", help="Things drawn at first."
)
@click.option("--lang", "language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Interface.")
@options.ontology
def command(
    *, graph: str, output: str, title: str | None, limit: int, language: str, ontology: tuple[str, ...]
) -> None:
    """Write GRAPH as one HTML page that any browser opens, without network.

    \b
    Example:
      kg view graph.ttl -o graph.html
    """
    from kg.files import check_writable

    check_writable(output)
    options.open_graph(graph, ontology, lazy=True).view(output, title=title, limit=limit, language=language)
    options.say(f"open {output} in a browser")
