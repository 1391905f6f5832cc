"""Towns and villages written behind the area in which they lie: the level words show the boundaries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.name_boundary import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.area_words import AreaWords
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

# Words of two characters or more with these parts of speech stand in no town's or village's name.
_NEVER_INSIDE = frozenset(("v", "vn", "d", "p", "c", "r", "m", "t", "ad", "l", "i"))
_NEVER = re.compile(r"(?!)")


class AreaChains:
    """Finds areas behind areas, whatever the segmentation; built once from the schema."""

    def __init__(self, schema: Schema, words: AreaWords) -> None:
        self._words = words
        self._above_town = frozenset(schema.words("aboveTown"))
        grammar = "".join(sorted((*schema.words("beforeName"), *schema.words("stemBreak"))))
        self._no_stem = re.compile(f"[{grammar}]") if grammar else _NEVER
        self._town = self._pattern(schema.words("townClass"), 4)
        self._village = self._pattern(schema.words("villageClass"), 5)
        counts = "".join(schema.words("smallCount"))
        levels = "|".join(sorted(words.levels, key=len, reverse=True))
        joins = "".join(schema.words("nameJoin"))
        self._joined_at = re.compile(f"[{joins}]") if joins else _NEVER
        self._strict = frozenset(schema.words("strictAreaSuffix"))
        self._road_stems = frozenset(schema.words("roadStem"))
        self._no_single = frozenset(schema.words("notSingleStem"))
        self._listable = frozenset((*schema.words("townClass"), *schema.words("villageClass")))
        self._same_level = {key: self._pattern((key,), 5) for key in self._listable}
        measure = "".join(schema.words("areaMeasure"))
        self._joined = re.compile(f"[^{joins}]+") if joins else _NEVER
        # a level word behind the count must not be the beginning of a longer name
        self._counted = (
            re.compile(
                rf"({HAN}{{2,8}}(?:[{joins}]{HAN}{{2,4}})+)[{counts}][{measure}]?({levels})(?!{HAN}?(?:{levels}))"
            )
            if counts and joins
            else _NEVER
        )

    def _pattern(self, classes: Sequence[str], longest: int) -> re.Pattern[str]:
        suffixes = [w for w, key in self._words.class_of_suffix.items() if key in classes]
        if not suffixes:
            return _NEVER
        ends = "|".join(sorted(suffixes, key=len, reverse=True))
        return re.compile(rf"({HAN}{{1,{longest}}}?)({ends})")

    def behind(self, analysis: Analysis, scan: Scan, known: Sequence[Mention]) -> list[Mention]:
        """Towns behind a county or city, villages behind a town."""
        taken = {m.start for m in known}
        upper = [m for m in known if m.cls in self._above_town and m.rule != "area-named"]
        towns = [t for m in upper if m.end not in taken and (t := self._lower(analysis, scan, m, self._town))]
        found = list(towns)
        for m in (*upper, *towns):
            if m.end not in taken:
                village = self._lower(analysis, scan, m, self._village)
                if village is not None and not self._town.match(village.name):
                    found.append(village)
        return found

    def _lower(self, analysis: Analysis, scan: Scan, upper: Mention, pattern: re.Pattern[str]) -> Mention | None:
        match = pattern.match(analysis.text, upper.end)
        if match is None or scan.any_from(("organ",), upper.end):
            return None
        name, stem = match.group(), match.group(1)
        broken = self._no_stem.search(stem) is not None or self._words.is_common(name, len(stem))
        key = self._words.class_of_suffix[match.group(2)]
        headed = match.group(2) in self._strict and scan.any_from(("areaHead",), match.end())
        if broken or (not headed and self._crosses(analysis, match.start(), match.end())):
            return None
        road = len(stem) == 1 or stem in self._road_stems
        if road and pattern is self._town and upper.rule == "area-short-name":
            # 海棠[湾镇], 太原[街街道], 南川[西路街道]: the stem only begins like another area's short name
            name = upper.name + name
            return Mention(upper.start, match.end(), key, name, "area-behind-area", 0.85, "a longer stem")
        if len(stem) == 1 and pattern is self._town and stem in self._no_single:
            return None
        reason = "a level word behind an area's name"
        return Mention(match.start(), match.end(), key, name, "area-behind-area", 0.92, reason)

    @staticmethod
    def _crosses(analysis: Analysis, start: int, end: int) -> bool:
        """Whether a word that is no noun or name stands inside."""
        inside = analysis.tokens[analysis.token_index(start) : analysis.token_index(end - 1) + 1]
        return any(t.start >= start and t.end <= end and len(t.text) > 1 and t.pos in _NEVER_INSIDE for t in inside)

    def siblings(self, analysis: Analysis, scan: Scan, known: Sequence[Mention]) -> list[Mention]:
        """Areas that follow another of their level in a list: 甲镇乙村、[丙村]."""
        found: list[Mention] = []
        taken = {m.start for m in known}
        queue = [m for m in known if m.cls in self._listable and m.rule != "area-short-name"]
        while queue:
            before = queue.pop()
            if not self._joined_at.match(analysis.text, before.end) or before.end + 1 in taken:
                continue
            pattern = self._same_level[before.cls]
            match = pattern.match(analysis.text, before.end + 1)
            if match is None or self._no_stem.search(match.group(1)) or scan.any_from(("organ",), before.end + 1):
                continue
            name, stem = match.group(), match.group(1)
            item = len(stem) > 1 and self._joined_at.match(analysis.text, match.end()) is not None
            common = not item and self._words.is_common(name, len(stem))
            if common or self._crosses(analysis, match.start(), match.end()):
                continue
            reason = "in a list behind an area of its level"
            mention = Mention(match.start(), match.end(), before.cls, name, "area-sibling", 0.8, reason)
            taken.add(mention.start)
            found.append(mention)
            queue.append(mention)
        return found

    def listed(self, analysis: Analysis, known: Sequence[Mention]) -> list[Mention]:
        """Names in a list whose level follows once: `甲、乙两镇`."""
        taken = {m.end for m in known}
        found = []
        for match in self._counted.finditer(analysis.text):
            key = self._words.levels[match.group(2)]
            for part in self._joined.finditer(match.group(1)):
                start, end = match.start(1) + part.start(), match.start(1) + part.end()
                inner = max((m.end for m in known if start <= m.start and m.end < end), default=start)
                if end not in taken and inner in analysis.boundaries and 2 <= end - inner <= 3:
                    name = analysis.text[inner:end]
                    reason = "in a list of areas of one level"
                    found.append(Mention(inner, end, key, name, "area-listed", 0.75, reason))
        return found
