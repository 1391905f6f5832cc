"""Responses that several addresses give."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.responses import Response

from kg.serve.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping
    from typing import Any

    from starlette.requests import Request

    from kg.serve.wire import Message

_TITLES = {
    400: "Not understood",
    401: "Token missing",
    403: "Refused",
    404: "Not here",
    405: "Method not allowed",
    406: "No acceptable form",
    413: "Too large",
    415: "Media type not taken",
    421: "Unknown host",
    500: "Failed",
    503: "Limit reached",
}


def problem_response(problem: Problem) -> Response:
    """A problem as `application/problem+json`, with the limit that was reached under `limit`."""
    told = {
        "type": "about:blank",
        "title": _TITLES.get(problem.status, "Problem"),
        "status": problem.status,
        "detail": problem.detail,
        **({"limit": problem.limit} if problem.limit else {}),
        **problem.more,
    }
    headers = dict(problem.headers)
    if problem.limit:
        headers["KG-Limit"] = problem.limit
    if problem.status == 503:
        headers.setdefault("Retry-After", "5")
    return Response(
        json.dumps(told, ensure_ascii=False) + "\n",
        status_code=problem.status,
        media_type="application/problem+json",
        headers=headers,
    )


async def body_of(request: Request, *, most: int, seconds: float) -> bytes:
    """The body of a request.

    Raises:
        Problem: it is larger than *most* bytes, or does not arrive in time.
    """
    too_large = Problem(413, f"the request is larger than {most:,} bytes", limit="body")
    stated = request.headers.get("content-length", "0")
    if not stated.isdigit() or int(stated) > most:
        raise too_large
    parts, size = [], 0
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise too_large
                parts.append(part)
    except TimeoutError as error:
        raise Problem(408, f"the request did not arrive within {seconds:g} seconds", limit="upload") from error
    return b"".join(parts)


async def while_connected(request: Request, work: Coroutine[Any, Any, Message]) -> Message:
    """The result of *work*, which is given up where the client goes away.

    Raises:
        Problem: what *work* raises.
    """
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise Problem(499, "the client has gone")
        return task.result()
    finally:
        for one in (task, gone):
            if not one.done():
                one.cancel()
                with suppress(asyncio.CancelledError):
                    await one


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def media_type(request: Request) -> str:
    """The media type of a request's body, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def vary(headers: Mapping[str, str] | None = None) -> dict[str, str]:
    """Headers of what depends on Accept, and may be another tomorrow."""
    return {"Vary": "Accept", "Cache-Control": "no-cache", **(headers or {})}
