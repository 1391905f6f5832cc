"""Where a noun phrase begins: from its head word leftwards over the words that modify it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from kg.extract.model import Mention, Quantity, TimeExpression, Token
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

# First letters of ICTCLAS tags whose words can modify a noun (nouns, verbs, adjectives, abbreviations, idioms, places).
_MODIFIERS = frozenset("nvabjliszg")
_NAMES = frozenset(("ns", "nt", "nr", "nrt", "nrfg"))
_OPENING = {"”": "“", "’": "‘", "」": "「", "』": "『"}  # noqa: RUF001
_MAX_TOKENS = 12
_MAX_QUOTED = 30


@dataclass(frozen=True, slots=True)
class Left:
    """What stands left of a head: where its phrase begins, and what was met there.

    Attributes:
        start: where the phrase begins.
        token: index of the first token that is outside the phrase on its left; -1 at the beginning of the text.
        counted: a quantity ends right before the phrase.
        quoted: the phrase begins with a quotation mark.
    """

    start: int
    token: int
    counted: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """What earlier stages found, as flags by token index.

    Attributes:
        quantity, time: the token belongs to a quantity or a time phrase.
        person: it belongs to a person's name or to a post.
        actor: it belongs to the name of an area, a body or a group.
        whole: for a token inside such a name, but not its first, where the name begins.
    """

    quantity: bytes
    time: bytes
    person: bytes
    actor: bytes
    whole: Mapping[int, int]


def mark_tokens(
    analysis: Analysis,
    quantities: Iterable[Quantity],
    times: Iterable[TimeExpression],
    persons: Iterable[Mention],
    actors: Iterable[Mention],
) -> Marked:
    """Flag the tokens that lie, wholly or in part, inside what was found."""
    sets: tuple[Iterable[Mention | Quantity | TimeExpression], ...] = (quantities, times, persons, actors)
    spans = [sorted((s.start, s.end) for s in found) for found in sets]
    whole: dict[int, int] = {}
    for start, end in spans[3]:
        index = analysis.token_index(start) + 1
        while index < len(analysis.tokens) and analysis.tokens[index].start < end:
            whole.setdefault(index, start)  # of nested names the outer comes first
            index += 1
    return Marked(*(_flags(analysis, found) for found in spans), whole)


def _flags(analysis: Analysis, spans: Iterable[tuple[int, int]]) -> bytes:
    flags = bytearray(len(analysis.tokens))
    for start, end in spans:
        index = max(analysis.token_index(start), 0)
        while index < len(flags) and analysis.tokens[index].start < end:
            if analysis.tokens[index].end > start:
                flags[index] = 1
            index += 1
    return bytes(flags)


class PhraseBoundary:
    """Finds where noun phrases begin; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._may_modify = frozenset(schema.clue("mayModify"))
        heads = frozenset(schema.clue("bareHead")) | frozenset(schema.clue("weakHead")) | frozenset(schema.clue("head"))
        plain_verbs = frozenset(schema.clue("verb")) - frozenset(schema.clue("actNoun")) - heads - self._may_modify
        self._breakers = frozenset(schema.clue("breaksPhrase")) | frozenset(schema.clue("announcer")) | plain_verbs
        self._verb_first = frozenset(schema.clue("verbFirst"))
        self._light = (
            frozenset(schema.clue("betweenVerbAndThing"))
            | frozenset(schema.clue("coordinator"))
            | frozenset(w for w, keys in schema.clue("announcer").items() if "Activity" in keys)
        )
        self._carriers = frozenset(schema.clue("carrier"))
        self._plain_verbs = (
            plain_verbs - frozenset(schema.clue("announcer")) - frozenset(schema.clue("breaksPhrase"))
        )
        self._chained = self._plain_verbs | self._may_modify
        self._events = heads | frozenset(schema.clue("actNoun")) | self._may_modify
        self._announcers = frozenset(schema.clue("announcer"))
        self._et_cetera = frozenset(schema.clue("afterList"))
        self._dividers = frozenset(schema.clue("coordinator"))
        self._joining = frozenset(schema.words("joiner"))
        self._levels = frozenset(schema.clue("innerNumeral"))
        self._ordinal = tuple(schema.clue("ordinalPrefix"))
        self._ordinal_units = tuple(schema.clue("ordinalUnit"))
        self._session_heads = tuple(schema.clue("sessionHead"))
        self._session_units = tuple(schema.clue("sessionUnit"))
        self._adverbs = frozenset(schema.clue("adverb"))
        self._verbs = frozenset(schema.clue("verb")) - self._events

    def breaks(self, word: str) -> bool:
        """Whether no phrase reaches over *word*."""
        return word in self._breakers

    def left(self, analysis: Analysis, marked: Marked, head_start: int, head: str) -> Left:
        """Walk from a head to the beginning of its phrase.

        Args:
            analysis: the words.
            marked: what earlier stages found.
            head_start: where the head begins.
            head: the head as written.
        """
        tokens = analysis.tokens
        index = analysis.token_index(head_start)
        start = head_start
        if tokens[index].start < head_start and marked.quantity[index]:
            return Left(start, index, counted=True, quoted=False)
        if tokens[index].start < head_start:  # the segmenter glued a modifier or a verb to the head
            glued = analysis.text[tokens[index].start : head_start]
            cut = self._glued_verb(glued)
            if cut:
                return Left(tokens[index].start + cut, index, counted=False, quoted=False)
            start = tokens[index].start
        first = index
        j = index - 1
        quoted = False
        while j >= 0 and first - j <= 1 and index - j <= _MAX_TOKENS:
            token = tokens[j]
            if token.text in _OPENING:
                opening = self._opening(tokens, j)
                if opening >= 0:
                    start, first, quoted = tokens[opening].start, opening, True
                break
            if marked.time[j] or marked.person[j] or (marked.quantity[j] and not self._inner(tokens, j, head)):
                break
            if not self._modifies(tokens, marked, j, first == index and start == head_start, head):
                break
            start, first = token.start, j
            j -= 1
        if not quoted:
            start, first = self._trim(tokens, start, first, head_start)
        start, first = self._levels_list(tokens, start, first)
        if first in marked.whole and start < head_start:
            start = marked.whole[first]
            first = analysis.token_index(start)
        j = first - 1
        return Left(start, j, counted=j >= 0 and bool(marked.quantity[j]), quoted=quoted)

    def _glued_verb(self, glued: str) -> int:
        """How much of what the segmenter glued to a head is a verb or adverb that ends the phrase."""
        if glued in self._breakers or glued[-1:] in self._breakers:
            return len(glued)
        return next((n for n in (4, 3, 2) if n < len(glued) and glued[:n] in self._breakers), 0)

    def conjoined(self, analysis: Analysis, marked: Marked, left: Left, ends: Container[int]) -> Left:
        """Take in what 和 or 等 joins to the modifiers of a head: 甲评定与乙挂钩机制, 甲、乙等培训班.

        Args:
            analysis: the words.
            marked: what earlier stages found.
            left: where the phrase begins so far.
            ends: where phrases end that are things of their own; nothing is joined over them.

        Returns:
            The wider boundary, or *left* where nothing is joined.
        """
        tokens = analysis.tokens
        j = left.token
        if left.quoted or j < 1:
            return left
        listed = tokens[j].text in self._et_cetera
        if not listed and tokens[j].text not in self._joining:
            return left
        first = j
        k = j - 1
        while k >= 0 and j - k <= _MAX_TOKENS:
            token = tokens[k]
            if listed and token.text in self._dividers:
                k -= 1
                continue
            if marked.quantity[k] or marked.time[k] or marked.person[k] or marked.actor[k]:
                break
            if token.text in self._breakers or token.pos[0] not in _MODIFIERS or (not listed and token.end in ends):
                break
            first = k
            k -= 1
        if first == j or k < 0 or tokens[k].text not in self._announcers:
            return left
        return Left(tokens[first].start, k, counted=False, quoted=False)

    def _opening(self, tokens: tuple[Token, ...], closing: int) -> int:
        mark = _OPENING[tokens[closing].text]
        for j in range(closing - 1, max(closing - _MAX_QUOTED, -1), -1):
            if tokens[j].text == mark:
                return j
        return -1

    def _inner(self, tokens: tuple[Token, ...], j: int, head: str = "") -> bool:
        token = tokens[j]
        if len(token.text) == 1 and j and tokens[j - 1].pos[0] in "mx":
            return False
        word = token.text
        if head.endswith(self._session_heads) and word.endswith(self._session_units):
            return len(word) > 1 and j > 0 and tokens[j - 1].pos[0] in "njmu"
        return word in self._levels or (word.startswith(self._ordinal) and word.endswith(self._ordinal_units))

    def _modifies(
        self, tokens: tuple[Token, ...], marked: Marked, j: int, adjacent: bool, head: str  # noqa: FBT001
    ) -> bool:
        token = tokens[j]
        word, pos = token.text, token.pos
        if word in self._may_modify:
            if j == 0:
                return False
            if adjacent and self._opens_object(tokens[j - 1]):
                return True
            if head in self._carriers and tokens[j - 1].text in self._chained:
                return True
            if word in self._verb_first:
                return adjacent and head in self._carriers and self._nominal(tokens[j - 1]) and not marked.actor[j - 1]
            return (
                self._nominal(tokens[j - 1])
                and not marked.actor[j - 1]
                and (not adjacent or head in self._carriers or pos == "vn")
            )
        if len(word) > 2 and word[-2:] in self._breakers and (pos[0] == "v" or word[:-2] in self._adverbs):
            return False
        if word in self._breakers:
            if not adjacent or not j or word not in self._plain_verbs:
                return False
            before = tokens[j - 1]
            if head in self._events and self._opens_object(before):
                return True
            return head in self._carriers and (
                before.text in self._chained or (self._nominal(before) and not marked.actor[j - 1])
            )
        if self._inner(tokens, j, head):
            return True
        if pos[0] not in _MODIFIERS:
            return False
        if pos == "v" and j and not adjacent and (word in self._verbs or self._adverbial(tokens[j - 1])):
            return False
        if len(word) == 1 and pos in ("v", "a", "ad", "vd"):
            return adjacent and head.isascii()  # 通 in 惠民通APP is no verb
        return True

    def _adverbial(self, token: Token) -> bool:
        return token.pos in ("d", "ad", "vd", "uv") or (token.text in self._adverbs and token.pos[0] not in "nb")

    def _nominal(self, token: Token) -> bool:
        if token.text in self._breakers or token.pos in _NAMES:
            return token.text in self._may_modify
        return token.pos[0] in "njbg" or token.pos == "vn" or token.text in self._events

    def _opens_object(self, token: Token) -> bool:
        """Whether an object begins behind the token, so that the next verb can only be a modifier."""
        return token.text in self._light or token.pos == "m" or token.pos == "q"

    def _trim(self, tokens: tuple[Token, ...], start: int, first: int, head_start: int) -> tuple[int, int]:
        """Cut a verb off the left edge where it governs the rest of the phrase instead of modifying it."""
        while tokens[first].end < head_start and tokens[first].pos in ("v", "vd", "ad", "d"):
            if tokens[first].text in self._events and tokens[first].pos != "vd":
                break
            first += 1
            start = tokens[first].start
        return start, first

    def _levels_list(self, tokens: tuple[Token, ...], start: int, first: int) -> tuple[int, int]:
        """Take in the short list that a numeral with a level word sums up: 县、乡、村三级网络."""
        if first + 1 < len(tokens) and len(tokens[first].text) == 1 and self._inner(tokens, first + 1):
            first += 1
        elif not self._inner(tokens, first):
            return start, first
        j = first - 1
        while j >= 0 and len(tokens[j].text) == 1 and (tokens[j].text == "、" or tokens[j].pos[0] != "x"):
            if j + 1 < first and (tokens[j].text == "、") == (tokens[j + 1].text == "、"):
                break
            j -= 1
        j += 1
        if tokens[j].text == "、":
            j += 1
        if first - j >= 3:
            return tokens[j].start, j
        return start, first
