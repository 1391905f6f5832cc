"""Graph files to datasets, by the file's extension."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import GraphError
from kg.rdf.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMATS: Mapping[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}


def load_dataset(path: str | Path, *, lazy: bool = False) -> Dataset:
    """The dataset in an RDF file.

    Args:
        path: the file.
        lazy: parse it when it is needed; then a damaged file is noticed only there.

    Raises:
        GraphError: there is no such file, its format is not known, or it is damaged (the message gives the line).
    """
    path = Path(path)
    if not path.exists():
        raise GraphError("there is no such file", place=str(path), remedy="check the path, or make it with kg build")
    if path.is_dir():
        raise GraphError("is a folder, not a graph file", place=str(path), remedy="give one RDF file")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GraphError(f"cannot be read: {error.strerror}", place=str(path), remedy="check its rights") from error
    return parse_dataset(data, path.suffix.lower(), place=str(path), lazy=lazy)


def parse_dataset(data: bytes, suffix: str, *, place: str, lazy: bool = False) -> Dataset:
    """The dataset in the content of a file.

    Args:
        data: the content.
        suffix: the file's extension, which says its format (one of `FORMATS`).
        place: what to call it in messages.
        lazy: parse it when it is needed.

    Raises:
        GraphError: its format is not known, or it is damaged (the message gives the line).
    """
    form = FORMATS.get(suffix)
    if form is None:
        raise GraphError(
            f"files ending in {suffix or 'nothing'} are not read as graphs",
            place=place,
            remedy=f"one of {' '.join(FORMATS)}",
        )
    if form == ox.RdfFormat.RDF_XML and b"<!DOCTYPE" in data:
        # entities declared there can make gigabytes out of a kilobyte, or name files
        raise GraphError("RDF/XML with a DOCTYPE is refused", place=place, remedy="convert it to Turtle")
    dataset = Dataset.unread(data, form, lambda error: _damaged(error, place))
    if not lazy:
        dataset.store  # noqa: B018 - made on use: a damaged file is to be noticed here
    return dataset


def _damaged(error: Exception, place: str) -> GraphError:
    line = error.lineno if isinstance(error, SyntaxError) else None
    return GraphError(
        f"no valid RDF: {error.msg if isinstance(error, SyntaxError) else error}",
        place=f"{place}:{line}" if line else place,
        remedy="the file may be cut off; build or export it again",
    )
