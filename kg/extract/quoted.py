"""Things whose names stand in quotation marks: “…”专项行动, 推出“…”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.noun_phrases import Marked
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_QUOTED = re.compile(r"“([^“”\n]{2,24})”|「([^「」\n]{2,24})」|『([^『』\n]{2,24})』")
_SENTENCE = re.compile("[，。！？；：,!?;:]")  # noqa: RUF001
_OPENING = {"”": "“", "」": "「", "』": "『"}  # noqa: RUF001
_REACH = 16  # tokens between a verb and the quotation that it announces


class QuotedReader:
    """Finds quoted names that a verb announces; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._heads = schema.clue("head")
        self._longest = max(map(len, self._heads), default=0)
        self._quoting = schema.clue("quotedAfter")
        self._dividers = frozenset(schema.clue("coordinator"))
        self._tails = frozenset(schema.clue("quotedTail"))
        self._follow = frozenset(schema.clue("follower")) | frozenset(schema.clue("verb")) - frozenset(
            schema.clue("actNoun")
        )

    def __call__(self, analysis: Analysis, marked: Marked) -> Iterator[Mention]:
        """Mentions of quoted names that have no head word behind them."""
        for m in _QUOTED.finditer(analysis.text):
            inner = m[1] or m[2] or m[3]
            if _SENTENCE.search(inner):
                continue
            keys = self._announced(analysis, marked, m.start(), m.end())
            cls = self.class_of(inner)
            if keys:
                yield Mention(m.start(), m.end(), cls or keys[0], inner, "quoted-object", 0.7)
            elif cls is not None:
                yield Mention(m.start(), m.end(), cls, inner, "quoted-head", 0.6)

    def class_of(self, inner: str) -> str | None:
        """The class of the head with which the quoted words end, or None."""
        for length in range(min(self._longest, len(inner)), 1, -1):
            keys = self._heads.get(inner[-length:])
            if keys:
                return keys[0]
        return None

    def _announced(self, analysis: Analysis, marked: Marked, start: int, end: int) -> tuple[str, ...]:
        """Classes of things whose verb stands before the quotation in the same clause, nouns between allowed."""
        tokens = analysis.tokens
        index = analysis.token_index(start)
        behind = analysis.token_index(end) if end < len(analysis.text) else len(tokens)
        if behind < len(tokens):
            after = tokens[behind]
            free = after.pos[0] in "xucdpmq" or after.text in self._tails or after.text in self._follow
            if not free:
                return ()
        skip = -1
        for j in range(index - 1, max(index - 1 - _REACH, -1), -1):
            token = tokens[j]
            if 0 <= skip < j:
                continue  # inside another quotation that the verb announces as well
            if token.text in _OPENING:
                mark = _OPENING[token.text]
                skip = next((k for k in range(j - 1, max(j - _REACH, -1), -1) if tokens[k].text == mark), -1)
                if skip < 0:
                    return ()
                continue
            if token.text in self._dividers or j == skip:
                continue
            keys = self._quoting.get(token.text)
            if keys:
                return keys
            if marked.quantity[j]:
                continue
            if token.pos[0] not in "nvajblcmqruzf" or token.text in self._follow:
                return ()
        return ()
