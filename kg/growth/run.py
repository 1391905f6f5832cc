"""Reports into a store in one call: what `kg build --store` does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kg.builder import check_base, check_date, listed
from kg.errors import InputError, KgError
from kg.growth.cluster import Cluster
from kg.growth.grow import Growth, grow
from kg.growth.pool import Pool
from kg.growth.reading import Settings
from kg.schema.terms import ID
from kg.sources.find import find_sources, total_size
from kg.store.layout import make
from kg.store.writer import StoreWriter

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Sequence


def build_store(
    store: str | Path,
    *sources: str | Path | Iterable[str | Path],
    workers: int | None = None,
    scheduler: str | None = None,
    date: datetime.date | str | None = None,
    ontology: str | Path | Sequence[str | Path] = (),
    base: str = ID,
    min_confidence: float = 0.0,
    fetch: bool = False,
    on_start: Callable[[int], None] = lambda _size: None,
    on_step: Callable[[Growth, int], None] = lambda _growth, _size: None,
) -> Growth:
    """Bring a store up to date with reports; call it again at any time, also after it was interrupted.

    What the store knows already is not read again, what has changed is replaced, and each report is taken up as a whole
    or not at all. `kg.load` opens the store.

    Args:
        store: its folder; it is made where it is not there.
        sources: files, folders (all reports below), or lists of them; tables of reports are `.jsonl` and `.csv` with a
            column `text` and, where there are any, `id`, `title`, `date`, `source`, `url`.
        workers: how many processes read; left out, one for each core.
        scheduler: the address of a dask.distributed scheduler whose workers read instead.
        date: the date of the reports; without it, it is looked for in each.
        ontology: further Turtle files with classes, relations and words.
        base: what the IRIs of things begin with.
        min_confidence: entities, relations and acts that are less sure (0 to 1) are left out.
        fetch: whether sources may be http(s) addresses, which are fetched.
        on_start: called with the number of bytes there are to read.
        on_step: called after each report with what became of all so far, and the bytes it took of its file.

    Returns:
        What was new, unchanged, replaced; reports that could not be read are in its `failures`.

    Raises:
        OutputError: the store cannot be written, or another process is writing it.
        GraphError: the store is damaged.
        OntologyError: the ontology has a mistake.

    >>> _ = (folder / "report.txt").write_text("2024年3月5日，清河区教育局举办4期培训班。", encoding="utf-8")
    >>> build_store(folder / "store", folder / "report.txt", workers=1).new
    1
    >>> build_store(folder / "store", folder / "report.txt", workers=1).unchanged
    1
    >>> load(folder / "store").counts()["report"]
    1
    """
    day = check_date(date)
    settings = Settings(tuple(str(Path(p).resolve()) for p in listed(ontology)), check_base(base), min_confidence)
    files: list[Path | str] = []
    failures: list[KgError] = []
    for given in (path for source in sources for path in listed(source)):
        try:
            files += find_sources([given], fetch=fetch)
        except InputError as error:
            failures.append(error)
    files = list(dict.fromkeys(files))
    on_start(total_size(files))
    readers = Cluster(settings, scheduler) if scheduler else Pool(settings, workers or os.cpu_count() or 1)
    with StoreWriter(make(store, base=base)) as writer, readers:
        told = day.isoformat() if day else ""
        growth = grow(writer, files, readers, settings=settings.digest(), date=told, on_step=on_step)
    growth.failures[:0] = failures
    return growth
