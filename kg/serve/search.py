"""The index of what is served, built beside the server at the lowest priority, anew for each state of it."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.serve.index import Index
from kg.serve.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.serve.source import Source

_LONGEST = 200


class Search:
    """Looks things up in the newest index there is.

    Args:
        source: what is served.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._folder = tempfile.TemporaryDirectory(prefix="kg-serve-")
        self._index: Index | None = None
        self._of = ""
        self._building: asyncio.Task[None] | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._asking = asyncio.Lock()

    def refresh(self) -> None:
        """Have the index of the newest state built, unless it is there or under way."""
        newest = self._source.newest
        if newest and newest != self._of and self._building is None:
            self._building = asyncio.ensure_future(self._build(newest))

    async def close(self) -> None:
        """Stop building, and remove the files."""
        if self._building is not None:
            self._building.cancel()
            with suppress(asyncio.CancelledError):
                await self._building
        if self._index is not None:
            self._index.close()
        self._folder.cleanup()

    async def find(self, text: str, most: int) -> dict[str, Any]:
        """Things and sentences; `ready` is false while no index is there yet.

        Raises:
            Problem: the text is too long.
        """
        if len(text) > _LONGEST:
            raise Problem(400, f"at most {_LONGEST} characters are looked for")
        self.refresh()
        things = await self._ask(lambda index: index.things(text, most))
        sentences = await self._ask(lambda index: index.sentences(text, most))
        return {"ready": self._index is not None, "things": things or [], "sentences": sentences or []}

    async def most_told(self, most: int) -> list[str]:
        """The IRIs of the things of which most is said; waits for the first index."""
        self.refresh()
        if self._index is None and self._building is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(10):
                    await asyncio.shield(self._building)
        return await self._ask(lambda index: index.most_told(most)) or []

    async def _ask(self, question: Callable[[Index], Any]) -> Any:
        async with self._asking:
            index = self._index
            return None if index is None else await asyncio.to_thread(question, index)

    async def _build(self, state: str) -> None:
        try:
            held = self._source.hold()
            path = Path(self._folder.name) / f"index-{state}.sqlite"
            try:
                self._process = process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-P", "-m", "kg.serve.index", str(held.folder), held.base, str(path)),
                    env={**os.environ, "PYTHONUTF8": "1"},
                    stdin=asyncio.subprocess.DEVNULL,
                )
                if hasattr(os, "setpriority"):
                    with suppress(ProcessLookupError, PermissionError):
                        os.setpriority(os.PRIO_PROCESS, process.pid, 10)
                try:
                    await process.wait()
                finally:
                    if process.returncode is None:
                        process.kill()
                        await process.wait()
            finally:
                held.close()
            if path.exists():
                await self._use(path, state)
        finally:
            self._building = None

    async def _use(self, path: Path, state: str) -> None:
        fresh = Index(path)
        async with self._asking:
            old, self._index = self._index, fresh
        if old is not None:
            old.close()
            (path.parent / f"index-{self._of}.sqlite").unlink(missing_ok=True)
        self._of = state
