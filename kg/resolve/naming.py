"""The full name of a body: what its abbreviation says, completed by what the report says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.resolve.areas import AreaMap, AreaResolver
    from kg.resolve.things import Board
    from kg.schema.model import Schema


@dataclass(frozen=True, slots=True)
class FullName:
    """A body's name in parts.

    Attributes:
        name: the longest form.
        area: index of the area it begins with, or None.
        rest: the name behind the area, in usual wording.
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
        self._whole = {
            word: schema.fact(keys[0], "usual") or word for word, keys in schema.clue("wholeWording").items()
        }
        self._governments = tuple(w for w, keys in schema.clue("organ").items() if "Government" in keys)
        self._departments = tuple(
            w for w, keys in schema.clue("departmentSuffix").items() if "GovernmentDepartment" in keys
        )
        self._prefixes = sorted(schema.words("bodyPrefix"), key=lambda w: (-len(w), w))
        # 政协某区委员会 is 某区政协
        self._prefixed = {
            (prefix, rest): schema.fact(key, "usual") or rest
            for prefix, (key, *_) in schema.clue("committeePrefix").items()
            for rest in schema.words("committeeNoun")
        }
        self._wordings = [
            (word, schema.fact(keys[0], "usual") or "")
            for word, keys in sorted(schema.clue("wording").items(), key=lambda w: -len(w[0]))
        ]

    def body(self, board: Board, i: int) -> FullName:
        """The full name of the body that mention *i* names."""
        mention = board.mentions[i]
        for k in board.nested("area", i):
            area = board.mentions[k]
            index = board.areas.of_mention.get(k)
            if index is None or area.end == mention.end:
                continue
            rest = self.without_level(mention.name[area.end - area.start :], board.areas, index)
            shown = board.areas.things[index].name if area.anaphor else self._upper(board, k) + area.name
            return FullName(shown + rest, index, self.usual(rest))
        prefix = next((w for w in self._prefixes if mention.name.startswith(w)), "")
        at, index = mention.start + len(prefix), None
        while prefix and board.starting["area", at]:  # 政协某市[某区]委员会
            k = max(board.starting["area", at], key=lambda a: board.mentions[a].end)
            at, index = board.mentions[k].end, board.areas.of_mention.get(k)
        if index is not None and at < mention.end:
            rest = mention.name[at - mention.start :]
            return FullName(mention.name, index, self.usual(self._prefixed.get((prefix, rest), rest)))
        for word in self._level_words if not mention.rule.startswith("body-class") else ():
            if mention.name.startswith(word) and len(mention.name) > len(word):
                index = self._areas.level(board.areas, board.analysis, self._levels[word], mention.start)
                if index is None or self._otherwise_called(board.areas.things[index].name, word):
                    break
                rest = mention.name[len(word) :]
                name = board.areas.things[index].name
                joined = name + rest if name.endswith(word) else name + mention.name
                return FullName(joined, index, self.usual(rest))
        return FullName(mention.name, None, self.usual(mention.name))

    def _otherwise_called(self, name: str, word: str) -> bool:
        """Whether an area's name ends with another word of the same level: the 乡党委 is not that of a 镇."""
        if name.endswith(word):
            return False
        return any(name.endswith(w) and self._levels[w] == self._levels[word] for w in self._level_words)

    @staticmethod
    def _upper(board: Board, k: int) -> str:
        """The areas written directly before the area of mention *k*, in which it lies: [某市]某区民政局."""
        area, start = board.areas.of_mention[k], board.mentions[k].start
        while True:
            parent = board.areas.things[area].parent
            before = [u for u in board.ending["area", start] if board.areas.of_mention.get(u) == parent]
            if parent is None or not before:
                return board.analysis.text[start : board.mentions[k].start]
            area, start = parent, board.mentions[before[0]].start

    def level_of(self, title: str) -> tuple[str, str] | None:
        """(level word, its class) with which a title begins: 市长 → 市; None if it begins with none."""
        word = next((w for w in self._level_words if title.startswith(w) and len(title) > len(w)), None)
        return None if word is None else (word, self._levels[word])

    def area_at(self, board: Board, cls: str, offset: int) -> int | None:
        """The area for which a level word of the class *cls* stands at *offset*."""
        return self._areas.level(board.areas, board.analysis, cls, offset)

    def without_level(self, rest: str, areas: AreaMap, index: int) -> str:
        """The words behind an area's name without its level word said again: 某省省委 is 某省委."""
        name = areas.things[index].name
        for word in self._level_words:
            if rest.startswith(word) and name.endswith(word) and len(rest) > len(word):
                return rest[len(word) :]
        return rest

    def usual(self, rest: str) -> str:
        """The name with its words in their usual short form (人民政府 → 政府), for comparison."""
        if rest in self._whole:
            return self._whole[rest]
        for word, usual in self._wordings:
            rest = rest.replace(word, usual)
        # a department of the government with or without it: 市政府社会局, 市社会局
        for word in self._governments:
            if rest.startswith(word) and len(rest) > len(word) + 2 and rest.endswith(self._departments):
                return rest[len(word) :]
        return rest
