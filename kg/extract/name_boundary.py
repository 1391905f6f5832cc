"""How far a name reaches to the left of its last word: the hard part of reading Chinese names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.extract.model import Token
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

# Parts of speech (ICTCLAS) that stand inside names, and those that are proper names in themselves.
PROPER = frozenset(("nr", "ns", "nt", "nz", "nrt", "nrfg", "nrj"))
NOMINAL = PROPER | frozenset(("n", "vn", "an", "j", "b", "l", "s", "eng", "g", "ng", "ad"))
_SOFT = frozenset(("v", "a", "d", "i", "vd", "nrt", "t", "f", "z", "q"))
_SOFT_SINGLE = frozenset(("zg", "z", "g", "ng", "ag", "j"))
_OPENING = {"”": "“", "」": "「", "’": "‘", "』": "『", "》": "《", '"': '"'}
_VERBAL = frozenset(("v", "vn", "vd", "ad", "d"))
_QUOTED = 16
_PAUSES = frozenset("，。；,;：:")
_LONGEST = 30


HAN = r"[\u3400-\u9fff]"
"""A Chinese character, for patterns."""


def is_cjk(text: str) -> bool:
    """Whether all of *text* are Chinese characters."""
    return bool(text) and all("\u3400" <= c <= "\u9fff" or c == "\u3007" for c in text)


def cut(token: Token, at: int, ends: Mapping[int, int]) -> int:
    """Where the part of *token* before *at* begins that no name takes (*ends*: end → start of names)."""
    for offset in range(at - 1, token.start, -1):
        if offset in ends:
            return offset
    return token.start


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a name reaches.

    Attributes:
        start: where it begins.
        anchored: whether it begins with a name that was found before.
        proper: whether it contains a proper name, or a part in quotation marks.
    """

    start: int
    anchored: bool
    proper: bool


@dataclass(slots=True)
class _Walk:
    """Where a walk to the left is, and where it was before it went over words that only an area's name justifies.

    Attributes:
        at: the offset reached.
        index: the token before *at*.
        sure: (offset, proper) before the first doubtful word, None while there was none.
        joined: where the part behind a join begins, or None.
    """

    at: int
    index: int
    proper: bool = False
    sure: tuple[int, bool] | None = None
    joined: int | None = None

    def doubt(self) -> None:
        """Remember where the walk was before its first doubtful word."""
        if self.sure is None:
            self.sure = (self.at, self.proper)


class NameBoundary:
    """Walks left over words that can belong to a name; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._inner = frozenset(schema.words("nameVerb"))
        self._verbs = frozenset((*schema.words("announcer"), *schema.words("verb")))
        heads = tuple(schema.words("officeEnd"))
        offices = {w for w in schema.words("title") if heads and w.endswith(heads)}
        offices |= {prefix + w for prefix in schema.words("titlePrefix") for w in offices}
        breaks = {
            *schema.words("breaksPhrase"),
            *schema.words("announcer"),
            *schema.words("nameBreak"),
            *schema.words("placeTrigger"),
        }
        self._breaks = frozenset((breaks - self._inner) | offices)
        self._heads_clause = frozenset(schema.words("clauseVerb"))
        self._ordinals = tuple(schema.words("ordinalPrefix"))
        units = (*schema.words("departmentSuffix"), *schema.words("weakBodySuffix"))
        self._units = frozenset(w for w in units if len(w) == 1)
        self._tails = frozenset(schema.words("areaTail"))
        self._joins = frozenset((*schema.words("fieldJoin"), "、"))
        self._levels = frozenset(schema.words("areaLevel"))

    def belongs(self, token: Token) -> bool:
        """Whether the word can stand inside the name of a body."""
        text = token.text
        if text in self._inner:
            return True
        if text in self._breaks or (len(text) > 1 and text[-1] in self._joins):
            return False
        if token.pos in NOMINAL:
            return True
        if token.pos == "m":
            # 第一庭, 干部一局
            return text.startswith(self._ordinals) or (len(text) > 1 and text[-1] in self._units)
        return token.pos == "x" and is_cjk(text)

    def may_belong(self, token: Token) -> bool:
        """Whether the word can stand inside a name that begins with an area: nearly any but verbs that take objects."""
        text = token.text
        if not is_cjk(text) or text in self._breaks or text in self._verbs:
            return False
        return token.pos in _SOFT if len(text) > 1 else token.pos in _SOFT_SINGLE

    def reach(
        self,
        analysis: Analysis,
        start: int,
        anchors: Mapping[int, int],
        *,
        quotes: bool = True,
        joins: Collection[int] = (),
        barriers: Collection[int] = (),
        levels: bool = False,
        limit: int = _LONGEST,
    ) -> Reach:
        """Where the name whose last word begins at *start* begins.

        Args:
            analysis: the document.
            start: where the last word (the suffix) begins.
            anchors: end → start of names already found, which a longer name takes in whole.
            quotes: whether a quoted part belongs to the name.
            joins: ends of the anchors (areas) to which the name may reach back over doubtful words and a join.
            barriers: offsets (ends of persons) that no name reaches over.
            levels: whether a level word (县 in 县人民医院) begins the name like the area that it stands for.
            limit: how many code points before *start* are looked at.
        """
        if start in anchors:
            return Reach(anchors[start], anchored=True, proper=True)
        walk = self._begin(analysis, start, anchors)
        if walk.at in anchors:
            return Reach(anchors[walk.at], anchored=True, proper=True)
        if levels and start - walk.at > 2 and analysis.text[walk.at] in self._levels:
            return Reach(walk.at, anchored=True, proper=False)
        floor = start - limit
        while walk.index >= 0 and walk.at > floor and walk.at not in barriers and walk.at not in anchors:
            token = analysis.tokens[walk.index]
            if levels and walk.sure is None:
                begun = self._level_begins(analysis, walk.index)
                if begun is not None:
                    return Reach(begun, anchored=True, proper=False)
            if quotes and token.text in _OPENING:
                if not self._over_quotes(analysis, walk, token):
                    break
            elif not self._over_word(walk, token, start, anchors, doubtful=bool(joins)):
                break
        if walk.at in anchors and walk.at not in barriers and self._predicate_at(analysis, walk.at, start, joins):
            return self._trim(analysis, walk.at, start, proper=walk.proper, force=True)
        if walk.at in anchors and walk.at not in barriers and self._allowed(walk, joins):
            return Reach(anchors[walk.at], anchored=True, proper=True)
        if walk.sure is not None:
            walk.at, walk.proper = walk.sure
        return self._trim(analysis, walk.at, start, proper=walk.proper)

    @staticmethod
    def _begin(analysis: Analysis, start: int, anchors: Mapping[int, int]) -> _Walk:
        """The walk before the last word, or before the longer word of the segmenter whose end it is."""
        index = analysis.token_index(start)
        token = analysis.tokens[index]
        if token.start == start:
            return _Walk(start, index - 1)
        return _Walk(cut(token, start, anchors), index - 1, token.pos in PROPER)

    @staticmethod
    def _allowed(walk: _Walk, joins: Collection[int]) -> bool:
        """Whether the anchor reached may begin the name: over doubtful words an area only, not right before a join."""
        if walk.sure is None:
            return True
        return walk.at in joins and (walk.joined is None or walk.at != walk.joined - 1)

    def _predicate_at(self, analysis: Analysis, at: int, start: int, areas: Collection[int]) -> bool:
        """Whether the word behind the anchor that ends at *at* is the verb of which the anchor is the subject."""
        token = analysis.tokens[analysis.token_index(at)] if at < start else None
        if token is None or token.start != at or token.pos not in _VERBAL:
            return False
        if token.text in self._heads_clause:
            return True
        return bool(areas) and at not in areas and token.pos == "v" and token.text in self._verbs

    @staticmethod
    def _over_quotes(analysis: Analysis, walk: _Walk, token: Token) -> bool:
        opening = analysis.text.rfind(_OPENING[token.text], max(0, walk.at - _QUOTED), token.start)
        if opening < 0 or any(c in _PAUSES for c in analysis.text[opening : walk.at]):
            return False
        walk.at, walk.proper = opening, True
        walk.index = analysis.token_index(opening) - 1
        return True

    def _over_word(self, walk: _Walk, token: Token, start: int, anchors: Mapping[int, int], *, doubtful: bool) -> bool:
        """Go over one word if it belongs, or, where doubt is allowed, may belong or joins."""
        if not self.belongs(token):
            join = token.text in self._joins and walk.at < start and walk.joined is None
            if not doubtful or not (join or self.may_belong(token)):
                return False
            walk.doubt()
            if join:
                walk.joined = walk.at
        walk.proper = walk.proper or token.pos in PROPER or token.pos == "x"
        walk.at = cut(token, walk.at, anchors)
        walk.index -= 1
        return True

    def _level_begins(self, analysis: Analysis, index: int) -> int | None:
        """Where the name begins if the word is a level word, or one that the segmenter joined to another; else None."""
        token = analysis.tokens[index]
        text = token.text
        if len(text) > 1:
            if text[0] in self._joins and text[1:] in self._levels:
                return token.start + 1  # 和县 in A和县人民医院
            joined = text[0] in self._levels and text[:2] not in self._tails and token.pos != "v"
            return token.start if joined else None
        if text not in self._levels:
            return None
        before = analysis.tokens[index - 1] if index else None
        begins = before is None or not self.belongs(before) or before.text in self._levels
        return token.start if begins else None

    def _governed(self, analysis: Analysis, at: int) -> bool:
        """Whether a verb of its own stands directly before *at*: the verb that begins there is a part of the name."""
        index = analysis.token_index(at) - 1
        before = analysis.tokens[index] if index >= 0 else None
        return before is not None and before.pos == "v" and before.text in self._verbs

    def _trim(self, analysis: Analysis, at: int, start: int, *, proper: bool, force: bool = False) -> Reach:
        """Leave off a verb, or a single character, with which no name begins; by *force* the first word in any case."""
        if force:
            at = analysis.tokens[analysis.token_index(at)].end
        while at < start:
            token = analysis.tokens[analysis.token_index(at)]
            if token.start != at or token.end > start or token.text in _OPENING.values():
                break
            verb = token.pos in _VERBAL and token.text in self._verbs and not self._governed(analysis, at)
            single = len(token.text) == 1 and token.pos not in PROPER and token.text not in self._levels
            if not verb and not single:
                break
            at = token.end
        return Reach(at, anchored=False, proper=proper)
