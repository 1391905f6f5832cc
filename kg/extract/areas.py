"""Names of administrative areas, and words that point to an area: the finders in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.area_chains import AreaChains
from kg.extract.area_suffixes import SuffixAreas
from kg.extract.area_table import TableAreas
from kg.extract.area_words import AreaWords
from kg.extract.model import Mention
from kg.extract.name_boundary import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.divisions import Divisions
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_FOUND_BY_WORD = ("area-suffix", "area-township", "area-behind-area", "area-sibling")
_LIST = "、"
_SHORT = 2
# First letters of the parts of speech behind a subject.
_SUBJECT_OF = frozenset("vdptm")
BARE_AREA = "area-bare"
"""The rule of level words that are no names: what they point to does not bear them."""


class AreaFinder:
    """Finds areas; built once from the schema and the divisions.

    Attributes:
        words: the words that it looks for, by clue, for the `Scanner`.
    """

    def __init__(self, schema: Schema, divisions: Divisions) -> None:
        words = AreaWords(schema)
        self._table = TableAreas(schema, divisions, words)
        self._chains = AreaChains(schema, words)
        self._suffixes = SuffixAreas(schema, divisions, words)
        pointers: dict[str, tuple[str, ...]] = {
            word: (keys[0] if keys[0] in schema.classes else "Area",)
            for word, keys in schema.clue("areaPronoun").items()
        }
        for determiner in schema.words("areaDeterminer"):
            pointers.update({determiner + level: (key,) for level, key in words.levels.items()})
        self.words: Mapping[str, Mapping[str, tuple[str, ...]]] = {
            **self._table.words,
            **self._suffixes.words,
            "pointedArea": pointers,
            "bareArea": schema.clue("bareArea"),
        }

    def __call__(self, analysis: Analysis, scan: Scan) -> list[Mention]:
        """Areas in text order, those that contain another name first."""
        found = self._table(analysis, scan)
        found += self._chains.behind(analysis, scan, found)
        found += self._suffixes(analysis, scan, found)
        found += self._chains.siblings(analysis, scan, found)
        found += self._chains.listed(analysis, found)
        found += self._suffixes.stems(analysis, found)
        found += self._again(analysis, found)
        found += self._pointed(analysis, scan)
        found += self._bare(analysis, scan)
        return sorted(found, key=lambda m: (m.start, -m.end))

    @staticmethod
    def _again(analysis: Analysis, known: Sequence[Mention]) -> list[Mention]:
        """Further places of the full names that no table has."""
        text = analysis.text
        names = {m.name: m.cls for m in known if m.rule in _FOUND_BY_WORD and len(m.name) > _SHORT}
        inside = {offset for m in known for offset in range(m.start, m.end)} if names else set()
        found = []
        for name in sorted(names):
            at = text.find(name)
            while at >= 0:
                if at not in inside and at + len(name) - 1 not in inside:
                    inside.update(range(at, at + len(name)))
                    reason = "the report names the area elsewhere"
                    found.append(Mention(at, at + len(name), names[name], name, "area-again", 0.8, reason))
                at = text.find(name, at + len(name))
        return found

    @staticmethod
    def _pointed(analysis: Analysis, scan: Scan) -> list[Mention]:
        """Words that point to an area that the report names: 全区, 该镇, 当地."""
        return [
            Mention(start, end, key, analysis.text[start:end], "area-pointed", 0.8, "points to an area", anaphor=True)
            for start, end, key in scan.spans("pointedArea")
            if start in analysis.boundaries
        ]

    @staticmethod
    def _bare(analysis: Analysis, scan: Scan) -> Iterator[Mention]:
        """Level words that are the subject of their clause: a pause before them, no noun behind them."""
        text = analysis.text
        for start, end, key in scan.spans("bareArea"):
            before = text[start - 1 : start]
            if end not in analysis.boundaries or is_cjk(before) or before == _LIST or end >= len(text):
                continue
            if analysis.tokens[analysis.token_index(end)].pos[:1] in _SUBJECT_OF:
                reason = "a level word as the subject"
                yield Mention(start, end, key, text[start:end], BARE_AREA, 0.6, reason, anaphor=True)
