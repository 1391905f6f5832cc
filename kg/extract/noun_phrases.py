"""Where a noun phrase begins: from its head word leftwards over the words that modify it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.modifiers import MODIFIER_TAGS, ModifierRules
from kg.text.marks import PAIR, QUOTES

if TYPE_CHECKING:
    from collections.abc import Container

    from kg.extract.marked import Marked
    from kg.extract.model import Token
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_OPENING = {PAIR[q]: q for q in QUOTES}
_MAX_TOKENS = 12
_MAX_QUOTED = 30
_MAX_BEFORE = 4  # tokens of a phrase before the part of it that is quoted


@dataclass(frozen=True, slots=True)
class Left:
    """What stands left of a head: where its phrase begins, and what was met there.

    Attributes:
        start: where the phrase begins.
        token: index of the first token that is outside the phrase on its left; -1 at the beginning of the text.
        counted: a quantity ends right before the phrase, or a numeral stands in it.
        quoted: the phrase begins with a quotation mark.
    """

    start: int
    token: int
    counted: bool
    quoted: bool


class PhraseBoundary:
    """Finds where noun phrases begin; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._rules = ModifierRules(schema)
        self._announcers = frozenset(schema.clue("announcer"))
        self._et_cetera = frozenset(schema.clue("afterList"))
        self._dividers = frozenset(schema.clue("coordinator"))
        self._joining = frozenset(schema.words("joiner"))
        self._levels = frozenset(schema.clue("innerNumeral"))
        self._level_units = schema.words("levelUnit")
        self._ordinal = schema.words("ordinalPrefix")
        self._ordinal_units = schema.words("ordinalUnit")
        self._measures = tuple(schema.words("measureWord"))
        self._session_heads = schema.words("sessionHead")
        self._session_units = schema.words("sessionUnit")

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
        if tokens[index].start < head_start:  # the segmenter glued a modifier, a measure word or a verb to the head
            if marked.quantity[index]:
                return Left(start, index, counted=True, quoted=False)
            cut = self._rules.glued_verb(analysis.text[tokens[index].start : head_start])
            if cut:
                return Left(tokens[index].start + cut, index, counted=False, quoted=False)
            start = tokens[index].start
        first, quoted = self._walk(tokens, marked, index, head, plain=start == head_start)
        if first < index:
            start = tokens[first].start
        if not quoted:
            first = self._trim(tokens, first, head_start)
            start = max(start, tokens[first].start) if first <= index else head_start
        first = self._levels_list(tokens, first)
        if first < index:
            start = tokens[first].start
        session = self._session(tokens, marked, first, head)
        if session < first:
            first = session
            start = tokens[first].start
        if first in marked.whole and start < head_start:
            start = marked.whole[first]
            first = analysis.token_index(start)
        start = self._behind_count(analysis.text, start, head_start)
        before = first - 1
        numbered = any(self._inner(tokens, j, head) for j in range(first, index))
        return Left(start, before, counted=numbered or (before >= 0 and bool(marked.quantity[before])), quoted=quoted)

    def _behind_count(self, text: str, start: int, head_start: int) -> int:
        """Behind the measure word with which the phrase begins where figures stand before it: 82|处|饮水工程."""
        if not start or not text[start - 1].isdigit():
            return start
        ends = (start + len(w) for w in self._measures if text.startswith(w, start))
        return max((end for end in ends if end <= head_start), default=start)

    def _walk(
        self, tokens: tuple[Token, ...], marked: Marked, index: int, head: str, *, plain: bool
    ) -> tuple[int, bool]:
        """The first token of the phrase, and whether it is a quotation mark."""
        first = index
        for j in range(index - 1, max(index - _MAX_TOKENS, 0) - 1, -1):
            token = tokens[j]
            if token.text in _OPENING:
                opening = self._opening(tokens, j)
                return (self.before_quotation(tokens, marked, opening, head), True) if opening >= 0 else (first, False)
            inner = self._inner(tokens, j, head)
            if marked.time[j] or marked.person[j] or (marked.quantity[j] and not inner):
                break
            adjacent = first == index and plain
            if not inner and not self._rules.modifies(tokens, marked, j, head, adjacent=adjacent):
                break
            first = j
        return first, False

    def before_quotation(self, tokens: tuple[Token, ...], marked: Marked, opening: int, head: str) -> int:
        """Where the phrase begins whose quoted part begins at *opening*: 工地安全“百日行动”, but not 某县“百日行动”."""
        first = opening
        for j in range(opening - 1, max(opening - _MAX_BEFORE, 0) - 1, -1):
            token = tokens[j]
            taken = marked.time[j] or marked.person[j] or marked.quantity[j] or marked.actor[j]
            if taken or token.text in _OPENING or not self._rules.modifies(tokens, marked, j, head, adjacent=False):
                break
            first = j
        return self._trim(tokens, first, tokens[opening].start)

    @staticmethod
    def _opening(tokens: tuple[Token, ...], closing: int) -> int:
        mark = _OPENING[tokens[closing].text]
        return next((j for j in range(closing - 1, max(closing - _MAX_QUOTED, -1), -1) if tokens[j].text == mark), -1)

    def _inner(self, tokens: tuple[Token, ...], j: int, head: str) -> bool:
        """Whether a numeral belongs to the name: 三级, 第九次, 八届."""
        word = tokens[j].text
        if len(word) == 1 and j and tokens[j - 1].pos[0] in "mx":
            return False
        if word.endswith(self._level_units) and 1 < len(word) <= 3 and tokens[j].pos[0] in "mb":
            return True
        if word in self._levels or (word.startswith(self._ordinal) and word.endswith(self._ordinal_units)):
            return True
        if not head.endswith(self._session_heads) or not word.endswith(self._session_units):
            return False
        return len(word) > 1 and j > 0 and tokens[j - 1].pos[0] in "njmu"

    def _session(self, tokens: tuple[Token, ...], marked: Marked, first: int, head: str) -> int:
        """Where the name of a meeting begins whose number stands before it: 县政府第58次常务会议."""
        j = first - 1
        if j < 1 or not head.endswith(self._session_heads) or tokens[j].text not in self._session_units:
            return first
        j -= 1
        if len(tokens[j].text) == 1 or not tokens[j].text.startswith(self._ordinal):  # 第四十八|次, or 第|58|次
            if tokens[j].pos != "m" or not j or tokens[j - 1].text not in self._ordinal:
                return first
            j -= 1
        return j - 1 if j and marked.actor[j - 1] else j

    def _trim(self, tokens: tuple[Token, ...], first: int, head_start: int) -> int:
        """Cut a verb off the left edge where it governs the rest of the phrase instead of modifying it."""
        while tokens[first].end < head_start and tokens[first].pos in ("v", "vd", "ad", "d"):
            if tokens[first].text in self._rules.events and tokens[first].pos != "vd":
                break
            first += 1
        return first

    def _levels_list(self, tokens: tuple[Token, ...], first: int) -> int:
        """Take in the short list that a numeral with a level word sums up: 县、乡、村三级网络."""
        if first + 1 < len(tokens) and len(tokens[first].text) == 1 and self._inner(tokens, first + 1, ""):
            level = first + 1
        elif self._inner(tokens, first, ""):
            level = first
        else:
            return first
        j = level
        while j and len(tokens[j - 1].text) == 1:
            divides = tokens[j - 1].text in self._dividers
            if j < level and divides == (tokens[j].text in self._dividers):
                break
            if not divides and tokens[j - 1].pos[0] == "x":
                break
            j -= 1
        if tokens[j].text in self._dividers:
            j += 1
        return j if level - j >= 3 else first

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
            if not (listed and token.text in self._dividers):
                if marked.quantity[k] or marked.time[k] or marked.person[k] or marked.actor[k]:
                    break
                if token.text in self._rules.breakers or token.pos[0] not in MODIFIER_TAGS:
                    break
                if token.end in ends:
                    return left
                first = k
            k -= 1
        if first == j or k < 0 or tokens[k].text not in self._announcers:
            return left
        return Left(tokens[first].start, k, counted=False, quoted=False)
