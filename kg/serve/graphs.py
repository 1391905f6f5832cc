"""SPARQL 1.1 Graph Store HTTP Protocol: https://www.w3.org/TR/sparql11-http-rdf-update/.

Graphs are named indirectly: `/store?graph=IRI`, or `/store?default`. Without either, all graphs are given with their
names, which the recommendation leaves open. Reading the default graph gives what queries see there: all together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from kg.serve.gate import check_token
from kg.serve.media import INPUTS
from kg.serve.negotiate import chosen
from kg.serve.problem import Problem
from kg.serve.responses import body_of, media_type, vary, while_connected
from kg.serve.results import DATASETS, GRAPHS

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.service import Service

_METHODS = {"PUT": "put", "POST": "post", "DELETE": "delete"}


async def graph_store(request: Request) -> Response:
    """Give a graph; with the token replace it, add to it, or remove it."""
    service: Service = request.app.state.service
    name = _name(request)
    if request.method in {"GET", "HEAD"}:
        return await _read(request, service, name)
    if request.method not in _METHODS:
        allowed = "GET, HEAD, PUT, POST, DELETE" if service.token else "GET, HEAD"
        raise Problem(405, f"a graph store takes {allowed}", headers={"Allow": allowed})
    check_token(request, service.token)
    if name is None:
        raise Problem(400, "say which graph: ?graph=IRI or ?default")
    return await _write(request, service, name)


async def _read(request: Request, service: Service, name: str | None) -> Response:
    forms = DATASETS if name is None else GRAPHS
    form = chosen(request.headers.get("accept", ""), forms)
    if form is None:
        raise Problem(406, f"there is {', '.join(m.partition(';')[0] for m in forms.values())}")
    head = {"do": "graph", "name": name, "form": form, "rows": service.limits.rows, "size": service.limits.size}
    told, data = await while_connected(request, service.pool.ask(head))
    return Response(data, headers=vary({"Content-Type": forms[told["form"]]}))


async def _write(request: Request, service: Service, name: str) -> Response:
    kind = media_type(request) or "text/turtle"
    deletes = request.method == "DELETE"
    if not deletes and kind not in INPUTS:
        raise Problem(415, f"graphs are taken as {', '.join(INPUTS)}")
    body = b"" if deletes else await body_of(request, most=service.limits.upload, seconds=service.limits.upload_seconds)
    base = name or str(request.url.replace(query=""))
    head = {"do": _METHODS[request.method], "name": name, "type": kind, "base": base}
    told, _ = await while_connected(request, service.change(head, body))
    return Response(status_code=told["status"])


def _name(request: Request) -> str | None:
    """The graph that the request is about; "" is the default graph.

    Raises:
        Problem: it names more than one.
    """
    given = request.query_params.multi_items()
    names = [value for key, value in given if key == "graph"]
    default = any(key == "default" for key, _ in given)
    if len(names) + default > 1:
        raise Problem(400, "one graph at a time: ?graph=IRI or ?default")
    return names[0] if names else "" if default else None
