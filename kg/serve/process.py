"""A worker as the server sees it: a process with two pipes, which may be killed at any moment."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.serve.problem import Problem
from kg.serve.wire import LINE, OUT_OF_MEMORY, packed, receive_async

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from kg.serve.limits import Limits
    from kg.serve.source import Held
    from kg.serve.wire import Message

_LOWEST = 19
_OUT_OF_MEMORY = (
    "memory allocation",
    "MemoryError",
    "PyObject pointer is null",
)  # Rust, Python, and one from the other
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_ENVIRONMENT = {
    "PYTHONUTF8": "1",
    "MALLOC_ARENA_MAX": "2",  # an arena for each thread would use up the address space
    "RUST_BACKTRACE": "0",  # drawing one at the end of memory takes seconds, and memory
}


class Generation:
    """A state of what is served, with the workers that have it open; let go when the last of them has ended."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self.users = 0
        self.old = False

    def leave(self) -> None:
        """One worker less."""
        self.users -= 1
        self.retire_if_unused()

    def retire_if_unused(self) -> None:
        """Let go of the state when there is a newer one and nobody has it open."""
        if self.old and self.users == 0:
            self.held.close()


class Process:
    """A worker process."""

    def __init__(self, process: asyncio.subprocess.Process, generation: Generation | None = None) -> None:
        assert process.stdin is not None  # noqa: S101 - it was started with pipes
        assert process.stdout is not None  # noqa: S101
        self._process = process
        self._requests, self._answers = process.stdin, process.stdout
        self.generation = generation
        self.fresh = True

    @classmethod
    async def start(cls, module: str, arguments: Sequence[str], generation: Generation | None = None) -> Process:
        """Start a process; it is ready when its first message has come.

        Raises:
            Problem: it could not start.
        """
        process = await asyncio.create_subprocess_exec(
            # -P: a folder `kg` where the user happens to be is not the software
            *(sys.executable, "-P", "-m", module, *arguments),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            limit=LINE,
            env={**os.environ, **_ENVIRONMENT},
        )
        started = cls(process, generation)
        if generation is not None:
            generation.users += 1
        if await started.receive() is None:
            await started.stop()
            raise Problem(503, "no worker could be started", limit="workers")
        return started

    async def send(self, head: Mapping[str, Any], body: bytes) -> None:
        """Give it a request; where it has gone, the answer will say so."""
        self.fresh = False
        with suppress(ConnectionError):
            self._requests.write(packed(head, body))
            await self._requests.drain()

    async def receive(self) -> Message | None:
        """Its answer, or None where it has ended without one."""
        try:
            return await receive_async(self._answers)
        except (asyncio.IncompleteReadError, ValueError):
            return None

    def worked(self) -> float | None:
        """Seconds of a processor's time that it has used so far; None where the system does not tell."""
        try:
            told = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii")
        except OSError:
            return None
        user, system = told.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / _TICKS

    def make_way(self) -> None:
        """Lower its priority, for good."""
        if hasattr(os, "setpriority"):
            with suppress(ProcessLookupError, PermissionError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, _LOWEST)

    def kill(self) -> None:
        """End it, at whatever it is, without waiting for the end."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def stop(self) -> int:
        """End it, at whatever it is; its exit code."""
        self.kill()
        code = await self._process.wait()
        generation, self.generation = self.generation, None
        if generation is not None:
            generation.leave()
        return code

    async def last_words(self) -> str:
        """What it said on standard error, when it has ended by itself or is stopped after a second."""
        said = b""
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                await self._process.wait()
                if self._process.stderr is not None:
                    said = await self._process.stderr.read(100_000)
        code = await self.stop()
        return f"{said.decode(errors='replace')}\nexit code {code}"


def broken(words: str, limits: Limits) -> Problem:
    """Why a worker ended without an answer, by its last words.

    The allocator of the engine ends the process where there is no more memory, the system where there is no more stack.
    """
    if "overflowed its stack" in words or words.endswith("exit code -11"):
        return Problem(
            503, "it is nested too deeply for the engine, which is running again; simplify it", limit="depth"
        )
    if any(sign in words for sign in _OUT_OF_MEMORY) or words.endswith(("exit code -9", f"exit code {OUT_OF_MEMORY}")):
        return Problem(
            503, f"it needs more than {limits.memory:,} MiB of memory; nothing of it is answered", limit="memory"
        )
    return Problem(500, f"the worker failed: {words.strip().splitlines()[-2:]}")
