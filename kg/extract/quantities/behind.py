"""Phrases behind a number: the noun counted, or what is told of the counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.quantities.word_classes import BRACKETS, LIST, OPENING

if TYPE_CHECKING:
    from kg.extract.quantities.clauses import Piece
    from kg.extract.quantities.word_classes import WordClasses

Span = tuple[int, int]

_RELATIVE = 14  # words within which the particle of a relative clause is looked for
_QUALITIES = ("a", "an", "ad", "z")
_SOON = 6  # words behind a number of people in which is told what happened to them
_ASIDE = 8  # code points up to which a bracket inside a noun phrase is part of it


class Behind:
    """Reads phrases from the words behind a number; spans are start and end in the text."""

    def __init__(self, words: WordClasses) -> None:
        self._words = words

    def noun(self, right: list[Piece], *, person: bool = False) -> Span | None:
        """The noun phrase that begins right behind the number with a noun or a modifier of one."""
        pieces, joined = self._bare(right)
        if not pieces or pieces[0].text in self._words.empty:
            return None
        if joined and self._words.verb(pieces[0]):
            return self._relative_noun(pieces, 0) or self._verb_noun(pieces)
        if not self._words.opens_phrase(pieces, 0):
            return None
        if pieces[0].pos in _QUALITIES and (span := self._relative_noun(pieces, 0)) is not None:
            return span  # 一个|安全稳定、可持续的生态新城
        return self._noun_from(pieces, 0, person=person)

    def relative(self, right: list[Piece]) -> Span | None:
        """A noun behind the number with a clause before it: 1名|坐在轿车内的乘客."""
        pieces, _ = self._bare(right)
        return self._relative_noun(pieces, 0) if pieces and pieces[0].text not in self._words.empty else None

    def money(self, right: list[Piece]) -> Span | None:
        """A verb behind the number that stands for a noun: 罚款, 拘留."""
        pieces, _ = self._bare(right)
        return (pieces[0].start, pieces[0].end) if pieces and pieces[0].text in self._words.money else None

    def figure(self, right: list[Piece]) -> Span | None:
        """A noun that bears figures behind the number, with verbs before it: 治水|预算."""
        span, words = self.verb_noun(right), self._words
        last = next((p for p in right if span is not None and p.end == span[1]), None)
        return span if last is not None and last.text.endswith(words.figures) else None

    def verb_noun(self, right: list[Piece]) -> Span | None:
        """A noun behind the number with bare verbs before it: 100名|受灾|群众; a verb that stands for a noun: 罚款."""
        money = self.money(right)
        if money is not None:
            return money
        pieces, _ = self._bare(right)
        return self._verb_noun(pieces) if pieces and self._words.verb(pieces[0]) else None

    def verb(self, right: list[Piece]) -> Span | None:
        """The verb phrase behind the number, to the end of its clause."""
        pieces, _ = self._bare(right)
        while pieces and pieces[0].text in self._words.empty:
            pieces = pieces[1:]
        if not pieces or not (
            pieces[0].pos in ("d", "p") or any(p.pos[0] == "v" or p.text in self._words.act_nouns for p in pieces[:4])
        ):
            return None
        end = -1
        for piece in pieces:
            if piece.text == LIST or (end > 0 and piece.text in BRACKETS):
                break
            end = piece.end
        if all(p.text in self._words.links for p in pieces):
            return None
        return (pieces[0].start, end) if end > 0 else None

    def object(self, right: list[Piece]) -> Span | None:
        """The object of a verb that stands right behind the number: 用于|建设|新校区."""
        pieces, _ = self._bare(right)
        i = 0
        while i < len(pieces) and (
            self._words.acts(pieces[i]) or pieces[i].text in self._words.adverbs or pieces[i].pos[0] in "dpu"
        ):
            i += 1
        if not any(self._words.acts(p) or p.pos[0] == "p" for p in pieces[:i]) or i == len(pieces):
            return None
        if not self._words.opens_phrase(pieces, i):
            return None
        return self._noun_from(pieces, i)

    def copula(self, right: list[Piece]) -> Span | None:
        """What the counted are said to be: 1人为婴儿."""
        if not right or right[0].text not in self._words.copulas:
            return None
        rest = right[1:]
        while rest and rest[0].pos[0] in "mq":
            rest = rest[1:]
        return self.noun(rest) or self.relative(rest)

    def undergoes(self, right: list[Piece]) -> bool:
        """Whether what follows tells what happened to the counted: 3人|当场|死亡."""
        return any(p.text in self._words.intransitive for p in right[:_SOON])

    def tells_of_all(self, right: list[Piece]) -> bool:
        """Whether something is told of all that were named just before: 两顿|均由学校提供."""
        return bool(right) and right[0].text in self._words.all

    def opens_change(self, right: list[Piece]) -> bool:
        """Whether the number is the first of two, from which something changed: 由15天|缩短为3天."""
        return bool(right) and right[0].text in self._words.rises

    def opens_copula(self, text: str) -> bool:
        """Whether *text* is but a copula."""
        return text in self._words.copulas

    def only_closes(self, right: list[Piece]) -> bool:
        """Whether nothing but the end of a phrase of time follows: 1个月|时间里."""
        return all(p.text in self._words.empty or p.pos == "f" for p in right)

    def act(self, pieces: list[Piece]) -> Span | None:
        """What a clause tells without its subject: from its first verb on."""
        first = next((p for p in pieces if self._words.verb(p) and p.text in self._words.verbs), None)
        return None if first is None else (first.start, pieces[-1].end)

    def subject(self, pieces: list[Piece]) -> Span | None:
        """The noun phrase with which a clause begins."""
        i = 0
        while i < len(pieces) and (pieces[i].pos[0] in "tdcpf" or pieces[i].text in self._words.subsets):
            i += 1
        if i == len(pieces) or not self._words.opens_phrase(pieces, i):
            return None
        return self._noun_from(pieces, i)

    def _noun_from(self, pieces: list[Piece], at: int, *, person: bool = False) -> Span | None:
        """The noun phrase that begins at *at*; behind persons a quotation is another thing (18名同志“…”称号)."""
        words, end, tail, i = self._words, -1, -1, at  # tail: the end of a modifier whose noun has not come yet
        while i < len(pieces):
            piece = pieces[i]
            if piece.text in OPENING:
                closing = self._aside(pieces, i, begun=end > 0, person=person)
                if closing is None:
                    break
                end = end if piece.text in BRACKETS else pieces[closing].end
                i = closing + 1
            elif piece.text in words.of and self._verb_as_noun(pieces, i + 1):
                end, i = pieces[i + 1].end, i + 2
            elif piece.text in words.of or piece.text in words.coordinators:
                if (end < 0 and tail < 0) or not self._goes_on(pieces, i + 1):
                    break
                i += 1
            elif end > 0 and (words.clause(piece) or self._acts_on(pieces, i)):
                break
            elif words.noun(piece) and piece.text not in words.adverbs:
                end, i = piece.end, i + 1
            elif words.modifier(pieces, i):
                tail, i = piece.end, i + 1
            elif end > 0 and self._in_compound(pieces, i):
                end, i = piece.end, i + 1
            elif end > 0 and (head := self._short_relative(pieces, i)) is not None:
                i = head
            else:
                break
        end = end if end > 0 else tail
        return (pieces[at].start, end) if end > 0 else None

    def _aside(self, pieces: list[Piece], i: int, *, begun: bool, person: bool) -> int | None:
        """Index of the mark that closes a quotation or bracket which belongs to the phrase, or None."""
        mark = OPENING[pieces[i].text]
        closing = next((k for k in range(i + 1, len(pieces)) if pieces[k].text == mark), None)
        if closing is None or pieces[i].text not in BRACKETS:
            return None if begun and person else closing
        long = pieces[closing].start - pieces[i].end > _ASIDE
        if long or not begun or closing + 1 == len(pieces) or not self._words.noun(pieces[closing + 1]):
            return None
        return closing

    def _goes_on(self, pieces: list[Piece], i: int) -> bool:
        return i < len(pieces) and pieces[i].text not in self._words.empty and self._words.opens_phrase(pieces, i)

    def _bare(self, right: list[Piece]) -> tuple[list[Piece], bool]:
        """The words behind a particle and a word of dimension (`7个月大的`), and whether there was a particle."""
        joined = False
        if len(right) > 1 and right[0].text in self._words.dimensions and right[1].text in self._words.of:
            right = right[1:]
        if right and right[0].text in self._words.of:
            right, joined = right[1:], True
        return right, joined

    def _relative_noun(self, pieces: list[Piece], at: int) -> Span | None:
        head = self._relative(pieces, at)
        if head is None:
            return None
        span = self._noun_from(pieces, head)
        return None if span is None else (pieces[at].start, span[1])

    def _relative(self, pieces: list[Piece], at: int) -> int | None:
        """Index of the noun behind the particle that closes a clause beginning at *at*, or None."""
        for i in range(at, min(at + _RELATIVE, len(pieces) - 1)):
            if pieces[i].text in self._words.of and i > at:
                following = pieces[i + 1]
                if following.text in self._words.empty:
                    return None
                return i + 1 if self._words.modifier(pieces, i + 1) or following.text in OPENING else None
            if pieces[i].pos == "m" or pieces[i].text in self._words.copulas:
                return None
        return None

    def _verb_noun(self, pieces: list[Piece]) -> Span | None:
        i = 0
        while i < len(pieces) and self._words.verb(pieces[i]) and pieces[i].text not in self._words.heads:
            i += 1
        if 0 < i < len(pieces) and pieces[i].pos == "q":  # 建档立卡|户
            return pieces[0].start, pieces[i].end
        while 0 < i < len(pieces) and pieces[i].pos[0] in "mq":
            i += 1
        if i > 4 or i == len(pieces) or (not self._words.noun(pieces[i]) and pieces[i].pos[0] not in "az"):
            return None
        span = self._noun_from(pieces, i)
        return None if span is None else (pieces[0].start, span[1])

    def _verb_as_noun(self, pieces: list[Piece], i: int) -> bool:
        """Whether the word behind a particle is tagged a verb and yet ends the phrase: 实在的|举措."""
        if i >= len(pieces) or not self._words.verb(pieces[i]):
            return False
        return i + 1 == len(pieces) or not (self._words.modifier(pieces, i + 1) or pieces[i + 1].pos[0] in "vu")

    def _short_relative(self, pieces: list[Piece], i: int) -> int | None:
        """Index of the noun behind a verb, an adjective and a particle that follow a noun: 反映|强烈|的|问题."""
        head = self._relative(pieces, i) if self._words.verb(pieces[i]) else None
        return head if head is not None and head - i <= 3 and pieces[i + 1].pos[0] in "audz" else None

    def _acts_on(self, pieces: list[Piece], i: int) -> bool:
        """Whether a word that can bear a figure is the verb of a further act here: 六个小组|投入|搜救."""
        if pieces[i].pos != "v" or i + 1 >= len(pieces):
            return False
        return self._words.verb(pieces[i + 1]) or pieces[i + 1].text in self._words.act_nouns

    def _in_compound(self, pieces: list[Piece], i: int) -> bool:
        """Whether a verb behind a noun goes on with the compound: before a one-letter noun, or an act before a head."""
        if pieces[i].pos[0] != "v" or i + 1 >= len(pieces) or not self._words.noun(pieces[i + 1]):
            return False
        if len(pieces[i + 1].text) == 1 and pieces[i + 1].pos != "zg":
            return True
        last = i + 2 >= len(pieces) or not self._words.noun(pieces[i + 2])
        headed = pieces[i + 1].text in self._words.heads
        if not headed and i + 2 < len(pieces) and self._words.verb(pieces[i + 2]):
            return False  # 6个小组|协助|地方|开展
        return pieces[i].text in self._words.act_nouns or (last and pieces[i + 1].text in self._words.heads)
