"""Towns, streets, villages and communities found by their last word: there are too many to list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.name_boundary import HAN, PROPER, cut, is_cjk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.area_words import AreaWords
    from kg.extract.divisions import Divisions
    from kg.extract.model import Token
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

# Parts of speech that the segmenter gives to single characters of names that it does not know.
_SINGLE = frozenset(("n", "a", "j", "v", "b", "g", "z", "q", "m", "ng", "tg", "vg", "ag", "zg"))
_NOUNS = frozenset(("n", "a", "nz", "vn", "b"))
# With one of these a phrase is no name but a verb and what it is done to (志愿者进社区).
_VERBAL = frozenset(("v", "p", "vg", "m", "q"))
_NUMERAL = "m"
# Findings of areas whose short forms no table has.
_UNLISTED = ("area-suffix", "area-township", "area-behind-area", "area-sibling")
_LONGEST_STEM = 5
_BRACKETS = ("（", "(")
_LONGEST_TOWN = 7


@dataclass(frozen=True, slots=True)
class _Known:
    """end → start of the areas found, and of those of them that are short names."""

    ends: Mapping[int, int]
    shorts: Mapping[int, int]


class SuffixAreas:
    """Finds areas by their last word; built once from the schema and the divisions."""

    def __init__(self, schema: Schema, divisions: Divisions, words: AreaWords) -> None:
        self._divisions = divisions
        self._words = words
        self._above_town = frozenset(schema.words("aboveTown"))
        self._short_stems = frozenset(schema.words("shortStemSuffix"))
        self._no_single = frozenset(schema.words("notSingleStem"))
        self._towns = frozenset(schema.words("townClass"))
        villages = [w for w, k in words.class_of_suffix.items() if k in schema.words("villageClass")]
        never = "".join(sorted((*schema.words("beforeName"), *schema.words("stemBreak"))))
        inside = f"[{never}]|{'|'.join(villages)}" if never and villages else r"."
        # a village's name: up to five characters, none of grammar, before its last word
        self._village = re.compile(rf"(?:(?!{inside}){HAN}){{1,5}}(?:{'|'.join(villages) or '(?!)'})")
        self._town_ends = frozenset(
            w for w in words.class_of_suffix if words.class_of_suffix[w] == "Township" and len(w) == 1
        )
        self._digits = frozenset(schema.words("digit"))
        self._roads = tuple(schema.words("roadSuffix"))
        self._handing = frozenset(schema.words("notNameFirst"))
        self._ordinal = tuple(schema.words("ordinalPrefix"))
        self._former = schema.words("formerOffice")
        self._strict = frozenset(schema.words("strictAreaSuffix"))
        self._stem_classes = frozenset(schema.words("shortByStem"))
        opened = frozenset(schema.words("openArea"))
        self.words: Mapping[str, Mapping[str, tuple[str, ...]]] = {
            "areaHead": schema.clue("areaHead"),
            "openSuffix": {word: (key,) for word, key in words.class_of_suffix.items() if word in opened},
        }

    def __call__(self, analysis: Analysis, scan: Scan, known: Sequence[Mention]) -> list[Mention]:
        """The areas that *known* does not hold yet."""
        ends = {m.end: m.start for m in known}
        shorts = {m.end: m.start for m in known if m.rule == "area-short-name"}
        townships = self._townships(known)
        found: list[Mention] = []
        for start, end, key in scan.spans("openSuffix"):
            if end in ends or not self._may_end(analysis, scan, end, key):
                continue
            at = self._township(analysis, end, townships)
            if at is not None:
                reason, rule, confidence = "a township of a county that the report names", "area-township", 0.95
            else:
                at = self._begin(analysis, scan, (start, end), key, _Known(ends, shorts))
                reason, rule, confidence = "ends like an area's name", "area-suffix", 0.8
            if at is not None:
                ends[end] = at
                found.append(Mention(at, end, key, analysis.text[at:end], rule, confidence, reason))
        return found

    def _may_end(self, analysis: Analysis, scan: Scan, end: int, key: str) -> bool:
        """Whether a name may end at *end*: a word does, or a body's word or, behind a town, a village follows."""
        if end in analysis.boundaries or scan.any_from(("organ",), end):
            return True
        return key in self._towns and self._village.match(analysis.text, end) is not None

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
        for size in range(min(_LONGEST_TOWN, end), 2, -1) if townships else ():
            if analysis.text[end - size : end] in townships:
                return end - size
        return None

    def _begin(self, analysis: Analysis, scan: Scan, span: tuple[int, int], key: str, known: _Known) -> int | None:
        """Where the name begins whose last word, of the class *key*, is *span*; None if it is no name."""
        start, end = span
        ends, shorts = known.ends, known.shorts
        before_village = key in self._towns and self._village.match(analysis.text, end) is not None
        at, proper = self._stem(analysis, start, end, ends, nouns_stay=before_village)
        if at in ends and at == start:
            if start not in shorts or key in self._above_town:
                return None
            at, proper = shorts[start], True  # the stem is itself an area's short name
        anchored = at in ends
        text = analysis.text
        if not anchored and start - at == 2 and text[at] in self._handing:
            at += 1  # 对|某村: a preposition with which no name begins
        if not anchored and start - at > 2 and (text[at] in self._words.before or text[at] in self._town_ends):
            at += 1  # the segmenter joined a word of grammar, or the end of a town's name, to the name
        if not anchored and text.startswith(self._former, at) and text[at - 1 : at] in _BRACKETS:
            at += len(next(w for w in self._former if text.startswith(w, at)))  # （原某区公所区长）
        name, suffix, size = text[at:end], text[start:end], start - at
        if not (anchored or proper) or not 1 <= size <= _LONGEST_STEM or not is_cjk(name):
            return None
        common = name[:size] in self._words.breaks or self._words.is_common(name, size)
        if common and not self._is_date(name[:size]):
            return None
        if size == 1 and (name[0] in self._no_single or not (anchored and suffix in self._short_stems)):
            return None
        if suffix in self._strict and not anchored and not self._sure(analysis, scan, at, end):
            return None
        return at

    @staticmethod
    def _sure(analysis: Analysis, scan: Scan, at: int, end: int) -> bool:
        """Whether a name with an everyday last word is one: the segmenter knows it, or an organ of it follows."""
        token = analysis.tokens[analysis.token_index(at)]
        known = token.start == at and token.end == end and token.pos == "ns"
        return known or scan.any_from(("organ", "areaHead"), end)

    def _stem(
        self, analysis: Analysis, start: int, end: int, ends: Mapping[int, int], *, nouns_stay: bool
    ) -> tuple[int, bool]:
        """Where the name begins whose last word stands at *start*, and whether it holds a proper name.

        Nouns belong only where the name of an area stands before them, or (*nouns_stay*) a village's behind them, or
        where nothing stands before them to which they could belong.
        """
        tokens = analysis.tokens
        index = analysis.token_index(start)
        token = tokens[index]
        at, proper, nouns = start, False, False
        if token.start < start:
            at = cut(token, start, ends)
            proper = _named(token, end, start - at)
        index -= 1
        while index >= 0 and at > start - _LONGEST_STEM - 1 and at not in ends:
            token = tokens[index]
            if not is_cjk(token.text) or token.text in self._words.breaks:
                break
            if token.pos in PROPER or token.pos == "x":
                proper = True
            elif len(token.text) == 1 and token.pos in _SINGLE and start - at < 3:
                nouns = nouns or start - at > 1
            elif token.text.startswith(self._ordinal) and token.start in ends:
                nouns = True  # 某镇第六某村
            elif token.pos in _NOUNS and len(token.text) < 4 and start - at < 4:
                nouns = True
            elif token.pos == _NUMERAL and at == start and self._is_date(token.text):
                nouns = True  # 八一[街道], 五一路[街道], 一六[镇]
            else:
                break
            at = cut(token, at, ends)
            index -= 1
        if nouns_stay:
            return at, proper or start - at > 1
        if not nouns or at in ends:
            return at, proper
        tight = self._tight(analysis, start, end)
        named = tight[1] or analysis.text[start:end] in self._strict or not self._opens(analysis, at, start)
        return tight if named else (at, True)

    def _is_date(self, numeral: str) -> bool:
        """Whether two digits, perhaps with the word for a road, make a name as of a day (八一, 五一路)."""
        named = len(numeral) == 2 or numeral[2:] in self._roads
        return named and len(numeral) > 1 and all(c in self._digits for c in numeral[:2])

    def _opens(self, analysis: Analysis, at: int, start: int) -> bool:
        """Whether a name may begin with a noun at *at*: a clause does, or a word of grammar stands before it."""
        before = analysis.text[at - 1 : at]
        opened = not is_cjk(before) or before in self._words.before
        index = analysis.token_index(at)
        first = analysis.tokens[index]
        if not opened or first.start != at or analysis.text[start - 1] in self._town_ends:
            return False
        if first.pos == _NUMERAL:  # 一马路: a number begins the name of a road
            return self._is_date(first.text) or analysis.text.endswith(self._roads, 0, start)
        inside = analysis.tokens[index : analysis.token_index(start)]
        return len(first.text) > 1 and all(t.pos not in _VERBAL for t in inside)

    @staticmethod
    def _tight(analysis: Analysis, start: int, end: int) -> tuple[int, bool]:
        """The same without nouns: the proper word, or the word as a whole, before the last word."""
        index = analysis.token_index(start)
        token = analysis.tokens[index]
        if token.start < start:
            return token.start, _named(token, end, start - token.start)
        before = analysis.tokens[index - 1] if index else token
        if before.end == start and (before.pos in PROPER or before.pos == "x") and is_cjk(before.text):
            return before.start, True
        return start, False

    def stems(self, analysis: Analysis, known: Sequence[Mention]) -> list[Mention]:
        """Areas that the report names in full, elsewhere without their last word."""
        text, boundaries = analysis.text, analysis.boundaries
        stems: dict[str, str] = {}
        for m in known:
            if m.rule in _UNLISTED and m.cls in self._stem_classes:
                stem = next((m.name[: -len(x)] for x in self._words.suffixes if m.name.endswith(x)), "")
                if len(stem) > 1:
                    stems[stem] = m.cls
        inside = {offset for m in known for offset in range(m.start, m.end)} if stems else set()
        found = []
        for stem in sorted(stems):
            at = text.find(stem)
            while at >= 0:
                end = at + len(stem)
                if at not in inside and at in boundaries and end in boundaries:
                    reason = "the report names it in full elsewhere"
                    found.append(Mention(at, end, stems[stem], stem, "area-stem", 0.8, reason))
                at = text.find(stem, end)
        return found


def _named(token: Token, end: int, stem: int) -> bool:
    """Whether the word that ends with a level word is a name: a word made up for this place is as good as one."""
    return token.pos in PROPER or (token.pos == "n" and token.end == end and stem > 1)
