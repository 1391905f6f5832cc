"""How far a name reaches to the left of its last word: the hard part of reading Chinese names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.extract.model import Token
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

# Parts of speech (ICTCLAS) that stand inside names, and those that are proper names in themselves.
PROPER = frozenset(("nr", "ns", "nt", "nz", "nrt", "nrfg", "nrj"))
NOMINAL = PROPER | frozenset(("n", "vn", "an", "j", "b", "l", "s", "eng", "g", "ng", "ad"))
_OPENING = {"”": "“", "」": "「", "’": "‘", "』": "『", "》": "《", "\"": "\""}
_LONGEST = 30


def is_cjk(text: str) -> bool:
    """Whether all of *text* are Chinese characters."""
    return all("\u3400" <= c <= "\u9fff" or c == "\u3007" for c in text) and bool(text)


class NameBoundary:
    """Walks left over words that can belong to a name; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._inner = frozenset(schema.words("nameVerb"))
        self._breaks = frozenset((*schema.words("breaksPhrase"), *schema.words("announcer"), *schema.words("nameBreak")))
        self._breaks -= self._inner

    def belongs(self, token: Token) -> bool:
        """Whether the word can stand inside the name of a body."""
        text = token.text
        if text in self._inner:
            return True
        if text in self._breaks:
            return False
        if token.pos in NOMINAL:
            return True
        return token.pos == "x" and is_cjk(text)

    def reach(
        self,
        analysis: Analysis,
        start: int,
        anchors: Mapping[int, int],
        *,
        quotes: bool = True,
        modifiers: Collection[str] = (),
        limit: int = _LONGEST,
    ) -> tuple[int, bool, bool]:
        """Where the name whose last word begins at *start* begins.

        Args:
            analysis: the document.
            start: where the last word (the suffix) begins.
            anchors: end → start of names already found, which a longer name takes in whole.
            quotes: whether a quoted part belongs to the name.
            modifiers: further words that belong.
            limit: how many code points before *start* are looked at.

        Returns:
            the offset; whether an anchor was taken in; whether a proper name or quoted part was.
        """
        tokens = analysis.tokens
        at = start
        index = analysis.token_index(start)
        token = tokens[index]
        proper = False
        if token.start < start:  # the last word is the end of a longer word of the segmenter
            if start in anchors:
                return anchors[start], True, True
            at = token.start
            proper = token.pos in PROPER
        index -= 1
        floor = start - limit
        while index >= 0 and at > floor:
            if at in anchors:
                return anchors[at], True, True
            token = tokens[index]
            if quotes and token.text in _OPENING:
                opening = analysis.text.rfind(_OPENING[token.text], max(0, at - 16), token.start)
                if opening < 0 or any(c in analysis.text[opening:at] for c in "，。；,"):
                    break
                at = opening
                proper = True
                index = analysis.token_index(at) - 1
                continue
            if not (self.belongs(token) or token.text in modifiers):
                break
            proper = proper or token.pos in PROPER or token.pos == "x"
            at = token.start
            index -= 1
        if at in anchors:
            return anchors[at], True, True
        return at, False, proper
