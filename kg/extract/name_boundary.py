"""How far a name reaches to the left of its last word: the hard part of reading Chinese names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kg.extract.model import Token
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

# Parts of speech (ICTCLAS) that stand inside names, and those that are proper names in themselves.
PROPER = frozenset(("nr", "ns", "nt", "nz", "nrt", "nrfg", "nrj"))
NOMINAL = PROPER | frozenset(("n", "vn", "an", "j", "b", "l", "s", "eng", "g", "ng", "ad"))
_SOFT = frozenset(("v", "a", "d", "i", "vd", "nrt", "t", "f", "z", "q"))
_SOFT_SINGLE = frozenset(("zg", "z", "g", "ng", "ag", "j"))
_OPENING = {"”": "“", "」": "「", "’": "‘", "』": "『", "》": "《", '"': '"'}
_PAUSES = frozenset("，。；,;：:")
_LONGEST = 30


HAN = r"[\u3400-\u9fff]"
"""A Chinese character, for patterns."""


def is_cjk(text: str) -> bool:
    """Whether all of *text* are Chinese characters."""
    return bool(text) and all("\u3400" <= c <= "\u9fff" or c == "\u3007" for c in text)


def cut(token: Token, at: int, ends: Mapping[int, int]) -> int:
    """Where the part of *token* before *at* begins that no name (*ends*: end → start) takes: its start, or that name's end."""
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


class NameBoundary:
    """Walks left over words that can belong to a name; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._inner = frozenset(schema.words("nameVerb"))
        self._verbs = frozenset((*schema.words("announcer"), *schema.words("verb")))
        self._breaks = frozenset(
            (*schema.words("breaksPhrase"), *schema.words("announcer"), *schema.words("nameBreak"))
        )
        self._breaks -= self._inner
        self._ordinals = tuple(schema.words("ordinalPrefix"))
        self._tails = frozenset(schema.words("areaTail"))
        heads = tuple(schema.words("officeEnd"))
        self._breaks |= {w for w in schema.words("title") if w.endswith(heads)} if heads else set()
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
            return text.startswith(self._ordinals)
        return token.pos == "x" and is_cjk(text)

    def may_belong(self, token: Token) -> bool:
        """Whether the word can stand in the middle of a name that begins with an area: any of two characters but a verb that takes an object."""
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
            joins: ends of the anchors to which the name may reach back over a join (`A加工和B物流园区`).
            barriers: offsets (ends of persons) that no name reaches over.
            levels: whether a level word (县 in 县人民医院) begins the name like the area that it stands for.
            limit: how many code points before *start* are looked at.
        """
        tokens = analysis.tokens
        if start in anchors:
            return Reach(anchors[start], anchored=True, proper=True)
        index = analysis.token_index(start)
        token = tokens[index]
        at, proper = start, False
        if token.start < start:  # the last word is the end of a longer word of the segmenter
            at = cut(token, start, anchors)
            proper = token.pos in PROPER
            if at in anchors:
                return Reach(anchors[at], anchored=True, proper=True)
            if levels and analysis.text[at] in self._levels and start - at > 2:
                return Reach(at, anchored=True, proper=False)
        index -= 1
        floor = start - limit
        fallback: tuple[int, bool] | None = None
        soft: tuple[int, bool] | None = None
        while index >= 0 and at > floor and at not in barriers:
            if at in anchors:
                if fallback is not None and (at not in joins or at == fallback[0] - 1):
                    break
                if soft is not None and at not in joins:
                    break
                return Reach(anchors[at], anchored=True, proper=True)
            token = tokens[index]
            if quotes and token.text in _OPENING:
                opening = analysis.text.rfind(_OPENING[token.text], max(0, at - 16), token.start)
                if opening < 0 or any(c in _PAUSES for c in analysis.text[opening:at]):
                    break
                at = opening
                proper = True
                index = analysis.token_index(at) - 1
                continue
            if joins and token.text in self._joins and at < start and fallback is None:
                fallback = (at, proper)
                at = token.start
                index -= 1
                continue
            if (
                levels
                and len(token.text) > 1
                and token.text[0] in self._levels
                and token.text[:2] not in self._tails
                and fallback is None
                and soft is None
            ):
                return Reach(
                    token.start, anchored=True, proper=False
                )  # the segmenter joined the level word to an unknown one
            if (
                levels
                and token.text in self._levels
                and fallback is None
                and soft is None
                and self._opens(tokens, index)
            ):
                return Reach(token.start, anchored=True, proper=False)
            if not self.belongs(token):
                if soft is None and joins and self.may_belong(token):
                    soft = (at, proper)
                elif soft is None or not self.may_belong(token):
                    break
            proper = proper or token.pos in PROPER or token.pos == "x"
            at = cut(token, at, anchors)
            index -= 1
        taken = at in joins if fallback is not None or soft is not None else at in anchors
        if taken and at not in barriers and (fallback is None or at != fallback[0] - 1):
            return Reach(anchors[at], anchored=True, proper=True)
        undo = [f for f in (fallback, soft) if f is not None]
        if undo:
            at, proper = max(undo)
        return self._trim(analysis, at, start, proper=proper)

    def _governed(self, analysis: Analysis, at: int) -> bool:
        """Whether a verb of its own stands directly before *at*: 建立[筹备专班]."""
        index = analysis.token_index(at) - 1
        before = analysis.tokens[index] if index >= 0 else None
        return before is not None and before.pos == "v" and before.text in self._verbs

    def _opens(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether the level word at *index* begins a name, nothing of a name standing before it."""
        return index == 0 or not self.belongs(tokens[index - 1]) or tokens[index - 1].text in self._levels

    def _trim(self, analysis: Analysis, at: int, start: int, *, proper: bool) -> Reach:
        """Leave off a verb, or a single character, with which no name begins."""
        while at < start:
            token = analysis.tokens[analysis.token_index(at)]
            if token.start != at or token.end > start:
                break
            verb = (
                token.pos in ("v", "vn", "vd", "ad", "d")
                and token.text in self._verbs
                and not self._governed(analysis, at)
            )
            if verb or (len(token.text) == 1 and token.pos not in PROPER and token.text not in self._levels):
                at = token.end
                continue
            break
        return Reach(at, anchored=False, proper=proper)
