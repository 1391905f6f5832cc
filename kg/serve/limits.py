"""What one request may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the endpoint; an answer that would pass one is refused with the limit's name, never cut short.

    Attributes:
        seconds: from the arrival of a query to its answer, waiting for a free worker included.
        memory: mebibytes that a worker may take beyond what it has when its graph is open.
        rows: solutions or triples of an answer.
        size: bytes of an answer.
        body: bytes of a request that reads.
        upload: bytes of a request that writes.
        head_seconds: how long the head of a request may take to arrive.
        upload_seconds: how long the body of a request may take to arrive.
        light: seconds after which a query counts as heavy and must leave the way free for others.
        workers: queries that run at full priority at once.
        heavy: heavy queries that run at once, at the lowest priority.
        waiting: requests that may wait for a worker at once.
    """

    seconds: float = 10.0
    memory: int = 1024
    rows: int = 100_000
    size: int = 100_000_000
    body: int = 1_000_000
    upload: int = 100_000_000
    head_seconds: float = 10.0
    upload_seconds: float = 60.0
    light: float = 0.1
    workers: int = 4
    heavy: int = 4
    waiting: int = 256
