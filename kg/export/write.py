"""A graph to a file, in the format that the file's name asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutputError
from kg.export.formats import as_jsonld, as_nquads, as_ntriples, as_rdfxml, as_trig, as_turtle
from kg.export.tables import as_csv
from kg.files import check_writable, write_whole
from kg.query.saved import VIEWS, saved_queries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.rdf.dataset import Dataset

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


def export(dataset: Dataset, path: str | Path, *, ontology: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Write a dataset to *path*; what is there is replaced only by a whole new file.

    `.ttl .nt .rdf .xml` hold all reports together, `.trig .nq .jsonld` keep a named graph for each; `.graphml` holds
    the things and the edges between them; `NAME.csv` holds the saved query NAME, and a folder one CSV file per view.

    Args:
        dataset: the graphs.
        path: the file, or the folder for the tables.
        ontology: the user's own Turtle files, for the labels of their classes and relations in `.graphml`.

    Returns:
        The files that were written.

    Raises:
        OutputError: the format is not known, or the file cannot be written.
    """
    path = Path(path)
    check_target(path)
    suffix = path.suffix.lower()
    if suffix == "" or path.is_dir():
        return _folder(dataset, path)
    if suffix == ".csv":
        write_whole(path, [as_csv(dataset, path.stem)])
    elif suffix == ".graphml":
        write_whole(path, _network(dataset, ontology))
    else:
        write_whole(path, _RDF[suffix](dataset))
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


def _network(dataset: Dataset, ontology: Sequence[Path]) -> Iterator[str]:
    # networkx takes 0.1 s to import, and only this format needs it
    from kg.export.network import as_graphml  # noqa: PLC0415
    from kg.projection.network import to_network  # noqa: PLC0415
    from kg.projection.read import read_facts  # noqa: PLC0415
    from kg.schema.load import load_schema  # noqa: PLC0415

    schema = load_schema(tuple(ontology))
    return as_graphml(to_network(read_facts(dataset, schema), schema))


def _folder(dataset: Dataset, folder: Path) -> tuple[Path, ...]:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be made: {error.strerror}", place=str(folder), remedy="choose another") from error
    files = []
    for view in VIEWS:
        files.append(folder / f"{view}.csv")
        write_whole(files[-1], [as_csv(dataset, view)])
    return tuple(files)
