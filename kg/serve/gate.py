"""What stands before every request: by which name it calls us, from which page it comes; and headers of all answers.

A page of another site that a user has open can send requests here from the user's browser. It cannot call us by our own
name unless its own name is made to point here (DNS rebinding), and the browser says where a request comes from.
"""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders

from kg.serve.problem import Problem
from kg.serve.responses import problem_response

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'nonce-{nonce}'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_OWN = ("127.0.0.1", "localhost", "::1")


class Gate:
    """Middleware that lets through what calls us by one of our names and does not come from another site.

    Args:
        app: what stands behind it.
        host: the address that the server listens on.
        names: further names that it is called by.
    """

    def __init__(self, app: ASGIApp, *, host: str, names: Iterable[str] = ()) -> None:
        self._app = app
        self._names = {name.lower() for name in (*_OWN, host, *names)} - {"", "0.0.0.0", "::"}  # noqa: S104 - refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check a request and hand it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope["state"] = {**scope.get("state", {}), "nonce": nonce}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", POLICY.format(nonce=nonce))
            await send(message)

        problem = self._objection(scope)
        app = self._app if problem is None else problem_response(problem)
        await app(scope, receive, send_with_headers)

    def _objection(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or _name(hosts[0]) not in self._names:
            return Problem(421, "the server is not known by the name in the Host header; kg serve --name NAME adds one")
        origins = headers.getlist("origin")
        if any(urlsplit(origin).netloc.lower() != hosts[0].lower() for origin in origins):
            return Problem(403, "requests from pages of other sites are refused")
        follows_link = scope["method"] in {"GET", "HEAD"} and headers.get("sec-fetch-mode") == "navigate"
        if headers.get("sec-fetch-site", "none") in {"cross-site", "same-site"} and not follows_link:
            return Problem(403, "requests from pages of other sites are refused")
        return None


def _name(host: str) -> str:
    """The name in a Host header, without port and brackets; "" where it is malformed."""
    try:
        found = urlsplit(f"//{host}")
        name = found.hostname or ""
    except ValueError:
        return ""
    return "" if found.username or found.path or found.query else name


def check_token(request: Request, token: str | None) -> None:
    """Let a change pass only with the token, as `Authorization: Bearer TOKEN`; no browser adds that by itself.

    Args:
        request: what asks for a change.
        token: the server's; None where it is read-only.

    Raises:
        Problem: it must not pass.
    """
    if token is None:
        raise Problem(403, "this server is read-only; kg serve STORE --writable lets those with a token change it")
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise Problem(
            401,
            "changes need the token: Authorization: Bearer TOKEN",
            headers={"WWW-Authenticate": 'Bearer realm="kg serve"'},
        )
