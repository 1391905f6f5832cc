"""Connections that are closed when a client keeps them open without asking, or does not take its answer.

uvicorn waits without end for the head of a request (slow loris) and for a client to read what it is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

HEAD = 65_536
"""The most bytes of the head of a request: what is longer is refused, and the connection closed."""
_PACE = 1000  # bytes a second that a client must take of its answer
_LOOK = 30.0  # seconds between two looks at that


class Connection(H11Protocol):
    """One connection.

    Attributes:
        seconds: how long the head of a request may take to arrive.
    """

    seconds = 10.0
    _arriving: asyncio.TimerHandle | None = None
    _leaving: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The first request is awaited from here on."""
        super().connection_made(transport)
        self._look_at_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is awaited any more."""
        for timer in (self._arriving, self._leaving):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A part of a request."""
        super().data_received(data)
        self._look_at_head()

    def pause_writing(self) -> None:
        """The client has not taken yet what it was sent."""
        super().pause_writing()
        self._watch(None)

    def resume_writing(self) -> None:
        """It has."""
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None
        super().resume_writing()

    def _look_at_head(self) -> None:
        busy = self.cycle is not None and not self.cycle.response_complete
        if busy and self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None
        elif not busy and self._arriving is None:
            self._arriving = self.loop.call_later(self.seconds, self._late)

    def _late(self) -> None:
        self._arriving = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.abort()

    def _watch(self, before: int | None) -> None:
        waiting = self.transport.get_write_buffer_size()
        if before is not None and before - waiting < _PACE * _LOOK:
            self.transport.abort()
        else:
            self._leaving = self.loop.call_later(_LOOK, self._watch, waiting)
