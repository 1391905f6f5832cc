"""Places other than administrative areas: venues, facilities, zones, roads, rivers and mountains.

A noun that ends like a place is not yet one that a reader would list. What makes it one: a proper name in it or an area
or body before it; a word that puts something there (在…举行, 走进…, …里); a verb that builds it, or a count (建成…,
新建…12处); or a neighbour in an enumeration of which this is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.model import Mention
from kg.extract.name_boundary import is_cjk
from kg.extract.place_phrases import OPENING, SHORT_STEM, Ground, PlacePhrases, Stem
from kg.extract.place_signs import PlaceSigns
from kg.text.marks import QUOTES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_VENUE = 3  # a last word of so many characters says by itself what the place is for (活动中心, 停车场)
_WHOLE = 4  # a noun of so many characters names a place without a further word
_SURE, _LIKELY, _POSSIBLE = 0.95, 0.78, 0.6


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A noun phrase that may name a place.

    Attributes:
        at: where it begins, with the area or body before it; stem: where its own words begin.
        start: where its last word begins; end: where it ends.
        clue: the clue of its last word, and key the class that carries it.
        proper: it holds a proper name or a quotation.
        common: it is a common noun that only ends like a place's name.
        whole: its last word says by itself what is built or done up (民宿, 绿道).
        stemmed: the area before it lends it its name, as areas do without their level word (某某路, 某某站).
        sign: what puts something there or builds it, "" for nothing.
        listed: where the member before it in an enumeration ends, or -1.
    """

    at: int
    stem: int
    start: int
    end: int
    clue: str
    key: str
    proper: bool
    common: bool
    whole: bool
    stemmed: bool
    sign: str
    listed: int

    @property
    def natural(self) -> bool:
        """Whether its last word has one character."""
        return self.end - self.start == 1

    @property
    def anchored(self) -> bool:
        """Whether an area or a body stands before it."""
        return self.at < self.stem

    @property
    def known(self) -> bool:
        """Whether it is a name without any neighbour's help."""
        own = self.start - self.stem
        if self.common:
            return False
        if self.natural:
            return bool(own or self.stemmed) and (self.proper or ((self.anchored or own > 1) and bool(self.sign)))
        if self.proper or self.anchored:
            return own > 0 or self.stemmed or self.end - self.start >= _VENUE
        return bool(self.sign) and self.fit

    @property
    def fit(self) -> bool:
        """Whether a neighbour's help would make it one."""
        own = self.start - self.stem
        if self.natural:
            return not self.common and 0 < own <= SHORT_STEM
        return not self.common and (own > 1 or self.end - self.start >= _VENUE or self.whole)


class PlaceFinder:
    """Finds places; built once from the schema."""

    CLUES: Final = ("placeSuffix", "roadSuffix", "naturalSuffix", "venueSuffix")

    def __init__(self, schema: Schema) -> None:
        self._phrases = PlacePhrases(schema)
        self._signs = PlaceSigns(schema, self._phrases)
        self._numerals = frozenset(schema.words("digit"))
        digits = "".join(sorted(w for w in self._numerals if len(w) == 1))
        self._number = re.compile(rf"[0-9A-Z{digits}]+$")
        self._common = frozenset(schema.words("commonPlace"))
        self._acts = frozenset((*schema.words("intransitiveVerb"), *schema.words("movementVerb")))  # 渔船[回港]
        self._common_ends = tuple(w for w in sorted(self._common) if len(w) > 1)
        self._common_wholes = tuple(w for w in self._common_ends if len(w) >= _WHOLE)
        self._pointers = schema.words("pointer")
        self._levels = schema.words("areaLevel")
        self._wholes = frozenset(schema.words("wholePlace"))

    def __call__(
        self, analysis: Analysis, scan: Scan, anchors: Mapping[int, int], barred: Collection[int] = ()
    ) -> list[Mention]:
        """Places in text order.

        Args:
            analysis: the document.
            scan: the words of the vocabulary found in it.
            anchors: the names (end → start) that a place's name may begin with.
            barred: offsets inside persons' names and time phrases, over which no name reaches.
        """
        found, taken = self._numbered(analysis, scan)
        kept = self._kept(analysis, self._candidates(Ground(analysis, anchors, barred), scan, taken))
        outer = {at: c for c in kept for at in range(c.at, c.end - 1)}
        for c in kept:  # a river in another place's name is no place of the report
            if c.clue != "naturalSuffix" or outer.get(c.end - 1, c).end <= c.end:
                found.append(self._mention(analysis, c))
        return sorted(found, key=lambda m: (m.start, -m.end))

    def _numbered(self, analysis: Analysis, scan: Scan) -> tuple[list[Mention], set[int]]:
        """Roads known by a number (101省道), and where they end."""
        text = analysis.text
        found: list[Mention] = []
        taken: set[int] = set()
        for start, end, key in scan.spans("roadSuffix"):
            number = self._number.search(text[max(0, start - 5) : start])
            if number and end in analysis.boundaries and end - start > 1 and end not in taken:
                taken.add(end)
                at = start - len(number.group())
                found.append(Mention(at, end, key, text[at:end], "place-road", 0.85, "a numbered road"))
        return found, taken

    def _candidates(self, ground: Ground, scan: Scan, taken: set[int]) -> list[_Candidate]:
        found: list[_Candidate] = []
        done = set(taken)
        for clue in self.CLUES:
            for start, end, key in scan.spans(clue):
                if end in done or end not in ground.analysis.boundaries or end - 1 in ground.barred:
                    continue
                done.add(end)
                candidate = self._candidate(ground, (start, end), clue, key)
                if candidate is not None:
                    found.append(candidate)
        return sorted(found, key=lambda c: c.end)

    def _candidate(self, ground: Ground, word: tuple[int, int], clue: str, key: str) -> _Candidate | None:
        """The phrase that ends with the last word at *word*; None where it is none."""
        analysis, (start, end) = ground.analysis, word
        tokens, text = analysis.tokens, analysis.text
        last = analysis.token_index(end - 1)
        natural = end - start == 1
        if self._phrases.goes_on(tokens, last + 1) or not is_cjk(text[start:end]):
            return None
        if natural and (end in ground.anchors or (start and text[start - 1] in self._numerals)):
            return None
        if natural and any(ground.anchors.get(end + n, end) < start for n in (1, 2)):
            return None  # 鲁楼[村]: a village's name goes on over it
        if end in ground.anchors:  # what else is a body's name: a place where something is there
            stem = Stem(ground.anchors[end], analysis.token_index(ground.anchors[end]), proper=False)
        else:
            stem = self._phrases.stem(ground, start, natural=natural)
        at = ground.anchors.get(stem.start, stem.start)
        name = text[stem.start : end]
        if name.startswith(self._pointers) or (natural and stem.start and text[stem.start - 1] in QUOTES):
            return None
        common = (
            tokens[last].text in self._acts
            or name in self._common
            or name.endswith(self._common_ends if natural else self._common_wholes)
        )
        proper = stem.proper
        if natural:
            common = common or tokens[last].pos in ("i", "v") or not is_cjk(name)
            named = tokens[last].pos in ("ns", "nz", "nt") or stem.first < last
            proper = proper and named and clue != "venueSuffix"
        before = analysis.token_index(at) - (tokens[analysis.token_index(at)].start == at)
        joined = before >= 0 and tokens[before].text in self._phrases.joins
        return _Candidate(
            at=at,
            stem=stem.start,
            start=start,
            end=end,
            clue=clue,
            key=key,
            proper=proper,
            common=common,
            whole=text[start:end] in self._wholes or (not natural and text[stem.start : start] in self._levels),
            stemmed=at < stem.start and not text[at : stem.start].endswith(self._levels),
            sign=self._signs(analysis, before, last + 1),
            listed=tokens[before].start if joined else -1,
        )

    @staticmethod
    def _kept(analysis: Analysis, candidates: list[_Candidate]) -> list[_Candidate]:
        """The candidates that are places: what is known of one member of an enumeration holds of its neighbours."""

        def again(c: _Candidate) -> bool:
            name = analysis.text[c.stem : c.end]
            return c.fit and c.start - c.stem > 1 and len(name) >= _WHOLE and analysis.text.count(name) > 1

        kept = [c.known or again(c) for c in candidates]
        by_end = {c.end: i for i, c in enumerate(candidates)}
        for i, c in enumerate(candidates):
            before = by_end.get(c.listed)
            if before is not None and kept[before]:
                kept[i] = kept[i] or c.fit
        for i in range(len(candidates) - 1, -1, -1):
            before = by_end.get(candidates[i].listed)
            if before is not None and kept[i] and candidates[i].sign:
                kept[before] = kept[before] or candidates[before].fit
        return [c for c, keep in zip(candidates, kept, strict=True) if keep]

    @staticmethod
    def _mention(analysis: Analysis, c: _Candidate) -> Mention:
        """The candidate as a mention; what puts something there goes before a body of the same name."""
        name = "".join(ch for ch in analysis.text[c.at : c.end] if ch not in OPENING and ch not in QUOTES)
        signs = [f"ends with {analysis.text[c.start : c.end]}"]
        if c.anchored:
            signs.append("behind an area or body")
        if c.proper:
            signs.append("with a proper name")
        if c.sign:
            signs.append(c.sign)
        venue = c.sign and (not c.natural or c.clue == "venueSuffix")
        confidence = _SURE if venue else _LIKELY if c.anchored or c.proper else _POSSIBLE
        rule = "place-natural" if c.natural else "place"
        return Mention(c.at, c.end, c.key, name, rule, confidence, ", ".join(signs))
