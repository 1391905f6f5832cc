"""`kg export`: a graph in another format."""

from __future__ import annotations

import click

from kg.cli import options


@click.command()
@options.graph_argument
@click.option("-o", "--output", required=True, metavar="FILE", help="The file to write; its extension says the format.")
@options.ontology
def command(graph: str, output: str, ontology: tuple[str, ...]) -> None:
    """Write GRAPH in another format.

    .ttl .nt .rdf hold all reports together, .trig .nq .jsonld keep a named graph for each report, .graphml holds the
    network of things. actions.csv is the table of the acts (entities, relations, quantities and times likewise), and a
    folder holds all five tables.

    \b
    Example:
      kg export graph.ttl -o actions.csv
    """
    from kg.export.write import check_target

    check_target(output)
    for path in options.open_graph(graph, ontology).export(output):
        options.say(f"wrote {path}")
