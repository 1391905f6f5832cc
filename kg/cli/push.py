"""`kg push`: a graph to another server."""

from __future__ import annotations

import click

from kg.cli import options
from kg.cli.options import plural, say


@click.command()
@options.graph_argument
@click.argument("url", metavar="URL")
@click.option(
    "--by",
    type=click.Choice(["store", "update"]),
    default="store",
    show_default=True,
    help="URL is that of a Graph Store Protocol service, or that of a SPARQL Update service.",
)
@click.option("--user", metavar="NAME", help="Authenticate (Basic or Digest); the password is in KG_PASSWORD.")
@click.option("--graph", "name", metavar="IRI", help="Where triples of no named graph go; else the default graph.")
def command(graph: str, url: str, by: str, user: str | None, name: str | None) -> None:
    """Load GRAPH, a file or a store, into any SPARQL 1.1 server.

    Each report is a named graph there, and replaces the one of the same name.

    \b
    Examples:
      kg push archive http://localhost:7878/store
      kg push archive http://localhost:3030/reports/data
      kg push archive http://localhost:8890/sparql-graph-crud-auth --user dba
      kg push archive http://localhost:8890/sparql-auth --by update --user dba
    """
    from kg.remote.client import Client
    from kg.remote.push import push

    number = push(options.open_graph(graph).dataset, Client(url, user=user), by=by, graph=name)
    say(f"pushed {plural(number, 'graph')} to {url.rpartition('@')[2]}")
