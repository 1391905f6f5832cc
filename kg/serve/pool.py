"""Workers: each answers one request at a time in a process of its own, which is killed when its time is over.

A request runs at full priority at first. One that takes longer than `Limits.light` is heavy: it goes on at the lowest
priority and makes way for the next. Where as many heavy ones run as may, it is stopped and begins anew when one of them
has ended. Its time runs from its arrival, waiting included. What was heavy once goes to the heavy ones at once the next
time: no process can raise its priority again, so that each that was lowered has to be replaced.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict, deque
from typing import TYPE_CHECKING, Any

from kg.serve.problem import Problem
from kg.serve.process import Generation, Process, broken
from kg.serve.wire import packed

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from kg.serve.limits import Limits
    from kg.serve.source import Source
    from kg.serve.wire import Message

_REMEMBERED = 10_000  # heavy requests that are known again


class Pool:
    """Workers for one source, of which some always stand ready.

    Args:
        source: what is served; its newest state is what new requests see.
        limits: how many workers, and what each request may cost.
    """

    def __init__(self, source: Source, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._generation: Generation | None = None
        self._idle: list[Process] = []
        self._idle_low: list[Process] = []
        self._wanted: deque[asyncio.Future[Process]] = deque()  # requests that wait for a worker at full priority
        self._known_heavy: OrderedDict[bytes, None] = OrderedDict()
        self._starting = 0
        self._running = 0  # workers that have been given to requests at full priority
        self._light = asyncio.Semaphore(limits.workers)
        self._heavy = asyncio.Semaphore(limits.heavy)
        self._waiting = 0
        self._closed = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._processes: set[Process] = set()

    @property
    def state(self) -> str:
        """The name of the state that the next request will see."""
        return self._newest().held.name

    @property
    def base(self) -> str:
        """What the IRIs of things begin with."""
        return self._newest().held.base

    async def open(self) -> None:
        """Start the first workers."""
        self._newest()
        await asyncio.gather(*(self._spare() for _ in range(self._limits.workers)))

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for process in tuple(self._processes):
            await self._stop(process)
        if self._generation is not None:
            self._generation.held.close()

    async def ask(self, head: Mapping[str, Any], body: bytes = b"", *, light: float | None = None) -> Message:
        """Have a request answered.

        Args:
            head: what is asked for.
            body: the text of a query.
            light: seconds after which it counts as heavy, where they are not those of the limits.

        Raises:
            Problem: it reached a limit, or was refused.
        """
        if self._waiting >= self._limits.waiting:
            raise Problem(503, "too many requests at once", limit="waiting", headers={"Retry-After": "1"})
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                known = hashlib.sha256(packed(head, body)).digest()
                found = None
                if known not in self._known_heavy:
                    found = await self._quickly(head, body, self._limits.light if light is None else light, known)
                if found is None:
                    found = await self._slowly(head, body, known)
        except TimeoutError as error:
            raise self._late() from error
        finally:
            self._waiting -= 1
        if "problem" in found[0]:
            raise Problem.of(found[0]["problem"])
        return found

    def _late(self) -> Problem:
        return Problem(
            503,
            f"no answer within {self._limits.seconds:g} seconds; nothing of it is sent. Ask for less, or more precise",
            limit="time",
        )

    async def _quickly(self, head: Mapping[str, Any], body: bytes, light: float, known: bytes) -> Message | None:
        """The answer, or None where the request has to begin anew among the heavy ones."""
        async with self._light:
            process = await self._ready()
            answer = asyncio.ensure_future(self._exchange(process, head, body))
            try:
                await self._while_light(process, answer, light)
            except asyncio.CancelledError:
                self._give_up(process, answer)
                raise
            finally:
                self._running -= 1
            if answer.done():
                return await self._taken(process, answer, self._idle)
            self._remember(known)
            if self._heavy.locked():
                self._give_up(process, answer)
                return None
            await self._heavy.acquire()
        # its place among the light ones is free now
        self._replace()
        try:
            process.make_way()
            return await self._heavily(process, answer)
        finally:
            self._heavy.release()

    async def _while_light(self, process: Process, answer: asyncio.Future[Message | None], light: float) -> None:
        """Wait until a request is answered or has shown itself to be heavy.

        On a busy machine time passes without any work done: what counts is the processor's.
        """
        before = process.worked()
        rest = light
        while rest > 0.01 and not answer.done():
            await asyncio.wait({answer}, timeout=rest)
            now = process.worked()
            rest = 0 if before is None or now is None else light - (now - before)

    async def _slowly(self, head: Mapping[str, Any], body: bytes, known: bytes) -> Message:
        async with self._heavy:
            process = await self._take(self._idle_low)
            before = process.worked()
            process.make_way()
            found = await self._heavily(process, asyncio.ensure_future(self._exchange(process, head, body)))
            now = process.worked()
            if before is not None and now is not None and now - before < self._limits.light / 2:
                self._known_heavy.pop(known, None)
            return found

    async def _heavily(self, process: Process, answer: asyncio.Future[Message | None]) -> Message:
        """Wait for the answer of a process whose priority is low."""
        try:
            await asyncio.wait({answer})
        except asyncio.CancelledError:
            self._give_up(process, answer)
            raise
        return await self._taken(process, answer, self._idle_low)

    def _remember(self, known: bytes) -> None:
        self._known_heavy[known] = None
        self._known_heavy.move_to_end(known)
        if len(self._known_heavy) > _REMEMBERED:
            self._known_heavy.popitem(last=False)

    async def _exchange(self, process: Process, head: Mapping[str, Any], body: bytes) -> Message | None:
        await process.send(head, body)
        return await process.receive()

    async def _taken(self, process: Process, answer: asyncio.Future[Message | None], idle: list[Process]) -> Message:
        found = answer.result()
        if found is None:
            self._processes.discard(process)
            words = await process.last_words()
            self._replace()
            raise broken(words, self._limits)
        if process.generation is not self._generation or len(idle) >= self._limits.workers:
            self._run(self._stop_quietly(process))
        elif idle is self._idle:
            self._offer(process)
        else:
            idle.append(process)
        self._replace()
        return found

    def _give_up(self, process: Process, answer: asyncio.Future[Message | None]) -> None:
        """Kill a worker at its work."""
        process.kill()
        answer.cancel()
        # a process with much memory takes its time to end; nobody should wait for that
        self._run(self._stop_quietly(process))
        self._replace()

    # ---- processes ---------------------------------------------------------------------------------------------------

    def _newest(self) -> Generation:
        """The newest state; workers of older ones are ended when they are idle."""
        newest = self._source.newest
        if self._generation is None or (newest and newest != self._generation.held.name):
            before, self._generation = self._generation, Generation(self._source.hold())
            if before is not None:
                before.old = True
                before.retire_if_unused()
                old = self._idle + self._idle_low
                self._idle, self._idle_low = [], []
                for process in old:
                    self._run(self._stop_quietly(process))
                for _ in range(self._limits.workers):
                    self._run(self._spare())
        return self._generation

    async def _ready(self) -> Process:
        """A worker at full priority: one that is idle, or the first that becomes so.

        Starting one takes longer than most requests, so that nobody waits for a certain one.
        """
        generation = self._newest()
        while self._idle:
            process = self._idle.pop()
            if process.generation is generation:
                self._running += 1
                return process
            self._run(self._stop_quietly(process))
        waiting: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        self._wanted.append(waiting)
        self._replace()
        try:
            return await waiting
        except asyncio.CancelledError:
            if waiting.done() and not waiting.cancelled() and waiting.exception() is None:
                self._running -= 1
                self._offer(waiting.result())
            raise

    def _offer(self, process: Process) -> None:
        """Have an idle worker taken by the request that has waited longest, or wait itself."""
        while self._wanted:
            waiting = self._wanted.popleft()
            if not waiting.done():
                self._running += 1
                waiting.set_result(process)
                return
        self._idle.append(process)

    async def _take(self, idle: list[Process]) -> Process:
        """A worker with the newest state open."""
        generation = self._newest()
        while idle:
            process = idle.pop()
            if process.generation is generation:
                return process
            await self._stop(process)
        return await self._start(generation)

    async def _start(self, generation: Generation) -> Process:
        held = generation.held
        arguments = [str(held.folder), held.base, str(self._limits.memory)]
        process = await Process.start("kg.serve.worker", arguments, generation)
        self._processes.add(process)
        return process

    async def _spare(self) -> None:
        """One more idle worker, if there are too few."""
        if self._closed or len(self._idle) + self._starting + self._running >= self._limits.workers:
            return
        self._starting += 1
        generation = self._newest()
        try:
            process = await self._start(generation)
        except Problem as problem:
            if not self._wanted:
                raise
            waiting = self._wanted.popleft()
            if not waiting.done():
                waiting.set_exception(problem)
            return
        finally:
            self._starting -= 1
        if generation is self._generation:
            self._offer(process)
        else:  # a newer state has come meanwhile
            await self._stop(process)
            self._replace()

    def _replace(self) -> None:
        """Have a worker started in the place of one that has gone, if there are too few."""
        if len(self._idle) + self._starting + self._running < self._limits.workers:
            self._run(self._spare())

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _stop(self, process: Process) -> int:
        try:
            return await process.stop()
        finally:
            self._processes.discard(process)

    async def _stop_quietly(self, process: Process) -> None:
        await self._stop(process)
