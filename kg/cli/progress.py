"""How far a long file is read, for people who watch."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.readers.model import Progress

_SOON = 1.0  # seconds: a bar for less only flickers


@contextmanager
def page_progress() -> Iterator[Progress | None]:
    """A bar on standard error for files that take long, if that is a terminal.

    It yields a call that takes what is done and how much there is; it starts anew with the first step of each file.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)
        start = time.monotonic()
        before = 0

        def step(done: int, total: int) -> None:
            nonlocal start, before
            if done <= before:
                start = time.monotonic()
                bar.reset(task, total=total)
            before = done
            bar.update(task, completed=done, total=total, visible=done < total and time.monotonic() - start > _SOON)

        yield step
