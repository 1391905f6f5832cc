"""A dataset in its two forms: terms for writing it out, and an Oxigraph store for asking it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.rdf import terms
from kg.rdf.graph import NamedGraph, union
from kg.rdf.reifiers import as_statements, has_reifiers, write_out
from kg.rdf.terms import Names, prefixes
from kg.rdf.turtle import trig
from kg.schema.terms import ID, VOID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.rdf.graph import Pairs, Triples
    from kg.rdf.spool import Entry

_URI_SPACE = ox.NamedNode(VOID + "uriSpace")


class Dataset:
    """Named graphs; made from graphs of terms (`Dataset.of`), from a store, or from text that is parsed when needed.

    Whichever form is missing is made on use.

    Args:
        store: an Oxigraph store.
        base: what the IRIs of things begin with; read from the graphs themselves where it is not given.
    """

    _text: tuple[bytes, ox.RdfFormat, Callable[[Exception], Exception]] | None = None
    _outside = False

    def __init__(self, store: ox.Store, *, base: str | None = None) -> None:
        self.store = store
        self._base = base
        self._outside = True

    @classmethod
    def of(cls, graphs: Iterable[NamedGraph], *, base: str = ID) -> Dataset:
        """A dataset of graphs made by `kg.rdf.write.GraphWriter`; graphs of one name are one."""
        made = cls.__new__(cls)
        made._base = base
        made.graphs = _by_name(graphs)
        return made

    @classmethod
    def unread(cls, data: bytes, form: ox.RdfFormat, damaged: Callable[[Exception], Exception]) -> Dataset:
        """A dataset whose text is parsed only when it is needed: who scans it once (`quads`) needs no store.

        Args:
            data: the content of a file.
            form: its format.
            damaged: makes the error to be raised from the parser's.
        """
        made = cls.__new__(cls)
        made._base = None
        made._text = (data, form, damaged)
        return made

    @cached_property
    def store(self) -> ox.Store:
        """The dataset as an Oxigraph store in memory."""
        store = ox.Store()
        data, form, damaged = self._source()
        try:
            store.bulk_load(data, format=form)
        except (SyntaxError, ValueError, OSError) as error:
            raise damaged(error) from error
        write_out(store)
        return store

    def ask(self, query: str, *, union: bool) -> ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]:
        """The engine's answer to a SPARQL query, its own errors included; `kg.query.run.run_query` is for people.

        Args:
            query: the query, in which the dataset's prefixes hold.
            union: put it to all graphs together.
        """
        store = self._merged if union else self.store
        return store.query(query, prefixes=self.prefixes, use_default_graph_as_union=union and store is self.store)

    def ask_among(
        self, query: str, default: Sequence[str], named: Sequence[str]
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]:
        """The engine's answer to a query put to some of the graphs, whatever the query itself says of that.

        Args:
            query: the query.
            default: IRIs of the graphs that make up the default graph.
            named: IRIs of the graphs that it may name.
        """
        nodes: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in named]
        store = chosen(self.store, [ox.NamedNode(iri) for iri in default], nodes)
        return store.query(query, prefixes=self.prefixes, default_graph=ox.DefaultGraph(), named_graphs=nodes)

    @cached_property
    def _merged(self) -> ox.Store:
        """The store that a query to all graphs together is put to.

        Oxigraph's union of graphs keeps a triple that two of them state twice, so COUNT would count it twice. A dataset
        in memory with several graphs is therefore copied, with each triple once in the default graph of the copy.
        """
        if self._outside or sum(1 for _ in islice(self.store.named_graphs(), 2)) < 2:
            return self.store
        copy = ox.Store()
        copy.bulk_extend(self.store)
        copy.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in self.store)
        return copy

    def each(self) -> Iterator[ox.Quad]:
        """Every quad as it was said, in any order."""
        return iter(self.store)

    def __len__(self) -> int:
        """How many quads there are."""
        return len(self.store)

    def quads(self, properties: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
        """The quads with some properties, in any order, repeats possible; others may come with them.

        From a store each property is looked up. Text is parsed as it streams by, which takes a fifth of the time of
        loading it into a store first.
        """
        if "store" in self.__dict__:
            for found in properties:
                yield from self.store.quads_for_pattern(None, found, None)
            return
        data, form, damaged = self._source()
        try:
            parsed = ox.parse(data, format=form)
            yield from as_statements(parsed) if has_reifiers(data) else parsed
        except (SyntaxError, ValueError, OSError) as error:
            raise damaged(error) from error

    def _source(self) -> tuple[bytes, ox.RdfFormat, Callable[[Exception], Exception]]:
        """The text that the dataset is parsed from."""
        if self._text is not None:
            return self._text
        text = "".join(trig(self.entries(apart=True), self.prefixes))
        return text.encode(), ox.RdfFormat.TRIG, lambda error: error

    @cached_property
    def graphs(self) -> tuple[NamedGraph, ...]:
        """The graphs as terms, sorted by name; the default graph has the name ""."""
        names = Names(self.base)
        found: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in self.store:
            graph = _term(quad.graph_name, names) if isinstance(quad.graph_name, ox.NamedNode | ox.BlankNode) else ""
            found[graph].append(quad)
        return tuple(named_graph(name, found[name], names) for name in sorted(found))

    @property
    def base(self) -> str:
        """What the IRIs of things begin with."""
        if self._base is None:
            stated = next((q.object for q in self.store.quads_for_pattern(None, _URI_SPACE, None)), None)
            self._base = stated.value if isinstance(stated, ox.Literal) else ID
        return self._base

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefix → namespace."""
        return prefixes(self.base)

    @property
    def union(self) -> Triples:
        """What all graphs say together."""
        return self.graphs[0].triples if len(self.graphs) == 1 else union(self.graphs)

    def entries(self, *, apart: bool) -> Iterator[Entry]:
        """The subjects with what is said of them, sorted; of each graph apart, or of all together under the name ""."""
        graphs = self.graphs if apart else (NamedGraph("", self.union),)
        for graph in graphs:
            for subject in sorted(graph.triples):
                yield (graph.name, subject), graph.triples[subject]


def chosen(store: ox.Store, default: Iterable[ox.NamedNode], named: Iterable[ox.NamedNode | ox.BlankNode]) -> ox.Store:
    """A copy of some graphs, those of the default graph merged: the engine gives what two of them state twice."""
    made = ox.Store()
    for node in default:
        found = store.quads_for_pattern(None, None, None, node)
        made.extend(ox.Quad(q.subject, q.predicate, q.object) for q in found)
    for name in named:
        made.extend(store.quads_for_pattern(None, None, None, name))
    return made


_TYPE = ox.NamedNode(terms.VOCABULARIES["rdf"] + "type")


def named_graph(name: str, quads: Iterable[ox.Quad], names: Names) -> NamedGraph:
    """The graph of a name as terms, from its quads."""
    triples: dict[str, Pairs] = defaultdict(list)
    for quad in quads:
        predicate = "a" if quad.predicate == _TYPE else names.iri(quad.predicate.value)
        triples[_term(quad.subject, names)].append((predicate, _term(quad.object, names)))
    return NamedGraph(name, triples)


def _by_name(graphs: Iterable[NamedGraph]) -> tuple[NamedGraph, ...]:
    grouped: dict[str, list[NamedGraph]] = defaultdict(list)
    for graph in graphs:
        grouped[graph.name].append(graph)
    return tuple(same[0] if len(same) == 1 else NamedGraph(name, union(same)) for name, same in sorted(grouped.items()))


def _term(term: object, names: Names) -> str:
    if isinstance(term, ox.NamedNode):
        return names.iri(term.value)
    if isinstance(term, ox.Literal):
        return terms.literal(term.value, term.datatype.value, term.language, names)
    return f"<<( {term} )>>" if isinstance(term, ox.Triple) else str(term)
