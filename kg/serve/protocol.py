"""SPARQL 1.1 Protocol: https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.responses import Response

from kg.query.guard import MAX_LENGTH
from kg.serve.gate import check_token
from kg.serve.negotiate import chosen
from kg.serve.problem import Problem
from kg.serve.responses import body_of, media_type, vary, while_connected
from kg.serve.results import GRAPHS, TABLES

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.service import Service

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_DATASET = {"query": ("default-graph-uri", "named-graph-uri"), "update": ("using-graph-uri", "using-named-graph-uri")}


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client asks for.

    Attributes:
        kind: `query` or `update`.
        text: of the query or update.
        default: the graphs that make up the default graph, or None where the request names no dataset.
        named: likewise the named graphs.
    """

    kind: str
    text: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None


async def sparql(request: Request) -> Response:
    """Answer a query, make an update, or describe the service where nothing is asked."""
    service: Service = request.app.state.service
    if request.method not in {"GET", "HEAD", "POST"}:
        raise Problem(405, "SPARQL is asked by GET or POST", headers={"Allow": "GET, HEAD, POST"})
    if request.method != "POST" and not request.url.query:
        return await service.description.response(request)
    operation = await _operation(request, service)
    if operation.kind == "update":
        return await _change(request, service, operation)
    return await answer(request, service, operation)


async def answer(request: Request, service: Service, operation: Operation) -> Response:
    """The answer of a query in the form that the client prefers."""
    if len(operation.text) > MAX_LENGTH:
        raise Problem(413, f"the query is longer than {MAX_LENGTH:,} characters", limit="length")
    accept = request.headers.get("accept", "")
    table, graph = chosen(accept, TABLES), chosen(accept, GRAPHS)
    if table is None and graph is None:
        offered = ", ".join(m.partition(";")[0] for m in (*TABLES.values(), *GRAPHS.values()))
        raise Problem(406, f"there is {offered}")
    head = {
        "do": "query",
        "table": table,
        "graph": graph,
        "default": operation.default,
        "named": operation.named,
        "base": _base(request),
        "services": sorted(service.allowed),
        "rows": service.limits.rows,
        "size": service.limits.size,
    }
    told, data = await while_connected(request, service.pool.ask(head, operation.text.encode()))
    media = (GRAPHS if told["kind"] == "graph" else TABLES)[told["form"]]
    return Response(data, headers=vary({"Content-Type": media, "KG-Rows": str(told["rows"])}))


async def _change(request: Request, service: Service, operation: Operation) -> Response:
    head = {
        "do": "update",
        "default": operation.default or (),
        "named": operation.named or (),
        "base": _base(request),
        "allowed": sorted(service.allowed),
    }
    await while_connected(request, service.change(head, operation.text.encode()))
    return Response(status_code=204)


def _base(request: Request) -> str:
    """What relative IRIs are resolved against: the address of the endpoint."""
    return str(request.url.replace(query="", fragment=""))


async def _operation(request: Request, service: Service) -> Operation:
    """Which of the five forms of the recommendation the request has.

    Raises:
        Problem: it has none of them.
    """
    given = _decoded(request.url.query)
    if request.method != "POST":
        if any(name == "update" for name, _ in given):
            raise Problem(400, "an update is sent by POST")
        return _one("query", given)
    kind = media_type(request)
    if kind not in {_FORM, _QUERY, _UPDATE}:
        raise Problem(415, f"POST takes {_FORM}, {_QUERY} or {_UPDATE}, not {kind or 'a body of no type'}")
    limits = service.limits
    changes = kind == _UPDATE
    if changes:
        check_token(request, service.token)
    most = limits.upload if changes or (kind == _FORM and service.token is not None) else limits.body
    body = await body_of(request, most=most, seconds=limits.upload_seconds)
    text = _text(body)
    if kind == _FORM:
        fields = [*given, *_decoded(text)]
        if any(name == "update" for name, _ in fields):
            check_token(request, service.token)
            return _one("update", fields)
        return _one("query", fields)
    name = "update" if changes else "query"
    if any(n in {"query", "update"} for n, _ in given):
        raise Problem(400, f"the {name} is in the body; it cannot be in the address too")
    return _one(name, [*given, (name, text)])


def _one(kind: str, fields: list[tuple[str, str]]) -> Operation:
    texts = [value for name, value in fields if name in {"query", "update"}]
    if len(texts) != 1 or not any(name == kind for name, _ in fields):
        raise Problem(400, f"exactly one {kind} is needed, not {len(texts)}" if texts else f"there is no {kind}")
    default, named = (tuple(v for n, v in fields if n == name) for name in _DATASET[kind])
    chosen_one = bool(default or named)
    return Operation(kind, texts[0], default if chosen_one else None, named if chosen_one else None)


def _text(body: bytes) -> str:
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise Problem(400, "the body is no UTF-8") from error
    if "\0" in text:  # a sign of UTF-16, and nowhere allowed
        raise Problem(400, "the body is no UTF-8 text")
    return text


def _decoded(fields: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(fields, keep_blank_values=True, strict_parsing=False, errors="strict", max_num_fields=1000)
    except (UnicodeDecodeError, ValueError) as error:
        raise Problem(400, "the parameters are not encoded in UTF-8") from error
