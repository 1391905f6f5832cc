"""Noun and verb phrases next to a number, from the parts of speech of its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.extract.number_phrases import NumberPhrase
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_CLAUSE = frozenset("，。；：！？,;!?\n\u3000 \t—")  # noqa: RUF001
_OPENING = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "（": "）", "(": ")"}  # noqa: RUF001
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_LIST = "、"
_NOMINAL = frozenset("nabjlsgzik")  # first letters of the tags of words that make up noun phrases
_MOST = 24  # tokens looked at on either side
_RELATIVE = 8  # tokens within which the particle of a relative clause is looked for


class Piece(NamedTuple):
    """A word of the clause, cut where the clause or the number cuts it."""

    start: int
    end: int
    text: str
    pos: str


Span = tuple[int, int]


class Phrases:
    """Reads phrases next to numbers; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._links = frozenset(schema.clue("countLink"))
        self._rises = frozenset(schema.clue("countRise"))
        self._comparators = frozenset(schema.clue("comparator"))
        self._share_links = frozenset(schema.clue("shareLink"))
        self._subsets = frozenset(schema.clue("subset"))
        self._respectively = frozenset(schema.clue("respectively"))
        self._empty = frozenset(schema.clue("emptyHead"))
        self._dimensions = frozenset(schema.clue("dimension"))
        self._of = frozenset(schema.clue("ofParticle"))
        self._stops = frozenset(schema.clue("phraseStop"))
        self._copulas = frozenset(schema.clue("copula"))
        self._coordinators = frozenset((*schema.clue("coordinator"), _LIST))
        self._act_nouns = frozenset(schema.clue("actNoun"))
        self._heads = frozenset(schema.clue("headNoun"))

    # ---- the words of the clause ---------------------------------------------------------------------------------------

    def left(self, analysis: Analysis, start: int, end: int) -> list[Piece]:
        """The words of the clause before *end*, not before *start*."""
        pieces: list[Piece] = []
        tokens, index = analysis.tokens, analysis.token_index(end - 1) if end else -1
        depth = 0
        while index >= 0 and tokens[index].end > start and len(pieces) < _MOST:
            token = tokens[index]
            if token.text in ("）", ")"):  # noqa: RUF001
                depth += 1
            elif token.text in ("（", "("):  # noqa: RUF001
                if not depth:
                    break
                depth -= 1
            elif token.text[-1] in _CLAUSE:
                break
            low, high = max(token.start, start), min(token.end, end)
            pieces.append(Piece(low, high, analysis.text[low:high], token.pos))
            index -= 1
        pieces.reverse()
        return pieces

    def right(self, analysis: Analysis, start: int, end: int) -> list[Piece]:
        """The words of the clause from *start*, not beyond *end*."""
        pieces: list[Piece] = []
        tokens, index = analysis.tokens, analysis.token_index(start)
        depth = 0
        while index < len(tokens) and tokens[index].start < end and len(pieces) < _MOST:
            token = tokens[index]
            index += 1
            if token.end <= start:
                continue
            if token.text in ("（", "("):  # noqa: RUF001
                depth += 1
            elif token.text in ("）", ")"):  # noqa: RUF001
                if not depth:
                    break
                depth -= 1
            elif token.text[0] in _CLAUSE:
                break
            low, high = max(token.start, start), min(token.end, end)
            pieces.append(Piece(low, high, analysis.text[low:high], token.pos))
        return pieces

    def _nominal(self, piece: Piece) -> bool:
        pos = piece.pos
        if piece.text in self._stops:
            return False
        return pos[0] in _NOMINAL or pos in ("vn", "eng", "nz", "ng")

    def _verbal(self, piece: Piece) -> bool:
        return piece.pos[0] == "v" and piece.pos != "vn"

    # ---- behind the number ---------------------------------------------------------------------------------------------

    def opens_noun(self, right: list[Piece]) -> bool:
        """Whether a noun phrase begins right behind the number."""
        pieces = self._skip_particle(right)
        if not pieces or pieces[0].text in self._empty:
            return False
        first = pieces[0]
        if first.text in _OPENING and first.text not in ("（", "("):  # noqa: RUF001
            return True
        if first.pos == "ad" or first.text in self._stops:
            return self._relative(pieces, 0) is not None
        if self._nominal(first):
            return True
        return self._relative(pieces, 0) is not None or self._compound(pieces)

    def opens_verb(self, right: list[Piece]) -> bool:
        """Whether a verb phrase begins right behind the number."""
        pieces = self._skip_particle(right)
        if not pieces or pieces[0].text in self._empty:
            return bool(pieces) and len(pieces) > 1 and self._verbal(pieces[1])
        return any(self._verbal(p) or p.pos == "vn" for p in pieces[:4])

    def _skip_particle(self, right: list[Piece]) -> list[Piece]:
        return right[1:] if right and right[0].text in self._of else right

    def _relative(self, pieces: list[Piece], at: int) -> int | None:
        """Index of the noun behind the particle that closes a relative clause which begins at *at*, or None."""
        for i in range(at, min(at + _RELATIVE, len(pieces) - 1)):
            if pieces[i].text in self._of and i > at:
                following = pieces[i + 1]
                if following.text in self._empty:
                    return None
                return i + 1 if self._nominal(following) or following.text in _OPENING else None
            if pieces[i].pos[0] in "mrt":
                return None
        return None

    def _compound(self, pieces: list[Piece]) -> bool:
        """Whether a verb opens a compound noun that ends the clause: 集中|治理|项目."""
        i = 0
        while i < len(pieces) and self._verbal(pieces[i]) and i < 2:
            i += 1
        if i == 0:
            return False
        while i < len(pieces) and self._nominal(pieces[i]):
            i += 1
        return i == len(pieces) and self._nominal(pieces[-1]) and pieces[-1].text in self._heads

    def noun_behind(self, right: list[Piece], *, people: bool) -> Span | None:
        """The noun phrase right behind the number."""
        pieces = self._skip_particle(right)
        if len(pieces) > 1 and pieces[0].text in self._dimensions:  # 7个月大的婴儿
            pieces = self._skip_particle(pieces[1:])
        if not pieces:
            return None
        end, i, noun = -1, 0, False
        while i < len(pieces):
            piece = pieces[i]
            if piece.text in _OPENING:
                closing = self._closing(pieces, i)
                if closing is None or (piece.text in ("（", "(") and closing == len(pieces) - 1):  # noqa: RUF001
                    break
                noun, end, i = True, pieces[closing].end, closing + 1
                continue
            if piece.text in self._stops:
                break
            if piece.text in self._of or piece.text in self._coordinators:
                if i + 1 == len(pieces) or not noun or not self._goes_on(pieces, i + 1):
                    break
                i += 1
                continue
            if self._nominal(piece):
                noun, end, i = True, piece.end, i + 1
                continue
            head = self._relative(pieces, i)
            if head is not None and (not noun or not people):
                end, i, noun = pieces[head].end, head, True
                continue
            if self._verbal(piece) and self._in_compound(pieces, i, noun=noun, people=people):
                end, i = piece.end, i + 1
                continue
            break
        return (pieces[0].start, end) if noun and end > 0 else None

    def _goes_on(self, pieces: list[Piece], i: int) -> bool:
        return self._nominal(pieces[i]) or pieces[i].text in _OPENING or self._verbal(pieces[i])

    def _in_compound(self, pieces: list[Piece], i: int, *, noun: bool, people: bool) -> bool:
        """Whether a verb is part of a compound noun: first word of it, before a one-letter noun, or before a last head."""
        if i + 1 >= len(pieces) or not self._nominal(pieces[i + 1]):
            return not noun and i + 1 < len(pieces) and self._verbal(pieces[i + 1])
        following = pieces[i + 1]
        if not noun or len(following.text) == 1:
            return True
        last = i + 2 >= len(pieces) or not self._nominal(pieces[i + 2])
        return not people and last and following.text in self._heads

    def _closing(self, pieces: list[Piece], i: int) -> int | None:
        mark = _OPENING[pieces[i].text]
        return next((k for k in range(i + 1, len(pieces)) if pieces[k].text == mark), None)

    def verb_behind(self, right: list[Piece]) -> Span | None:
        """The verb phrase behind the number, to the end of its clause."""
        pieces = self._skip_particle(right)
        while pieces and pieces[0].text in self._empty:
            pieces = pieces[1:]
        end = -1
        for piece in pieces:
            if piece.text == _LIST:
                break
            end = piece.end
        return (pieces[0].start, end) if end > 0 else None

    def copula(self, right: list[Piece]) -> Span | None:
        """What the counted is said to be: 1人为婴儿."""
        if not right or right[0].text not in self._copulas:
            return None
        return self.noun_behind(right[1:], people=True)

    # ---- before the number ---------------------------------------------------------------------------------------------

    def _end_before(self, left: list[Piece]) -> tuple[int, bool]:
        """Index of the last word that is no link to the number, and whether a rise or fall is told."""
        k, rise = len(left) - 1, False
        while k >= 0:
            piece = left[k]
            if piece.text in self._rises:
                rise = True
            elif not (
                piece.text in self._links
                or piece.text in self._of
                or piece.pos in ("d", "t", "tg", "p", "c", "ul", "uz", "ug", "f")
                or piece.text in self._coordinators
            ):
                break
            k -= 1
        if rise:
            for j in range(k + 1):
                if left[j].text in self._comparators:
                    return self._end_before(left[:j])[0], True
        return k, rise

    def tells_rise(self, left: list[Piece]) -> bool:
        """Whether the number tells by how much, or to what, something rose or fell."""
        return self._end_before(left)[1]

    def subject_missing(self, left: list[Piece]) -> bool:
        """Whether nothing before the number in its clause could be what it tells of."""
        return self._end_before(left)[0] < 0

    def noun_before(self, left: list[Piece]) -> Span | None:
        """The noun phrase that the number follows."""
        k, _ = self._end_before(left)
        if k < 0:
            return None
        span = self._noun_ending(left, k)
        if span is None:
            return None
        first, start, end = span
        if first > 0 and left[first - 1].text in self._share_links:  # 出口占总量的30%
            whole = self._end_before(left[: first - 1])[0]
            subject = self._noun_ending(left, whole) if whole >= 0 else None
            return None if subject is None else subject[1:]
        return start, end

    def _noun_ending(self, left: list[Piece], k: int) -> tuple[int, int, int] | None:
        """The noun phrase whose last word is *k*: index of its first word, start and end."""
        if not (self._nominal(left[k]) or left[k].text in _CLOSING or self._nominalised(left, k)):
            return None
        first, j = k + 1, k
        while j >= 0:
            piece = left[j]
            if piece.text in _CLOSING:
                mark = _CLOSING[piece.text]
                opening = next((i for i in range(j - 1, -1, -1) if left[i].text == mark), None)
                if opening is None:
                    break
                first, j = opening, opening - 1
            elif piece.text in self._stops or piece.text in self._subsets:
                break
            elif self._nominal(piece) or (j == k and self._nominalised(left, k)):
                first, j = j, j - 1
            elif piece.text in self._of and j and j < k:
                if left[j - 1].pos[0] == "r":
                    break
                if not self._nominal(left[j - 1]) and left[j - 1].text not in _CLOSING:
                    first = self._relative_start(left, j)
                    break
                if any(self._verbal(p) for p in left[max(0, j - _RELATIVE) : j]):
                    first = self._relative_start(left, j)
                    break
                j -= 1
            elif piece.text in self._coordinators and 0 < j < k and self._ends_noun(left[j - 1]):
                j -= 1
            elif self._verbal(piece) and self._modifies(left, j, k):
                first, j = j, j - 1
            else:
                break
        return (first, left[first].start, left[k].end) if first <= k else None

    def _ends_noun(self, piece: Piece) -> bool:
        return self._nominal(piece) or piece.text in _CLOSING

    def _nominalised(self, left: list[Piece], k: int) -> bool:
        """Whether a verb is used as a noun: 的投入."""
        return self._verbal(left[k]) and k > 0 and left[k - 1].text in self._of

    def _modifies(self, left: list[Piece], j: int, k: int) -> bool:
        """Whether a verb between nouns is part of a compound: 教育|救助|基金."""
        return (
            0 < j < k and left[j].text in self._act_nouns and left[j + 1].text in self._heads and self._nominal(left[j - 1])
        )

    def _relative_start(self, left: list[Piece], j: int) -> int:
        """Where a relative clause that ends before the particle at *j* begins."""
        first = j
        while first > 0:
            piece = left[first - 1]
            if piece.pos in ("t", "tg", "d", "c") or piece.text in self._subsets or piece.text == _LIST:
                break
            first -= 1
        return first

    def is_subset(self, left: list[Piece]) -> bool:
        """Whether the clause tells a part of what was counted before."""
        return any(p.text in self._subsets for p in left)

    def is_place(self, left: list[Piece]) -> bool:
        """Whether only a place name stands before the number."""
        return bool(left) and left[-1].pos == "ns"

    def verb_before(self, left: list[Piece]) -> Span | None:
        """The verb phrase that the number follows: the act counted or measured."""
        k, _ = self._end_before(left)
        if k < 0 or not self._verbal(left[k]):
            return None
        first = k
        while first > 0 and left[first - 1].pos[0] in "vdaziv" and left[first - 1].text not in self._subsets:
            first -= 1
        while first < k and left[first].text in self._links:
            first += 1
        return left[first].start, left[k].end

    # ---- one each ------------------------------------------------------------------------------------------------------

    def dealt(self, analysis: Analysis, left: list[Piece], size: int) -> list[Span] | None:
        """The things among which a row of *size* numbers is dealt out: A、B分别为3个和5个."""
        at = next((i for i, p in enumerate(left) if p.text in self._respectively), None)
        if at is None:
            return None
        k = self._end_before(left[:at])[0]
        span = self._noun_ending(left, k) if k >= 0 else None
        if span is None:
            return None
        parts: list[Span] = []
        start = span[0]
        for i in range(span[0], k + 2):
            if i == k + 1 or left[i].text in self._coordinators:
                if i > start:
                    parts.append((left[start].start, left[i - 1].end))
                start = i + 1
        return parts if len(parts) == size else None

    def dealt_before(self, analysis: Analysis, phrase: NumberPhrase, size: int) -> list[Span] | None:
        """The same, from the first number of the row."""
        sentence = analysis.document.sentence_at(phrase.start)
        return self.dealt(analysis, self.left(analysis, sentence.start if sentence else 0, phrase.left), size)
