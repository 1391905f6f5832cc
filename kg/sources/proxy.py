"""The proxy that the environment names: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, in capitals or not."""

from __future__ import annotations

from base64 import b64encode
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies_environment

from kg.errors import InputError

_PORT = 80


class Proxy(NamedTuple):
    """A proxy that is spoken to in HTTP.

    Attributes:
        headers: what it is told beside the request; a password is in them, and in no message.
    """

    host: str
    port: int
    headers: dict[str, str]


def proxy_for(scheme: str, host: str, port: int, *, address: str) -> Proxy | None:
    """The proxy by which a host is reached, or None where it is reached directly.

    Args:
        scheme: http or https, that of the address.
        host: its host.
        port: its port.
        address: what messages name.

    Raises:
        InputError: the environment names a proxy of a kind that is not spoken here.
    """
    proxies = getproxies_environment()
    stated = proxies.get(scheme) or proxies.get("all")
    if not stated or _is_direct(host.lower(), port, proxies.get("no", "")):
        return None
    parts = urlsplit(stated if "://" in stated else f"http://{stated}")
    try:
        place, at = parts.hostname, parts.port or _PORT
    except ValueError:
        place, at = None, 0
    if not place or parts.scheme != "http":
        raise InputError(
            f"the environment names a proxy of {parts.scheme}://, which is not spoken here",
            place=address,
            remedy="name an http:// proxy in HTTP_PROXY and HTTPS_PROXY, or the host in NO_PROXY",
        )
    headers = {}
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Proxy-Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    return Proxy(place, at, headers)


def _is_direct(host: str, port: int, stated: str) -> bool:
    """Whether NO_PROXY names a host: itself, a domain that it is in (with a dot before it or not), or `*` for all."""
    for entry in (entry.strip().lower() for entry in stated.split(",")):
        name = entry.removesuffix(f":{port}").removeprefix("*").lstrip(".")
        if entry == "*" or (name and (host == name or host.endswith(f".{name}"))):
            return True
    return False
