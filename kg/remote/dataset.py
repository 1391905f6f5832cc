"""A SPARQL endpoint as a dataset: it is asked where it is, and fetched graph by graph for all else."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.query.guard import inspect, tokens
from kg.rdf.dataset import Dataset
from kg.remote.client import Client, RefusedError
from kg.schema.terms import KG, RDF, VOID

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_COUNT = "SELECT (COUNT(*) AS ?n) {{ {} }}"
_DEEPEST = 6  # digits of the digest: none but the triples of one subject are left together
_OURS = f"?x <{RDF}type> <{VOID}Dataset>"


class RemoteDataset(Dataset):
    """The graphs that a SPARQL 1.1 endpoint holds.

    Args:
        client: the endpoint.
        base: what the IRIs of things begin with; asked for where it is not given.
    """

    def __init__(self, client: Client, *, base: str | None = None) -> None:
        self._client = client
        self._base = base
        self._most: int | None = None  # rows that the server gives at most, where it has said so

    @cached_property
    def store(self) -> ox.Store:
        """All of it, fetched into a store in memory; a graph that comes incomplete is an error, not a smaller graph."""
        store = ox.Store()
        for graph in (*self.named, None):
            node = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
            if graph is None and len(store):
                break  # servers show their named graphs in the default graph again
            where = "?s ?p ?o" if graph is None else f"GRAPH <{graph}> {{ ?s ?p ?o }}"
            many, before = self._number(_COUNT.format(where)), len(store)
            for data in self._parts(where, many):
                store.load(data, format=ox.RdfFormat.N_TRIPLES, to_graph=node)
            if len(store) - before < many:
                raise self._incomplete(len(store) - before, many)
        return store

    def _parts(self, where: str, many: int, beginning: str = "") -> Iterator[bytes]:
        """The triples of a pattern, in as many parts as the server's limit of rows asks for.

        The parts are made by the first digits of a digest of the subject: so they depend on no order, which may differ
        from page to page. A part that does not come whole is divided again.

        Args:
            where: the pattern.
            many: how many triples there are in this part.
            beginning: the digits that the digest of their subjects begins with.
        """
        if not many:
            return
        if self._most is None or many <= self._most:
            data, most = self._send(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {_part(where, beginning)} }}", _TRIPLES)
            if most is None and data.count(b"\n") >= many:
                yield data
                return
            self._most = most if most is not None else self._most
        if len(beginning) == _DEEPEST:
            raise self._incomplete(self._most or 0, many)
        for digit in "0123456789abcdef":
            longer = beginning + digit
            yield from self._parts(where, self._number(_COUNT.format(_part(where, longer))), longer)

    def _incomplete(self, found: int, many: int) -> GraphError:
        return GraphError(
            f"the server sends {found:,} of {many:,} triples",
            place=self._client.address,
            remedy="raise its limit of rows (Virtuoso: ResultSetMaxRows)",
        )

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The named graphs that this software made, sorted."""
        found = self._select(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {_OURS} }} }}")
        return tuple(sorted(row[0].value for row in found if isinstance(row[0], ox.NamedNode)))

    @property
    def base(self) -> str:
        """What the IRIs of things begin with."""
        if self._base is None:
            space = f"?x <{VOID}uriSpace> ?base"
            found = self._select(f"SELECT ?base WHERE {{ {{ {space} }} UNION {{ GRAPH ?g {{ {space} }} }} }} LIMIT 1")
            self._base = next((row[0].value for row in found if isinstance(row[0], ox.Literal)), None)
        return super().base if self._base is None else self._base

    @cached_property
    def _default(self) -> tuple[str, ...]:
        """The graphs to name as the default graph: none where the server joins all of them by itself."""
        joined = self._ask(f"ASK WHERE {{ ?r <{RDF}type> <{KG}Report> }}")
        return () if joined else self.named

    def ask(self, query: str, *, union: bool) -> ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]:
        """The server's answer to a query.

        Args:
            query: SPARQL 1.1; the prefixes of the dataset are declared before it.
            union: ask all graphs together, also where the server keeps them apart.

        Raises:
            QueryError: the server refuses it, or sends only a part of the rows.
            GraphError: it cannot be reached.
        """
        declared = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in self.prefixes.items())
        graphs = [("default-graph-uri", graph) for graph in (self._default if union else ())]
        if graphs and any(kind == "word" and token.upper() == "GRAPH" for kind, token, _ in tokens(query)):
            # a request that names graphs for the one kind leaves none for the other
            graphs += [("named-graph-uri", graph) for graph in self._default]
        if inspect(query).form in {"CONSTRUCT", "DESCRIBE"}:
            data = self._fetch(declared + query, _TRIPLES, graphs)
            return (ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(data, format=ox.RdfFormat.N_TRIPLES))
        return ox.parse_query_results(
            self._fetch(declared + query, _RESULTS, graphs), format=ox.QueryResultsFormat.JSON
        )

    def ask_among(
        self,
        query: str,
        default: Sequence[str],  # noqa: ARG002 - the query says it itself
        named: Sequence[str],  # noqa: ARG002
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]:
        """The server's answer to a query that names its graphs."""
        return self.ask(query, union=False)

    def _fetch(self, query: str, accept: str, graphs: list[tuple[str, str]] | None = None) -> bytes:
        data, most = self._send(query, accept, graphs)
        if most is not None:
            raise QueryError(
                f"the server sent only its first {most} rows",
                place=self._client.address,
                remedy="ask for fewer with LIMIT, or raise its ResultSetMaxRows",
            )
        return data

    def _send(self, query: str, accept: str, graphs: list[tuple[str, str]] | None = None) -> tuple[bytes, int | None]:
        """The server's answer; and how many rows it gives at most, where it says that there are more."""
        try:
            data, headers = self._client.form([("query", query), *(graphs or [])], accept=accept)
        except RefusedError as error:
            if error.status not in {400, 413, 500, 503}:
                raise
            raise QueryError(error.message, place=error.place, remedy="mend or simplify the query") from error
        most = headers.get("x-sparql-maxrows", "")  # Virtuoso's way to say that there were more
        return data, int(most) if most.isdigit() else None

    def _ask(self, query: str) -> bool:
        return bool(ox.parse_query_results(self._fetch(query, _RESULTS), format=ox.QueryResultsFormat.JSON))

    def _select(self, query: str) -> list[ox.QuerySolution]:
        found = ox.parse_query_results(self._fetch(query, _RESULTS), format=ox.QueryResultsFormat.JSON)
        return list(found) if isinstance(found, ox.QuerySolutions) else []

    def _number(self, query: str) -> int:
        (row,) = self._select(query)
        return int(row[0].value) if isinstance(row[0], ox.Literal) else 0


def _part(where: str, beginning: str) -> str:
    """The part of a pattern whose subjects have a digest that begins so."""
    return f"{where} FILTER(SUBSTR(MD5(STR(?s)), 1, {len(beginning)}) = '{beginning}')" if beginning else where
