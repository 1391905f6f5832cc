"""Reading on a dask.distributed cluster, in batches of reports."""

from __future__ import annotations

import tempfile
import threading
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, InternalError, KgError, MissingExtraError
from kg.growth.reading import Failure, Settings, SourceReader
from kg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from kg.sources.model import Source
    from kg.store.page import Page

_BATCH = 32
"""Sources in one task: enough that what the scheduler does for a task does not matter, few enough that a worker that
dies takes little work with it."""
_TIMEOUT = 20  # seconds
_BUSY = threading.Lock()

Files = tuple[tuple[str, bytes], ...]


class Cluster:
    """Reads sources on the workers of a scheduler; a context manager.

    Args:
        settings: what the graphs depend on; the user's ontology files travel with the tasks.
        address: of the scheduler, `tcp://…`.

    Raises:
        MissingExtraError: dask.distributed is not installed.
        InputError: there is no scheduler at the address.
    """

    def __init__(self, settings: Settings, address: str) -> None:
        try:
            self._dask: Any = import_module("distributed")  # an extra that only this needs
        except ImportError as error:
            raise MissingExtraError("dask.distributed is not installed", remedy="pip install 'govkg[dask]'") from error
        try:
            self._client = self._dask.Client(address, timeout=_TIMEOUT)
        except (OSError, ValueError) as error:
            raise InputError(
                f"there is no scheduler: {error}", place=address, remedy="start one with dask scheduler"
            ) from error
        self._address = address
        self._plain = (settings.base, settings.min_confidence)
        self._files: Files = tuple((Path(path).name, Path(path).read_bytes()) for path in settings.ontology)
        self._digest = settings.digest()
        self._filling = _Batch()

    @property
    def ahead(self) -> int:
        """How many sources may be handed over before the first page is asked for: two batches for each thread."""
        return 2 * _BATCH * max(1, int(sum(self._client.nthreads().values())))

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def submit(self, source: Source) -> Callable[[], Page | Failure]:
        """Hand a source over; calling what comes back waits for its page.

        Raises:
            OntologyError: the ontology has a mistake (by the call that waits).
            InternalError: a worker has another version, or the cluster is gone (likewise).
        """
        if self._filling.future is not None:
            self._filling = _Batch()
        batch = self._filling
        place = len(batch.sources)
        batch.sources.append(source)
        if len(batch.sources) == _BATCH:
            self._send(batch)
        return lambda: self._result(batch, place)

    def _send(self, batch: _Batch) -> None:
        batch.future = self._task(batch.sources)

    def _task(self, sources: list[Source]) -> Any:
        return self._client.submit(read_batch, *self._plain, self._files, self._digest, sources, pure=False)

    def _result(self, batch: _Batch, place: int) -> Page | Failure:
        if batch.future is None:
            self._send(batch)
        if batch.found is None:
            batch.found = self._gather(batch)
            batch.future = batch  # only that it was sent still matters; the pages are not to be held twice
        return batch.found[place]

    def _gather(self, batch: _Batch) -> list[Page | Failure]:
        killed_worker = self._dask.KilledWorker
        try:
            return self._checked(batch.future.result())
        except killed_worker:
            pass  # one of them ends its workers, and takes the others of its batch along: each by itself, then
        found: list[Page | Failure] = []
        for source in batch.sources:
            try:
                found += self._checked(self._task([source]).result())
            except killed_worker:
                message = "its reading ended several workers; the report is set aside"
                found.append(Failure(message, source.key, "please report it with the file", InternalError.exit_code))
        return found

    def _checked(self, found: list[Page | Failure] | Failure | str) -> list[Page | Failure]:
        if isinstance(found, Failure):
            raise found.error()
        if isinstance(found, str):
            raise InternalError(
                f"a worker has another version of the software ({found})",
                place=self._address,
                remedy="install the same version of govkg on all workers",
            )
        return found


class _Batch:
    """Sources that are read by one task."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.future: Any = None
        self.found: list[Page | Failure] | None = None


def read_batch(
    base: str, min_confidence: float, files: Files, digest: str, sources: list[Source]
) -> list[Page | Failure] | Failure | str:
    """What a worker does: the pages of some sources.

    Returns:
        The pages; or why the ontology cannot be read; or the worker's version where it would not write the same graphs.
    """
    found = _reader(base, min_confidence, files)
    if isinstance(found, Failure):
        return found
    read, own, version = found
    if own != digest:
        return version
    with _BUSY:  # a worker may have several threads, and a reader is for one
        return [read(source) for source in sources]


@lru_cache(maxsize=2)
def _reader(base: str, min_confidence: float, files: Files) -> tuple[SourceReader, str, str] | Failure:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, (name, data) in enumerate(files):
            path = Path(folder) / str(number) / name
            path.parent.mkdir()
            path.write_bytes(data)
            paths.append(str(path))
        settings = Settings(tuple(paths), base, min_confidence)
        try:
            return SourceReader(settings), settings.digest(), VERSION
        except KgError as error:
            return Failure.of(error)
