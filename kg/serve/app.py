"""Which address answers what.

/                 the query page
/sparql           queries and updates; without either, what the service says of itself
/store            graphs as they are
/void             what is served, in numbers
/explore          the graph to look at; /search and /near feed it
/id/…             a thing's page: HTML, Turtle or JSON-LD
/assets/…         scripts and styles
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.serve.front import asset, explore, near, query_page, saved, search, thing, to_thing
from kg.serve.gate import Gate
from kg.serve.graphs import graph_store
from kg.serve.problem import Problem
from kg.serve.protocol import sparql
from kg.serve.responses import problem_response
from kg.serve.service import Service

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from kg.serve.limits import Limits
    from kg.serve.source import Source


def make_app(
    source: Source,
    limits: Limits,
    *,
    host: str,
    names: Iterable[str] = (),
    token: str | None = None,
    allowed: Iterable[str] = (),
) -> ASGIApp:
    """The server as an ASGI application.

    Args:
        source: what is served.
        limits: what one request may cost.
        host: the address that it listens on.
        names: further names that it is called by.
        token: who has it may change the source; None where nobody may.
        allowed: addresses that SERVICE and LOAD may name.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        service = Service(source, limits, token=token, allowed=allowed)
        app.state.service = service
        await service.open()
        try:
            yield
        finally:
            await service.close()

    every = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
    app = Starlette(
        routes=[
            Route("/sparql", sparql, methods=every),
            Route("/sparql/", sparql, methods=every),
            Route("/store", graph_store, methods=every),
            Route("/void", void),
            Route("/", query_page),
            Route("/explore", explore, methods=["GET", "POST"]),
            Route("/near", near),
            Route("/search", search),
            Route("/saved", saved),
            Route("/thing", to_thing),
            Route("/id/{path:path}", thing),
            Route("/assets/{name:path}", asset),
            Route("/.well-known/void", lambda _: RedirectResponse("/void", 303)),
        ],
        exception_handlers={Problem: _problem, HTTPException: _http},  # type: ignore[dict-item]
        lifespan=lifespan,
    )
    return Gate(app, host=host, names=names)


async def void(request: Request) -> Response:
    """What is served, in numbers."""
    service: Service = request.app.state.service
    return await service.description.response(request)


async def _problem(_: Request, error: Problem) -> Response:
    return problem_response(error)


async def _http(_: Request, error: HTTPException) -> Response:
    return problem_response(Problem(error.status_code, error.detail, headers=dict(error.headers or {})))
