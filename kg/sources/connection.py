"""A connection to where an address leads, directly or through the proxy that the environment names.

What the user typed is connected to. Elsewhere is where a server points to: its name is resolved here, all its addresses
must be public, and the very address that was looked at is connected to. So it is through a proxy, too, which is asked
for a tunnel to that address, and told no name that it might resolve to another place.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError
from kg.sources.proxy import proxy_for

if TYPE_CHECKING:
    from kg.sources.proxy import Proxy

_USUAL = {"http": 80, "https": 443}


class Target(NamedTuple):
    """Where an address leads: `path` with the query, all in ASCII."""

    scheme: str
    host: str
    port: int
    path: str


def answered(
    target: Target, headers: dict[str, str], *, address: str, typed: bool, wait: float
) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    """The answer of a server to GET, and the connection, which the caller closes.

    Args:
        target: what is asked for.
        headers: what the server is told besides.
        address: what messages name.
        typed: whether it is the place that the user named; else it must be a public one.
        wait: seconds for the connection, and for each piece.

    Raises:
        InputError: it leads to a place that is not public, or the proxy is of a kind that is not spoken here.
        OSError: there is no connection.
    """
    proxy = proxy_for(target.scheme, target.host, target.port, address=address)
    whole = proxy is not None and typed and target.scheme == "http"
    if proxy is None:
        connection = _direct(target, address, typed=typed, wait=wait)
    else:
        connection = _through(proxy, target, address, typed=typed, wait=wait)
    named = f"[{target.host}]" if ":" in target.host else target.host
    host = named if target.port == _USUAL[target.scheme] else f"{named}:{target.port}"
    try:
        told = {"Host": host, **headers, **(proxy.headers if proxy is not None and whole else {})}
        connection.request("GET", f"http://{host}{target.path}" if whole else target.path, headers=told)
        return connection, connection.getresponse()
    except BaseException:
        connection.close()
        raise


def _direct(target: Target, address: str, *, typed: bool, wait: float) -> http.client.HTTPConnection:
    failure: OSError | None = None
    for place in _places(target, address, typed=typed):
        try:
            plain = socket.create_connection((place, target.port), timeout=wait)
        except OSError as error:
            failure = error
            continue
        connection = http.client.HTTPConnection(target.host, target.port, timeout=wait)
        connection.sock = _secured(plain, target.host) if target.scheme == "https" else plain
        return connection
    raise failure or OSError("no such host")


def _through(proxy: Proxy, target: Target, address: str, *, typed: bool, wait: float) -> http.client.HTTPConnection:
    """A connection to a proxy, ready to be asked for what the user typed; else a tunnel to the place."""
    connection = http.client.HTTPConnection(proxy.host, proxy.port, timeout=wait)
    if typed and target.scheme == "http":
        return connection
    try:
        place = target.host if typed else _places(target, address, typed=False)[0]
    except OSError as error:
        raise _not_public(target, address) from error  # only the proxy knows the name, and where it leads
    connection.set_tunnel(place, target.port, headers=proxy.headers)
    connection.connect()
    try:
        if target.scheme == "https":
            connection.sock = _secured(connection.sock, target.host)
    except BaseException:
        connection.close()
        raise
    return connection


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _places(target: Target, address: str, *, typed: bool) -> list[str]:
    """The network addresses of a host; for other places than the typed one all of them are public."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    places = [str(place[0]) for *_, place in found]
    if not typed and not all(ipaddress.ip_address(place.partition("%")[0]).is_global for place in places):
        raise _not_public(target, address)
    return places


def _not_public(target: Target, address: str) -> InputError:
    return InputError(
        f"it leads to {target.host}, which is no public place",
        place=address,
        remedy="if that is meant, give that address itself",
    )
