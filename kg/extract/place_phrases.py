"""How far the name of a place reaches to the left of its last word, and whether it ends there at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.name_boundary import PROPER, is_cjk
from kg.extract.tokens import Analysis
from kg.text.marks import PAIR, QUOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.model import Token
    from kg.schema.model import Schema

OPENING = {PAIR[q]: q for q in QUOTES}
"""Closing quotation mark → its opening one."""
SHORT_STEM = 5
"""Code points before a last word of one character."""

_LONGEST = 16  # code points before the last word
_BOUNDED = 7  # code points of a name between what bounds it and its last word
# Tags that end a noun phrase on its left: prepositions, links, particles, pronouns, adverbs, numerals, measure words …
_OUTSIDE = frozenset("pcurdqfyeokm")
_GOES_ON = frozenset(("n", "vn", "nz", "nt", "nr", "nrt", "nrfg", "ns", "j", "b", "an", "l", "ng"))


@dataclass(frozen=True, slots=True)
class Ground:
    """A document with what was found in it before.

    Attributes:
        anchors: the names (end → start) that a place's name may begin with.
        barred: offsets inside persons' names and time phrases, over which no name reaches.
    """

    analysis: Analysis
    anchors: Mapping[int, int]
    barred: Collection[int]


@dataclass(frozen=True, slots=True)
class Stem:
    """What stands before the last word of a place's name.

    Attributes:
        start: where it begins.
        first: the token that begins there.
        proper: it holds a proper name or a quotation, or is bounded so that it can be nothing else.
    """

    start: int
    first: int
    proper: bool


class PlacePhrases:
    """Walks left over the words of a place's name; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self.triggers = frozenset(schema.words("placeTrigger"))
        self.makers = frozenset(schema.words("placeMaker"))
        self.locatives = frozenset(schema.words("locative"))
        self.joins = frozenset((*schema.words("coordinator"), *schema.words("joiner")))
        self._prepositions = frozenset(schema.words("placePreposition"))
        self._of = frozenset(schema.words("ofWord"))
        self._begins = frozenset((*schema.words("placeBegin"), *schema.words("placeLevel")))
        self._governing = self.makers | self.triggers | self._of | frozenset(schema.words("betweenVerbAndThing"))
        self._manners = frozenset(schema.words("eventModifier"))
        self._nouns = frozenset((*schema.words("actNoun"), *schema.words("nameVerb"), *schema.words("mayModify")))
        announcers, breaks = schema.words("announcer"), schema.words("breaksPhrase")
        scopes = schema.words("scopeWord")
        self._verbs = frozenset((*schema.words("verb"), *announcers, *schema.words("actNoun")))
        soft = frozenset((*breaks, *announcers, *schema.words("nameBreak"))) - self._nouns
        self._breaks = soft | self.makers | self.triggers | self.locatives | frozenset(scopes)
        self._hard = frozenset((*breaks, *announcers, *schema.words("verb"), *scopes))

    def stem(self, ground: Ground, start: int, *, natural: bool) -> Stem:
        """What belongs to the name before its last word, which begins at *start*.

        Args:
            ground: the document.
            start: where the last word begins.
            natural: the last word has one character, so that little can stand before it.
        """
        tokens, anchors = ground.analysis.tokens, ground.anchors
        index = ground.analysis.token_index(start)
        at = min(tokens[index].start, start)
        for offset in range(start, at, -1):  # an area that the segmenter glued to the noun ends here
            if offset in anchors:
                return Stem(offset, index, proper=True)
        if ground.analysis.text[at : at + 1] in self._prepositions and start - at > 1:
            at += 1  # the segmenter glued it to the name
            return Stem(at, index, proper=True)
        proper = tokens[index].pos in PROPER and at < start
        if natural and at < start - 1 and tokens[index].pos in ("ns", "nz"):
            return Stem(at, index, proper)
        floor = start - (SHORT_STEM if natural else _LONGEST)
        j = index - 1
        while j >= 0 and at not in anchors and tokens[j].start >= floor:
            token = tokens[j]
            if natural and token.pos[0] not in "nbj":
                break
            if token.text in OPENING:
                opening = self._opening(tokens, j)
                if opening < 0:
                    break
                at, j, proper = tokens[opening].start, opening - 1, True
                continue
            if token.start in ground.barred or not self._belongs(tokens, j, anchors):
                bound = self._bounded(tokens, j, ground, start)
                if bound >= 0:
                    return Stem(tokens[bound].start, bound, proper=True)
                break
            proper = proper or token.pos in PROPER
            at, j = token.start, j - 1
        return Stem(at, j + 1, proper)

    @staticmethod
    def _opening(tokens: Sequence[Token], closing: int) -> int:
        mark = OPENING[tokens[closing].text]
        return next((j for j in range(closing - 1, max(closing - _LONGEST, -1), -1) if tokens[j].text == mark), -1)

    def _bounded(self, tokens: Sequence[Token], j: int, ground: Ground, start: int) -> int:
        """The first token of a name that the segmenter cut wrongly, known by what stands before it; -1 if none does.

        Between a word of place or the mark of an enumeration and the last word there is only the name.
        """
        while j >= 0 and start - tokens[j].start <= _BOUNDED:
            word, pos = tokens[j].text, tokens[j].pos
            if word in self.triggers or word in self.joins or tokens[j].end in ground.anchors:
                return j + 1
            if not is_cjk(word) or word in self._hard or tokens[j].start in ground.barred or pos[0] in "umqc":
                return -1
            j -= 1
        return -1

    def _belongs(self, tokens: Sequence[Token], j: int, anchors: Mapping[int, int]) -> bool:
        """Whether a word modifies the place's noun on its right."""
        word, pos = tokens[j].text, tokens[j].pos
        if word in self._begins or pos == "eng" or (pos == "x" and is_cjk(word)):
            return True
        if word in self._breaks or pos[0] in _OUTSIDE or pos == "x" or word in self.joins:
            return False
        if word in self._manners or not (word in self._verbs or pos in ("v", "vd", "ad")):
            return True
        if j and tokens[j - 1].text in self._governing:
            return True  # a verb behind a verb can only modify its object: 设置防火检查站
        if pos[0] not in "nb" and pos != "vn":
            return False
        if pos == "vn" and word not in self._nouns:
            return False
        return tokens[j].start not in anchors  # else who acts stands before it: the word is its verb

    def goes_on(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether the noun phrase goes on at token *index*, so that it is no place but something of the place's."""
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
            return following is None or following.pos in ("x", "n") or following.text in self._of
        return after.pos in _GOES_ON and after.text not in self.joins
