"""What all addresses of the server share."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from kg.serve.describe import Description
from kg.serve.pool import Pool
from kg.serve.problem import Problem
from kg.serve.process import Process, broken
from kg.serve.search import Search
from kg.serve.source import StoreSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.serve.limits import Limits
    from kg.serve.source import Source
    from kg.serve.wire import Message


class Service:
    """A source with its workers.

    Args:
        source: what is served.
        limits: what one request may cost.
        token: who has it may change the source; None where nobody may.
        allowed: addresses that SERVICE and LOAD may name.
    """

    def __init__(
        self, source: Source, limits: Limits, *, token: str | None = None, allowed: Iterable[str] = ()
    ) -> None:
        self.source = source
        self.limits = limits
        self.token = token
        self.allowed = frozenset(allowed)
        self.pool = Pool(source, limits)
        self.search = Search(source)
        self.description = Description(self)
        self._writing = asyncio.Lock()
        self._reaping: set[asyncio.Future[int]] = set()

    async def open(self) -> None:
        """Start the workers."""
        await self.pool.open()
        self.search.refresh()

    async def close(self) -> None:
        """End the workers."""
        await asyncio.gather(*self._reaping)
        await self.search.close()
        await self.pool.close()

    async def _writer(self, folder: str) -> Process:
        """A process that may write, when the one before has ended: until then that one holds the store's lock."""
        await self._writing.acquire()
        try:
            return await Process.start("kg.serve.changing", [folder, str(self.limits.memory)])
        except BaseException:
            self._writing.release()
            raise

    def _written(self, reaper: asyncio.Future[int]) -> None:
        self._reaping.discard(reaper)
        self._writing.release()

    async def change(self, head: Mapping[str, Any], body: bytes) -> Message:
        """Make one change, in a process of its own; changes are made one after the other.

        Raises:
            Problem: it is refused, or reached a limit; then nothing of it is in the store.
        """
        if not isinstance(self.source, StoreSource):
            raise Problem(403, "a graph file is not changed; serve a store")
        folder = str(self.source.layout.folder)
        try:
            async with asyncio.timeout(self.limits.seconds):
                process = await self._writer(folder)
                try:
                    await process.send(head, body)
                    found = await process.receive()
                    words = "" if found else await process.last_words()
                finally:
                    process.kill()
                    self._reaping.add(reaper := asyncio.ensure_future(process.stop()))
                    reaper.add_done_callback(self._written)
        except TimeoutError as error:
            raise Problem(
                503, f"not done within {self.limits.seconds:g} seconds; nothing was changed", limit="time"
            ) from error
        if found is None:
            raise broken(words, self.limits)
        if "problem" in found[0]:
            raise Problem.of(found[0]["problem"])
        return found
