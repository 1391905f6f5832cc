"""What shows that something is in a place or is built there: the words on both sides of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.text.marks import QUOTES

if TYPE_CHECKING:
    from kg.extract.place_phrases import PlacePhrases
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_REACH = 3  # words behind 等 among which the noun for places of the kind stands


class PlaceSigns:
    """Reads the signs around a place's name; built once from the schema."""

    def __init__(self, schema: Schema, phrases: PlacePhrases) -> None:
        self._phrases = phrases
        self._sorts = frozenset(schema.words("placeSort"))
        self._et_cetera = frozenset(schema.words("afterList"))
        self._light = frozenset(schema.words("betweenVerbAndThing"))
        self._of = frozenset(schema.words("ofWord"))

    def __call__(self, analysis: Analysis, before: int, after: int) -> str:
        """The sign in words, "" where there is none.

        Args:
            analysis: the document.
            before: index of the token before the name, -1 at the beginning of the text.
            after: index of the token behind it.
        """
        return self._behind(analysis, after) or self._before(analysis, before)

    def _behind(self, analysis: Analysis, after: int) -> str:
        tokens = analysis.tokens
        if after >= len(tokens):
            return ""
        word = tokens[after].text
        if word in self._phrases.locatives:
            return f"{word} behind it"
        if after + 1 < len(tokens) and tokens[after].pos[0] == "m" and tokens[after + 1].pos[0] in "qn":
            return "counted"
        if word in self._et_cetera:
            sort = next((t.text for t in tokens[after + 1 : after + 1 + _REACH] if t.text in self._sorts), "")
            return f"one of several {sort}" if sort else ""
        return ""

    def _before(self, analysis: Analysis, before: int) -> str:
        tokens = analysis.tokens
        if before >= 0 and tokens[before].pos == "q":
            return "counted"
        j = before
        while j >= 0:
            word, pos = tokens[j].text, tokens[j].pos
            if word not in self._light and pos[0] not in "mqa" and pos not in ("ul", "ug") and word not in QUOTES:
                break
            j -= 1
        if j < 0:
            return ""
        word = tokens[j].text
        if word in self._phrases.makers or (word in self._phrases.triggers and j == before):
            return f"{word} before it"
        if word in self._of and j:  # 位于某路的市场, 村里的食堂
            owner = tokens[j - 1]
            if owner.text in self._phrases.locatives or owner.pos in ("ns", "s"):
                return f"of {owner.text}"
        return ""
