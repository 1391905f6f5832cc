"""Things whose names stand in quotation marks: 推出“邻里灯”, “林区管护平台”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.text.marks import CLOSERS, FINAL, OPENERS, PAIR, QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.head_words import HeadWords
    from kg.extract.marked import Marked
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_REACH = 16  # tokens between a verb and the quotation that it announces
_CLAUSE_MARKS = "，；：,;:!?"  # what makes the quoted words a sentence, not a name
_INNER = rf"[^{re.escape(OPENERS + CLOSERS)}\n]{{2,24}}"
_QUOTED = re.compile("|".join(f"{q}({_INNER}){PAIR[q]}" for q in QUOTES))
_OPENING = {PAIR[q]: q for q in QUOTES}
# Tags behind a quotation that do not go on with a noun: punctuation, particles, links, adverbs, prepositions.
_FREE = frozenset("xucdp")
# Tags between a verb and its quoted object: modifiers of all kinds.
_BETWEEN = frozenset("nvajblcmqruzf")


class QuotedReader:
    """Finds quoted names; built once from the schema."""

    def __init__(self, schema: Schema, words: HeadWords) -> None:
        self._words = words
        self._quoting = schema.clue("quotedAfter")
        self._places = schema.clue("placeSuffix")
        self._numbered = schema.clue("quotedNumberAfter")
        self._numerals = tuple(schema.words("digit"))
        self._dividers = frozenset(schema.clue("coordinator"))
        self._tails = frozenset(schema.clue("quotedTail"))
        plain_verbs = frozenset(schema.clue("verb")) - frozenset(schema.clue("actNoun"))
        self._follow = frozenset(schema.clue("follower")) | plain_verbs

    def __call__(self, analysis: Analysis, marked: Marked) -> Iterator[Mention]:
        """Mentions of quoted words that a verb announces, or that end with a head."""
        for m in _QUOTED.finditer(analysis.text):
            inner = m[m.lastindex or 0]
            if any(c in _CLAUSE_MARKS or c in FINAL for c in inner):
                continue
            keys = self._announced(analysis, marked, m.start(), m.end())
            own = self._words.classes_of(inner) or self._place(inner) * bool(keys)
            if keys:
                yield Mention(m.start(), m.end(), (own or keys)[0], inner, "quoted-object", 0.7)
            elif own:
                yield Mention(m.start(), m.end(), own[0], inner, "quoted-head", 0.6)

    def _announced(self, analysis: Analysis, marked: Marked, start: int, end: int) -> tuple[str, ...]:
        """Classes of things whose verb stands before the quotation in the same clause, nouns between allowed."""
        tokens = analysis.tokens
        index = analysis.token_index(start)
        if index + 1 >= len(tokens) or not self._is_free(analysis, marked, end):
            return ()
        skip = -1
        for j in range(index - 1, max(index - 1 - _REACH, -1), -1):
            token = tokens[j]
            if 0 <= skip <= j or marked.quantity[j] or token.text in self._dividers:
                continue  # a count, or inside another quotation that the verb announces as well
            if token.text in _OPENING:
                mark = _OPENING[token.text]
                skip = next((k for k in range(j - 1, max(j - _REACH, -1), -1) if tokens[k].text == mark), -1)
                if skip < 0:
                    return ()
                continue
            keys = self._quoting.get(token.text)
            if keys is None and tokens[index + 1].text.startswith(self._numerals):
                keys = self._numbered.get(token.text)
            if keys:
                return keys
            if token.pos[0] not in _BETWEEN or token.text in self._follow:
                return ()
        return ()

    def _place(self, inner: str) -> tuple[str, ...]:
        """The class of the place that the quoted words name, if they do (“幸福食堂”)."""
        return next((self._places[inner[-n:]] for n in range(len(inner) - 1, 1, -1) if inner[-n:] in self._places), ())

    def _is_free(self, analysis: Analysis, marked: Marked, end: int) -> bool:
        """Whether no noun follows that the quotation only modifies."""
        if end >= len(analysis.text):
            return True
        index = analysis.token_index(end)
        after = analysis.tokens[index]
        if marked.quantity[index]:
            return True
        return after.pos[0] in _FREE or after.text in self._tails or after.text in self._follow
