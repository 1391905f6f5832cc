"""Where things lie in a store's folder, and what it says of itself.

kg-store.json     what the folder is: format, base of the IRIs, version that made it
writer.lock       held by the one process that writes; names it
catalogue.db      which file or row holds which report, and what waits to be written (`kg.store.catalogue`)
data/             the Oxigraph database of the writer; nobody else opens it
published/        states of the database as readers see them, each a folder of hard links that nothing changes
current           the name of the newest of them
changed           there while something is written that no published state has
pushed.json       which graphs were put on which server
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from kg.errors import GraphError, OutputError
from kg.files import write_whole
from kg.version import VERSION

FORMAT = 3
"""1: the default graph held only what was said outside of named graphs; 2: it holds what all graphs say;
3: the catalogue is a file of its own, in which pages may wait."""
_MARK = "kg-store.json"


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one store.

    Attributes:
        folder: the store's folder.
        base: what the IRIs of its things begin with.
        format: of the store, `FORMAT` or one before it.
    """

    folder: Path
    base: str
    format: int = FORMAT

    @property
    def data(self) -> Path:
        """The writer's database."""
        return self.folder / "data"

    @property
    def catalogue(self) -> Path:
        """The file with the entries of all sources."""
        return self.folder / "catalogue.db"

    @property
    def lock(self) -> Path:
        """The file that the writer locks."""
        return self.folder / "writer.lock"

    @property
    def published(self) -> Path:
        """The folder of the states for readers."""
        return self.folder / "published"

    @property
    def current(self) -> Path:
        """The file that names the newest published state."""
        return self.folder / "current"

    @property
    def changed(self) -> Path:
        """The file that is there while something is written but not published."""
        return self.folder / "changed"


def is_store(path: str | Path) -> bool:
    """Whether *path* is the folder of a store."""
    return (Path(path) / _MARK).is_file()


def existing(path: str | Path, *, older: bool = False) -> Layout:
    """The layout of a store that is there.

    Args:
        path: its folder.
        older: take a store of an earlier format too.

    Raises:
        GraphError: there is none, it is damaged, or another version made it.
    """
    folder = Path(path)
    try:
        found = json.loads((folder / _MARK).read_text(encoding="utf-8"))
        made, base = int(found["format"]), str(found["base"])
    except FileNotFoundError as error:
        raise GraphError("is no store", place=str(path), remedy="kg build … --store DIR makes one") from error
    except OSError as error:
        raise GraphError(f"cannot be read: {error.strerror}", place=str(path), remedy="check its rights") from error
    except (ValueError, KeyError, TypeError) as error:
        raise GraphError(
            "its description is damaged", place=str(folder / _MARK), remedy="build the store again from the sources"
        ) from error
    if made > FORMAT:
        raise GraphError("was made by a newer version of kg", place=str(path), remedy="upgrade govkg")
    if made < FORMAT and not older:
        raise GraphError(
            "was made by an earlier version of kg", place=str(path), remedy=f"kg doctor --repair {path} converts it"
        )
    return Layout(folder, base, made)


def make(path: str | Path, *, base: str) -> Layout:
    """The layout of a store, made where there is none; its folder may be empty but hold nothing else.

    Raises:
        OutputError: the folder cannot be made or holds something else, or the store has another base.
        GraphError: it is damaged.
    """
    folder = Path(path)
    if is_store(folder):
        layout = existing(folder)
        if layout.base != base:
            raise OutputError(
                f"the store's IRIs begin with {layout.base}", place=str(path), remedy=f"give --base {layout.base}"
            )
        return layout
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = [p.name for p in folder.iterdir() if not p.name.startswith(f".{_MARK}.")]
    except OSError as error:
        raise OutputError(f"cannot be made: {error.strerror}", place=str(path), remedy="choose another") from error
    if others:
        raise OutputError("is a folder with other things in it", place=str(path), remedy="give a new or empty folder")
    layout = Layout(folder, base)
    describe(layout)
    return layout


def describe(layout: Layout) -> None:
    """Write what a store says of itself, in the format of this version."""
    described = json.dumps({"format": FORMAT, "base": layout.base, "version": VERSION}, ensure_ascii=False)
    write_whole(layout.folder / _MARK, [described, "\n"])
