"""A graph to another server, by the SPARQL 1.1 Graph Store Protocol or by SPARQL Update."""

from __future__ import annotations

import urllib.parse
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.rdf.turtle import subject_block, turtle
from kg.remote.client import Client, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.rdf.dataset import Dataset
    from kg.rdf.graph import NamedGraph

WAYS = ("store", "update")
# Virtuoso makes 10,000 lines of SQL at most out of one update, several for each triple.
_TRIPLES = 1000


def push(
    dataset: Dataset,
    client: Client,
    *,
    by: str = "store",
    graph: str | None = None,
    on_step: Callable[[int], None] = lambda _number: None,
) -> int:
    """Load every graph of a dataset into a server; a graph that it has already under the name is replaced.

    By the Graph Store Protocol a graph is replaced as a whole. Updates go in parts of a thousand triples, because
    servers limit their length; pushing again mends one that broke off.

    Args:
        dataset: the graphs.
        client: the server: the address of its graph store, or of its update service.
        by: one of `WAYS`.
        graph: IRI of the graph that takes what the dataset has outside of named graphs; left out, the server's default
            graph, to which it is added.
        on_step: called after each graph with how many are done.

    Returns:
        How many graphs were loaded.

    Raises:
        GraphError: the server cannot be reached, or refuses.
    """
    send = {"store": _by_store, "update": _by_update}[by]
    prefixes = dataset.prefixes
    number = 0
    for number, found in enumerate(_graphs(dataset), 1):
        iri = _iri(found.name, prefixes) if found.name else graph
        send(client, iri, found, prefixes)
        on_step(number)
    return number


def withdraw(client: Client, graphs: Iterable[str], *, by: str = "store") -> None:
    """Remove graphs from a server; those that are not there any more are no mistake.

    Args:
        client: see `push`.
        graphs: their IRIs.
        by: one of `WAYS`.

    Raises:
        GraphError: the server cannot be reached, or refuses.
    """
    for iri in graphs:
        if by == "update":
            client.form([("update", f"DROP SILENT GRAPH <{iri}>")])
            continue
        try:
            client.send("DELETE", _place(client, iri))
        except RefusedError as error:
            if error.status not in {404, 410}:
                raise


def _place(client: Client, iri: str | None) -> str:
    """The address of a graph in a graph store."""
    mark = "&" if "?" in client.address else "?"
    where = f"graph={urllib.parse.quote(iri, safe='')}" if iri else "default"
    return f"{client.address}{mark}{where}"


def _graphs(dataset: Dataset) -> Iterable[NamedGraph]:
    """The graphs one at a time, where the dataset can give them so."""
    named = getattr(dataset, "named_graphs", None)
    return named() if named is not None else dataset.graphs


def _by_store(client: Client, iri: str | None, found: NamedGraph, prefixes: dict[str, str]) -> None:
    entries = ((("", subject), found.triples[subject]) for subject in sorted(found.triples))
    data = "".join(turtle(entries, prefixes)).encode()
    try:
        client.send("PUT" if iri else "POST", _place(client, iri), data, {"Content-Type": "text/turtle"})
    except RefusedError as error:
        if error.status in {404, 405, 415}:
            raise GraphError(
                error.message, place=error.place, remedy="give the address of its graph store, or use --by update"
            ) from error
        raise


def _by_update(client: Client, iri: str | None, found: NamedGraph, prefixes: dict[str, str]) -> None:
    declared = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes.items())
    if iri:
        client.form([("update", f"DROP SILENT GRAPH <{iri}>")])
    for part in _parts(found):
        body = f"GRAPH <{iri}> {{\n{part}}}" if iri else part
        client.form([("update", f"{declared}INSERT DATA {{\n{body}}}")])


def _parts(found: NamedGraph) -> Iterator[str]:
    pairs = ((s, pair) for s in sorted(found.triples) for pair in sorted(set(found.triples[s])))
    while part := list(islice(pairs, _TRIPLES)):
        by_subject: dict[str, list[tuple[str, str]]] = {}
        for subject, pair in part:
            by_subject.setdefault(subject, []).append(pair)
        yield "".join(subject_block(subject, told) for subject, told in by_subject.items())


def _iri(term: str, prefixes: dict[str, str]) -> str:
    """The full IRI of a term."""
    if term.startswith("<"):
        return term[1:-1]
    prefix, _, local = term.partition(":")
    return prefixes[prefix] + local
