"""Places other than administrative areas: venues, facilities, zones, roads, rivers and mountains.

A noun that ends like a place is not yet one that a reader would list. What makes it one: a proper name in it or an area or
body before it; a word that puts something there (在…举行, 走进…, …里); a verb that builds it, or a count behind it
(建成…, 新建…12处); or a neighbour in an enumeration of which this is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.name_boundary import PROPER, is_cjk
from kg.text.marks import PAIR, QUOTES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kg.extract.model import Token
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_OPENING = {PAIR[q]: q for q in QUOTES}
_LONGEST = 16  # code points before the last word
_SHORT_STEM = 5  # code points before a last word of one character
_VENUE = 3  # a last word of so many characters says by itself what the place is for (活动中心, 停车场)
_BOUNDED = 7  # code points of a name between what bounds it and its last word
_WHOLE = 4  # a noun of so many characters names a place without a further word
# Tags that end a noun phrase on its left: prepositions, links, particles, pronouns, adverbs, measure words, times, places in space.
_OUTSIDE = frozenset("pcurdqfyeokm")
_GOES_ON = frozenset(("n", "vn", "nz", "nt", "nr", "nrt", "nrfg", "ns", "j", "b", "an", "l", "ng"))
_COUNT = frozenset("m")
_SURE, _LIKELY, _POSSIBLE = 0.95, 0.78, 0.6


def text_before(analysis: Analysis, offset: int) -> str:
    """The code point before an offset; "" at the beginning of the text."""
    return analysis.text[offset - 1 : offset] if offset else ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A noun phrase that may name a place.

    Attributes:
        at: where it begins, with the area or body before it; stem: where its own words begin.
        start: where its last word begins; end: where it ends.
        proper: it holds a proper name or a quotation; anchored: an area or a body stands before it.
        natural: its last word has one character.
        common: it is a common noun that only ends like a place's name.
        whole: its last word says by itself what is built or done up (民宿, 绿道).
        own_venue: its last word has one character and is a venue's.
        water: it is a river, a mountain or the like, which in another place's name is no place of the report.
        stemmed: the area before it lends it its name, as areas do without their level word (某某路, 某某站).
        sign: what puts something there or builds it, "" for nothing.
        listed: where the member before it in an enumeration ends, or -1.
    """

    at: int
    stem: int
    start: int
    end: int
    key: str
    proper: bool
    anchored: bool
    natural: bool
    common: bool
    whole: bool
    stemmed: bool
    own_venue: bool
    water: bool
    sign: str
    listed: int

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
            return not self.common and 0 < own <= _SHORT_STEM
        return not self.common and (own > 1 or self.end - self.start >= _VENUE or self.whole)


class PlaceFinder:
    """Finds places; built once from the schema."""

    CLUES = ("placeSuffix", "roadSuffix", "naturalSuffix", "venueSuffix")

    def __init__(self, schema: Schema) -> None:
        digits = "".join(w for w in schema.words("digit") if len(w) == 1)
        self._numerals = frozenset(schema.words("digit"))
        self._number = re.compile(rf"[0-9A-Z{digits}]+$")
        self._common = frozenset(schema.words("commonPlace"))
        self._common_ends = tuple(w for w in sorted(self._common) if len(w) > 1)
        self._triggers = frozenset(schema.words("placeTrigger"))
        self._makers = frozenset(schema.words("placeMaker"))
        self._locatives = frozenset(schema.words("locative"))
        self._joins = frozenset((*schema.words("coordinator"), *schema.words("joiner")))
        self._light = frozenset(schema.words("betweenVerbAndThing"))
        self._of = frozenset(schema.words("ofWord"))
        self._pointers = tuple(schema.words("pointer"))
        self._begins = frozenset(schema.words("placeBegin"))
        self._sorts = frozenset(schema.words("placeSort"))
        self._et_cetera = frozenset(schema.words("afterList"))
        self._hard = self._breaks_hard(schema)
        self._levels = tuple(schema.words("areaLevel"))
        self._wholes = frozenset(schema.words("wholePlace"))
        self._governing = self._makers | self._triggers | self._of | self._light
        self._events = frozenset(schema.words("eventModifier"))
        nouns = (
            frozenset(schema.words("actNoun"))
            | frozenset(schema.words("nameVerb"))
            | frozenset(schema.words("mayModify"))
        )
        self._nouns = nouns
        self._verbs = frozenset((*schema.words("verb"), *schema.words("announcer"), *schema.words("actNoun")))
        breaks = {*schema.words("breaksPhrase"), *schema.words("announcer"), *schema.words("nameBreak")}
        scopes = frozenset(schema.words("scopeWord"))
        self._breaks = frozenset((breaks - nouns) | self._makers | self._triggers | self._locatives | scopes)

    @staticmethod
    def _breaks_hard(schema: Schema) -> frozenset[str]:
        """Words that stand in no place's name, whatever the segmenter takes for one."""
        return frozenset((*schema.words("breaksPhrase"), *schema.words("announcer"), *schema.words("verb")))

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
        candidates = self._candidates(analysis, scan, anchors, taken, barred)
        kept = [c.known or self._again(analysis, c) for c in candidates]
        by_end = {c.end: i for i, c in enumerate(candidates)}
        for i, c in enumerate(candidates):  # of an enumeration, what is known of one member holds of the next
            if not kept[i] and c.listed in by_end and kept[by_end[c.listed]]:
                kept[i] = c.fit
        for i in range(len(candidates) - 1, -1, -1):
            before = by_end.get(candidates[i].listed)
            if kept[i] and before is not None and not kept[before] and candidates[i].sign != "":
                kept[before] = candidates[before].fit
        stands = [c for c, keep in zip(candidates, kept, strict=True) if keep]
        outer = {at: c for c in stands for at in range(c.at, c.end - 1)}
        for c in stands:
            if not c.water or outer.get(c.end - 1, c).end <= c.end:
                found.append(self._mention(analysis, c))
        return sorted(found, key=lambda m: (m.start, -m.end))

    def _numbered(self, analysis: Analysis, scan: Scan) -> tuple[list[Mention], set[int]]:
        """Roads known by a number (101省道, 台9线), and where they end."""
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

    def _candidates(
        self,
        analysis: Analysis,
        scan: Scan,
        anchors: Mapping[int, int],
        taken: set[int],
        barred: Collection[int],
    ) -> list[_Candidate]:
        found: list[_Candidate] = []
        done = set(taken)
        for clue in self.CLUES:
            for start, end, key in scan.spans(clue):
                if end in done or end not in analysis.boundaries or end - 1 in barred:
                    continue
                done.add(end)
                candidate = self._candidate(analysis, start, end, key, clue, anchors, barred)
                if candidate is not None:
                    found.append(candidate)
        return sorted(found, key=lambda c: c.end)

    def _candidate(
        self,
        analysis: Analysis,
        start: int,
        end: int,
        key: str,
        clue: str,
        anchors: Mapping[int, int],
        barred: Collection[int],
    ) -> _Candidate | None:
        tokens = analysis.tokens
        last = analysis.token_index(end - 1)
        if self._goes_on(tokens, last + 1):
            return None
        natural = end - start == 1
        if (end in anchors and natural) or (natural and text_before(analysis, start) in self._numerals):
            return None
        if end in anchors:  # what else is a body's name: a place where something is there
            stem, first, proper = anchors[end], analysis.token_index(anchors[end]), False
        else:
            stem, first, proper = self._walk(analysis, start, anchors, barred, natural=natural)
        at = anchors.get(stem, stem)
        before = analysis.token_index(at) - 1
        if tokens[before + 1].start < at:
            before += 1
        name = analysis.text[stem:end]
        if name.startswith(self._pointers) or not (is_cjk(analysis.text[start:end])):
            return None
        common = name in self._common or (natural and name.endswith(self._common_ends))
        if natural:
            if analysis.text[stem - 1 : stem] in QUOTES and analysis.text[stem - 1 : stem]:
                return None
            common = common or tokens[last].pos in ("i", "v") or not is_cjk(name)
            proper = proper and clue != "venueSuffix" and (tokens[last].pos in ("ns", "nz", "nt") or first < last)
        listed = -1
        if before >= 0 and tokens[before].text in self._joins:
            listed = tokens[before].start
        return _Candidate(
            at,
            stem,
            start,
            end,
            key,
            proper,
            at < stem,
            natural,
            common,
            analysis.text[start:end] in self._wholes,
            at < stem and not analysis.text[at:stem].endswith(self._levels),
            clue == "venueSuffix",
            clue == "naturalSuffix",
            self._sign(analysis, before, last + 1),
            listed,
        )

    def _walk(
        self, analysis: Analysis, start: int, anchors: Mapping[int, int], barred: Collection[int], *, natural: bool
    ) -> tuple[int, int, bool]:
        """Where the phrase's own words begin, the token there, and whether a proper name is among them."""
        tokens = analysis.tokens
        index = analysis.token_index(start)
        at = min(tokens[index].start, start)
        for offset in range(start, at, -1):  # an area that the segmenter glued to the noun ends here
            if offset in anchors:
                return offset, index, True
        proper = tokens[index].pos in PROPER and at < start
        floor = start - (_SHORT_STEM if natural else _LONGEST)
        j = index - 1
        whole = natural and at < start - 1 and tokens[index].pos in ("ns", "nz")
        while j >= 0 and at not in anchors and tokens[j].start >= floor and not whole:
            token = tokens[j]
            if natural and token.pos[0] not in "nbj":
                break
            if token.text in _OPENING:
                opening = self._opening(tokens, j)
                if opening < 0:
                    break
                at, j, proper = tokens[opening].start, opening - 1, True
                continue
            if token.start in barred or not self._belongs(tokens, j, anchors):
                bound = self._bounded(tokens, j, anchors, barred, start)
                if bound >= 0:
                    return tokens[bound].start, bound, True
                break
            proper = proper or token.pos in PROPER
            at, j = token.start, j - 1
        return at, j + 1, proper

    def _bounded(
        self, tokens: Sequence[Token], j: int, anchors: Mapping[int, int], barred: Collection[int], start: int
    ) -> int:
        """The first token of a name that the segmenter cut wrongly, known by what stands before it; -1 if none does.

        Between a word of place or the mark of an enumeration and the last word there is only the name.
        """
        while j >= 0 and start - tokens[j].start <= _BOUNDED:
            word, pos = tokens[j].text, tokens[j].pos
            if word in self._triggers or word in self._joins or tokens[j].end in anchors:
                return j + 1
            if not is_cjk(word) or word in self._hard or tokens[j].start in barred or pos[0] in "umq" or pos == "c":
                return -1
            j -= 1
        return -1

    @staticmethod
    def _opening(tokens: Sequence[Token], closing: int) -> int:
        mark = _OPENING[tokens[closing].text]
        return next((j for j in range(closing - 1, max(closing - _LONGEST, -1), -1) if tokens[j].text == mark), -1)

    def _belongs(self, tokens: Sequence[Token], j: int, anchors: Mapping[int, int]) -> bool:
        """Whether a word modifies the place's noun on its right."""
        word, pos = tokens[j].text, tokens[j].pos
        if word in self._begins or pos == "eng" or (pos == "x" and is_cjk(word)):
            return True
        if word in self._breaks or pos[0] in _OUTSIDE or pos == "x" or word in self._joins:
            return False
        if word in self._events:
            return True
        if word in self._verbs or pos in ("v", "vd", "ad", "d"):
            before = tokens[j - 1] if j else None
            if before is not None and before.text in self._governing:
                return True  # a verb behind a verb can only modify its object: 设置防火检查站
            if pos[0] not in "nb" and (word not in self._nouns or pos[0] == "v" and pos != "vn"):
                return False
            return tokens[j].start not in anchors  # else who acts stands before it: the word is its verb
        return True

    def _goes_on(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether the noun phrase goes on behind, so that it is no place but something of the place's."""
        if index >= len(tokens):
            return False
        after = tokens[index]
        if after.text in self._breaks:
            return False
        if after.text in self._verbs and after.text not in self._nouns:
            return False
        if after.pos == "vn":
            return True
        if after.text in self._nouns:
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            return following is None or following.pos == "x" or following.text in self._of or following.pos == "n"
        return after.pos in _GOES_ON and after.text not in self._joins

    def _sign(self, analysis: Analysis, before: int, after: int) -> str:
        """What shows that something is there or is built there, in words; "" where nothing does."""
        tokens = analysis.tokens
        if after < len(tokens) and tokens[after].text in self._locatives:
            return f"{tokens[after].text} behind it"
        if after + 1 < len(tokens) and tokens[after].pos[0] == "m" and tokens[after + 1].pos[0] in "qn":
            return "counted"
        if after < len(tokens) and tokens[after].text in self._et_cetera:
            named = next((t.text for t in tokens[after + 1 : after + 4] if t.text in self._sorts), "")
            if named:
                return f"one of several {named}"
        j = before
        while j >= 0 and (
            tokens[j].text in self._light
            or tokens[j].pos[0] in "mqa"
            or tokens[j].pos in ("ul", "ug")
            or tokens[j].text in QUOTES
        ):
            j -= 1
        if j < 0:
            return ""
        word = tokens[j].text
        if word in self._makers or (word in self._triggers and j == before):
            return f"{word} before it"
        if word in self._of and j:  # 位于某路的市场, 村里的食堂
            inner = tokens[j - 1]
            if inner.text in self._locatives or inner.pos in ("ns", "s"):
                return f"of {inner.text}"
        return ""

    @staticmethod
    def _again(analysis: Analysis, candidate: _Candidate) -> bool:
        """Whether the report speaks of the place again, by a name of more than a common noun."""
        name = analysis.text[candidate.stem : candidate.end]
        own = candidate.start - candidate.stem
        return candidate.fit and own > 1 and len(name) >= _WHOLE and analysis.text.count(name) > 1

    def _mention(self, analysis: Analysis, candidate: _Candidate) -> Mention:
        """The candidate as a mention; what puts something there goes before a body of the same name."""
        c = candidate
        name = "".join(ch for ch in analysis.text[c.at : c.end] if ch not in _OPENING and ch not in QUOTES)
        signs = [f"ends with {analysis.text[c.start : c.end]}"]
        if c.anchored:
            signs.append("behind an area or body")
        if c.proper:
            signs.append("with a proper name")
        if c.sign:
            signs.append(c.sign)
        venue = c.sign and (not c.natural or c.own_venue)
        confidence = _SURE if venue else _LIKELY if c.anchored or c.proper else _POSSIBLE
        rule = "place-natural" if c.natural else "place"
        return Mention(c.at, c.end, c.key, name, rule, confidence, ", ".join(signs))
