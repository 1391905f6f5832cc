"""What the endpoint says of itself: https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from starlette.responses import RedirectResponse, Response

from kg.rdf.terms import VOCABULARIES
from kg.schema.terms import DCTERMS, RDF, VOID
from kg.serve.negotiate import chosen
from kg.serve.problem import Problem
from kg.serve.responses import vary
from kg.serve.results import GRAPHS, Meter, graph_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from kg.serve.service import Service

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_ENOUGH = 1_000_000


class Description:
    """The service description with the VoID description of what is served.

    Args:
        service: the server's.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known: tuple[str, dict[str, Any]] | None = None

    async def response(self, request: Request) -> Response:
        """The description in the form that the client prefers; people are shown the query page."""
        accept = request.headers.get("accept", "")
        form = chosen(accept, {"html": "text/html", **GRAPHS} if "text/html" in accept else GRAPHS)
        if form is None:
            raise Problem(406, f"there is {', '.join(m.partition(';')[0] for m in GRAPHS.values())}")
        if form == "html":
            return RedirectResponse("/", 303)
        numbers = await self._numbers()
        root = str(request.base_url)
        base = numbers["base"]
        data = graph_bytes(self._triples(root, numbers), form, Meter(_ENOUGH, _ENOUGH * 100), base=base)
        return Response(data, headers=vary({"Content-Type": GRAPHS[form]}))

    async def _numbers(self) -> dict[str, Any]:
        state = self._service.pool.state
        if self._known is None or self._known[0] != state:
            numbers, _ = await self._service.pool.ask({"do": "statistics"})
            self._known = state, numbers
        return self._known[1]

    def _triples(self, root: str, numbers: dict[str, Any]) -> Iterator[ox.Triple]:
        endpoint = root + "sparql"
        service, dataset, default = f"{endpoint}#service", f"{root}void#dataset", f"{root}void#default"
        writable = self._service.token is not None
        yield _link(service, RDF + "type", SD + "Service")
        yield _link(service, SD + "endpoint", endpoint)
        for language in ("SPARQL11Query", *(["SPARQL11Update"] if writable else [])):
            yield _link(service, SD + "supportedLanguage", SD + language)
        for name in (*_RESULTS, *_GRAPHS):
            yield _link(service, SD + "resultFormat", _FORMATS + name)
        for name in _GRAPHS if writable else ():
            yield _link(service, SD + "inputFormat", _FORMATS + name)
        yield _link(service, SD + "feature", SD + "UnionDefaultGraph")
        if self._service.allowed:
            yield _link(service, SD + "feature", SD + "BasicFederatedQuery")
        yield _link(service, SD + "defaultDataset", dataset)
        yield _link(dataset, RDF + "type", SD + "Dataset")
        yield _link(dataset, RDF + "type", VOID + "Dataset")
        yield _link(dataset, SD + "defaultGraph", default)
        yield _link(default, RDF + "type", SD + "Graph")
        yield _text(dataset, DCTERMS + "title", self._service.source.title)
        yield _link(dataset, VOID + "sparqlEndpoint", endpoint)
        yield _text(dataset, VOID + "uriSpace", numbers["base"])
        for vocabulary in sorted(VOCABULARIES.values()):
            if any(iri.startswith(vocabulary) for iri, _ in (*numbers["classes"], *numbers["properties"])):
                yield _link(dataset, VOID + "vocabulary", vocabulary)
        yield _number(dataset, VOID + "triples", numbers["triples"])
        yield _number(default, VOID + "triples", numbers["triples"])
        yield _number(dataset, VOID + "distinctSubjects", numbers["subjects"])
        for name, kind, count, rows in (
            ("classPartition", "class", "entities", numbers["classes"]),
            ("propertyPartition", "property", "triples", numbers["properties"]),
        ):
            for place, (iri, number) in enumerate(rows):
                part = f"{root}void#{kind}-{place}"
                yield _link(dataset, VOID + name, part)
                yield _link(part, VOID + kind, iri)
                yield _number(part, VOID + count, int(number))


def _link(subject: str, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))


def _text(subject: str, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(value))


def _number(subject: str, predicate: str, value: int) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(value))
