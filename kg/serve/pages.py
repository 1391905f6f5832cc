"""What a worker makes for people to look at: pages of things, the explorer, and what feeds it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.projection.read import read_facts
from kg.query.saved import filled_query
from kg.rdf.terms import prefixes
from kg.schema.load import load_schema
from kg.serve.part import part_about
from kg.serve.problem import Problem
from kg.serve.results import Meter, graph_bytes
from kg.serve.thing import thing_page
from kg.store.merged import DEFAULT

if TYPE_CHECKING:
    from kg.projection.facts import Facts
    from kg.rdf.dataset import Dataset
    from kg.serve.wire import Message

_ROWS, _SIZE = 200_000, 100_000_000


class Pages:
    """Makes pages of one dataset.

    Args:
        dataset: what is served.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._store = dataset.store
        self._base = dataset.base
        self._schema = load_schema()

    def __call__(self, head: dict[str, Any]) -> Message:
        """Answer one request; `do` says which.

        Raises:
            Problem: there is nothing of the kind.
        """
        return {"thing": self._thing, "explore": self._explore, "near": self._near, "saved": self._saved}[head["do"]](
            head
        )

    def _thing(self, head: dict[str, Any]) -> Message:
        """What is told of one thing, as a page or as RDF."""
        iri, form = head["iri"], head["form"]
        node = _node(iri)
        if next(self._store.quads_for_pattern(node, None, None, DEFAULT), None) is None:
            raise Problem(404, f"nothing is told of <{iri}> here")
        if form != "html":
            part, _ = part_about(self._store, self._base, [iri], limit=_ROWS)
            triples = (quad.triple for quad in part.store)
            return {"form": form}, graph_bytes(triples, form, Meter(_ROWS, _SIZE), base=self._base)
        limit, start = head["limit"], head["start"]
        part, total = part_about(self._store, self._base, [iri], limit=limit, start=start)
        facts = read_facts(part, self._schema)
        page = thing_page(
            facts, part, self._schema, iri, language=head["language"], start=start, limit=limit, total=total
        )
        return {"form": form}, page.encode()

    def _explore(self, head: dict[str, Any]) -> Message:
        """The explorer with some things in it."""
        # the page's renderer and all it needs are loaded where they are used
        from kg.view.page import render_html  # noqa: PLC0415

        part, _ = part_about(self._store, self._base, self._known(head["things"]), limit=head["limit"])
        live = files("kg.serve").joinpath("assets/live.js").read_text("utf-8")
        page = render_html(part, self._schema, title=head["title"], limit=2000, language=head["language"], live=live)
        return {}, page.encode()

    def _near(self, head: dict[str, Any]) -> Message:
        """What is next to some things, in the form of the page's own data."""
        from kg.view.payload import payload  # noqa: PLC0415 - as above
        from kg.view.picture import Picture  # noqa: PLC0415

        part, total = part_about(
            self._store, self._base, self._known(head["things"]), limit=head["limit"], start=head["start"]
        )
        facts = read_facts(part, self._schema)
        weight = _weights(facts)
        nothing = Picture(weight, (-1,) * len(facts.things), (), {}, "force")
        body = payload(facts, nothing, self._schema, title="", network={})
        body["facts"] = total
        body["namespaces"] = prefixes(self._base)
        return {}, json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")

    def _saved(self, head: dict[str, Any]) -> Message:
        """The text of a saved question with its values."""
        return {}, filled_query(self._dataset, head["name"], head["values"]).encode()

    def _known(self, iris: list[str]) -> list[str]:
        nodes = map(_node, iris)
        return [n.value for n in nodes if next(self._store.quads_for_pattern(n, None, None, DEFAULT), None) is not None]


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise Problem(400, f"{iri!r} is no absolute IRI") from error


def _weights(facts: Facts) -> tuple[float, ...]:
    """Importance among what is there, from 0 to 1: for the order in which neighbours come."""
    said = [len(t.mentions) + len(t.sentences) for t in facts.things]
    for link in facts.links:
        said[link.subject] += 1
        said[link.object] += 1
    most = max(said, default=1) or 1
    return tuple(round(n / most, 3) for n in said)
