"""The network of things as GEXF 1.3, which Gephi opens with labels, types, colours and a timeline.

https://gexf.net/schema.html. Edges between the same two nodes are told apart by their `kind`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from kg.export.terms import fit_for_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

_NODE = {
    "type": "string",
    "cls": "string",
    "aliases": "string",
    "pinyin": "string",
    "confidence": "double",
    "mentions": "integer",
    "first": "string",
    "last": "string",
    "quote": "string",
}
_EDGE = {
    "predicate": "string",
    "status": "string",
    "value": "string",
    "unit": "string",
    "bound": "string",
    "confidence": "double",
    "first": "string",
    "last": "string",
    "quote": "string",
}
_SHAPES = {"square", "triangle", "diamond"}  # the others that we have are discs to GEXF


def as_gexf(network: nx.MultiDiGraph) -> Iterator[str]:
    """The document, in pieces; what XML cannot hold becomes U+FFFD.

    Args:
        network: as `kg.projection.network.to_network` makes it.
    """
    dated = any(d["first"] for _, d in network.nodes(data=True)) or any(
        d.get("first") for *_, d in network.edges(data=True)
    )
    mode = 'mode="dynamic" timeformat="date"' if dated else 'mode="static"'
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
        " <meta>\n  <creator>kg</creator>\n </meta>\n"
        f' <graph defaultedgetype="directed" idtype="string" {mode}>\n'
    )
    yield from _declared("node", _NODE)
    yield from _declared("edge", _EDGE)
    yield f'  <nodes count="{network.number_of_nodes()}">\n'
    for node, data in network.nodes(data=True):
        yield f"   <node id={_quoted(node)} label={_quoted(data['label'])}{_lifetime(data)}>\n"
        yield _values(data, _NODE)
        yield f"{_look(data)}   </node>\n"
    yield f'  </nodes>\n  <edges count="{network.number_of_edges()}">\n'
    taken: Counter[str] = Counter()
    for source, target, key, data in network.edges(keys=True, data=True):
        taken[key] += 1  # an act with several agents is several edges
        name = f"{key}#{taken[key]}" if taken[key] > 1 else key
        yield (
            f"   <edge id={_quoted(name)} source={_quoted(source)} target={_quoted(target)} "
            f"label={_quoted(data['label'])} kind={_quoted(data['kind'] + ' ' + data['predicate'])}{_lifetime(data)}>\n"
        )
        yield f"{_values(data, _EDGE)}   </edge>\n"
    yield "  </edges>\n </graph>\n</gexf>\n"


def _declared(kind: str, table: Mapping[str, str]) -> Iterator[str]:
    yield f'  <attributes class="{kind}">\n'
    for name, datatype in table.items():
        yield f'   <attribute id="{name}" title="{name}" type="{datatype}"/>\n'
    yield "  </attributes>\n"


def _values(data: Mapping[str, object], table: Mapping[str, str]) -> str:
    values = (
        f'     <attvalue for="{name}" value={_quoted(str(data[name]))}/>\n'
        for name in table
        if data.get(name) not in {None, ""}
    )
    return f"    <attvalues>\n{''.join(values)}    </attvalues>\n"


def _lifetime(data: Mapping[str, object]) -> str:
    first, last = data.get("first"), data.get("last")
    return f' start="{first}" end="{last}"' if first and last else ""


def _look(data: Mapping[str, str]) -> str:
    colour = data.get("colour") or ""
    found = ""
    if len(colour) == 7:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        found += f'    <viz:color r="{red}" g="{green}" b="{blue}"/>\n'
    shape = data.get("shape")
    return f'{found}    <viz:shape value="{shape if shape in _SHAPES else "disc"}"/>\n'


def _quoted(text: str) -> str:
    return quoteattr(fit_for_xml(text))
