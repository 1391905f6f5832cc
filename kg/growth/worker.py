"""A process that reads reports for another one: jobs come on standard input, pages go to standard output.

Each message is a JSON line that says how many bytes follow it, and then these bytes.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Any

from kg.errors import KgError
from kg.garbage import lasting
from kg.growth.reading import Failure, Settings, SourceReader
from kg.sources.model import Source
from kg.store.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping


def send(stream: IO[bytes], head: Mapping[str, Any], data: bytes = b"") -> None:
    """Write one message."""
    line = json.dumps({**head, "bytes": len(data)})
    stream.write(line.encode() + b"\n" + data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Read one message; None where the other side has gone, at whatever point of it."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    data = stream.read(head.pop("bytes"))
    return head, data


def job(source: Source) -> tuple[dict[str, Any], bytes]:
    """A source as a message."""
    head = asdict(source)
    del head["data"]
    return head, source.data


def answer(found: Page | Failure) -> tuple[dict[str, Any], bytes]:
    """A page or a failure as a message."""
    if isinstance(found, Failure):
        return {"failure": asdict(found)}, b""
    body = found.body.encode()
    head = asdict(found) | {"body": len(body)}
    del head["reference"]
    return {"page": head}, body + found.reference.encode()


def answered(head: Mapping[str, Any], data: bytes) -> Page | Failure:
    """The page or failure in a message."""
    if "failure" in head:
        return Failure(**head["failure"])
    told = head["page"]
    body, reference = data[: told["body"]].decode(), data[told["body"] :].decode()
    return Page(told["report"], body, reference, told["things"], told["acts"], tuple(told["notes"]))


def main() -> None:
    """Serve until standard input ends."""
    jobs, pages = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # whatever else prints goes to standard error, not between the messages
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    first = receive(jobs)
    if first is None:
        return
    settings = Settings(tuple(first[0]["ontology"]), first[0]["base"], first[0]["min_confidence"])
    try:
        with lasting():
            read = SourceReader(settings)
    except KgError as error:
        send(pages, {"ready": False, "failure": asdict(Failure.of(error))})
        return
    send(pages, {"ready": True})
    while (found := receive(jobs)) is not None:
        send(pages, *answer(read(Source(data=found[1], **found[0]))))


if __name__ == "__main__":
    main()
