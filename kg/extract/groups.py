"""Classes of people: a head word with the words that modify it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extract.model import Mention
from kg.extract.name_boundary import is_cjk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from kg.extract.model import Token
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_REASON = "a noun for people with what modifies it"
_QUOTES = str.maketrans("", "", "“”")
_QUOTED = 10
_SHORTEST_NOUN = 2
_LONGEST_HEAD = 9
_GLUED = 4  # code points of an adverb and a verb that the segmenter takes for one word (充分发挥)
_MODIFIER_TAGS = frozenset(("n", "b", "a", "j", "nz", "an", "s"))


class GroupFinder:
    """Finds groups of people; built once from the schema."""

    CLUES: Final = ("groupHead", "weakGroupHead", "groupGoesOn")

    def __init__(self, schema: Schema) -> None:
        self._modifiers = frozenset(schema.words("groupModifier"))
        self._openers = frozenset(schema.words("groupOpener"))
        self._pointers = frozenset(d + w for d in schema.words("areaDeterminer") for w in schema.words("areaLevel"))
        self._plural = frozenset(schema.words("pluralMark"))
        self._never = tuple(schema.words("notGroup"))
        self._titles = frozenset((*schema.words("title"), *schema.words("honorific")))
        self._adverbs = frozenset(schema.words("adverb"))
        self._governing = frozenset(schema.words("movementVerb")).difference(schema.words("actNoun"))
        self._breaks = frozenset((*schema.words("breaksPhrase"), *schema.words("announcer"), *schema.words("verb")))

    def __call__(
        self, analysis: Analysis, scan: Scan, persons: Sequence[Mention], owners: Mapping[int, int]
    ) -> list[Mention]:
        """Groups in text order; one behind the name of a body or area (*owners*: end → start) with it and without."""
        text = analysis.text
        barriers = {m.end for m in persons}
        found: list[Mention] = []
        heads = self._heads(scan)
        for end, start in self._plurals(analysis):
            heads[end] = (min(start, heads.get(end, (start, False))[0]), False)
        for end in sorted(heads):
            start, weak = heads[end]
            after = end + 1 if text[end : end + 1] in self._plural else end
            if after not in analysis.boundaries or end in barriers or self._goes_on(scan, heads, start, end, after):
                continue
            if weak and end - start == 1 and not self._noun_end(analysis, start, end):
                continue
            at = self._left(analysis, start, barriers, owners)
            if (weak and at == start) or text[at:end].endswith(self._never):
                continue
            if (at in barriers and text[start:end] in self._titles) or self._in_quotes(text, at, after):
                continue
            name = text[at:after].translate(_QUOTES)
            found.append(Mention(at, after, "Group", name, "group", 0.72, _REASON))
            owner = owners.get(at, at)
            if owner < at:
                found.append(Mention(owner, after, "Group", text[owner:after], "group-of-body", 0.7, _REASON))
        return _outermost(found)

    def _plurals(self, analysis: Analysis) -> Iterator[tuple[int, int]]:
        """委员|们: the mark of the plural makes persons of any noun; its end and its start."""
        for mark in self._plural:
            at = analysis.text.find(mark)
            while at > 0:
                token = analysis.tokens[analysis.token_index(at - 1)]
                if token.end == at and token.pos[:1] == "n" and at - token.start >= _SHORTEST_NOUN:
                    yield at, token.start
                at = analysis.text.find(mark, at + 1)

    @staticmethod
    def _heads(scan: Scan) -> dict[int, tuple[int, bool]]:
        """End of each head word → (start of the longest that ends there, whether it needs a modifier)."""
        heads: dict[int, tuple[int, bool]] = {}
        for clue, weak in (("groupHead", False), ("weakGroupHead", True)):
            for start, end, _ in scan.spans(clue):
                if end not in heads or start < heads[end][0]:
                    heads[end] = (start, weak)
        return heads

    @staticmethod
    def _goes_on(scan: Scan, heads: Mapping[int, tuple[int, bool]], start: int, end: int, after: int) -> bool:
        """Whether the head word is the beginning of a longer one, or of a body's or place's name (人民 in 人民医院)."""
        longer = any(e in heads and heads[e][0] <= start for e in range(end + 1, end + _LONGEST_HEAD))
        return longer or (after == end and scan.any_from(("bodySuffix", "organ", "placeSuffix", "groupGoesOn"), end))

    @staticmethod
    def _in_quotes(text: str, start: int, end: int) -> bool:
        """Whether the words are a part of a quoted name."""
        opening = text.rfind("“", max(0, start - _QUOTED), start)
        closing = text.find("”", end, end + _QUOTED)
        inside = opening >= 0 and closing >= 0 and is_cjk(text[opening + 1 : closing])
        return inside and (opening + 1, closing) != (start, end)

    @staticmethod
    def _noun_end(analysis: Analysis, start: int, end: int) -> bool:
        """Whether a head of one character ends a noun of three or more: 申请人, 困难户."""
        token = analysis.tokens[analysis.token_index(start)]
        return token.end == end and len(token.text) >= 3 and token.pos in ("n", "nz", "l")

    def _modifies(self, token: Token) -> bool:
        glued = len(token.text) == _GLUED and token.text[2:] in self._breaks and token.text[:2] in self._adverbs
        return token.text not in self._breaks and token.pos in _MODIFIER_TAGS and not glued

    def _left(self, analysis: Analysis, start: int, barriers: Collection[int], owners: Mapping[int, int]) -> int:
        tokens = analysis.tokens
        index = analysis.token_index(start)
        at = min(start, tokens[index].start)
        if analysis.text[at:start] in self._governing:
            return start  # 深入|群众, which the segmenter takes for one word
        index -= 1
        count = 0
        while index >= 0 and count < 4 and start - at < 14:
            token = tokens[index]
            if token.text == "”":
                opening = analysis.text.rfind("“", max(0, at - _QUOTED), token.start)
                if opening < 0 or not is_cjk(analysis.text[opening + 1 : token.start]):
                    break
                at = opening
                index = analysis.token_index(at) - 1
                continue
            if not is_cjk(token.text) or token.end in barriers or at in owners:
                break
            if token.text not in self._modifiers and not self._modifies(token):
                break
            at = token.start
            index -= 1
            count += 1
            if token.text in self._openers:
                before = tokens[index] if index >= 0 else None
                return before.start if before is not None and before.text in self._pointers else at
        return at


def _outermost(found: list[Mention]) -> list[Mention]:
    """Those that do not stand, with less behind them, inside another one."""
    inner: set[int] = set()
    reach = 0
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if mention.end < reach:
            inner.add(id(mention))
        reach = max(reach, mention.end)
    return [m for m in found if id(m) not in inner]
