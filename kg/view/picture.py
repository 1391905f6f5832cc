"""From facts to a picture: what matters most, what is drawn at first, who stands below whom, and where."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import networkx as nx

from kg.projection.network import to_network
from kg.view import sizes
from kg.view.layout.force import lay_flat, place_force
from kg.view.layout.forest import Tie, grow_forest
from kg.view.layout.hierarchy import place_hierarchy
from kg.view.layout.model import Forest, Size
from kg.view.layout.overlap import remove_overlaps
from kg.view.layout.pack import pack
from kg.view.layout.radial import place_radial

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.projection.facts import Facts
    from kg.schema.model import Schema
    from kg.view.layout.model import Positions

LAYOUTS = ("hierarchy", "force", "radial")
_ACT_TIE = 5
_LOOSE_TIE = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page shows at opening. Numbers are positions in `Facts.things`.

    Attributes:
        weight: by thing, its importance from 0 to 1.
        parent: by thing, the thing above it in the hierarchy, or -1.
        drawn: the things that are drawn at first, the most important first.
        layouts: by name of the layout, a point for each of `drawn`.
        first: the layout at opening.
    """

    weight: tuple[float, ...]
    parent: tuple[int, ...]
    drawn: tuple[int, ...]
    layouts: dict[str, tuple[tuple[int, int], ...]]
    first: str


def compose(facts: Facts, schema: Schema, *, limit: int, seed: int) -> Picture:
    """Lay out the most important part of the facts.

    Args:
        facts: what the dataset says.
        schema: says which end of a relation stands below the other.
        limit: how many things are drawn at most.
        seed: of what is random in a layout.
    """
    network = to_network(facts, schema)
    weight = _weights(facts, network)
    forest = grow_forest(_ties(facts, schema), weight)
    drawn = _choose(weight, forest, limit)
    place = {thing: n for n, thing in enumerate(drawn)}
    part = _restrict(forest, drawn, place, facts)
    number = {thing.iri: n for n, thing in enumerate(facts.things)}
    edges = sorted(
        {
            (min(a, b), max(a, b))
            for s, o in ((number[s], number[o]) for s, o in network.edges())
            if s != o and (a := place.get(s)) is not None and (b := place.get(o)) is not None
        }
    )
    names = [facts.things[t].name for t in drawn]
    weights = [weight[t] for t in drawn]
    cards = [sizes.beside(n, w) for n, w in zip(names, weights, strict=True)]
    stacked = [sizes.below(n, w) for n, w in zip(names, weights, strict=True)]
    layouts = {
        "hierarchy": _whole(place_hierarchy(part, cards)),
        "force": _whole(_force(part, edges, stacked, seed)),
        "radial": _whole(remove_overlaps(place_radial(part, stacked), stacked, rounds=_rounds(len(drawn)))),
    }
    contained = sum(1 for p in part.parent if p >= 0)
    first = "hierarchy" if 2 * contained >= len(drawn) else "force"
    return Picture(tuple(weight), forest.parent, tuple(drawn), layouts, first)


def _weights(facts: Facts, network: nx.MultiDiGraph) -> list[float]:
    """Importance: how much is said of a thing, on a logarithmic scale, as a share of the most."""
    said = [network.degree(t.iri) + len(t.mentions) / 2 for t in facts.things]
    for act in facts.acts:
        for agent in act.agents:
            said[agent] += 1
    most = max(said, default=0.0)
    return [round(log(1 + s) / log(1 + most), 3) if most else 0.0 for s in said]


def _ties(facts: Facts, schema: Schema) -> Iterator[Tie]:
    for link in facts.links:
        rank = int(schema.fact(link.predicate, "tie") or _LOOSE_TIE)
        if schema.fact(link.predicate, "lower") == "object":
            yield Tie(rank, link.object, link.subject)
        else:
            yield Tie(rank, link.subject, link.object)
    for act in facts.acts:
        if act.object is not None:
            yield from (Tie(_ACT_TIE, act.object, agent) for agent in act.agents)


def _choose(weight: Sequence[float], forest: Forest, limit: int) -> list[int]:
    """The most important things, each with what it hangs under, so that no branch floats without its trunk."""
    order = sorted(range(len(weight)), key=lambda n: (-weight[n], n))
    if len(order) <= limit:
        return order
    chosen: set[int] = set()
    for thing in order:
        branch = []
        at = thing
        while at >= 0 and at not in chosen:
            branch.append(at)
            at = forest.parent[at]
        if len(chosen) + len(branch) <= limit:
            chosen.update(branch)
        if len(chosen) == limit:
            break
    return [n for n in order if n in chosen]


def _restrict(forest: Forest, drawn: Sequence[int], place: dict[int, int], facts: Facts) -> Forest:
    """The forest of what is drawn, with places in *drawn* as numbers; children in the order of the reports."""
    first = [
        min(((report, start) for report, start, _ in facts.things[t].mentions), default=(len(facts.reports), 0))
        for t in drawn
    ]
    parent = tuple(place.get(forest.parent[t], -1) if forest.parent[t] >= 0 else -1 for t in drawn)
    children: list[list[int]] = [[] for _ in drawn]
    for node, above in enumerate(parent):
        if above >= 0:
            children[above].append(node)
    ordered = tuple(tuple(sorted(c, key=lambda n: (first[n], n))) for c in children)
    return Forest(parent, ordered, tuple(n for n, above in enumerate(parent) if above < 0))


def _force(forest: Forest, edges: Sequence[tuple[int, int]], boxes: Sequence[Size], seed: int) -> Positions:
    """Each connected part by itself from its rings, then side by side."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from(edges)
    parts = sorted((sorted(c) for c in nx.connected_components(graph)), key=lambda c: (-len(c), c[0]))
    start = place_radial(forest, boxes)
    centres: Positions = [(0.0, 0.0)] * len(boxes)
    frames = []
    for part in parts:
        inside = {node: n for n, node in enumerate(part)}
        own = [boxes[node] for node in part]
        pulls = [(inside[a], inside[b]) for a, b in edges if a in inside]
        points = lay_flat(place_force([start[node] for node in part], pulls, own, seed=seed))
        points = remove_overlaps(points, own, rounds=_rounds(len(part)))
        left = min(x - s.width / 2 for (x, _), s in zip(points, own, strict=True))
        top = min(y - s.height / 2 for (_, y), s in zip(points, own, strict=True))
        right = max(x + s.width / 2 for (x, _), s in zip(points, own, strict=True))
        bottom = max(y + s.height / 2 for (_, y), s in zip(points, own, strict=True))
        for node, (x, y) in zip(part, points, strict=True):
            centres[node] = (x - left, y - top)
        room = 40.0 if len(part) > 1 else 12.0
        frames.append(Size(right - left + room, bottom - top + room))
    for part, (x, y) in zip(parts, pack(frames), strict=True):
        for node in part:
            centres[node] = (centres[node][0] + x, centres[node][1] + y)
    return centres


def _rounds(count: int) -> int:
    """How often overlaps are looked for: a picture of thousands of nodes is not read label by label."""
    return 60 if count <= 600 else 16


def _whole(points: Positions) -> tuple[tuple[int, int], ...]:
    """Whole pixels, the middle of the picture at the origin."""
    if not points:
        return ()
    middle_x = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    middle_y = (min(y for _, y in points) + max(y for _, y in points)) / 2
    return tuple((round(x - middle_x), round(y - middle_y)) for x, y in points)
