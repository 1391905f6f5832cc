"""Saved pages (MHTML, RFC 2557): the page among the parts of the message; pictures and styles are not looked at."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.readers.html import read_page

if TYPE_CHECKING:
    from email.message import Message

    from kg.readers.model import Limits, Original, Progress

_PAGES = ("text/html", "application/xhtml+xml")
_MULTIPART = b"content-type: multipart/"
_REMEDY = "save the page anew"
_MOST_DEPTH = 20


def read_mhtml(data: bytes, name: str, limits: Limits, progress: Progress | None = None) -> Original:
    """The lines of the article of a saved page; its address is the one it was saved from.

    Raises:
        InputError: no page is in it, or it is beyond a limit.
    """
    if data.lower().count(_MULTIPART) > _MOST_DEPTH:
        raise InputError("its parts nest too deeply", place=name, remedy=_REMEDY)
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        page = _page(message, name, limits)
        body = page.get_payload(decode=True) if page is not None else None
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise InputError(f"the file is damaged: {type(error).__name__}", place=name, remedy=_REMEDY) from error
    if page is None or not isinstance(body, bytes) or not body.strip():
        raise InputError("there is no page in this file", place=name, remedy=_REMEDY)
    declared = page.get_param("charset")
    found = read_page(
        body, name, limits, progress, declared=declared if isinstance(declared, str) else "", form="mhtml"
    )
    address = _address(message) or _address(page)
    return replace(found, address=found.address or address)


def _page(message: Message, name: str, limits: Limits) -> Message | None:
    """The part that is the page: the root that the message names, else the first one; frames come after it."""
    root = message.get_param("start")
    first: Message | None = None
    for number, part in enumerate(message.walk(), 1):
        if number > limits.parts:
            raise InputError(f"more than {limits.parts:,} parts", place=name, remedy=_REMEDY)
        if part.get_content_type() in _PAGES:
            if root and part.get("Content-ID") == root:
                return part
            first = first or part
    return first


def _address(message: Message) -> str:
    """The address that a browser notes; a file on someone's disk is none."""
    stated = next(
        (str(message[h]).strip() for h in ("Snapshot-Content-Location", "Content-Location") if message[h]), ""
    )
    usable = stated.startswith(("http://", "https://")) and not set('<>"{}|\\^` ') & set(stated)
    return stated if usable and stated.isprintable() else ""
