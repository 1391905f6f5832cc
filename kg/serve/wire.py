"""What goes through the pipes between server and workers: JSON that says how many bytes follow, and these bytes.

Answers travel in the formats of the SPARQL recommendations; nothing that is received is ever run or unpickled.
"""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Mapping

Message = tuple[dict[str, Any], bytes]
LINE = 4_000_000
"""The longest head of a message, in bytes."""


OUT_OF_MEMORY = 75
"""The exit code of a worker that ran out of memory in Python."""


def packed(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """A message as bytes."""
    return json.dumps({**head, "bytes": len(body)}).encode() + b"\n" + body


def receive(stream: IO[bytes]) -> Message | None:
    """Read one message; None where the other side has gone, at whatever point of it."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    body = stream.read(head.pop("bytes"))
    return head, body


async def receive_async(stream: asyncio.StreamReader) -> Message | None:
    """The same, without blocking."""
    line = await stream.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    size = head.pop("bytes")
    body = await stream.readexactly(size) if size else b""
    return head, body
