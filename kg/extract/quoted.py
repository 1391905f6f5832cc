"""Things whose names stand in quotation marks: 推出“邻里灯”, “林区管护平台”, “晨读”“夜话”行动."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.noun_phrases import PhraseBoundary
from kg.text.marks import CLOSERS, FINAL, OPENERS, PAIR, QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.head_words import HeadWords
    from kg.extract.marked import Marked
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_OFTEN = 2  # times that words must stand in the report for their quotation to be a name
_REACH = 16  # tokens between a verb and the quotation that it announces
_CLAUSE_MARKS = "，；：,;:!?"  # what makes the quoted words a sentence, not a name
_INNER = rf"[^{re.escape(OPENERS + CLOSERS)}\n]{{2,24}}"
_QUOTED = re.compile("|".join(f"{q}({_INNER}){PAIR[q]}" for q in QUOTES))
_OPENING = {PAIR[q]: q for q in QUOTES}
# Tags behind a quotation that do not go on with a noun: punctuation, particles, links, adverbs, prepositions.
_FREE = frozenset("xucdp")
# Tags between a verb and its quoted object: modifiers of all kinds.
_BETWEEN = frozenset("nvajblcmqruzf")


_REASONS = {
    "quoted-object": "quoted, and the object of a verb that sets such things up",
    "quoted-way": "quoted, before a noun for a way of doing things",
    "quoted-listed": "quoted, beside a name of its kind",
    "quoted-head": "quoted words that end like a name",
    "quoted-often": "quoted again and again",
}


class QuotedReader:
    """Finds quoted names; built once from the schema."""

    def __init__(self, schema: Schema, words: HeadWords) -> None:
        self._words = words
        self._boundary = PhraseBoundary(schema)
        self._quoting = schema.clue("quotedAfter")
        self._numbered = schema.clue("quotedNumberAfter")
        self._numerals = schema.words("digit")
        self._places = schema.clue("placeSuffix")
        self._ways = schema.clue("quotedWay")
        self._bearers = tuple(schema.words("quotedNameOf"))  # 台风“…”
        self._of = frozenset(schema.clue("ofWord"))
        self._et_cetera = frozenset(schema.clue("afterList"))
        self._dividers = frozenset(schema.clue("coordinator"))
        self._tails = frozenset(schema.clue("quotedTail"))
        plain_verbs = frozenset(schema.clue("verb")) - frozenset(schema.clue("actNoun"))
        self._follow = frozenset(schema.clue("follower")) | plain_verbs

    def __call__(self, analysis: Analysis, marked: Marked, named: Mapping[int, str]) -> list[Mention]:
        """Mentions of quoted words that a verb, a head or a neighbour shows to be names.

        Args:
            analysis: the words.
            marked: what earlier stages found.
            named: where phrases that are names begin, with their classes; those that begin with a quotation too.
        """
        found: list[Mention] = []
        begun = dict(named)
        quotations = list(_QUOTED.finditer(analysis.text))
        times = Counter(m[m.lastindex or 0] for m in quotations)
        own_names = {m[m.lastindex or 0] for m in quotations if analysis.text.endswith(self._bearers, 0, m.start())}
        for m in reversed(quotations):
            inner = m[m.lastindex or 0]
            if inner in own_names or any(c in _CLAUSE_MARKS or c in FINAL for c in inner):
                continue
            often = times[inner] > 1 and analysis.text.count(inner) > _OFTEN
            for rule, confidence, keys in self._signs(analysis, marked, m, begun, often=often):
                if keys:
                    start = self._begin(analysis, marked, m) if self._words.classes_of(inner) else m.start()
                    name = analysis.text[start : m.start()] + inner
                    found.append(Mention(start, m.end(), keys[0], name, rule, confidence, self._reason(rule)))
                    begun.setdefault(m.start(), keys[0])
                    break
        return found

    def _begin(self, analysis: Analysis, marked: Marked, quotation: re.Match[str]) -> int:
        """Where the name begins whose last part is quoted and has a head of its own: 物业企业“红黑榜”."""
        first = self._boundary.before_quotation(analysis.tokens, marked, analysis.token_index(quotation.start()), "")
        return analysis.tokens[first].start

    @staticmethod
    def _reason(rule: str) -> str:
        """Why quoted words are a name, in words."""
        return _REASONS.get(rule, "")

    def _signs(
        self,
        analysis: Analysis,
        marked: Marked,
        quotation: re.Match[str],
        begun: Mapping[int, str],
        *,
        often: bool,
    ) -> Iterator[tuple[str, float, tuple[str, ...]]]:
        """What shows the quoted words to be a name, strongest first, with the classes it speaks for."""
        start, end = quotation.span()
        inner = quotation[quotation.lastindex or 0]
        own = self._words.classes_of(inner)
        announced = self._announced(analysis, marked, start, end)
        yield "quoted-object", 0.7, announced and (own or self._place(inner) or announced)
        way = self._way(analysis, end)
        yield "quoted-way", 0.65, way and (own or way)
        yield "quoted-listed", 0.65, self._listed(analysis, end, begun)
        yield "quoted-head", 0.6, own
        yield "quoted-often", 0.5, ("Measure",) if often else ()

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

    def _is_free(self, analysis: Analysis, marked: Marked, end: int) -> bool:
        """Whether no noun follows that the quotation only modifies."""
        if end >= len(analysis.text):
            return True
        index = analysis.token_index(end)
        after = analysis.tokens[index]
        if marked.quantity[index]:
            return True
        return after.pos[0] in _FREE or after.text in self._tails or after.text in self._follow

    def _place(self, inner: str) -> tuple[str, ...]:
        """The class of the place that the quoted words name, if they do (“幸福食堂”)."""
        return next((self._places[inner[-n:]] for n in range(len(inner) - 1, 1, -1) if inner[-n:] in self._places), ())

    def _way(self, analysis: Analysis, end: int) -> tuple[str, ...]:
        """The class of the noun for a way of doing things behind the quotation: “一户一策”的办法."""
        tokens = analysis.tokens
        index = analysis.token_index(end) if end < len(analysis.text) else len(tokens)
        if index < len(tokens) and tokens[index].text in self._of:
            index += 1
        return self._ways.get(tokens[index].text, ()) if index < len(tokens) else ()

    def _listed(self, analysis: Analysis, end: int, begun: Mapping[int, str]) -> tuple[str, ...]:
        """The class of the name that begins right behind: “甲”“乙”行动, “甲”、“乙”, “甲”等服务."""
        text = analysis.text
        at = end
        if text[at : at + 1] in self._dividers or text[at : at + 1] in self._et_cetera:
            at += 1
        cls = begun.get(at)
        return (cls,) if cls is not None and (at > end or text[at] in QUOTES) else ()
