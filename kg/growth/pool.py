"""Processes that read reports; one that dies is started again, and a report that kills several is set aside.

The pools of the standard library break as a whole when one of their processes is killed. Here a thread looks after each
process: it hands over one source at a time, so it knows which one a process died of.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.errors import InternalError
from kg.growth.reading import Failure, Settings
from kg.growth.worker import answered, job, receive, send

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from kg.sources.model import Source
    from kg.store.page import Page

_TRIES = 3


class Readers(Protocol):
    """Something that reads sources side by side and gives their pages back in order."""

    @property
    def ahead(self) -> int:
        """How many sources may be handed over before the first page is asked for."""
        ...

    def submit(self, source: Source) -> Callable[[], Page | Failure]:
        """Hand a source over; calling what comes back waits for its page."""
        ...


class _Task:
    def __init__(self, source: Source) -> None:
        self.source = source
        self._done = threading.Event()
        self._found: Page | Failure | BaseException | None = None

    def give(self, found: Page | Failure | BaseException) -> None:
        self._found = found
        self._done.set()

    def result(self) -> Page | Failure:
        self._done.wait()
        if isinstance(self._found, BaseException):
            raise self._found
        assert self._found is not None  # noqa: S101 - `give` comes before the event
        return self._found


class Pool:
    """Reads sources in processes on this machine; a context manager.

    Args:
        settings: what the graphs depend on.
        workers: how many processes there may be; each is started when there is work for it.
    """

    def __init__(self, settings: Settings, workers: int) -> None:
        self._settings = settings
        self._workers = workers
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._ended = False
        self._idle = threading.Semaphore(0)

    @property
    def ahead(self) -> int:
        """How many sources may be handed over before the first page is asked for."""
        return 8 * self._workers

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended = True
        for process in tuple(self._processes):
            process.kill()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    @property
    def pids(self) -> list[int]:
        """The processes that are running."""
        return sorted(process.pid for process in tuple(self._processes))

    def submit(self, source: Source) -> Callable[[], Page | Failure]:
        """Hand a source over; calling what comes back waits for its page.

        Raises:
            OntologyError: the ontology has a mistake (by the call that waits).
        """
        task = _Task(source)
        if not self._idle.acquire(blocking=False) and len(self._threads) < self._workers:
            thread = threading.Thread(target=self._look_after, daemon=True)
            self._threads.append(thread)
            thread.start()
        self._tasks.put(task)
        return task.result

    def _look_after(self) -> None:
        """One process, as long as there are tasks."""
        process: subprocess.Popen[bytes] | None = None
        while (task := self._tasks.get()) is not None and not self._ended:
            try:
                process = self._read(task, process)
            except BaseException as error:  # noqa: BLE001 - it is raised where the page is waited for
                task.give(error)
            self._idle.release()
        if process is not None:
            process.kill()
            self._end(process)

    def _read(self, task: _Task, process: subprocess.Popen[bytes] | None) -> subprocess.Popen[bytes]:
        died: list[int] = []
        while True:
            if process is None:
                process = self._start()
            found = _ask(process, task.source)
            if found is not None:
                task.give(found)
                return process
            died.append(self._end(process))
            process = None
            if self._ended:
                raise InternalError("reading was stopped")
            if len(died) == _TRIES:
                task.give(_poison(task.source, died))
                return self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(
            # -P: a folder called kg where the user happens to be is not our package
            [sys.executable, "-P", "-m", "kg.growth.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": path},
            # Ctrl-C is for us alone: we end the processes ourselves, between two transactions
            start_new_session=True,
        )
        self._processes.add(process)
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are pipes
        ready = None
        with suppress(OSError):
            send(process.stdin, asdict(self._settings))
            ready = receive(process.stdout)
        if ready is None:
            code = self._end(process)
            raise InternalError(f"a reading process did not start: {_end_of(code)}")
        if "failure" in ready[0]:
            self._end(process)
            raise Failure(**ready[0]["failure"]).error()
        return process

    def _end(self, process: subprocess.Popen[bytes]) -> int:
        """End a process; how it ended, which is its own doing if it has closed its output already."""
        if not self._ended:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=2)
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._processes.discard(process)
        return process.wait()


def _ask(process: subprocess.Popen[bytes], source: Source) -> Page | Failure | None:
    """The page of a source, or None where the process died."""
    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are pipes
    try:
        send(process.stdin, *job(source))
        found = receive(process.stdout)
    except OSError:
        return None
    if found is None:
        return None
    try:
        return answered(*found)
    except UnicodeDecodeError:  # pragma: no cover - only if it dies within a character
        return None


def _poison(source: Source, died: list[int]) -> Failure:
    return Failure(
        f"its reading ended {len(died)} processes ({_end_of(died[-1])}); the report is set aside",
        source.key,
        "please report it with the file",
        InternalError.exit_code,
    )


def _end_of(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
