"""`kg build --store`: reports into a store, with a progress bar for people."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kg.cli.failures import exit_code, reasons
from kg.cli.options import complain, plural, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.growth.grow import Growth


def grow_store(
    reports: Sequence[str],
    folder: str,
    *,
    jobs: int | None,
    scheduler: str | None,
    fetch: bool,
    date: str | None,
    ontology: Sequence[str],
    base: str,
    min_confidence: float,
) -> int:
    """Bring a store up to date with reports; the exit code."""
    from kg.growth.run import build_store

    if "-" in reports:
        raise click.UsageError("a store takes files and folders, not standard input: it must find them again")
    start = time.monotonic()
    with progress() as (on_start, on_step):
        growth = build_store(
            folder,
            reports,
            workers=jobs,
            scheduler=scheduler,
            date=date,
            ontology=ontology,
            base=base,
            min_confidence=min_confidence,
            fetch=fetch,
            on_start=on_start,
            on_step=on_step,
        )
    for note in growth.notes:
        say(f"look at {note}")
    if growth.failures:
        say(f"{plural(len(growth.failures), 'report')} could not be read:")
    for failure in growth.failures:
        complain(failure)
    say(closing_line(growth, folder, time.monotonic() - start))
    return exit_code(growth.failures)


def closing_line(growth: Growth, folder: str, seconds: float) -> str:
    """What was new, unchanged, replaced, failed.

    >>> from kg.growth.grow import Growth
    >>> closing_line(Growth(new=2, unchanged=3, things=40, acts=9), "archive", 1.0)
    '5 reports: 2 new, 3 unchanged, 0 replaced, 0 failed; 40 things, 9 acts read (5 a second) → archive'
    """
    twice = f" ({growth.duplicates:,} with the text of another)" if growth.duplicates else ""
    why = f" ({reasons(growth.failures)})" if growth.failures else ""
    read = ""
    if growth.new or growth.replaced:
        read = f"; {plural(growth.things, 'thing')}, {plural(growth.acts, 'act')} read"
    return (
        f"{plural(growth.total, 'report')}: {growth.new:,} new, {growth.unchanged:,} unchanged, "
        f"{growth.replaced:,} replaced, {len(growth.failures):,} failed{why}{twice}{read} "
        f"({growth.total / max(seconds, 0.001):,.0f} a second) → {folder}"
    )


@contextmanager
def progress() -> Iterator[tuple[Callable[[int], None], Callable[[Growth, int], None]]]:
    """A bar on standard error with rate and time left, if that is a terminal.

    It yields two calls: one takes the number of bytes there are to read, the other what became of all reports so far
    and the bytes that the last one took.
    """
    if not sys.stderr.isatty():
        yield lambda _total: None, lambda _growth, _size: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.fields[done]:,} reports"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]:,.0f} a second"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    )
    start = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, done=0, rate=0.0, failed="")

        def on_step(growth: Growth, size: int) -> None:
            rate = growth.total / max(time.monotonic() - start, 0.001)
            failed = f"{len(growth.failures):,} failed" if growth.failures else ""
            bar.update(task, advance=size, done=growth.total, rate=rate, failed=failed)

        yield lambda total: bar.update(task, total=total), on_step
