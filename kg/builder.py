"""Reports to a graph: reading, extraction and RDF in one call."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, InternalError, KgError
from kg.files import read_bytes
from kg.graph import KnowledgeGraph
from kg.pipeline import Pipeline
from kg.rdf.dataset import Dataset
from kg.rdf.reference import reference_graph
from kg.rdf.threshold import confident
from kg.rdf.write import GraphWriter
from kg.readers.formats import read_original
from kg.readers.model import Limits
from kg.schema.load import load_schema
from kg.schema.terms import ID
from kg.sources.find import find_sources
from kg.sources.model import Unreadable
from kg.sources.read import read_sources
from kg.text.read import DocumentReader
from kg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.rdf.graph import NamedGraph
    from kg.readers.model import Progress
    from kg.resolve.model import Reading
    from kg.sources.model import Source
    from kg.text.model import Document


class Builder:
    """Builds the graphs of reports by one ontology; made once for any number of reports.

    Args:
        ontology: further Turtle files with classes, relations and words.
        base: what the IRIs of things begin with.
        min_confidence: entities, relations and acts that are less sure are left out.

    Raises:
        OntologyError: the ontology has a mistake.
    """

    def __init__(self, *, ontology: Sequence[str | Path] = (), base: str = ID, min_confidence: float = 0.0) -> None:
        self.ontology = tuple(map(Path, ontology))
        self.schema = load_schema(self.ontology)
        self.base = check_base(base)
        self._minimum = min_confidence
        self._document = DocumentReader(self.schema)
        self._pipeline = Pipeline(self.schema)
        self.divisions = self._pipeline.divisions  # the reference table, read once
        # a stage that others use too: `kg explain` asks it which node stands for what
        self.write = GraphWriter(self.schema, base=base, version=VERSION)

    def read(
        self,
        data: bytes,
        *,
        name: str,
        date: datetime.date | None = None,
        kind: str = "",
        progress: Progress | None = None,
    ) -> Reading:
        """What a report tells.

        Args:
            data: the content of its file; of any format that `kg.readers` knows, or a plain text.
            name: what to call it in messages and in the graph.
            date: the report's date; without it, it is looked for in the text.
            kind: its format as an extension (`.html`), where it is known otherwise than by the name.
            progress: called now and then with what is done of a long file and how much there is.

        Raises:
            InputError: it is empty, damaged, no text, or beyond a limit.
            MissingExtraError: its format's library is not installed.
            InternalError: the software itself failed on it.
        """
        return self._told(lambda: self._read(data, name, date, kind, progress), name, progress)

    def source(self, source: Source, *, progress: Progress | None = None) -> Reading:
        """What a report tells that was found somewhere.

        Raises:
            InputError: it is empty, damaged, no text, or beyond a limit.
            MissingExtraError: its format's library is not installed.
            InternalError: the software itself failed on it.
        """

        def read() -> Document:
            date = datetime.date.fromisoformat(source.date) if source.date else None
            found = self._read(source.data, source.name, date, source.format, progress)
            return replace(
                found,
                address=source.address or found.address,
                identifier=source.identifier,
                cited=source.source,
            )

        try:
            return self._told(read, source.name, progress)
        except KgError as error:
            within = (error.place or "").removeprefix(source.name) if error.place != source.name else ""
            raise error.at((source.place or source.key) + within) from error

    def _read(
        self, data: bytes, name: str, date: datetime.date | None, kind: str, progress: Progress | None
    ) -> Document:
        original = read_original(data, name, progress=progress, kind=kind)
        if original is None:
            return self._document(data, name=name, date=date)
        return self._document.lines(original, name=name, date=date)

    def _told(self, read: Callable[[], Document], name: str, progress: Progress | None) -> Reading:
        """What the document tells that *read* gives; whatever goes wrong is told as an error of this software."""
        try:
            return confident(self._pipeline(read(), progress=progress), self._minimum)
        except KgError:
            raise
        except Exception as error:
            raise InternalError.of(error, place=name) from error

    def file(self, path: Path, *, date: datetime.date | None = None) -> Reading:
        """What the report in a file tells; the graph keeps the file's name, not where it lay.

        Raises:
            InputError: it cannot be read, is empty, or no text.
            InternalError: the software itself failed on it.
        """
        data = read_bytes(path, Limits().size)
        try:
            return self.read(data, name=path.name, date=date)
        except KgError as error:
            raise error.at(str(path)) from error

    def graphs(self, readings: Iterable[Reading]) -> Iterator[NamedGraph]:
        """The graph of each reading, and at the end what the reference tables tell of the areas in them.

        The graph of a very long report comes in pieces, graphs of one name.
        """
        areas: set[tuple[str, str]] = set()
        for reading in readings:
            areas |= self.areas(reading)
            yield from self.write.pieces(reading)
        if areas:
            yield reference_graph(areas, self.divisions, self.write.names)

    def areas(self, reading: Reading) -> set[tuple[str, str]]:
        """Code and node of each area that the reference table has."""
        return {(e.code, node) for e, node in zip(reading.entities, self.write.nodes(reading), strict=True) if e.code}


def build(
    *sources: str | Path | Iterable[str | Path],
    text: str | bytes | None = None,
    name: str = "text",
    date: datetime.date | str | None = None,
    ontology: str | Path | Sequence[str | Path] = (),
    base: str = ID,
    min_confidence: float = 0.0,
    fetch: bool = False,
    on_failure: Callable[[str, KgError], None] | None = None,
) -> KnowledgeGraph:
    """Build the knowledge graph of reports.

    Args:
        sources: files, folders (all reports below, of any format that is read), or lists of them.
        text: a report given as text instead, or its bytes.
        name: what to call the report given as text.
        date: the date of the reports; without it, it is looked for in each.
        ontology: further Turtle files with classes, relations and words.
        base: what the IRIs of things begin with.
        min_confidence: entities, relations and acts that are less sure (0 to 1) are left out.
        fetch: whether sources may be http(s) addresses, which are fetched.
        on_failure: called with name and error of each report that cannot be read, and the others go on;
            without it the first such error is raised.

    Raises:
        InputError: a report cannot be read.
        OntologyError: the ontology has a mistake.

    >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
    >>> len(g) > 0
    True
    """
    builder = Builder(ontology=listed(ontology), base=base, min_confidence=min_confidence)
    day = check_date(date)
    readings = _readings(builder, sources, text, name, day, fetch=fetch, on_failure=on_failure)
    return KnowledgeGraph(Dataset.of(builder.graphs(readings), base=base), ontology=listed(ontology))


def _readings(
    builder: Builder,
    sources: Iterable[str | Path | Iterable[str | Path]],
    text: str | bytes | None,
    name: str,
    date: datetime.date | None,
    *,
    fetch: bool,
    on_failure: Callable[[str, KgError], None] | None,
) -> Iterator[Reading]:
    if text is not None:
        yield builder.read(text_bytes(text), name=name, date=date)
    given = [path for source in sources for path in listed(source)]
    if text is None and not given:
        raise InputError("no report was given", remedy="give files, folders, or text=")
    told = date.isoformat() if date else ""
    for source in (found for place in find_sources(given, fetch=fetch) for found in read_sources(place, date=told)):
        try:
            if isinstance(source, Unreadable):
                raise source.error
            yield builder.source(source)
        except KgError as error:
            if on_failure is None:
                raise
            on_failure(error.place or source.key, error)


def text_bytes(text: str | bytes) -> bytes:
    """Text as the bytes of a file; what UTF-8 cannot hold (half a surrogate pair) becomes U+FFFD."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")


def listed(source: str | Path | Iterable[str | Path]) -> list[str | Path]:
    """One path, or several, as a list."""
    return [source] if isinstance(source, str | Path) else list(source)


def check_date(date: datetime.date | str | None) -> datetime.date | None:
    """A date from its ISO form.

    Raises:
        InputError: it is no date.
    """
    if date is None or isinstance(date, datetime.date):
        return date
    try:
        return datetime.date.fromisoformat(date)
    except ValueError as error:
        raise InputError(f"{date!r} is no date", remedy="write it like 2019-10-21") from error


def check_base(base: str) -> str:
    """The base of IRIs, if it can be one.

    Raises:
        InputError: it is no absolute IRI that ends in `/` or `#`.
    """
    scheme, colon, rest = base.partition(":")
    bad = set('<>"{}|\\^` ') & set(base)
    if not (colon and scheme.isalnum() and rest) or bad or not base.endswith(("/", "#")) or not base.isprintable():
        raise InputError(
            f"{base!r} cannot be the base of IRIs",
            remedy="give an absolute IRI that ends in / such as https://example.org/id/",
        )
    return base
