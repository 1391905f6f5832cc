"""The knowledge graph as a user holds it: one object to ask, look at, check and write out."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import networkx as nx
    import pyoxigraph as ox

    from kg.ask.model import Answer
    from kg.ask.run import Asker
    from kg.check.run import Outcome
    from kg.projection.facts import Facts
    from kg.query.rdflib_graph import GuardedDataset
    from kg.query.result import Result
    from kg.rdf.dataset import Dataset
    from kg.schema.model import Schema
    from kg.view.notebook import Frame


class KnowledgeGraph:
    """A graph of reports: things, what they did, how many, when and where, each with its sentence.

    `kg.build` makes one from reports, `kg.load` reads one from a file.

    Args:
        dataset: the graphs.
        ontology: the user's own Turtle files by which it was built, for the labels of their classes and relations.

    >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
    >>> g
    <KnowledgeGraph: 1 report, ...>
    """

    def __init__(self, dataset: Dataset, *, ontology: Sequence[str | Path] = ()) -> None:
        self.dataset = dataset
        self._ontology = tuple(map(Path, ontology))

    @property
    def store(self) -> ox.Store:
        """The quads as a pyoxigraph store, for those who want its whole interface.

        In that of a store on disk the default graph holds what all graphs say together.
        """
        return self.dataset.store

    @cached_property
    def schema(self) -> Schema:
        """The ontology by which classes and relations are named."""
        from kg.schema.load import load_schema

        return load_schema(self._ontology)

    @cached_property
    def facts(self) -> Facts:
        """Everything as Python values: things, relations, acts, counts, times, with their sentences."""
        from kg.projection.read import read_facts

        return read_facts(self.dataset, self.schema)

    def query(self, sparql: str) -> Result:
        """Ask a SPARQL 1.1 query (SELECT, ASK, CONSTRUCT or DESCRIBE) over all reports together.

        The usual prefixes (`kg:`, `org:`, `schema:`, `skos:` …) are declared already. Nothing else is read.

        Returns:
            A `Table` with `columns` and `rows`, an `Answer` that is true or false, or a `Description` of triples.

        Raises:
            QueryError: the query has a mistake, or asks for something that is refused.

        >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
        >>> bool(g.query("ASK { ?report a kg:Report }"))
        True
        >>> g.query("SELECT (COUNT(*) AS ?reports) { ?r a kg:Report }").rows
        ((1,),)
        """
        from kg.query.run import run_query

        return run_query(self.dataset, sparql)

    def saved(self, name: str, **parameters: object) -> Result:
        """Ask a saved question; `kg query --list` lists them, `kg.query.saved.saved_questions` holds them.

        Args:
            name: of the question, or a file of your own that ends with `.rq`.
            parameters: names as the reports write them, dates, numbers, labels of classes; what is left out or None
                does not restrict the answer.

        Raises:
            QueryError: there is no such question or parameter, or a value does not fit it; the message says what would.

        >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
        >>> [row[1:5] for row in g.saved("acts-of", who="清河区教育局", since="2024-03")]
        [('举办', '培训班', 4, '期')]
        """
        from kg.query.run import run_query

        return run_query(self.dataset, self.saved_text(name, **parameters))

    def saved_text(self, name: str, **parameters: object) -> str:
        """The SPARQL of a saved question with the parameters filled in, as `saved` asks it.

        >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
        >>> len(g.query(g.saved_text("acts-of", who="清河区教育局")))
        1
        """
        from kg.query.saved import filled_query

        return filled_query(self.dataset, name, parameters, ontology=self._ontology)

    def ask(self, question: str) -> Answer:
        """Ask a question in words, such as `清河县检视了多少问题?`, without a language model.

        The question is read with the lexicon of the ontology and becomes a SPARQL query over the graph.

        Returns:
            The answer as text and values, with the query and the sentences it rests on; or, where the question was not
            understood, which part of it.

        >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
        >>> g.ask("清河区教育局举办了几期培训班?").values
        ('4期',)
        """
        return self._asker(self.dataset, question)

    @cached_property
    def _asker(self) -> Asker:
        from kg.ask.run import Asker

        return Asker(self.schema)

    def export(
        self, path: str | Path, *, form: str | None = None, about: str | None = None, language: str = "zh"
    ) -> tuple[Path, ...]:
        """Write the graph to a file or folder, in the format of its extension.

        RDF: `.ttl .trig .nt .nq .jsonld .rdf`, and `.rdf12.ttl` for RDF 1.2. Networks: `.gexf .graphml .cypher`, and a
        folder with `form="neo4j"`. Tables: `.xlsx`, a folder `.parquet`, `entities.csv` (or another saved query), or a
        folder of all views as CSV. A briefing: `.md`.

        Args:
            path: the file or folder.
            form: the format by name, whatever the extension; `kg export --help` lists them.
            about: which report or thing a briefing is about, by name or IRI.
            language: of labels and headings, `zh` or `en`.

        Returns:
            The files that were written.

        Raises:
            OutputError: the format is not known, or the file cannot be written; what was there is untouched.
            QueryError: nothing is called what the briefing is to be about.
            MissingExtraError: the format needs a package that is not installed.

        >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
        >>> files = g.export(folder / "graph.ttl")
        >>> load(folder / "graph.ttl").counts() == g.counts()
        True
        """
        from kg.export.write import export

        return export(self.dataset, path, ontology=self._ontology, form=form, about=about, language=language)

    @overload
    def view(self, path: str | Path, *, title: str | None = ..., limit: int = ..., language: str = ...) -> Path: ...

    @overload
    def view(self, path: None = None, *, title: str | None = ..., limit: int = ..., language: str = ...) -> Frame: ...

    def view(
        self, path: str | Path | None = None, *, title: str | None = None, limit: int = 2000, language: str = "zh"
    ) -> Path | Frame:
        """Write the graph as one HTML page that opens in any browser, without network; in a notebook, show it.

        Args:
            path: the file; without it, a frame is returned that a notebook shows.
            title: of the page; without it, the report's.
            limit: how many things are drawn at first; the others are reached by search and by expanding.
            language: of the interface at opening, `zh` or `en`.

        Raises:
            OutputError: the file cannot be written; what was there is untouched.

        >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
        >>> g.view(folder / "graph.html").stat().st_size > 1000
        True
        """
        from kg.files import check_writable, write_whole
        from kg.view.notebook import Frame
        from kg.view.page import render_html

        if path is not None:
            check_writable(path)
        page = render_html(self.dataset, self.schema, title=title, limit=limit, language=language)
        if path is None:
            return Frame(page, title=title or repr(self)[1:-1])
        write_whole(path, [page])
        return Path(path)

    def to_networkx(self) -> nx.MultiDiGraph:
        """The things as nodes, relations and acts as edges, with attributes that every networkx writer takes.

        A node, an IRI, has `label`, `type`, `cls`, `aliases`, `pinyin`, `confidence`, `mentions`, `first`, `last`,
        `colour`, `shape` and `quote`; an edge `kind`, `predicate`, `label`, `confidence`, `quote`, and that of an act
        `status`, `value`, `unit`, `bound`, `first` and `last` besides.

        >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
        >>> g.to_networkx().is_directed()
        True
        """
        from kg.projection.network import to_network

        return to_network(self.facts, self.schema)

    @cached_property
    def rdf(self) -> GuardedDataset:
        """The graph as an rdflib Dataset whose default graph is the union of the reports.

        Its `query` is rdflib's, without access to files and network.

        >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
        >>> (None, None, None) in g.rdf
        True
        """
        from kg.query.rdflib_graph import GuardedDataset

        return GuardedDataset.of(self.dataset)

    def check(self) -> Outcome:
        """Check the graph against the SHACL shapes of the ontology.

        Returns:
            An outcome that is true where there is no violation; `violations` and `warnings` say what was found.

        >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
        >>> bool(g.check())
        True
        """
        from kg.check.run import check

        return check(self.dataset)

    def __len__(self) -> int:
        """The number of quads."""
        return len(self.dataset)

    def __iter__(self) -> Iterator[ox.Quad]:
        """The quads, in no particular order."""
        return self.dataset.each()

    def counts(self) -> dict[str, int]:
        """How many things of each type there are, how many acts, quantities, times and reports.

        >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
        >>> g.counts()["report"]
        1
        """
        from kg.summary import counts

        return counts(self.dataset)

    def __repr__(self) -> str:
        found = self.counts()
        many = "report" if found["report"] == 1 else "reports"
        return f"<KnowledgeGraph: {found['report']} {many}, {len(self)} quads>"

    def _repr_html_(self) -> str:
        """A small table for notebooks."""
        from kg.view.notebook import summary_html

        return summary_html(repr(self)[1:-1], {name: number for name, number in self.counts().items() if number})


def load(path: str | Path, *, ontology: str | Path | Sequence[str | Path] = ()) -> KnowledgeGraph:
    """Read a graph from an RDF file, or open a store.

    The format follows from the extension: Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML.

    Args:
        path: the file, or the store's folder.
        ontology: the user's own Turtle files by which the graph was built.

    Raises:
        GraphError: there is no such file, or it is damaged.

    >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
    >>> files = g.export(folder / "graph.nq")
    >>> load(folder / "graph.nq").counts() == g.counts()
    True
    """
    from kg.store.open import open_dataset

    extra = [ontology] if isinstance(ontology, str | Path) else list(ontology)
    return KnowledgeGraph(open_dataset(path), ontology=extra)
