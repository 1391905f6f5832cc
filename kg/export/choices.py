"""The formats that a graph is written in: how a user names them, and what each leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_GRAPHS = "which report says what (named graphs)"
_NETWORK = "acts whose object is no thing, counts and times without an act, the reports' texts, rules and codes"


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        name: what `--format` calls it.
        suffixes: the extensions that ask for it.
        title: what it is, in a few words.
        drops: what of a graph it cannot hold, or "" where it holds everything.
        folder: it is written as a folder of files.
        extra: the optional packages that it needs (`pip install 'govkg[…]'`).
        streams: from a store it is written in memory that does not grow with the store.
    """

    name: str
    suffixes: tuple[str, ...]
    title: str
    drops: str = ""
    folder: bool = False
    extra: str = ""
    streams: bool = False


FORMATS: Mapping[str, Format] = {
    form.name: form
    for form in (
        Format("turtle", (".ttl",), "Turtle", _GRAPHS, streams=True),
        Format("trig", (".trig",), "TriG", streams=True),
        Format("ntriples", (".nt",), "N-Triples", _GRAPHS, streams=True),
        Format("nquads", (".nq",), "N-Quads", streams=True),
        Format("jsonld", (".jsonld",), "JSON-LD with the ontology's context", streams=True),
        Format("rdfxml", (".rdf", ".xml"), "RDF/XML", f"{_GRAPHS}, and control characters"),
        Format("turtle12", (".rdf12.ttl",), "RDF 1.2 Turtle, statements as reifiers", _GRAPHS, streams=True),
        Format("void", (".void.ttl",), "VoID description of the whole graph", "everything but numbers", streams=True),
        Format("graphml", (".graphml",), "GraphML for yEd, Cytoscape and Gephi", _NETWORK),
        Format("gexf", (".gexf",), "GEXF 1.3 for Gephi, with colours and dates", _NETWORK),
        Format(
            "neo4j",
            (),
            "folder of CSV files for neo4j-admin database import",
            "named graphs, rules and reasons, codes from reference tables, the texts before repair",
            folder=True,
        ),
        Format(
            "cypher",
            (".cypher", ".cql"),
            "Cypher script for Neo4j",
            "named graphs, rules and reasons, codes from reference tables, the texts before repair",
        ),
        Format("csv", (".csv",), "one saved query (NAME.csv), or a folder of the five views", "all that is in no view"),
        Format("xlsx", (".xlsx",), "Excel workbook of the views", "all that is in no view", extra="xlsx"),
        Format(
            "parquet",
            (".parquet",),
            "folder of Parquet files of the views",
            "all that is in no view but reports and sentences",
            folder=True,
            extra="parquet",
        ),
        Format("markdown", (".md",), "briefing of one report or thing (--about)", "all but the one and what it did"),
    )
}

_SUFFIXES: Mapping[str, Format] = {suffix: form for form in FORMATS.values() for suffix in form.suffixes}


def choose(path: Path, name: str | None = None) -> Format:
    """The format of the file or folder *path*.

    Args:
        path: its extension says the format; without one it is a folder of CSV files.
        name: the format by name, or by extension without the dot; then the path may be any.

    Raises:
        OutputError: there is no such format.
    """
    if name is not None:
        found = FORMATS.get(name) or _SUFFIXES.get(f".{name}")
        if found is None:
            raise OutputError(f"there is no format {name!r}", remedy=f"one of {', '.join(FORMATS)}")
        return found
    suffix = "".join(path.suffixes[-2:]).lower()
    found = _SUFFIXES.get(suffix) or _SUFFIXES.get(path.suffix.lower())
    if found is None and (path.suffix == "" or path.is_dir()):
        return FORMATS["csv"]
    if found is None:
        raise OutputError(
            f"files ending in {path.suffix} are not written",
            place=str(path),
            remedy=f"one of {' '.join(_SUFFIXES)}, a folder, or --format",
        )
    return found


def is_folder(form: Format, path: Path) -> bool:
    """Whether the format is written to *path* as a folder."""
    return form.folder or (form.name == "csv" and (path.suffix == "" or path.is_dir()))


def described() -> str:
    """A line for each format, for the help."""
    width = max(len(name) for name in FORMATS)
    return "\n".join(f"  {f.name:<{width}}  {' '.join(f.suffixes) or 'folder':<12} {f.title}" for f in FORMATS.values())


__all__ = ["FORMATS", "Format", "choose", "described", "is_folder"]
