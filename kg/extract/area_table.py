"""Areas whose names stand in the table of divisions, in full or shortened, and countries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.name_boundary import PROPER, is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.area_words import AreaWords
    from kg.extract.divisions import Division, Divisions
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_COUNTY = 2
_TITLE_OPENS = "《"
_PERSONAL = frozenset(("nr", "ng", "n", "x", "zg", "ag", "g"))  # what the segmenter takes a given name for


def _begins_name(analysis: Analysis, scan: Scan, start: int, end: int) -> bool:
    """Whether an office stands before a country's name and one character of no word behind it: 市长[韩国]林."""
    if not any(e == start for _, e, _ in scan.spans("title")):
        return False
    behind = analysis.tokens[analysis.token_index(end)] if end < len(analysis.text) else None
    return behind is not None and behind.start == end and len(behind.text) == 1 and behind.pos in _PERSONAL


class TableAreas:
    """Finds areas by the table of divisions; built once from the schema and the divisions."""

    def __init__(self, schema: Schema, divisions: Divisions, words: AreaWords) -> None:
        self._divisions = divisions
        self._words = words
        self._common_shorts = frozenset(schema.words("shortNameCommon"))
        self._joins = frozenset(schema.words("nameJoin"))
        self._borrowers = tuple(schema.words("borrowsName"))
        self._tails = frozenset(schema.words("areaTail"))
        self._not_before = tuple(schema.words("notAreaBefore"))
        self.words: Mapping[str, Mapping[str, tuple[str, ...]]] = {
            "fullArea": {name: (words.class_of(name),) for name in divisions.names},
            "shortArea": {
                name: (words.class_of(found[0].name),)
                for name, found in divisions.shorts.items()
                if name not in divisions.names
            },
            "namedArea": schema.clue("areaName"),
        }

    def __call__(self, analysis: Analysis, scan: Scan) -> list[Mention]:
        """Full names first, then the short names that they and their place bear out."""
        ends: dict[int, int] = {}
        found = [*self._full(analysis, scan, ends), *self._named(analysis, scan, ends)]
        found += self._short(analysis, scan, ends, found)
        return found

    def _full(self, analysis: Analysis, scan: Scan, ends: dict[int, int]) -> list[Mention]:
        found: list[Mention] = []
        taken = 0
        for start, end, key in scan.spans("fullArea"):
            if start < taken or not self._stands(analysis, start, end, ends):
                continue
            ends[end] = start
            taken = end
            name = analysis.text[start:end]
            found.append(Mention(start, end, key, name, "area-full-name", 0.95, "full name in the table of divisions"))
        return found

    def _named(self, analysis: Analysis, scan: Scan, ends: dict[int, int]) -> list[Mention]:
        text, boundaries = analysis.text, analysis.boundaries
        found: list[Mention] = []
        for start, end, key in scan.spans("namedArea"):
            if key == "Country" and text[start - 1 : start] == _TITLE_OPENS:
                continue  # the country in the title of a law is not spoken of
            if key == "Country" and _begins_name(analysis, scan, start, end):
                continue
            if start in boundaries and end in boundaries and not text.startswith(self._not_before, end):
                ends[end] = start
                name = text[start:end]
                found.append(Mention(start, end, key, name, "area-named", 0.85, "name of a country or province"))
        return found

    def _stands(self, analysis: Analysis, start: int, end: int, ends: Mapping[int, int]) -> bool:
        """Whether a full name is one here, and no accident of neighbouring words."""
        if start in ends:
            return True
        text = analysis.text
        if text[start:end] in self._words.common:
            return False
        joined = text[start - 1 : start] in self._words.before or text.endswith(self._words.prefixes, 0, start)
        if start not in analysis.boundaries and not joined:
            return False
        if end - start <= 2:
            # 和县 is a county, and 和 before 县… far more often
            conjunction = text[start] in self._words.before and is_cjk(text[start - 1 : start])
            return end in analysis.boundaries and not conjunction
        token = analysis.tokens[analysis.token_index(end - 1)]
        return token.end == end or text[end - 1 : token.end] not in self._tails

    def _short(self, analysis: Analysis, scan: Scan, ends: dict[int, int], full: list[Mention]) -> list[Mention]:
        text, divisions = analysis.text, self._divisions
        spans = scan.spans("shortArea")
        covered = {offset for m in full for offset in range(m.start, m.end)}
        meant = {form for m in full for form in divisions.short_forms(m.name)}
        known = {m.name for m in full}
        known.update(text[s:e] for s, e, _ in spans if divisions.shorts[text[s:e]][0].level < _COUNTY)
        found: list[Mention] = []
        for start, end, key in spans:
            if (start in covered and end - 1 in covered) or any(
                e > end and s == start for s, e in ((m.start, m.end) for m in found[-1:])
            ):
                continue
            if start not in analysis.boundaries and start not in ends:
                continue
            first = analysis.tokens[analysis.token_index(start)]
            parted = first.end < end and any(e == first.end for e, _ in scan.from_("areaLevel", start))
            if parted or any(s < start for s, _ in scan.until("pointedArea", start + 1)):
                continue  # 某镇|原党委书记, 该镇|原党委书记
            name = text[start:end]
            if self._borrowed(analysis, end) or not self._ends_well(analysis, scan, start, end, ends):
                continue
            if name in meant or self._borne_out(analysis, scan, (start, end), ends, known):
                ends[end] = start
                sure = 0.9 if name in meant else 0.8
                reason = "short form of a division's name"
                found.append(Mention(start, end, key, name, "area-short-name", sure, reason))
        return [*found, *self._listed(analysis, spans, ends)]

    def _listed(
        self, analysis: Analysis, spans: Sequence[tuple[int, int, str]], ends: dict[int, int]
    ) -> Iterator[Mention]:
        """Short names in a list with an area of the same area above (甲、[乙]、[丙]三县)."""
        text = analysis.text
        for start, end, key in spans:
            before = ends.get(start - 1)
            if end in ends or before is None or text[start - 1] not in self._joins or end not in analysis.boundaries:
                continue
            if start not in analysis.boundaries or text[start:end] in self._common_shorts:
                continue
            sibling = self._of_name(text[before : start - 1])
            if not self._above(sibling).isdisjoint(self._above(self._divisions.shorts[text[start:end]])):
                ends[end] = start
                reason = "a short name in a list with an area of the same area"
                yield Mention(start, end, key, text[start:end], "area-short-name", 0.8, reason)

    def _borrowed(self, analysis: Analysis, end: int) -> bool:
        """Whether a river, bridge or street that bears the name is meant (北流|河)."""
        text = analysis.text
        return any(text.startswith(w, end) and end + len(w) in analysis.boundaries for w in self._borrowers)

    def _ends_well(self, analysis: Analysis, scan: Scan, start: int, end: int, ends: Mapping[int, int]) -> bool:
        """Whether a word ends with the name, or goes on with what stands behind areas."""
        if end in analysis.boundaries or start in ends:
            return True
        token = analysis.tokens[analysis.token_index(end - 1)]
        if token.start == start and scan.any_from(("organ", "fullArea", "shortArea"), end):
            return True
        # 大/连长/海: whatever the words, an area with one of its own behind it
        below = (
            d
            for clue in ("fullArea", "shortArea")
            for e, _ in scan.from_(clue, end)
            for d in self._of_name(analysis.text[end:e])
        )
        return not self._above(tuple(below)).isdisjoint((analysis.text[start:end],))

    def _of_name(self, name: str) -> tuple[Division, ...]:
        return (*self._divisions.names.get(name, ()), *self._divisions.shorts.get(name, ()))

    def _borne_out(
        self, analysis: Analysis, scan: Scan, span: tuple[int, int], ends: Mapping[int, int], known: set[str]
    ) -> bool:
        """Whether its place, or the areas that the report names, show that a short name is an area's."""
        start, end = span
        name = analysis.text[start:end]
        divisions = self._divisions.shorts[name]
        token = analysis.tokens[analysis.token_index(start)]
        county = divisions[0].level == _COUNTY
        if name in self._common_shorts:
            return False
        if start in ends:
            return analysis.text[ends[start] : start] in self._above(divisions)
        if county and token.end == end and token.pos not in PROPER:
            return False
        if not county or scan.any_from(("organ", "department"), end):
            return True
        if token.pos != "ns" and not (end - start > 2 and token.pos in PROPER):
            return False
        return not known.isdisjoint(self._above(divisions))

    def _above(self, divisions: tuple[Division, ...]) -> set[str]:
        """Names, full and short, of what the divisions belong to."""
        upper = {a.name for d in divisions for a in self._divisions.ancestors(d)}
        return upper | {form for name in upper for form in self._divisions.short_forms(name)}
