"""Sources into a store, one after the other; what readers do side by side only comes sooner, never in another order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.growth.reading import Failure
from kg.sources.model import Source, Unreadable, is_address
from kg.sources.read import read_sources
from kg.store.catalogue import Origin
from kg.store.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.growth.pool import Readers
    from kg.store.writer import StoreWriter


@dataclass(slots=True)
class Growth:
    """What became of the sources; counts of them, and of what is in the new pages.

    Attributes:
        new: they were not known.
        unchanged: they hold what they held, or a text that the store knows already.
        replaced: they hold something else now, or are read anew because software, ontology or options changed.
        duplicates: of the new, the unchanged and the replaced, those that hold a text now that another holds too.
        failures: those that could not be read, in order; what the store has of them from before stays.
    """

    new: int = 0
    unchanged: int = 0
    replaced: int = 0
    duplicates: int = 0
    things: int = 0
    acts: int = 0
    failures: list[KgError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many sources there were."""
        return self.new + self.unchanged + self.replaced + len(self.failures)


def grow(
    writer: StoreWriter,
    files: Iterable[Path | str],
    readers: Readers,
    *,
    settings: str,
    date: str = "",
    on_step: Callable[[Growth, int], None] = lambda _growth, _size: None,
) -> Growth:
    """Bring a store up to date with its sources.

    The store then depends on what the sources hold and on *settings*, and on nothing else: not on their order, the
    number of readers, or whether earlier runs were broken off.

    Args:
        writer: the store.
        files: files, and addresses to be fetched.
        readers: read the sources that are not known yet.
        settings: digest of what the graphs depend on besides (`Settings.digest`).
        date: the date of the reports, ISO; else it is looked for in each.
        on_step: called after each source with what became of all so far, and the source's size in bytes.

    Raises:
        OutputError: the store cannot be written. What was taken up until then is in it.
    """
    return _Grower(writer, readers, settings, date, on_step).run(files)


@dataclass(slots=True)
class _Waiting:
    source: Source
    digest: str
    page: Callable[[], Page | Failure] | None


class _Grower:
    def __init__(
        self,
        writer: StoreWriter,
        readers: Readers,
        settings: str,
        date: str,
        on_step: Callable[[Growth, int], None],
    ) -> None:
        self._writer = writer
        self._readers = readers
        self._settings = settings
        self._date = date
        self._on_step = on_step
        self._growth = Growth()

    def run(self, files: Iterable[Path | str]) -> Growth:
        for item in self._ahead(source for file in files for source in read_sources(file, date=self._date)):
            if isinstance(item, Unreadable):
                self._growth.failures.append(item.error)
                self._on_step(self._growth, item.size)
            else:
                self._step(item)
                self._on_step(self._growth, item.source.size)
            self._writer.publish_now_and_then()
        self._settle()
        return self._growth

    def _ahead(self, sources: Iterable[Source | Unreadable]) -> Iterator[_Waiting | Unreadable]:
        """The sources in order, while those behind are being read already."""
        waiting: deque[_Waiting | Unreadable] = deque()
        read = 0
        for source in sources:
            if isinstance(source, Unreadable):
                waiting.append(source)
            else:
                digest = source.digest(self._settings)
                page = None if self._known(source, digest) else self._readers.submit(source)
                waiting.append(_Waiting(source, digest, page))
                read += page is not None
            # known sources pass through at once unless one before them is being read
            full = read > self._readers.ahead or len(waiting) > 4 * self._readers.ahead
            while waiting and (full or _passes(waiting[0])):
                full = False
                first = waiting.popleft()
                read -= isinstance(first, _Waiting) and first.page is not None
                yield first
        yield from waiting

    def _known(self, source: Source, digest: str) -> bool:
        """Whether the source need not be read: it is as it was, or another one has the very same graph.

        It is asked when the source comes into sight and again when its turn comes, for in between others were taken up.
        """
        catalogue = self._writer.catalogue
        same = catalogue.origin(source.key)
        if same is not None and same.digest == digest:
            return True
        other = catalogue.of_digest(digest)
        return other is not None and self._first(source, digest, other.report) is None

    def _first(self, source: Source, digest: str, report: str) -> Origin | None:
        """The origin that the report's graph is to be written from, if it is not written from such a one already."""
        entry = Origin(source.key, source.path, report, digest)
        others = [o for o in self._writer.catalogue.of_report(report) if o.key != source.key and not _vanished(o)]
        first = min((entry, *others))
        return None if first.digest == self._writer.catalogue.written(report) else first

    def _step(self, item: _Waiting) -> None:
        source, digest = item.source, item.digest
        catalogue, growth = self._writer.catalogue, self._growth
        before = catalogue.origin(source.key)
        if before is not None and before.digest == digest:
            growth.unchanged += 1
            return
        if self._known(source, digest):
            other = catalogue.of_digest(digest)
            assert other is not None  # noqa: S101 - `_known` found it
            report, page = other.report, None
        else:
            found = (item.page or self._readers.submit(source))()
            if isinstance(found, Failure):
                growth.failures.append(found.error())
                return
            report = found.report
            first = self._first(source, digest, report)
            page = found if first is not None and first.key == source.key else None
            growth.notes += found.notes
            growth.things += found.things
            growth.acts += found.acts
        others = [o for o in catalogue.of_report(report) if o.key != source.key]
        gone = [o for o in others if _vanished(o)]
        self._writer.put(Origin(source.key, source.path, report, digest), page, gone=gone)
        growth.duplicates += len(others) > len(gone)
        if before is None and others:  # its text is known: it lies here too, or was moved here
            growth.unchanged += 1
        elif before is None:
            growth.new += 1
        else:
            growth.replaced += 1

    def _settle(self) -> None:
        """Write the graphs of texts whose first origin has changed from what is the first now."""
        stale = {origin.key: origin for origin in self._writer.catalogue.stale()}
        for path in sorted({origin.path for origin in stale.values() if not is_address(origin.path)}):
            for source in read_sources(Path(path), date=self._date):
                origin = stale.get(source.key)
                if origin is None or isinstance(source, Unreadable) or source.digest(self._settings) != origin.digest:
                    continue
                found = self._readers.submit(source)()
                if isinstance(found, Page) and found.report == origin.report:
                    self._writer.put(origin, found)


def _passes(item: _Waiting | Unreadable) -> bool:
    return isinstance(item, Unreadable) or item.page is None


def _vanished(origin: Origin) -> bool:
    """Whether the file is there no longer: where its text turns up elsewhere it was moved."""
    return not is_address(origin.path) and not Path(origin.path).exists()
