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
@click.option("--keep", is_flag=True, help="Leave there what this store put there before and has no longer.")
@click.option("--graph", "name", metavar="IRI", help="Where triples of no named graph go; else the default graph.")
def command(*, graph: str, url: str, by: str, user: str | None, keep: bool, name: str | None) -> None:
    """Load GRAPH, a file or a store, into any SPARQL 1.1 server.

    Each report is a named graph there, and replaces the one of the same name. A store remembers what it has put there,
    and removes the graphs of reports that it no longer has; it never removes anything else.

    \b
    Examples:
      kg push archive http://localhost:7878/store
      kg push archive http://localhost:3030/reports/data
      kg push archive http://localhost:8890/sparql-graph-crud-auth --user dba
      kg push archive http://localhost:8890/sparql-auth --by update --user dba
    """
    from kg.remote.client import Client
    from kg.remote.push import push
    from kg.store.dataset import StoreDataset
    from kg.store.pushed import push_store

    dataset, client, removed = options.open_graph(graph).dataset, Client(url, user=user), 0
    if isinstance(dataset, StoreDataset):
        number, removed = push_store(dataset, graph, client, by=by, graph=name, keep=keep)
    else:
        number = push(dataset, client, by=by, graph=name)
    gone = f", removed {plural(removed, 'graph')} there" if removed else ""
    say(f"pushed {plural(number, 'graph')} to {url.rpartition('@')[2]}{gone}")
