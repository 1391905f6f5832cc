"""Which of overlapping proposals stay: the policy, apart from finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.schema.model import Schema

_SHORT_AREAS = ("area-short-name", "area-stem")
_NAMED = "area-named"
_COUNTRY = "Country"


class Cover:
    """The stretches of some mentions, for asking whether another lies inside one of them."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._longest: dict[int, tuple[int, int]] = {}
        for mention in sorted(mentions, key=lambda m: m.start - m.end):
            for offset in range(mention.start, mention.end):
                self._longest.setdefault(offset, (mention.start, mention.end))

    def holds(self, mention: Mention) -> bool:
        """Whether the mention lies inside a longer one."""
        start, end = self._longest.get(mention.start, (mention.start, mention.start))
        return start <= mention.start and mention.end <= end and end - start > mention.end - mention.start


class NestingPolicy:
    """Leaves out what only looks like a name inside another name; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._own_names = frozenset(schema.words("ownNameBody"))
        self._home = {
            form
            for word, keys in schema.clue("sameArea").items()
            for form in (word, schema.fact(keys[0], "canonical") or word)
        }

    def __call__(self, proposals: Sequence[Mention], times: Iterable[tuple[int, int]]) -> list[Mention]:
        """The proposals that stay, in their order.

        Args:
            proposals: what was found.
            times: stretches of time expressions, in which there are no names.
        """
        kinds = [self._schema.type_of(m.cls) for m in proposals]
        areas = [m for m, kind in zip(proposals, kinds, strict=True) if kind == "area"]
        bodies = [m for m, kind in zip(proposals, kinds, strict=True) if kind == "organization" and not m.anaphor]
        in_person = Cover(m for m, kind in zip(proposals, kinds, strict=True) if kind == "person")
        in_body = Cover(bodies)
        in_area = Cover(areas)
        in_levels = Cover(m for m in bodies if m.rule == "body-class-levels")
        places = [m for m, kind in zip(proposals, kinds, strict=True) if kind == "place"]
        in_own_name = Cover((*places, *(m for m in bodies if m.cls in self._own_names)))
        in_time = Cover(Mention(start, end + 1, "", "", "") for start, end in times)
        named = {m.name for m in areas if not in_body.holds(m)}

        def goes(mention: Mention, kind: str) -> bool:
            if in_time.holds(mention):
                return True
            if kind == "area":
                part = mention.name not in named and in_own_name.holds(mention)
                inside = part or in_person.holds(mention) or in_area.holds(mention)
                short = mention.rule in _SHORT_AREAS and inside
                foreign = mention.cls == _COUNTRY and mention.name not in self._home
                named_only = mention.rule == _NAMED and mention.name not in named
                country = named_only and not foreign and in_body.holds(mention)
                return short or country or in_levels.holds(mention)
            if kind == "organization":
                return in_levels.holds(mention) or (mention.rule == "body-alone" and in_body.holds(mention))
            if kind == "place":
                return in_body.holds(mention) or in_area.holds(mention)
            return kind == "group" and in_body.holds(mention)

        return [m for m, kind in zip(proposals, kinds, strict=True) if not goes(m, kind)]


def select(proposals: Iterable[Mention]) -> list[Mention]:
    """Proposals without crossings and without two for one stretch, in text order.

    Nested names stay (the area in the body, the body in the post). Of two that cross, and of two of one stretch,
    the more confident stays, then the longer, then the one that begins first.
    """
    kept: list[Mention] = []
    spans: set[tuple[int, int]] = set()
    covered: dict[int, list[tuple[int, int]]] = {}
    for mention in sorted(proposals, key=lambda m: (-m.confidence, m.start - m.end, m.start, m.cls)):
        span = (mention.start, mention.end)
        if span in spans:
            continue
        near = {s for at in (mention.start, mention.end - 1) for s in covered.get(at, ())}
        if any(s < mention.start < e < mention.end or mention.start < s < mention.end < e for s, e in near):
            continue
        spans.add(span)
        kept.append(mention)
        for at in range(mention.start, mention.end):
            covered.setdefault(at, []).append(span)
    return sorted(kept, key=lambda m: (m.start, -m.end, m.cls))
