"""A page from the network, when the user asks for it; the only place where this software opens a connection of itself.

What the user typed is fetched. Where a server points to another place, it is not trusted: redirects lead to http(s)
only, and not into the network of the user's machine (`kg.sources.connection`).
"""

from __future__ import annotations

import codecs
import http.client
import time
import zlib
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from kg.errors import InputError
from kg.readers.formats import ALIASES
from kg.sources.connection import Target, answered
from kg.sources.formats import KNOWN
from kg.sources.model import is_address
from kg.version import VERSION

_AGENT = f"kg/{VERSION} (+https://w3id.org/govkg; reads the page that its user named)"
_WAIT = 15.0  # seconds for a connection, and for each piece
_WHOLE = 120.0  # seconds for all of it
_REDIRECTS = 5
_PIECE = 2**16
_SAVE = "check the address, or save the page with a browser and give the file"
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "multipart/related": ".mhtml",
    "message/rfc822": ".mhtml",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/zip": ".zip",
}


class Fetched(NamedTuple):
    """What a server gave.

    Attributes:
        data: the content.
        address: where it came from in the end.
        name: what to call it.
        format: its format as an extension; "" where it has to show itself.
    """

    data: bytes
    address: str
    name: str
    format: str


def fetch(address: str, size: int) -> Fetched:
    """The content at an address.

    Args:
        address: an http(s) IRI, as a user types it.
        size: how many bytes are read at most.

    Raises:
        InputError: it cannot be had, is larger, or leads where it must not.
    """
    given = _target(address, address)
    deadline = time.monotonic() + _WHOLE
    here, target = address, given
    for _ in range(_REDIRECTS + 1):
        try:
            found = _get(target, size, deadline, address, typed=_is_typed(target, given))
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            raise InputError(f"it cannot be fetched: {_told(error)}", place=address, remedy=_SAVE) from error
        if not isinstance(found, str):
            data, kind = found
            return Fetched(data, _ascii(here), _name(target), _format(kind, target.path))
        here = urljoin(_ascii(here), found)
        if not is_address(here):
            raise InputError(f"it leads to {found[:80]!r}, which is no page", place=address, remedy=_SAVE)
        target = _target(here, address)
    raise InputError(f"it leads on more than {_REDIRECTS} times", place=address, remedy=_SAVE)


def _is_typed(target: Target, given: Target) -> bool:
    """Whether a place is the one that the user typed; what was typed with http may be served with https."""
    secured = Target("https", given.host, 443, "")
    return target[:3] == given[:3] or (given.scheme == "http" and given.port == 80 and target[:3] == secured[:3])


def _target(address: str, typed: str) -> Target:
    try:
        parts = urlsplit(address)
        host = (
            (parts.hostname or "").encode("idna").decode() if not (parts.hostname or "").isascii() else parts.hostname
        )
        port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
    except ValueError as error:
        raise InputError(f"this is no address: {error}", place=typed, remedy=_SAVE) from error
    if not host or parts.username is not None:
        cause = "an address with a password in it" if host else "an address without a host"
        raise InputError(f"this is {cause}", place=typed, remedy=_SAVE)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]") if parts.query else ""
    )
    return Target(parts.scheme.lower(), host, port, path)


def _ascii(address: str) -> str:
    """An address as an IRI without fragment and without what IRIs cannot hold."""
    parts = urlsplit(address)
    return urlunsplit(
        (
            parts.scheme.lower(),
            parts.netloc,
            quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._"),
            quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]"),
            "",
        )
    )


def _get(
    target: Target, size: int, deadline: float, address: str, *, typed: bool
) -> tuple[bytes, tuple[str, str]] | str:
    """Content, and its type and charset; or where it has gone."""
    headers = {"User-Agent": _AGENT, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    connection, response = answered(target, headers, address=address, typed=typed, wait=_WAIT)
    try:
        if response.status in {301, 302, 303, 307, 308} and response.getheader("Location"):
            return str(response.getheader("Location"))
        if response.status != http.client.OK:
            raise InputError(
                f"the server answered {response.status} {response.reason}"[:120], place=address, remedy=_SAVE
            )
        data = _content(response, size, deadline, address)
        kind, charset = response.headers.get_content_type(), response.headers.get_content_charset() or ""
        return _unicode(data, kind, charset), (kind if response.getheader("Content-Type") else "", charset)
    finally:
        connection.close()


def _content(response: http.client.HTTPResponse, size: int, deadline: float, address: str) -> bytes:
    packed = (response.getheader("Content-Encoding") or "identity").lower()
    if packed not in {"identity", "gzip", "deflate"}:
        raise InputError(f"it is packed as {packed[:20]!r}", place=address, remedy=_SAVE)
    unpack = zlib.decompressobj(47 if packed == "gzip" else 15) if packed != "identity" else None
    data = bytearray()
    while piece := response.read1(_PIECE):
        data += piece if unpack is None else unpack.decompress(piece, size + 1 - len(data))
        if len(data) > size:
            raise InputError(
                f"it is larger than the {size:,} bytes that are read", place=address, remedy="save a part of it"
            )
        if time.monotonic() > deadline:
            raise TimeoutError(f"not done after {_WHOLE:.0f} seconds")
    if response.length:
        raise http.client.IncompleteRead(bytes(data), response.length)
    return bytes(data)


def _unicode(data: bytes, kind: str, charset: str) -> bytes:
    """A text in the charset that the server states, as marked UTF-8; as it is where that charset does not fit."""
    if not kind.startswith("text/") or not charset or charset.lower() in {"utf-8", "utf8"}:
        return data
    try:
        charset = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(charset.lower(), charset)
        return codecs.BOM_UTF8 + data.decode(charset).encode()
    except (LookupError, UnicodeError):
        return data


def _format(kind: tuple[str, str], path: str) -> str:
    suffix = PurePosixPath(unquote(urlsplit(path).path)).suffix.lower()
    suffix = ALIASES.get(suffix, suffix)
    if kind[0] in _TYPES:
        return _TYPES[kind[0]]
    if kind[0] == "text/plain":
        return suffix if suffix in {".md", ".jsonl", ".ndjson", ".csv"} else ".txt"
    return suffix if suffix in KNOWN else ""


def _name(target: Target) -> str:
    """The last part of the path, as a file would be called; the host where there is none."""
    last = PurePosixPath(unquote(urlsplit(target.path).path)).name
    return last if last and last.isprintable() else target.host


def _told(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return str(error) or "the server does not answer"
    return " ".join((str(error) or type(error).__name__).split())[:160]
