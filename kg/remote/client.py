"""HTTP to one server, with Basic or Digest authentication as the server asks; nothing but http and https is opened."""

from __future__ import annotations

import os
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from http.client import HTTPException
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError, KgError
from kg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

_TIMEOUT = 300.0
_LARGE = 30_000  # bytes that a connection takes before anybody reads them
_TOLD = 300  # characters of a server's own words in our message


def is_address(place: object) -> bool:
    """Whether *place* is the address of a server."""
    return isinstance(place, str) and place.lower().startswith(("http://", "https://"))


class RefusedError(GraphError):
    """The server answered with an error.

    Attributes:
        status: its HTTP status.
    """

    status = 0


class Client:
    """Sends requests to the server of one address.

    Args:
        address: http or https; it may hold `user:password@`. Else both come from the arguments.
        user: the name to authenticate with.
        password: left out, that of the environment variable KG_PASSWORD.

    Raises:
        GraphError: the address is none.
    """

    def __init__(self, address: str, *, user: str | None = None, password: str | None = None) -> None:
        parts = urllib.parse.urlsplit(address)
        if not is_address(address) or not parts.hostname:
            raise GraphError("is no address of a server", place=address, remedy="give http://… or https://…")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        netloc = f"{host}:{parts.port}" if parts.port else host
        self.address = urllib.parse.urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))
        user = user or (urllib.parse.unquote(parts.username) if parts.username else None)
        password = password or (urllib.parse.unquote(parts.password) if parts.password else None)
        self._digest: _Digest | None = None
        opener = urllib.request.OpenerDirector()  # without those for file: and ftp: that build_opener adds
        handlers: list[urllib.request.BaseHandler] = [
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.ProxyHandler(),
        ]
        if user is not None:
            known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            known.add_password(None, self.address, user, password or os.environ.get("KG_PASSWORD", ""))
            self._digest = _Digest(known)
            handlers += [self._digest, urllib.request.HTTPBasicAuthHandler(known)]
        for handler in handlers:
            opener.add_handler(handler)
        self._opener = opener

    def form(self, fields: list[tuple[str, str]], *, accept: str = "*/*") -> tuple[bytes, Mapping[str, str]]:
        """POST fields as a form, the one way of the SPARQL protocol that every server takes."""
        data = urllib.parse.urlencode(fields).encode()
        kind = "application/x-www-form-urlencoded; charset=utf-8"
        return self.send("POST", self.address, data, {"Content-Type": kind, "Accept": accept})

    def send(
        self, method: str, address: str, data: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[bytes, Mapping[str, str]]:
        """One request; the content of the answer, and its headers in lower case.

        Raises:
            RefusedError: the server says no.
            GraphError: it cannot be reached, or breaks off.
        """
        if self._digest is not None and self._digest.challenge is None and len(data or b"") > _LARGE:
            # a server that asks for the password does so before it has read all, and closes the connection
            with suppress(GraphError):
                self.send("GET", address)
        told = {"User-Agent": f"govkg/{VERSION}", **(headers or {})}
        # the scheme is http or https: see __init__
        request = urllib.request.Request(address, data=data, headers=told, method=method)  # noqa: S310
        try:
            with self._opener.open(request, timeout=_TIMEOUT) as answer:
                return answer.read(), {name.lower(): value for name, value in answer.headers.items()}
        except urllib.error.HTTPError as error:
            with error:
                said = " ".join(error.read().decode("utf-8", "replace").split())[:_TOLD]
            raise _refused(error.code, said or str(error.reason), self.address) from error
        except (OSError, HTTPException, ValueError) as error:
            cause = getattr(error, "reason", None) or error
            raise GraphError(
                f"cannot be reached: {cause}", place=self.address, remedy="check the address, and that the server runs"
            ) from error


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Digest authentication that comes along with each request once the server has asked for it."""

    challenge: dict[str, str] | None = None

    def retry_http_digest_auth(self, req: urllib.request.Request, auth: str) -> Any:
        """The server asks for the password."""
        parts = urllib.request.parse_http_list(auth.partition(" ")[2])
        self.challenge = urllib.request.parse_keqv_list([part for part in parts if part])
        return super().retry_http_digest_auth(req, auth)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        """Add the answer to what it has asked before."""
        if self.challenge is not None:
            answer = self.get_authorization(req, self.challenge)
            if answer:
                req.add_unredirected_header(self.auth_header, f"Digest {answer}")
        return req

    https_request = http_request


def _refused(status: int, said: str, address: str) -> KgError:
    remedies = {
        401: "give --user NAME, and the password in the environment variable KG_PASSWORD",
        403: "the user may not do this; ask for the right",
        404: "check the path of the address",
        405: "this address takes no such request; see --by",
        413: "the server takes no request of this size; raise its limit",
        415: "the server does not take this format; see --by",
    }
    error = RefusedError(
        f"the server says {status}: {said}", place=address, remedy=remedies.get(status, "see the server's log")
    )
    error.status = status
    return error
