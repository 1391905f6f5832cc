"""The full name of a body or post: what its abbreviation says, completed by what the report says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.model import Mention
    from kg.extract.tokens import Analysis
    from kg.resolve.areas import AreaMap, AreaResolver
    from kg.schema.model import Schema


@dataclass(frozen=True, slots=True)
class FullName:
    """A body's name in parts.

    Attributes:
        name: the longest form.
        area: index of the area it begins with, or None.
        rest: the name behind the area.
    """

    name: str
    area: int | None
    rest: str


class Namer:
    """Completes names; built once from the schema."""

    def __init__(self, schema: Schema, areas: AreaResolver) -> None:
        self._areas = areas
        self._levels = {word: keys[0] for word, keys in schema.clue("areaLevel").items()}
        self._level_words = sorted(self._levels, key=len, reverse=True)
        self._wordings = [
            (word, schema.fact(keys[0], "usual") or word) for word, keys in sorted(schema.clue("wording").items(), key=lambda w: -len(w[0]))
        ]

    def body(
        self, analysis: Analysis, area_map: AreaMap, mentions: Sequence[Mention], starts: dict[int, list[int]], i: int
    ) -> FullName:
        """The full name of the body that mention *i* names.

        Args:
            starts: offset → mentions of areas that begin there.
        """
        mention = mentions[i]
        for k in starts.get(mention.start, ()):
            area = mentions[k]
            if area.end < mention.end or (area.end == mention.end and False):
                index = area_map.of_mention.get(k)
                if index is None:
                    continue
                rest = self._without_level(mention.name[area.end - area.start :], area_map, index)
                thing = area_map.things[index]
                shown = thing.name if area.anaphor else area.name
                return FullName(shown + rest, index, self.usual(rest))
        for word in self._level_words:
            if mention.name.startswith(word) and len(mention.name) > len(word) and mention.rule.startswith(("body-organ", "body-department", "body-suffix", "body-weak")):
                index = self._areas.level(area_map, analysis, self._levels[word], mention.start)
                if index is not None:
                    rest = mention.name[len(word) :]
                    name = area_map.things[index].name
                    joined = name + rest if name.endswith(word) else name + mention.name
                    return FullName(joined, index, self.usual(rest))
                break
        return FullName(mention.name, None, self.usual(mention.name))

    def _without_level(self, rest: str, area_map: AreaMap, index: int) -> str:
        """江苏省省委 is 江苏省委."""
        name = area_map.things[index].name
        for word in self._level_words:
            if rest.startswith(word) and name.endswith(word) and len(rest) > len(word):
                return rest[len(word) :]
        return rest

    def usual(self, rest: str) -> str:
        """The name with its words in their usual short form (人民政府 → 政府), for comparison."""
        for word, usual in self._wordings:
            rest = rest.replace(word, usual)
        return rest
