"""Meetings without a name of their own, told of by who holds them: `甲局召开会议`, `甲局召开第二次（扩大）会议`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.model import Token
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

RULE = "convened"
"""The rule by which such meetings are found."""
_MEETING = "Meeting"
# So many tokens of adverbs and times stand between who holds the meeting and the verb, or of nouns before 会议.
_REACH = 6
_ADVERBIAL = frozenset(("d", "ad", "t", "m", "n", "f", "p", "vd"))
_NOMINAL = frozenset("nbjm")
# Code points of an ordinal: 第一百三十八次.
_ORDINAL = 9


class ConvenedReader:
    """Finds meetings by `lex:assembly`, their word; built once from the schema.

    Before it stand a number, a word of `lex:extension` in brackets, nouns; and `lex:heldVerb` with the body before it.
    """

    def __init__(self, schema: Schema) -> None:
        self._verbs = frozenset(schema.words("heldVerb")) | frozenset(schema.words("gatheringVerb"))
        self._aspects = frozenset(schema.words("aspect"))
        self._pattern = re.compile(
            rf"([（(](?:{_any(schema.words('extension'))})[）)])?(?:{_any(schema.words('assembly'))})"
        )
        units = _any(schema.words("sessionUnit"))
        self._number = re.compile(rf"(?:{_any(schema.words('ordinalPrefix'))})\w{{1,6}}(?:{units})$")

    def __call__(self, analysis: Analysis, bodies: Sequence[Mention]) -> Iterator[Mention]:
        """The meetings in text order.

        Args:
            analysis: the words.
            bodies: the names of bodies.
        """
        text = analysis.text
        ends = {m.end: m for m in bodies if not m.anaphor}
        for match in self._pattern.finditer(text):
            last = analysis.tokens[analysis.token_index(match.end() - 1)]
            if last.end != match.end():
                continue
            extended = match.group(1) is not None
            start = self._numbered(text, match.start())
            if extended:
                start = self._over_nouns(analysis, start, ends)
            holder = self._holder(analysis, start, ends)
            phrase = text[start : match.end()]
            if holder is not None:
                name = holder.name + phrase
                yield Mention(start, match.end(), _MEETING, name, RULE, 0.75, "named by the body that holds it")
            elif extended and start < match.start():
                yield Mention(start, match.end(), _MEETING, phrase, RULE, 0.75, "a meeting with more than its members")

    def _numbered(self, text: str, start: int) -> int:
        """Where the number begins that stands before *start*, else *start*."""
        low = max(0, start - _ORDINAL)
        found = self._number.search(text[low:start])
        return start if found is None else low + found.start()

    @staticmethod
    def _over_nouns(analysis: Analysis, start: int, ends: Mapping[int, Mention]) -> int:
        """Where the nouns begin that stand before *start*; a body's name is the first of them."""
        for _ in range(_REACH):
            if start in ends:
                return ends[start].start
            token = _before(analysis, start)
            if token is None or token.pos[:1] not in _NOMINAL:
                return start
            start = token.start
        return start

    def _holder(self, analysis: Analysis, start: int, ends: Mapping[int, Mention]) -> Mention | None:
        """The body before the verb that stands before *start*."""
        verb = _before(analysis, start)
        if verb is not None and verb.text in self._aspects:
            verb = _before(analysis, verb.start)
        if verb is None or verb.text not in self._verbs:
            return None
        at = verb.start
        for _ in range(_REACH):
            if at in ends:
                return ends[at]
            token = _before(analysis, at)
            if token is None or token.pos not in _ADVERBIAL:
                return None
            at = token.start
        return None


def _before(analysis: Analysis, start: int) -> Token | None:
    """The token that ends at *start*."""
    token = analysis.tokens[analysis.token_index(start - 1)] if start else None
    return token if token is not None and token.end == start else None


def _any(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or "(?!)"


__all__ = ["RULE", "ConvenedReader"]
