"""Pages for people: the query page, the explorer, and a page for each thing."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.responses import JSONResponse, RedirectResponse, Response

from kg.query.saved import saved_questions
from kg.rdf.terms import prefixes
from kg.serve.negotiate import chosen
from kg.serve.offered import offered
from kg.serve.problem import Problem
from kg.serve.responses import body_of, vary, while_connected
from kg.serve.results import GRAPHS
from kg.serve.thing import strings

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.service import Service

ASSETS = {
    "pages.css": "text/css; charset=utf-8",
    "query.js": "text/javascript; charset=utf-8",
    "vendor/codemirror.js": "text/javascript; charset=utf-8",
    "vendor/LICENSES.txt": "text/plain; charset=utf-8",
}
"""What is given from the folder `assets`, and as what; nothing else is."""

_FACTS = 100  # facts on a page about a thing, or that come with an expansion
_FIRST = 40  # things that the explorer begins with, where none is asked for
_FEW = 12  # facts of each of them
_MOST = 200  # things that may be asked for at once
_FOUND = 30
_DRAWING = 2.0  # seconds that laying out a picture may take before it counts as heavy
_SLOT = re.compile(r"\{\{(t:)?([a-z.]+)\}\}")
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


async def asset(request: Request) -> Response:
    """A script or style of the pages."""
    name = request.path_params["name"]
    if name not in ASSETS:
        raise Problem(404, "there is no such asset")
    return Response(_asset(name), headers={"Content-Type": ASSETS[name], "Cache-Control": "no-cache"})


async def query_page(request: Request) -> Response:
    """The page with the editor."""
    service: Service = request.app.state.service
    language = _language(request)
    words = strings()[language]
    data = {
        "prefixes": prefixes(service.pool.base),
        "base": service.pool.base,
        "queries": offered(),
        "words": words,
        "language": language,
        "terms": _terms(),
    }
    slots = {
        "lang": "zh-Hans" if language == "zh" else "en",
        "name": escape(service.source.title),
        "data": json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        "nonce": request.scope["state"]["nonce"],
    }
    page = _SLOT.sub(lambda m: escape(words[m[2]]) if m[1] else slots[m[2]], _asset("query.html").decode())
    return Response(page, media_type="text/html", headers={"Cache-Control": "no-store", "Vary": "Accept-Language"})


async def saved(request: Request) -> Response:
    """A saved question with the values of the address in it, as the text of a query."""
    service: Service = request.app.state.service
    values = dict(request.query_params.multi_items())
    name = values.pop("name", "")
    if name not in saved_questions():  # a file is a user's own only on the command line
        raise Problem(404, f"there is no saved question {name!r}")
    _, data = await while_connected(request, service.pool.ask({"do": "saved", "name": name, "values": values}))
    return Response(data, headers={"Content-Type": "application/sparql-query", "Cache-Control": "no-cache"})


async def explore(request: Request) -> Response:
    """The explorer, with the things that are asked for or those of which most is told."""
    service: Service = request.app.state.service
    given = list(request.query_params.multi_items())
    if request.method == "POST":
        body = await body_of(request, most=service.limits.body, seconds=service.limits.upload_seconds)
        given += parse_qsl(body.decode("utf-8", "replace"), max_num_fields=_MOST + 10)
    things = [value for name, value in given if name == "iri"][:_MOST]
    limit = _FACTS if 0 < len(things) <= 5 else _FEW
    head = {
        "do": "explore",
        "things": things or await service.search.most_told(_FIRST),
        "limit": limit,
        "language": _language(request),
        "title": service.source.title,
    }
    _, data = await while_connected(request, service.pool.ask(head, light=_DRAWING))
    found = _POLICY.search(data[:20_000].decode("utf-8", "replace"))
    policy = f"{found[1].replace('&#x27;', chr(39))}; frame-ancestors 'none'" if found else "default-src 'none'"
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    return Response(data, media_type="text/html", headers=headers)


async def near(request: Request) -> Response:
    """What is next to some things, for the explorer."""
    service: Service = request.app.state.service
    things = request.query_params.getlist("iri")[:_MOST]
    if not things:
        raise Problem(400, "say what: ?iri=…")
    head = {
        "do": "near",
        "things": things,
        "limit": 1 if "few" in request.query_params else _FACTS,
        "start": _number(request, "start"),
    }
    _, data = await while_connected(request, service.pool.ask(head))
    return Response(data, media_type="application/json", headers={"Cache-Control": "no-cache"})


async def search(request: Request) -> Response:
    """Things by name and sentences by their words."""
    service: Service = request.app.state.service
    found = await service.search.find(request.query_params.get("q", ""), _FOUND)
    return JSONResponse(found, headers={"Cache-Control": "no-cache"})


async def thing(request: Request) -> Response:
    """A thing's page, or what is told of it as RDF."""
    service: Service = request.app.state.service
    path = request.path_params.get("path")
    iri = request.query_params.get("iri", "") if path is None else service.pool.base + path
    forms = {"html": "text/html; charset=utf-8", **GRAPHS}
    form = chosen(request.headers.get("accept", ""), forms)
    if form is None:
        raise Problem(406, f"there is {', '.join(m.partition(';')[0] for m in forms.values())}")
    head = {
        "do": "thing",
        "iri": iri,
        "form": form,
        "language": _language(request),
        "limit": _FACTS,
        "start": _number(request, "start"),
    }
    _, data = await while_connected(request, service.pool.ask(head))
    return Response(data, headers=vary({"Content-Type": forms[form], "Vary": "Accept, Accept-Language"}))


async def to_thing(request: Request) -> Response:
    """From a thing's IRI to its page."""
    service: Service = request.app.state.service
    iri = request.query_params.get("iri", "")
    if iri.startswith(service.pool.base):
        from kg.serve.thing import address  # noqa: PLC0415

        return RedirectResponse(address(iri, service.pool.base), 303)
    return await thing(request)


def _number(request: Request, name: str) -> int:
    value = request.query_params.get(name, "0")
    if not value.isdigit() or len(value) > 9:
        raise Problem(400, f"{name} is a number")
    return int(value)


def _language(request: Request) -> str:
    """The language of a page: what the address says, else the first of the browser's that there is."""
    given = request.query_params.get("lang")
    if given in strings():
        return str(given)
    for part in request.headers.get("accept-language", "").lower().split(","):
        if part.strip()[:2] in strings():
            return part.strip()[:2]
    return "zh"


@cache
def _asset(name: str) -> bytes:
    return files("kg.serve").joinpath("assets", *name.split("/")).read_bytes()


@cache
def _terms() -> list[list[str]]:
    """The classes and relations of the ontology with their labels, for completion in the editor."""
    from kg.rdf.terms import Names  # noqa: PLC0415
    from kg.schema.load import load_schema  # noqa: PLC0415 - reads the ontology, on the first visit

    schema, names = load_schema(), Names()
    described = [(t.iri, t.labels) for t in schema.classes.values()]
    described += [(t.iri, t.labels) for t in schema.relations.values()]
    return sorted([names.iri(iri), labels.get("zh", ""), labels.get("en", "")] for iri, labels in described)
