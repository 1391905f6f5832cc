"""What the ontology says of how classes look: the entries of the legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.schema.model import Schema

_PLAIN = ("#777777", "circle")


@dataclass(frozen=True, slots=True)
class Kind:
    """An entry of the legend: a class with a look of its own, and all classes that look like it.

    Attributes:
        key: of the class, `labels` its labels by language.
        colour: of the fill, as `#rrggbb`.
        shape: a name in assets/shapes.json.
    """

    key: str
    labels: tuple[str, str]
    colour: str
    shape: str


def kinds(schema: Schema) -> tuple[tuple[Kind, ...], dict[str, int]]:
    """The entries of the legend in the order of their keys, and for each class key which entry it falls under."""
    own = [c for c in schema.classes.values() if c.type and schema.fact(c.key, "colour")]
    table = tuple(
        Kind(
            c.key,
            (c.labels.get("zh", c.key), c.labels.get("en", c.key)),
            schema.fact(c.key, "colour") or _PLAIN[0],
            schema.fact(c.key, "shape") or _PLAIN[1],
        )
        for c in sorted(own, key=lambda c: c.key)
    )
    number = {kind.key: n for n, kind in enumerate(table)}
    entry: dict[str, int] = {}
    for key, cls in schema.classes.items():
        if cls.type is not None:
            entry[key] = next((number[k] for k in (key, *cls.ancestors) if k in number), 0)
    return table, entry
