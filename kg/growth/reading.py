"""A source to what the store keeps of it; this is what worker processes do."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.builder import Builder
from kg.errors import InternalError, KgError
from kg.rdf.reference import reference_graph
from kg.rdf.turtle import subject_block
from kg.resources import ontology_dir
from kg.schema.terms import ID
from kg.store.page import Page
from kg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.rdf.graph import NamedGraph
    from kg.sources.model import Source


@dataclass(frozen=True, slots=True)
class Settings:
    """What a graph depends on besides its source; plain values, so that it travels to other processes.

    Attributes:
        ontology: the user's own Turtle files.
        base: what the IRIs of things begin with.
        min_confidence: what is less sure is left out.
    """

    ontology: tuple[str, ...] = ()
    base: str = ID
    min_confidence: float = 0.0

    def digest(self) -> str:
        """One digest of all of it, of this version and of what the ontology's files hold."""
        found = hashlib.sha256(f"{VERSION}\n{self.base}\n{self.min_confidence!r}\n".encode())
        shipped = ontology_dir()
        # an installer compiles the scripts beside the tables: they are no part of what is read
        data = (p for p in shipped.rglob("*") if p.is_file() and p.suffix not in {".py", ".pyc"})
        for path in sorted(data):
            found.update(f"{path.relative_to(shipped).as_posix()}\n".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
        for path in map(Path, self.ontology):
            if path.is_file():  # the builder says in its own words what is wrong with it
                found.update(hashlib.sha256(path.read_bytes()).digest())
        return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is nothing of a source: the parts of a `KgError`, so that it travels between processes."""

    message: str
    place: str | None
    remedy: str | None
    exit_code: int

    @classmethod
    def of(cls, error: KgError) -> Failure:
        """From the error itself."""
        return cls(error.message, error.place, error.remedy, error.exit_code)

    def error(self) -> KgError:
        """The error again."""
        kinds = {kind.exit_code: kind for kind in KgError.__subclasses__()}
        return kinds.get(self.exit_code, KgError)(self.message, place=self.place, remedy=self.remedy)


class SourceReader:
    """Reads sources; made once for any number of them.

    Raises:
        OntologyError: the ontology has a mistake.
    """

    def __init__(self, settings: Settings) -> None:
        self._builder = Builder(ontology=settings.ontology, base=settings.base, min_confidence=settings.min_confidence)

    def __call__(self, source: Source) -> Page | Failure:
        """The page of a source, or why there is none; a failure of one report stops no other."""
        try:
            return self._page(source)
        except KgError as error:
            return Failure.of(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told of this report, and the others go on
            return Failure.of(InternalError.of(error, place=source.key))

    def _page(self, source: Source) -> Page:
        reading = self._builder.source(source)
        names, areas = self._builder.write.names, self._builder.areas(reading)
        return Page(
            report=reading.document.id,
            body=_blocks(self._builder.write.pieces(reading)),
            reference=_blocks([reference_graph(areas, self._builder.divisions, names)]) if areas else "",
            things=len(reading.entities),
            acts=len(reading.acts),
            notes=tuple(f"{source.name}: {notice.message}" for notice in reading.notices),
        )


def _blocks(graphs: Iterable[NamedGraph]) -> str:
    return "".join(subject_block(subject, pairs) for graph in graphs for subject, pairs in graph.triples.items())
