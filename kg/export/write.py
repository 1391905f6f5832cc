"""A graph to a file or folder, in the format that its name or the user asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutputError
from kg.export import formats
from kg.export.choices import Format, choose, is_folder
from kg.export.folder import write_folder
from kg.export.tables import as_csv
from kg.files import check_writable, write_whole
from kg.query.saved import VIEWS, saved_queries
from kg.rdf.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from kg.projection.facts import Facts
    from kg.schema.model import Schema


@dataclass(frozen=True)
class Job:
    """What is to be written.

    Attributes:
        dataset: the graph.
        ontology: the user's own Turtle files.
        view: the saved query of which a CSV file is the table.
        about: what a briefing is about.
        language: of labels and headings, `zh` or `en`.
    """

    dataset: Dataset
    ontology: tuple[Path, ...] = ()
    view: str = ""
    about: str | None = None
    language: str = "zh"

    @cached_property
    def schema(self) -> Schema:
        """The ontology."""
        from kg.schema.load import load_schema  # noqa: PLC0415 - the RDF formats do without

        return load_schema(self.ontology)

    @cached_property
    def facts(self) -> Facts:
        """What the dataset says, in memory."""
        from kg.projection.read import read_facts  # noqa: PLC0415

        return read_facts(self.dataset, self.schema)

    @property
    def network(self) -> nx.MultiDiGraph:
        """The network of things; networkx takes 0.1 s to import."""
        from kg.projection.network import to_network  # noqa: PLC0415

        return to_network(self.facts, self.schema, language=self.language)

    @property
    def colours(self) -> dict[str, str]:
        """Class → its colour."""
        from kg.projection.network import look  # noqa: PLC0415

        return {cls: look(self.schema, cls, "colour") for cls in self.schema.classes}


def export(
    dataset: Dataset,
    path: str | Path,
    *,
    ontology: Sequence[Path] = (),
    form: str | None = None,
    about: str | None = None,
    language: str = "zh",
) -> tuple[Path, ...]:
    """Write a dataset to *path*; what is there is replaced only by a whole new file.

    Args:
        dataset: the graphs.
        path: the file or folder; its extension says the format (`kg.export.choices.FORMATS`).
        ontology: the user's own Turtle files, for the labels of their classes and relations.
        form: the format by name, whatever the extension.
        about: which report or thing a briefing is about, by name or IRI.
        language: of labels and headings, `zh` or `en`.

    Returns:
        The files that were written.

    Raises:
        OutputError: the format is not known, cannot hold the graph, or the file cannot be written.
        QueryError: nothing is called what the briefing is to be about.
        MissingExtraError: the format needs a package that is not installed.
    """
    path = Path(path)
    found = check_target(path, form)
    job = Job(dataset, tuple(ontology), path.stem, about, language)
    if is_folder(found, path):
        return write_folder(path, _FOLDERS[found.name](job))
    write_whole(path, _FILES[found.name](job))
    return (path,)


def pieces(
    dataset: Dataset,
    form: str,
    *,
    ontology: Sequence[Path] = (),
    about: str | None = None,
    language: str = "zh",
) -> Iterator[str | bytes]:
    """The content of a file in the format *form*, for a stream; arguments and errors as those of `export`.

    Raises:
        OutputError: the format is a folder.
    """
    found = choose(Path(), form)
    if found.folder or found.name == "csv":
        raise OutputError(f"{found.name} is written to several files", remedy="give a folder with -o")
    yield from _FILES[found.name](Job(dataset, tuple(ontology), "", about, language))


def check_target(path: str | Path, form: str | None = None) -> Format:
    """Find out before long work whether a graph can be written to *path*, and in which format.

    Raises:
        OutputError: the format is not known, or the place is not writable.
    """
    path = Path(path)
    found = choose(path, form)
    if is_folder(found, path):
        if path.exists() and not path.is_dir():
            raise OutputError("is a file, and the format is a folder", place=str(path), remedy="give another name")
        check_writable(path / "entities.csv" if path.is_dir() else path.with_name(f"{path.name}.part"))
        return found
    if found.name == "csv" and path.stem not in saved_queries():
        raise OutputError(
            f"there is no saved query {path.stem!r} to make a table of",
            place=str(path),
            remedy=f"name the file {' or '.join(f'{v}.csv' for v in VIEWS)}, or give a folder for all",
        )
    check_writable(path)
    return found


def _void(job: Job) -> Iterator[str]:
    from kg.export.void import as_void  # noqa: PLC0415

    return as_void(job.dataset)


def _graphml(job: Job) -> Iterator[str]:
    from kg.export.network import as_graphml  # noqa: PLC0415

    return as_graphml(job.network)


def _gexf(job: Job) -> Iterator[str]:
    from kg.export.gexf import as_gexf  # noqa: PLC0415

    return as_gexf(job.network)


def _cypher(job: Job) -> Iterator[str]:
    from kg.export.cypher import as_cypher  # noqa: PLC0415

    return as_cypher(job.facts, job.schema, job.colours)


def _xlsx(job: Job) -> Iterator[bytes]:
    from kg.export.tables import sheets  # noqa: PLC0415
    from kg.export.workbook import as_workbook  # noqa: PLC0415

    return as_workbook(sheets(job.dataset, job.schema), job.facts.reports)


def _markdown(job: Job) -> Iterator[str]:
    from kg.export.briefing import as_briefing  # noqa: PLC0415

    return as_briefing(job.facts, job.schema, about=job.about, language=job.language)


def _neo4j(job: Job) -> Iterable[tuple[str, Iterable[str]]]:
    from kg.export.neo4j import as_neo4j  # noqa: PLC0415

    return as_neo4j(job.facts, job.schema, job.colours).items()


def _parquet(job: Job) -> Iterable[tuple[str, Iterable[bytes]]]:
    from kg.export.parquet import as_parquet  # noqa: PLC0415
    from kg.export.tables import sheets  # noqa: PLC0415

    return as_parquet(sheets(job.dataset, job.schema), job.facts)


_FILES: Mapping[str, Callable[[Job], Iterable[str | bytes]]] = {
    "turtle": lambda job: formats.as_turtle(job.dataset),
    "trig": lambda job: formats.as_trig(job.dataset),
    "ntriples": lambda job: formats.as_ntriples(job.dataset),
    "nquads": lambda job: formats.as_nquads(job.dataset),
    "jsonld": lambda job: formats.as_jsonld(job.dataset, job.ontology),
    "rdfxml": lambda job: formats.as_rdfxml(job.dataset),
    "turtle12": lambda job: formats.as_turtle12(job.dataset),
    "void": _void,
    "graphml": _graphml,
    "gexf": _gexf,
    "cypher": _cypher,
    "csv": lambda job: [as_csv(job.dataset, job.view)],
    "xlsx": _xlsx,
    "markdown": _markdown,
}
_FOLDERS: Mapping[str, Callable[[Job], Iterable[tuple[str, Iterable[str | bytes]]]]] = {
    "csv": lambda job: ((f"{view}.csv", [as_csv(job.dataset, view)]) for view in VIEWS),
    "neo4j": _neo4j,
    "parquet": _parquet,
}
