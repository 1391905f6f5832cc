"""What is served: a graph file or a store, as folders of an Oxigraph database that workers open read-only."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from kg.errors import GraphError
from kg.rdf.dataset import Dataset
from kg.rdf.load import FORMATS, load_dataset
from kg.rdf.reifiers import as_statements
from kg.store.dataset import catch_up
from kg.store.layout import existing, is_store
from kg.store.merged import load_merged, set_own_aside
from kg.store.published import State, current

if TYPE_CHECKING:
    from kg.store.layout import Layout


class Held(Protocol):
    """A state of what is served, kept in place until it is let go.

    Attributes:
        name: differs from state to state.
        folder: of its database.
        base: what the IRIs of its things begin with.
    """

    name: str
    folder: Path
    base: str

    def close(self) -> None:
        """Let go."""


class Source(Protocol):
    """Something to serve."""

    @property
    def title(self) -> str:
        """What to call it."""

    @property
    def newest(self) -> str:
        """The name of its newest state; quick, for it is asked with every request."""

    def hold(self) -> Held:
        """Take hold of its newest state.

        Raises:
            GraphError: it cannot be read.
        """

    def close(self) -> None:
        """Take away what was made for serving it."""


def open_source(path: str | Path) -> FileSource | StoreSource:
    """A graph file or the folder of a store as something to serve.

    Raises:
        GraphError: there is none, or it is damaged.
    """
    if not is_store(path):
        return FileSource(Path(path))
    layout = existing(path)
    catch_up(layout)
    return StoreSource(layout)


class FileSource:
    """A graph file, loaded into a database in a temporary folder, so that all workers share it."""

    newest = "1"

    def __init__(self, path: Path) -> None:
        load_dataset(path, lazy=True)  # says what is wrong with a path, or with a DOCTYPE
        self.title = path.name
        self._folder = tempfile.TemporaryDirectory(prefix="kg-serve-")
        folder = Path(self._folder.name) / "data"
        try:
            store = ox.Store(folder)
            load_merged(store, as_statements(ox.parse(path=path, format=FORMATS[path.suffix.lower()])))
            base = Dataset(store).base
            set_own_aside(store, folder)
            store.flush()
            self._held = _Kept("1", folder, base)
        except (SyntaxError, ValueError, OSError) as error:
            self.close()
            raise GraphError(
                f"no valid RDF: {error}", place=str(path), remedy="the file may be cut off; build or export it again"
            ) from error

    def hold(self) -> Held:
        """The only state there is."""
        return self._held

    def close(self) -> None:
        """Remove the temporary folder."""
        self._folder.cleanup()


class StoreSource:
    """A store on disk, whose newest published state is served."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.title = layout.folder.resolve().name

    @property
    def newest(self) -> str:
        """The name of the newest published state."""
        return current(self.layout) or ""

    def hold(self) -> Held:
        """The newest published state, which the writer leaves alone while it is held."""
        state = State(self.layout)
        return _Published(state, self.layout)

    def close(self) -> None:
        """Nothing was made."""


class _Kept:
    def __init__(self, name: str, folder: Path, base: str) -> None:
        self.name, self.folder, self.base = name, folder, base

    def close(self) -> None:
        """It stays until its source is closed."""


class _Published:
    def __init__(self, state: State, layout: Layout) -> None:
        self._state = state
        self.name, self.folder, self.base = state.name, layout.published / state.name, layout.base

    def close(self) -> None:
        """Let the writer take the state away when it is old."""
        self._state.close()
