"""Facts and picture as the JSON that the page carries; its reader is assets/js/data.js, which names the same columns.

Rows are arrays and IRIs are written `prefix:rest` with a table of prefixes, because the page must stay small.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kg.view.look import kinds

if TYPE_CHECKING:
    from kg.projection.facts import Act, Count, Facts, Thing
    from kg.schema.model import Schema
    from kg.view.picture import Picture

FORMAT = 1
_UNSAFE = re.compile(
    "[\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_STATUSES = ("Done", "UnderWay", "Planned", "Required", "Negated")


class Prefixes:
    """Collects what IRIs begin with: up to the last `/` or `#`, and further where a report's id and a `-` follow."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}

    def shorten(self, iri: str) -> str:
        """The IRI as `number:rest`."""
        at = max(iri.rfind("/"), iri.rfind("#")) + 1
        dash = iri.find("-", at)
        if dash - at == 16:
            at = dash + 1
        head = iri[:at]
        number = self._number.setdefault(head, len(self._number))
        return f"{number}:{iri[at:]}"

    @property
    def table(self) -> list[str]:
        """The prefixes by number."""
        return list(self._number)


def payload(facts: Facts, picture: Picture, schema: Schema, *, title: str, network: dict[str, Any]) -> dict[str, Any]:
    """What the page needs to know, as JSON values.

    Args:
        facts: what the dataset says.
        picture: what of it is drawn, and where.
        schema: labels and looks.
        title: of the page.
        network: the drawn part as pyvis's network model.
    """
    legend, entry = kinds(schema)
    used = sorted({t.cls for t in facts.things})
    classes = {key: n for n, key in enumerate(used)}
    predicates = sorted({link.predicate for link in facts.links})
    relations = {key: n for n, key in enumerate(predicates)}
    prefixes = Prefixes()
    short = prefixes.shorten
    body = {
        "format": FORMAT,
        "title": title,
        "base": facts.base,
        "kinds": [[k.key, *k.labels, k.colour, k.shape] for k in legend],
        "classes": [
            [
                short(c.iri),
                c.labels.get("zh", ""),
                c.labels.get("en", ""),
                entry[key],
                [short(s) for s in c.superclasses],
            ]
            for key in used
            for c in (schema.classes[key],)
        ],
        "relations": [
            [short(r.iri), r.view or r.key, r.labels.get("zh", ""), r.labels.get("en", "")]
            for key in predicates
            for r in (schema.relations[key],)
        ],
        "reports": [[short(r.iri), r.name, r.title, r.date, r.publisher, r.text] for r in facts.reports],
        "sentences": [[short(s.iri), s.report, s.start, s.end] for s in facts.sentences],
        "things": [
            _thing(t, w, p, classes, short(t.iri))
            for t, w, p in zip(facts.things, picture.weight, picture.parent, strict=True)
        ],
        "links": [
            [
                e.subject,
                relations[e.predicate],
                e.object,
                [[short(s.iri), list(s.sentences), s.confidence] for s in e.statements],
            ]
            for e in facts.links
        ],
        "counts": [_count(c, short(c.iri)) for c in facts.counts],
        "periods": [[short(p.iri), p.text, p.first, p.last] for p in facts.periods],
        "acts": [_act(a, short(a.iri)) for a in facts.acts],
        "terms": [[short(t.iri), t.person, t.post, t.body, t.time, list(t.sentences)] for t in facts.terms],
        "remarks": [[short(r.iri), r.kind, r.message, r.start, r.end, list(r.sentences)] for r in facts.remarks],
        "drawn": list(picture.drawn),
        "layouts": {name: [c for point in points for c in point] for name, points in picture.layouts.items()},
        "layout": picture.first,
        "network": network,
    }
    return {"prefixes": prefixes.table, **body}


def _thing(thing: Thing, weight: float, parent: int, classes: dict[str, int], iri: str) -> list[Any]:
    mentions = [part for mention in thing.mentions for part in (mention[0], mention[1], mention[2] - mention[1])]
    return [
        iri,
        classes[thing.cls],
        thing.name,
        list(thing.aliases),
        thing.pinyin,
        thing.confidence,
        weight,
        parent,
        mentions,
        list(thing.sentences),
        "" if thing.language.lower() == "zh-hans" else thing.language or "-",
        list(thing.times),
    ]


def _count(count: Count, iri: str) -> list[Any]:
    return [
        iri,
        count.text,
        count.value,
        count.maximum,
        count.unit,
        count.bound,
        count.of,
        count.start,
        count.end,
        list(count.sentences),
        count.counted,
        count.confidence,
    ]


def _act(act: Act, iri: str) -> list[Any]:
    return [
        iri,
        act.verb,
        _STATUSES.index(act.status) if act.status in _STATUSES else 0,
        act.start,
        act.end,
        list(act.agents),
        act.object_text,
        act.object,
        act.quantity,
        act.time,
        act.place,
        act.part_of,
        list(act.sentences),
        act.confidence,
        act.reason,
    ]


def to_json(value: object) -> str:
    """JSON that can stand inside a script element: no `<`, so no tag can begin or end in it.

    Characters that HTML forbids even there (controls, noncharacters) are escaped too, and the two line separators that
    older JavaScript takes for line ends.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
    # What is printable is safe, and far quicker to see than to search for; of the other spaces these two are common.
    if text.replace("\u3000", "").replace("\xa0", "").isprintable():
        return text
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[n] << 8 | units[n + 1]:04x}" for n in range(0, len(units), 2))
