"""`kg view`: a graph to look at."""

from __future__ import annotations

import click

from kg.cli import options


@click.command()
@options.graph_argument
@click.option("-o", "--output", default="graph.html", show_default=True, metavar="FILE", help="The page to write.")
@options.ontology
def command(graph: str, output: str, ontology: tuple[str, ...]) -> None:
    """Write GRAPH as one HTML page that any browser opens, without network.

    \b
    Example:
      kg view graph.ttl -o graph.html
    """
    from kg.files import check_writable

    check_writable(output)
    options.open_graph(graph, ontology).view(output)
    options.say(f"open {output} in a browser")
