"""Names of administrative areas: from the table of divisions, by their last word, and words that point to an area."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.name_boundary import PROPER, cut, is_cjk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.divisions import Division, Divisions
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_COUNTY = 2
# Parts of speech that the segmenter gives to single characters of names that it does not know.
_SINGLE = frozenset(("n", "a", "j", "v", "b", "g", "z", "q", "m", "ng", "tg", "vg", "ag", "zg"))


class AreaFinder:
    """Finds areas; built once from the schema and the divisions."""

    def __init__(self, schema: Schema, divisions: Divisions) -> None:
        self._divisions = divisions
        self._class_of_suffix = {word: keys[0] for word, keys in schema.clue("areaSuffix").items()}
        self._suffixes = sorted(self._class_of_suffix, key=len, reverse=True)
        self._common = frozenset(schema.words("areaCommon"))
        self._common_shorts = frozenset(schema.words("shortNameCommon"))
        self._levels = {word: keys[0] for word, keys in schema.clue("areaLevel").items()}
        self._named = {word: keys[0] for word, keys in schema.clue("areaName").items()}
        self._attributes = frozenset(schema.words("areaAttribute"))
        self._breaks = frozenset((*schema.words("breaksPhrase"), *schema.words("announcer"), *schema.words("areaAttribute")))
        self._above_town = frozenset(schema.words("aboveTown"))
        grammar = "".join(sorted((*schema.words("beforeName"), *schema.words("stemBreak"))))
        self._no_stem = re.compile(f"[{grammar}]" if grammar else r"(?!)")
        towns, villages = ("|".join(sorted((w for w, k in self._class_of_suffix.items() if k in schema.words(c)), key=len, reverse=True)) for c in ("townClass", "villageClass"))
        self._town = re.compile(rf"([㐀-鿿]{{1,4}}?)({towns})")
        self._village = re.compile(rf"([㐀-鿿]{{1,5}}?)({villages})")
        self._before = frozenset(schema.words("beforeName"))
        self._tails = frozenset(schema.words("areaTail"))
        self._short_stems = frozenset(schema.words("shortStemSuffix"))
        self._strict = frozenset(schema.words("strictAreaSuffix"))
        self._stem_classes = frozenset(schema.words("shortByStem"))
        self._not_before = tuple(schema.words("notAreaBefore"))
        self._open = frozenset(schema.words("openArea"))
        pronouns: dict[str, tuple[str, ...]] = {
            word: (keys[0] if keys[0] in schema.classes else "Area",) for word, keys in schema.clue("areaPronoun").items()
        }
        for determiner in schema.words("areaDeterminer"):
            for level, key in self._levels.items():
                pronouns[determiner + level] = (key,)
        counts = "".join(schema.words("smallCount"))
        levels = "|".join(sorted(self._levels, key=len, reverse=True))
        self._counted = re.compile(rf"([\u3400-\u9fff]{{2,8}}(?:[、和][\u3400-\u9fff]{{2,4}})+)[{counts}]个?({levels})(?![\u3400-\u9fff]?[区县市])")
        full = {name: (self.level_class(name),) for name in divisions.names}
        short = {
            name: (self.level_class(found[0].name),)
            for name, found in divisions.shorts.items()
            if name not in divisions.names
        }
        self.words: Mapping[str, Mapping[str, tuple[str, ...]]] = {
            "fullArea": full,
            "shortArea": short,
            "namedArea": {word: (key,) for word, key in self._named.items()},
            "pointedArea": pronouns,
            "areaHead": schema.clue("areaHead"),
            "openSuffix": {word: (key,) for word, key in self._class_of_suffix.items() if word in self._open},
        }

    def level_class(self, name: str) -> str:
        """The class that an area's full name shows by its last word."""
        for suffix in self._suffixes:
            if name.endswith(suffix):
                return self._class_of_suffix[suffix]
        return "Area"

    def __call__(self, analysis: Analysis, scan: Scan) -> list[Mention]:
        """Areas in text order, nested ones too; the longest reading of each place."""
        found = self._from_table(analysis, scan)
        found += self._behind(analysis, scan, found)
        found += self._by_suffix(analysis, scan, found)
        found += self._listed(analysis, found)
        found += self._stems(analysis, found)
        found += self._pointed(analysis, scan)
        return sorted(found, key=lambda m: (m.start, -m.end))

    def _from_table(self, analysis: Analysis, scan: Scan) -> list[Mention]:
        boundaries = analysis.boundaries
        full: list[Mention] = []
        ends: dict[int, int] = {}
        taken = 0
        for start, end, key in scan.spans("fullArea"):
            if start < taken or not self._stands(analysis, start, end, ends):
                continue
            name = analysis.text[start:end]
            ends[end] = start
            taken = end
            full.append(Mention(start, end, key, name, "area-full-name", 0.95, "full name in the table of divisions"))
        for start, end, key in scan.spans("namedArea"):
            if key == "Country" and analysis.text[start - 1 : start] == "\u300a":
                continue  # the country in the title of a law is not spoken of
            if start in boundaries and end in boundaries and not analysis.text.startswith(self._not_before, end):
                name = analysis.text[start:end]
                ends[end] = start
                full.append(Mention(start, end, key, name, "area-named", 0.95, "name of a country or province"))
        full_starts = {m.start: m.end for m in full}
        named = {form for m in full for form in self._divisions.short_forms(m.name)}
        result = full
        known = {m.name for m in full}
        shorts = scan.spans("shortArea")
        upper = [x for x in shorts if self._divisions.shorts[analysis.text[x[0] : x[1]]][0].level < _COUNTY]
        known.update(analysis.text[s:e] for s, e, _ in upper)
        for start, end, key in shorts:
            if full_starts.get(start, 0) >= end or start not in boundaries and start not in ends:
                continue
            if any(m.start <= start and end <= m.end for m in full[-400:] if m.start <= start < m.end):
                continue
            name = analysis.text[start:end]
            if self._short_stands(analysis, scan, start, end, name, named, known, ends):
                ends[end] = start
                result.append(Mention(start, end, key, name, "area-short-name", 0.85, "short form of a division's name"))
        return result

    def _stands(self, analysis: Analysis, start: int, end: int, ends: Mapping[int, int]) -> bool:
        """Whether a full name is one here, and no accident of neighbouring words."""
        if end - start <= 2 and start not in ends:
            return start in analysis.boundaries and end in analysis.boundaries and analysis.text[start:end] not in self._common
        if analysis.text[start:end] in self._common and start not in ends:
            return False
        if start not in analysis.boundaries and start not in ends and analysis.text[start - 1 : start] not in self._before:
            return False
        token = analysis.tokens[analysis.token_index(end - 1)]
        return token.end == end or analysis.text[end - 1 : token.end] not in self._tails

    def _short_stands(
        self, analysis: Analysis, scan: Scan, start: int, end: int, name: str, named: set[str], known: set[str], ends: Mapping[int, int]
    ) -> bool:
        boundaries = analysis.boundaries
        follows = start in ends
        if end not in boundaries and not follows:
            token = analysis.tokens[analysis.token_index(end - 1)]
            joined = any(True for clue in ("organ", "fullArea", "shortArea") for _ in scan.from_(clue, end))
            if token.start != start or not joined:
                return False
        divisions = self._divisions.shorts[name]
        if name in named:
            return True
        token = analysis.tokens[analysis.token_index(start)]
        if name in self._common_shorts or (token.end == end and token.pos not in PROPER and divisions[0].level == _COUNTY):
            return False
        if follows:
            outer = analysis.text[ends[start] : start]
            return any(outer in (a.name, *self._divisions.short_forms(a.name)) for d in divisions for a in self._divisions.ancestors(d))
        if divisions[0].level < _COUNTY:
            return True
        if any(True for _ in scan.from_("organ", end)) or any(True for _ in scan.from_("department", end)):
            return True
        if token.pos != "ns" and not (end - start > 2 and token.pos in PROPER):
            return False
        return any(
            form in known for d in divisions for a in self._divisions.ancestors(d) for form in (a.name, *self._divisions.short_forms(a.name))
        )

    def _by_suffix(self, analysis: Analysis, scan: Scan, known: list[Mention]) -> list[Mention]:
        """Towns, streets, villages and communities, which no table in memory lists."""
        ends = {m.end: m.start for m in known}
        covered = {m.end for m in known}
        found: list[Mention] = []
        townships = self._townships(known)
        text_short = {m.end: m.start for m in known if m.rule == "area-short-name"}
        for start, end, key in scan.spans("openSuffix"):
            if end in covered or (end not in analysis.boundaries and not any(True for _ in scan.from_("organ", end))):
                continue
            listed = self._township(analysis, end, townships)
            if listed is not None:
                ends[end] = listed
                covered.add(end)
                found.append(Mention(listed, end, key, analysis.text[listed:end], "area-township", 0.9, "a township of a county that the report names"))
                continue
            at, proper, loose = self._stem(analysis, start, end, ends)
            if at in ends and at == start:
                if start not in text_short or key in self._above_town:
                    continue
                at = text_short[start]  # 永宁社区: the stem is itself an area's short name
            strict = analysis.text[start:end] in self._strict
            if strict and at not in ends and not self._sure(analysis, scan, at, end):
                continue
            name = analysis.text[at:end]
            anchored = at in ends
            if name[: start - at] in self._breaks:
                continue
            if not is_cjk(name) or self._is_common(name, start - at) or not 1 <= start - at <= 5:
                continue
            if not (anchored or (proper and not loose)):
                continue
            if start - at == 1 and not (anchored and analysis.text[start:end] in self._short_stems):
                continue
            ends[end] = at
            covered.add(end)
            found.append(Mention(at, end, key, name, "area-suffix", 0.8, "ends like an area's name"))
        return found

    def _behind(self, analysis: Analysis, scan: Scan, known: Sequence[Mention]) -> list[Mention]:
        """Towns behind a county, villages behind a town: the levels show the boundaries, whatever the segmentation."""
        text = analysis.text
        taken = {m.start for m in known}
        found: list[Mention] = []
        upper = [m for m in known if m.cls in self._above_town and m.rule != "area-named"]
        for pattern in (self._town, self._village):
            lower: list[Mention] = []
            for m in upper:
                match = pattern.match(text, m.end)
                if match is None or m.end in taken or any(True for _ in scan.from_("organ", m.end)):
                    continue
                name, stem = match.group(), match.group(1)
                if pattern is self._village and self._town.match(stem):
                    continue
                if self._no_stem.search(stem) or self._is_common(name, len(stem)) or self._broken(analysis, m.end, match.end()):
                    continue
                key = self._class_of_suffix[match.group(2)]
                lower.append(Mention(m.end, match.end(), key, name, "area-behind-area", 0.85, "a level word behind an area's name"))
            found += lower
            upper = [*upper, *lower]
        return found

    @staticmethod
    def _broken(analysis: Analysis, start: int, end: int) -> bool:
        """Whether a word of two or more characters that is no noun or name stands inside."""
        for token in analysis.tokens[analysis.token_index(start) : analysis.token_index(end - 1) + 1]:
            if token.start >= start and token.end <= end and len(token.text) > 1 and token.pos in ("v", "vn", "d", "p", "c", "r", "m", "t", "ad", "l", "i"):
                return True
        return False

    def _townships(self, known: Sequence[Mention]) -> frozenset[str]:
        """Names of the townships of the counties (and of the cities that have none) which the report may mean."""
        divisions = self._divisions
        keys = {
            d.key
            for m in known
            for d in (*divisions.names.get(m.name, ()), *divisions.shorts.get(m.name, ()))
            if d.coded and d.level > 0
        }
        return frozenset(name for key in sorted(keys) for name in divisions.townships(key))

    @staticmethod
    def _township(analysis: Analysis, end: int, townships: frozenset[str]) -> int | None:
        """Where the township begins whose full name ends at *end*, if it lies in one of the counties; the longest."""
        for size in range(7, 2, -1) if townships else ():
            name = analysis.text[max(0, end - size) : end]
            if name in townships:
                return end - size
        return None

    @staticmethod
    def _sure(analysis: Analysis, scan: Scan, at: int, end: int) -> bool:
        """Whether a name with an everyday last word is one: the segmenter knows it, or an organ of it follows."""
        token = analysis.tokens[analysis.token_index(at)]
        if token.start == at and token.end == end and token.pos == "ns":
            return True
        return any(True for clue in ("organ", "areaHead") for _ in scan.from_(clue, end))

    def _stem(self, analysis: Analysis, start: int, end: int, ends: Mapping[int, int]) -> tuple[int, bool, bool]:
        """Where the name begins whose last word stands at *start*; whether it holds a proper name, or any noun at all."""
        tokens = analysis.tokens
        index = analysis.token_index(start)
        token = tokens[index]
        at, proper, loose = start, False, False
        if token.start < start:
            at = cut(token, start, ends)
            # a word that the segmenter made up for this place is as good as a name
            proper = token.pos in PROPER or (token.pos == "n" and token.end == end and start - at > 1)
        index -= 1
        while index >= 0 and at > start - 6 and at not in ends:
            token = tokens[index]
            if not is_cjk(token.text) or token.text in self._breaks:
                break
            if token.pos in PROPER or token.pos == "x":
                proper = True
            elif len(token.text) == 1 and token.pos in _SINGLE and start - at < 3:
                loose = loose or start - at > 1
            elif token.pos in ("n", "a", "nz", "vn", "b") and len(token.text) < 4 and start - at < 4:
                loose = True
            else:
                break
            at = cut(token, at, ends)
            index -= 1
        if loose and at not in ends:
            at, proper = self._tight(analysis, start, end)
            loose = False
        return at, proper, loose

    def _tight(self, analysis: Analysis, start: int, end: int) -> tuple[int, bool]:
        """The same without nouns: the proper word, or the word as a whole, before the last word."""
        index = analysis.token_index(start)
        token = analysis.tokens[index]
        if token.start < start:
            return token.start, token.pos in PROPER or (token.pos == "n" and token.end == end and start - token.start > 1)
        before = analysis.tokens[index - 1] if index else token
        if before.end == start and (before.pos in PROPER or before.pos == "x") and is_cjk(before.text):
            return before.start, True
        return start, False

    def _is_common(self, name: str, stem: int) -> bool:
        """Whether the name ends with a common noun, or is an attribute with the word for a level."""
        return name in self._class_of_suffix or name[:stem] in self._attributes or any(
            name.endswith(word) for word in (name[-2:], name[-3:], name) if word in self._common and word not in self._class_of_suffix
        )

    def _listed(self, analysis: Analysis, known: list[Mention]) -> list[Mention]:
        """Names in a list whose level follows once: `甲、乙两镇`."""
        taken = {(m.start, m.end) for m in known}
        found = []
        for match in self._counted.finditer(analysis.text):
            key = self._levels[match.group(2)]
            for part in re.finditer(r"[^、和]+", match.group(1)):
                start = match.start(1) + part.start()
                end = match.start(1) + part.end()
                inner = max((m.end for m in known if start <= m.start and m.end < end), default=start)
                if (inner, end) not in taken and inner in analysis.boundaries and 2 <= end - inner <= 3:
                    found.append(Mention(inner, end, key, analysis.text[inner:end], "area-listed", 0.75, "in a list of areas of one level"))
        return found

    def _stems(self, analysis: Analysis, known: list[Mention]) -> list[Mention]:
        """A town or village that the report names in full, elsewhere without its last word: 钱库 for 钱库镇."""
        text = analysis.text
        stems: dict[str, str] = {}
        for m in known:
            if m.rule == "area-suffix" and m.cls in self._stem_classes:
                stem = next((m.name[: -len(x)] for x in self._suffixes if m.name.endswith(x)), "")
                if len(stem) > 1:
                    stems[stem] = m.cls
        spans = {(m.start, m.end) for m in known}
        inside = {o for s, e in spans for o in range(s, e)}
        found = []
        for stem in sorted(stems):
            at = text.find(stem)
            while at >= 0:
                end = at + len(stem)
                if at not in inside and at in analysis.boundaries and end in analysis.boundaries:
                    found.append(Mention(at, end, stems[stem], stem, "area-stem", 0.8, "the report names it in full elsewhere"))
                at = text.find(stem, end)
        return found

    def _pointed(self, analysis: Analysis, scan: Scan) -> list[Mention]:
        found = []
        for start, end, key in scan.spans("pointedArea"):
            if start in analysis.boundaries:
                found.append(
                    Mention(start, end, key, analysis.text[start:end], "area-pointed", 0.8, "points to an area", anaphor=True)
                )
        return found
