"""Reading in a process apart, where a file that takes all memory, loops or kills the program does no harm.

A few bytes of a PDF file may ask for gigabytes, or for a loop without end, and a page may be written so that its parser
compares each part with each. The libraries cannot be made to count that, but a process can be stopped. It is started
when the first such file comes, and reads one file after the other.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kg.errors import InputError, InternalError, KgError
from kg.text.original import Line, LineKind, Original

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.readers.model import Limits, Progress

_MEMORY = 2 * 2**30
"""Bytes that reading one file may take; a report of 300 pages takes a fortieth."""
_PROCESSOR = 15
"""Seconds of the processor in which there must be another page, or the end; a page of a newspaper takes a fifth of one.

The clock would refuse sound files where the computer is busy with something else.
"""
_PATIENCE = 120.0
"""Seconds by the clock: what waits for something takes no time of the processor."""
_OUT_OF_TIME = int(getattr(signal, "SIGXCPU", 0))  # 0 where there is no such limit


def read_apart(extension: str, data: bytes, name: str, limits: Limits, progress: Progress | None) -> Original:
    """What the reader of a format finds, as if it were called here.

    Args:
        extension: of the format, a key of `kg.readers.formats.FORMATS`.
        data: the content of the file.
        name: what messages call it.
        limits: how much is read.
        progress: called with what the reader tells.

    Raises:
        InputError: the reader raised it, or it took too much memory or time, or its process died.
        MissingExtraError: the format's library is not installed.
    """
    head = {"extension": extension, "name": name, "limits": asdict(limits), "seconds": _PROCESSOR}
    return _apart()(head, data, name, progress)


@cache
def _apart() -> _Apart:
    """The process of this one; what it gives depends on what it is asked alone."""
    return _Apart()


class _Apart:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()

    def __call__(self, head: Mapping[str, Any], data: bytes, name: str, progress: Progress | None) -> Original:
        with self._lock:
            if self._process is None or self._process.poll() is not None or self._owner != os.getpid():
                self._process, self._owner = _start(), os.getpid()
            process = self._process
            try:
                return self._ask(process, head, data, name, progress)
            except KgError:
                raise
            except BaseException:
                self._end(process)  # whatever it was, half an answer may stand in the pipe
                raise

    def _ask(
        self,
        process: subprocess.Popen[bytes],
        head: Mapping[str, Any],
        data: bytes,
        name: str,
        progress: Progress | None,
    ) -> Original:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are pipes
        watch = _Watch(process)
        try:
            with suppress(OSError):  # it died; reading tells so below
                _send(process.stdin, head, data)
            while (found := _receive(process.stdout)) is not None:
                told = found[0]
                if "progress" in told:
                    watch.again()
                    if progress is not None:
                        progress(*told["progress"])
                elif "failure" in told:
                    raise _failure(told["failure"])
                else:
                    return _original(told["original"])
        finally:
            watch.stop()
        code = self._end(process)
        if watch.late or 0 < _OUT_OF_TIME == -code:
            cause = f"reading it made no progress for {_PATIENCE if watch.late else _PROCESSOR:.0f} seconds"
        else:
            cause = f"reading it ended the process ({_ended(code)})"
        raise InputError(cause, place=name, remedy="save it anew, or give its text")

    def _end(self, process: subprocess.Popen[bytes]) -> int:
        self._process = None
        return _stop(process)


class _Watch:
    """Kills a process that does not show in time that it goes on."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self.late = False
        self._timer = self._started()

    def again(self) -> None:
        self._timer.cancel()
        self._timer = self._started()

    def stop(self) -> None:
        self._timer.cancel()

    def _started(self) -> threading.Timer:
        timer = threading.Timer(_PATIENCE, self._kill)
        timer.daemon = True
        timer.start()
        return timer

    def _kill(self) -> None:
        self.late = True
        self._process.kill()


def _start() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        # -P: a folder called kg where the user happens to be is not our package
        [sys.executable, "-P", "-W", "ignore", "-m", "kg.readers.apart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": path},
        start_new_session=True,  # Ctrl-C is for us alone
    )


def _stop(process: subprocess.Popen[bytes]) -> int:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    return process.wait()


def _ended(code: int) -> str:
    with suppress(ValueError):
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return f"signal {-code}"


def _send(stream: IO[bytes], head: Mapping[str, Any], data: bytes = b"") -> None:
    stream.write(json.dumps({**head, "bytes": len(data)}).encode() + b"\n" + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    return head, stream.read(head.pop("bytes"))


def _original(told: dict[str, Any]) -> Original:
    lines = tuple(Line(**{**line, "kind": LineKind(line["kind"])}) for line in told.pop("lines"))
    return Original(lines=lines, **{**told, "notes": tuple(told["notes"])})


def _failure(told: dict[str, Any]) -> KgError:
    kinds = {kind.exit_code: kind for kind in KgError.__subclasses__()}
    return kinds.get(told["exit_code"], KgError)(told["message"], place=told["place"], remedy=told["remedy"])


# --- the other side --------------------------------------------------------------------------------------------


def main() -> None:
    """Serve until standard input ends."""
    from kg.readers.model import Limits  # noqa: PLC0415 - only this side makes them

    logging.disable(logging.CRITICAL)  # libraries log what they mend
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _limit_memory()
    while (found := _receive(jobs)) is not None:
        head, data = found
        limits = Limits(**head["limits"])

        def step(done: int, total: int, seconds: int = head["seconds"]) -> None:
            _limit_time(seconds)
            _send(answers, {"progress": [done, total]})

        _limit_time(head["seconds"])
        _send(answers, _answer(head["extension"], data, head["name"], limits, step))


def _answer(extension: str, data: bytes, name: str, limits: Limits, step: Progress) -> dict[str, Any]:
    from kg.readers.formats import reader_of  # noqa: PLC0415 - which asks for this module itself

    try:
        read = reader_of(extension, name)
        found = read(data, name, limits, step)
    except KgError as error:
        failure = error
    except MemoryError:
        failure = InputError(
            f"reading it takes more than {_MEMORY:,} bytes of memory", place=name, remedy="split it, or give its text"
        )
    except Exception as error:  # noqa: BLE001 - it is raised again on the other side
        failure = InternalError.of(error, place=name)
    else:
        return {"original": asdict(found)}
    return {
        "failure": {
            "message": failure.message,
            "place": failure.place,
            "remedy": failure.remedy,
            "exit_code": failure.exit_code,
        }
    }


def _limit_memory() -> None:
    """Let the system refuse more memory, where it can."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:  # pragma: no cover - there the time limit alone holds
        return
    with suppress(ValueError, OSError):  # pragma: no branch - a lower limit may be in force already
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _limit_time(seconds: int) -> None:
    """Let the system end this process when it has used so many more seconds of the processor, where it can."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:  # pragma: no cover - there the clock alone holds
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):  # pragma: no branch - a lower limit may be in force already
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


if __name__ == "__main__":
    main()
