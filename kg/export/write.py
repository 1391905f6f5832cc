"""A graph to a file, in the format that the file's name asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutputError
from kg.export.formats import as_jsonld, as_nquads, as_ntriples, as_rdfxml, as_trig, as_turtle
from kg.export.network import as_graphml
from kg.export.tables import as_csv
from kg.files import check_writable, write_whole
from kg.query.saved import VIEWS, saved_queries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kg.graph import KnowledgeGraph

_RDF: Mapping[str, Callable[..., Iterator[str]]] = {
    ".ttl": as_turtle,
    ".trig": as_trig,
    ".nt": as_ntriples,
    ".nq": as_nquads,
    ".jsonld": as_jsonld,
    ".rdf": as_rdfxml,
    ".xml": as_rdfxml,
}

SUFFIXES = (*_RDF, ".graphml", ".csv")


def export(graph: KnowledgeGraph, path: str | Path) -> tuple[Path, ...]:
    """Write *graph* to *path*; what is there is replaced only by a whole new file.

    `.ttl .nt .rdf .xml` hold all reports together, `.trig .nq .jsonld` keep a named graph for each; `.graphml` holds
    the things and the edges between them; `NAME.csv` holds the saved query NAME, and a folder one CSV file per view.

    Returns:
        The files that were written.

    Raises:
        OutputError: the format is not known, or the file cannot be written.
    """
    path = Path(path)
    check_target(path)
    suffix = path.suffix.lower()
    if suffix == "" or path.is_dir():
        return _folder(graph, path)
    if suffix == ".csv":
        write_whole(path, [as_csv(graph.dataset, path.stem)])
    elif suffix == ".graphml":
        write_whole(path, as_graphml(graph.to_networkx()))
    else:
        write_whole(path, _RDF[suffix](graph.dataset))
    return (path,)


def check_target(path: str | Path) -> None:
    """Find out before long work whether a graph can be written to *path*.

    Raises:
        OutputError: the format is not known, or the place is not writable.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == "" or path.is_dir():
        check_writable(path.parent / f"{path.name}.csv" if not path.exists() else path / "entities.csv")
        return
    if suffix not in SUFFIXES:
        raise OutputError(
            f"files ending in {suffix} are not written",
            place=str(path),
            remedy=f"one of {' '.join(SUFFIXES)}, or a folder",
        )
    if suffix == ".csv" and path.stem not in saved_queries():
        raise OutputError(
            f"there is no saved query {path.stem!r} to make a table of",
            place=str(path),
            remedy=f"name the file {' or '.join(f'{v}.csv' for v in VIEWS)}, or give a folder for all",
        )
    check_writable(path)


def _folder(graph: KnowledgeGraph, folder: Path) -> tuple[Path, ...]:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be made: {error.strerror}", place=str(folder), remedy="choose another") from error
    files = []
    for view in VIEWS:
        files.append(folder / f"{view}.csv")
        write_whole(files[-1], [as_csv(graph.dataset, view)])
    return tuple(files)
