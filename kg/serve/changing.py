"""A process that makes one change to a store: it takes the writer's lock, changes, publishes, and ends.

Every change is one transaction. `CLEAR ALL` empties the graphs; what the store knows of its sources stands elsewhere.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import KgError, OutputError
from kg.query.run import mistake
from kg.rdf.terms import prefixes
from kg.serve.media import INPUTS
from kg.serve.merging import merging, plan
from kg.serve.problem import Problem
from kg.serve.using import inspect_update, with_dataset, without_last_semicolon
from kg.serve.wire import packed, receive
from kg.serve.worker import end_with_parent, limit_memory, pipes
from kg.store.layout import existing
from kg.store.terms import OWN
from kg.store.writer import StoreWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.serve.wire import Message

_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def change(writer: StoreWriter, head: dict[str, Any], body: bytes) -> Message:
    """Make one change; `do` says which.

    Raises:
        Problem: it is refused.
        SyntaxError: what was sent has a mistake.
    """
    actions: Mapping[str, Callable[[StoreWriter, dict[str, Any], bytes], Message]] = {
        "update": _update,
        "put": _put,
        "post": _post,
        "delete": _delete,
    }
    return actions[head["do"]](writer, head, body)


def _update(writer: StoreWriter, head: dict[str, Any], body: bytes) -> Message:
    text = body.decode()
    inspect_update(text, allowed=head["allowed"])
    planned = plan(with_dataset(text, head["default"], head["named"]))
    parts = [without_last_semicolon(planned.text)]
    try:
        _run(writer, merging(parts, planned.touched, prologue=planned.prologue), base=head["base"])
    except SyntaxError as error:
        raise mistake(text, _as_sent(text, error, writer, head)) from error
    return {"status": 204}, b""


def _as_sent(text: str, error: SyntaxError, writer: StoreWriter, head: dict[str, Any]) -> SyntaxError:
    """What is wrong with an update as it was sent; the one that was run has other lines and columns."""
    try:
        ox.Store().update(text, base_iri=head["base"], prefixes=prefixes(writer.layout.base))
    except SyntaxError as found:
        return found
    return error


def _put(writer: StoreWriter, head: dict[str, Any], body: bytes) -> Message:
    """Replace a graph, or what stands outside of them, by what is sent."""
    graph = _graph(head["name"])
    there = _is_there(writer, graph)
    found = _parsed(head, body, graph)
    _run(writer, merging([f"DROP SILENT GRAPH {graph}", _insert(found)], [str(graph)]))
    return {"status": 204 if there else 201}, b""


def _post(writer: StoreWriter, head: dict[str, Any], body: bytes) -> Message:
    """Add what is sent to a graph."""
    graph = _graph(head["name"])
    there = _is_there(writer, graph)
    _run(writer, merging([_insert(_parsed(head, body, graph))], [str(graph)]))
    return {"status": 204 if there else 201}, b""


def _delete(writer: StoreWriter, head: dict[str, Any], _: bytes) -> Message:
    graph = _graph(head["name"])
    there = _is_there(writer, graph)
    if head["name"] and not there:
        raise Problem(404, f"there is no graph {graph} here")
    _run(writer, merging([f"DROP SILENT GRAPH {graph}"], [str(graph)]))
    return {"status": 204}, b""


def _graph(name: str) -> ox.NamedNode:
    if not name:
        return OWN
    try:
        found = ox.NamedNode(name)
    except ValueError as error:
        raise Problem(400, f"{name!r} is no absolute IRI") from error
    if found == OWN:
        raise Problem(403, "this graph belongs to the store itself")
    return found


def _is_there(writer: StoreWriter, graph: ox.NamedNode) -> bool:
    return graph == OWN or writer.store.contains_named_graph(graph)


def _parsed(head: dict[str, Any], body: bytes, graph: ox.NamedNode) -> list[ox.Quad]:
    form = _FORMATS[INPUTS[head["type"]]]
    if form == ox.RdfFormat.RDF_XML:
        refuse_doctype(body)
    found = ox.parse(body, format=form, base_iri=head["base"], without_named_graphs=True, rename_blank_nodes=True)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in found]


def refuse_doctype(body: bytes) -> None:
    """Refuse RDF/XML with a DOCTYPE: entities declared there can make gigabytes out of a kilobyte, or name files.

    In another encoding the word could not be seen, so that anything but UTF-8 is refused too.

    Raises:
        Problem: it has one.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise Problem(400, "RDF/XML is taken in UTF-8 only") from error
    if "\0" in text or "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Problem(400, "RDF/XML with a DOCTYPE is refused; send Turtle")


def _insert(quads: Iterable[ox.Quad]) -> str:
    lines = [
        f"{q.subject} {q.predicate} {q.object} ."
        if isinstance(q.graph_name, ox.DefaultGraph)
        else f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}"
        for q in quads
    ]
    return "INSERT DATA {\n" + "\n".join(lines) + "\n}" if lines else ""


def _run(writer: StoreWriter, text: str, *, base: str | None = None) -> None:
    writer.layout.changed.touch()
    try:
        writer.store.update(text, base_iri=base, prefixes=prefixes(writer.layout.base))
    except OSError as error:
        raise OutputError(f"cannot be written: {error}", place=str(writer.layout.folder)) from error


def main(folder: str, memory: str) -> None:
    """Make the change that comes on standard input."""
    requests, answers = pipes()
    end_with_parent()
    answers.write(packed({"ready": True}))
    answers.flush()
    found = receive(requests)
    if found is None:
        return
    try:
        with StoreWriter(existing(folder)) as writer:
            limit_memory(int(memory))
            answer = change(writer, *found)
    except Problem as problem:
        answer = {"problem": problem.message()}, b""
    except OutputError as error:
        answer = {"problem": Problem(503, str(error), limit="writer").message()}, b""
    except KgError as error:
        answer = {"problem": Problem(400, str(error)).message()}, b""
    except (SyntaxError, ValueError, RuntimeError) as error:
        answer = {"problem": Problem(400, f"{error}").message()}, b""
    answers.write(packed(*answer))
    answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
