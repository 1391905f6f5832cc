"""The facts as a networkx graph: what `to_networkx`, GraphML and the picture share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from kg.projection.facts import Act, Facts, Link
    from kg.schema.model import Schema


def to_network(facts: Facts, schema: Schema, *, language: str = "zh") -> nx.MultiDiGraph:
    """Things as nodes; relations, and acts of an agent on a thing, as edges.

    Nodes are IRIs, edges have the IRI of the statement or act as key; all attributes are strings and numbers, so every
    format that networkx writes can hold them. An act whose object is no thing has no edge.

    A node has `label`, `type` (one of the ten), `cls` (its class's label), `aliases`, `pinyin`, `confidence`,
    `mentions` (how many), `first` and `last` (ISO dates, where it took place at a time), `colour` (`#rrggbb`),
    `shape` and `quote` (the first sentence that speaks of it). An edge has `kind` (relation or act), `predicate`,
    `label`, `confidence` and `quote`; that of an act `status`, `value`, `unit`, `bound`, `first` and `last` besides.

    Args:
        facts: what the dataset says.
        schema: gives the labels of classes and relations.
        language: of these labels, `zh` or `en`.
    """
    network = nx.MultiDiGraph()
    for thing in facts.things:
        network.add_node(
            thing.iri,
            label=thing.name,
            type=thing.type,
            cls=schema.classes[thing.cls].labels.get(language, thing.cls),
            aliases=" | ".join(thing.aliases),
            pinyin=thing.pinyin,
            confidence=thing.confidence,
            mentions=len(thing.mentions),
            first=min((facts.periods[t].first for t in thing.times), default=""),
            last=max((facts.periods[t].last for t in thing.times), default=""),
            colour=look(schema, thing.cls, "colour"),
            shape=look(schema, thing.cls, "shape"),
            quote=facts.said(thing.sentences[0]) if thing.sentences else "",
        )
    for link in facts.links:
        relation = schema.relations[link.predicate]
        network.add_edge(
            facts.things[link.subject].iri,
            facts.things[link.object].iri,
            key=_key(link, facts, relation.iri),
            kind="relation",
            predicate=relation.view or relation.key,
            label=relation.labels.get(language, relation.key),
            confidence=link.confidence,
            quote=facts.said(link.statements[0].sentences[0])
            if link.statements and link.statements[0].sentences
            else "",
        )
    for act in facts.acts:
        if act.object is None:
            continue
        for agent in act.agents:
            if agent != act.object:
                network.add_edge(
                    facts.things[agent].iri, facts.things[act.object].iri, key=act.iri, **_attributes(act, facts)
                )
    return network


def look(schema: Schema, cls: str, name: str) -> str:
    """The `colour` or `shape` of a class, or else of its nearest superclass that has one; "" without any."""
    lineage = (cls, *schema.classes[cls].ancestors)
    return next((value for key in lineage if (value := schema.fact(key, name))), "")


def _key(link: Link, facts: Facts, predicate: str) -> str:
    if link.statements:
        return link.statements[0].iri
    return f"{facts.things[link.subject].iri} {predicate} {facts.things[link.object].iri}"


def _attributes(act: Act, facts: Facts) -> dict[str, str | float]:
    count = facts.counts[act.quantity] if act.quantity is not None else None
    period = facts.periods[act.time] if act.time is not None else None
    return {
        "kind": "act",
        "predicate": act.verb,
        "label": f"{act.verb} ×{count.text}" if count else act.verb,
        "status": act.status,
        "value": count.value if count else "",
        "unit": count.unit if count else "",
        "bound": count.bound if count else "",
        "first": period.first if period else "",
        "last": period.last if period else "",
        "confidence": act.confidence,
        "quote": facts.quote(act),
    }
