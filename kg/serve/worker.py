"""A process that answers for the server: requests come on standard input, answers go to standard output.

It opens the graph read-only and never fetches anything. It may be killed at any moment; what it may take of memory is
bounded by the system, which ends it where it asks for more.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import KgError, QueryError
from kg.query.guard import inspect, whole
from kg.query.result import Answer
from kg.query.run import mistake
from kg.rdf.dataset import chosen
from kg.serve.pages import Pages
from kg.serve.problem import Problem
from kg.serve.results import DATASETS, Meter, answer_bytes, dataset_bytes, graph_bytes, table_bytes
from kg.serve.wire import OUT_OF_MEMORY, packed, receive
from kg.store.merged import DEFAULT, MergedDataset, own_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.rdf.dataset import Dataset
    from kg.serve.wire import Message


class Worker:
    """Answers requests about one dataset.

    Args:
        dataset: what is served.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._store = dataset.store
        self._pages = Pages(dataset)

    def __call__(self, head: dict[str, Any], body: bytes) -> Message:
        """The answer to one request; `do` says which."""
        actions: Mapping[str, Callable[[dict[str, Any], bytes], Message]] = {
            "query": self._query,
            "graph": self._graph,
            "has": self._has,
            "statistics": self._statistics,
        }
        action = actions.get(head["do"])
        try:
            return self._pages(head) if action is None else action(head, body)
        except Problem as problem:
            return {"problem": problem.message()}, b""
        except KgError as error:
            return {"problem": Problem(400, str(error), more=_position(error)).message()}, b""

    # ---- queries -----------------------------------------------------------------------------------------------------

    def _query(self, head: dict[str, Any], body: bytes) -> Message:
        """Put a query; `table` and `graph` are the formats for the two kinds of answer, None where none will do."""
        text = body.decode()
        facts = inspect(text, services=head["services"])
        default, named = _graphs(head["default"]), _graphs(head["named"])
        if default is not None or named is not None:
            default, named = default or [], named or []  # the protocol's dataset stands for the query's own
        elif facts.graphs:
            self._check_graphs(facts.graphs)
            if len(facts.default) > 1:
                default, named = (self._nodes(some) for some in (facts.default, facts.named))
        store = self._store
        if default is not None and len(default) > 1:
            store, default = chosen(store, default, named or []), [DEFAULT]
        try:
            found = store.query(
                text,
                base_iri=head["base"],
                prefixes=self._dataset.prefixes,
                default_graph=default,
                named_graphs=named,
            )
            return self._written(found, head)
        except SyntaxError as error:
            raise mistake(text, error) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"the query cannot be answered: {error}", remedy="simplify it") from error

    def _check_graphs(self, graphs: Sequence[tuple[str, int]]) -> None:
        for iri, _ in graphs:
            name = whole(iri, self._dataset.prefixes)
            if not _is_iri(name) or not self._store.contains_named_graph(ox.NamedNode(name)):
                raise QueryError(
                    f"FROM <{iri}>: there is no such graph here, and nothing is fetched",
                    remedy="SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } lists the graphs",
                )

    def _nodes(self, iris: Sequence[str]) -> list[Any]:
        return [ox.NamedNode(whole(iri, self._dataset.prefixes)) for iri in iris]

    def _written(self, found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, head: dict[str, Any]) -> Message:
        meter = Meter(head["rows"], head["size"])
        if isinstance(found, ox.QueryTriples):
            form = _wanted(head["graph"], "a graph")
            data = graph_bytes(found, form, meter, base=self._dataset.base)
            return {"kind": "graph", "form": form, "rows": meter.rows}, data
        form = _wanted(head["table"], "a table")
        if isinstance(found, ox.QueryBoolean):
            return {"kind": "boolean", "form": form, "rows": 1}, answer_bytes(Answer(bool(found)), form)
        columns = [variable.value for variable in found.variables]
        data = table_bytes(columns, found, form, meter)
        return {"kind": "table", "form": form, "rows": meter.rows}, data

    # ---- graphs as they are ------------------------------------------------------------------------------------------

    def _has(self, head: dict[str, Any], _: bytes) -> Message:
        return {"has": self._store.contains_named_graph(ox.NamedNode(head["name"]))}, b""

    def _graph(self, head: dict[str, Any], _: bytes) -> Message:
        """A graph of the dataset, by `name`; "" is the default graph, None all graphs with their names."""
        meter = Meter(head["rows"], head["size"])
        name, form, base = head["name"], head["form"], self._dataset.base
        if form in DATASETS:
            return {"form": form}, dataset_bytes(self._dataset.each(), form, meter, base=base)
        # queries see all graphs together as the default graph, and so does this
        node = ox.NamedNode(name) if name else DEFAULT
        if name and not self._store.contains_named_graph(node):
            raise Problem(404, f"there is no graph <{name}> here")
        triples = (quad.triple for quad in self._store.quads_for_pattern(None, None, None, node))
        return {"form": form}, graph_bytes(triples, form, meter, base=base)

    def _statistics(self, _: dict[str, Any], __: bytes) -> Message:
        """Numbers for the description of the dataset."""
        ask = self._store.query

        def table(query: str) -> list[list[str]]:
            return [[getattr(term, "value", "") for term in row] for row in ask(query)]  # type: ignore[union-attr]

        return {
            "triples": int(table("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0][0]),
            "subjects": int(table("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }")[0][0]),
            "graphs": int(table("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { } }")[0][0]),
            "classes": table("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY ?c"),
            "properties": table("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"),
            "base": self._dataset.base,
        }, b""


def _graphs(iris: Sequence[str] | None) -> list[Any] | None:
    if iris is None:
        return None
    for iri in iris:
        if not _is_iri(iri):
            raise Problem(400, f"{iri!r} is no absolute IRI")
    return [ox.NamedNode(iri) for iri in iris]


def _is_iri(iri: str) -> bool:
    try:
        ox.NamedNode(iri)
    except ValueError:
        return False
    return True


def _wanted(form: str | None, kind: str) -> str:
    if form is None:
        raise Problem(406, f"the answer is {kind}, which none of the accepted formats can hold")
    return form


def _position(error: KgError) -> dict[str, int]:
    """Line and column out of a place such as `line 3, column 7`."""
    words = (error.place or "").replace(",", "").split()
    if len(words) == 4 and words[0] == "line" and words[1].isdigit() and words[3].isdigit():
        return {"line": int(words[1]), "column": int(words[3])}
    return {}


def limit_memory(mebibytes: int) -> None:
    """Bound what this process may take beyond what it has now; where the system cannot do that, nothing happens."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:  # pragma: no cover
        return
    try:
        now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:  # pragma: no cover - other systems than Linux do not tell
        now = 0
    most = now + (mebibytes << 20)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Requests and answers; whatever else prints goes to standard error, not between the messages."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, answers


def end_with_parent() -> None:
    """End this process when the server has gone, however it went, even in the middle of a query."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def serve(requests: IO[bytes], answers: IO[bytes], answer: Callable[[dict[str, Any], bytes], Message]) -> None:
    """Answer until the requests end."""
    answers.write(packed({"ready": True}))
    answers.flush()
    while (found := receive(requests)) is not None:
        try:
            head, body = answer(*found)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)  # what is left of the process cannot be relied on
        answers.write(packed(head, body))
        answers.flush()


def main(folder: str, base: str, memory: str) -> None:
    """Answer about the dataset in *folder*."""
    requests, answers = pipes()
    end_with_parent()
    store = ox.Store.read_only(folder)
    limit_memory(int(memory))
    serve(requests, answers, Worker(MergedDataset(store, base=base, own=own_file(Path(folder)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
