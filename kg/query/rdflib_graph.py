"""The dataset as rdflib's, with queries that reach neither files nor network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib

from kg.errors import QueryError
from kg.query.guard import inspect, refuse_unknown_graphs
from kg.rdf.terms import language_tag
from kg.schema.terms import XSD

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query, Update

    from kg.rdf.dataset import Dataset


class GuardedDataset(rdflib.Dataset):
    """An rdflib Dataset that looks at a query before rdflib does.

    rdflib opens what `FROM <file:…>` and `FROM <http:…>` name unless a switch of the whole process is off, and calls
    SERVICE addresses; a library has no business with that switch, so the query is refused here.
    """

    @classmethod
    def of(cls, dataset: Dataset) -> GuardedDataset:
        """A copy of *dataset*; its default graph is the union of the named ones."""
        made = cls(default_union=True)
        for prefix, namespace in dataset.prefixes.items():
            made.bind(prefix, namespace, replace=True)
        made.addN(
            (_term(q.subject), _term(q.predicate), _term(q.object), made.graph(_graph_name(q.graph_name)))
            for q in dataset.each()
        )
        return made

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        """Rdflib's `query`, for text only: a prepared query cannot be looked into.

        Raises:
            QueryError: the query calls SERVICE, or names a graph that is not here.
        """
        if not isinstance(query_object, str):
            raise QueryError("prepared queries are not taken", remedy="give the query as text")
        facts = inspect(query_object)
        known = {str(graph.identifier) for graph in self.graphs() if len(graph)}
        refuse_unknown_graphs(query_object, facts, known)
        return super().query(query_object, *args, **kwargs)

    def update(self, update_object: str | Update, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002 - the signature is rdflib's
        """Refused: LOAD would open files and addresses. Change the graph with `add` and `remove`.

        Raises:
            QueryError: always.
        """
        raise QueryError("SPARQL Update is refused", remedy="use add and remove, or build the graph again")


def _term(term: object) -> Any:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=language_tag(term.language))
        datatype = None if term.datatype.value == XSD + "string" else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    raise QueryError(f"rdflib has no form for {term}", remedy="use the store of pyoxigraph")


def _graph_name(name: object) -> rdflib.URIRef:
    return rdflib.URIRef(name.value) if isinstance(name, ox.NamedNode) else rdflib.graph.DATASET_DEFAULT_GRAPH_ID
