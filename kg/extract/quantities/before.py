"""Phrases before a number: what bears the figure, the act counted, the thing counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.quantities.word_classes import BRACKETS, CLOSING, LIST

if TYPE_CHECKING:
    from kg.extract.quantities.behind import Span
    from kg.extract.quantities.clauses import Piece
    from kg.extract.quantities.word_classes import WordClasses

_RELATIVE = 14  # words before a particle in which a verb makes a relative clause of them
_LINK_TAGS = frozenset(("d", "t", "tg", "p", "c", "ul", "uz", "ug", "f"))  # between what is counted and its number
_VERB_PHRASE = frozenset("vdazi")  # first letters of tags of words of a verb phrase


class Before:
    """Reads phrases from the words of the clause before a number; spans are start and end in the text."""

    def __init__(self, words: WordClasses) -> None:
        self._words = words

    def noun(self, left: list[Piece]) -> Span | None:
        """The noun phrase that the number follows."""
        k, _ = self._end(left)
        if k < 0:
            return None
        if k + 1 < len(left) and left[k + 1].text in self._words.of and k + 2 < len(left):  # 在公立园的占49.8%
            first = self._relative_start(left, k + 1)
            return left[first].start, left[k].end
        span = self._noun_ending(left, k)
        if span is None:
            return None
        first, start, end = span
        if first > 0 and left[first - 1].text in self._words.compare_links:  # 城镇化率高于全省3个百分点
            subject = self._subject(left, first - 1)
            return None if subject is None else subject[1:]
        if first > 0 and left[first - 1].text in self._words.share_links:  # 出口占总量的30%
            subject = self._subject(left, first - 1)
            return (left[first - 1].start if subject is None else subject[1]), end
        return start, end

    def _subject(self, left: list[Piece], link: int) -> tuple[int, int, int] | None:
        """The noun phrase before the link at *link*."""
        k = self._end(left[:link])[0]
        return self._noun_ending(left, k) if k >= 0 else None

    def opens_share(self, left: list[Piece], noun: Span) -> bool:
        """Whether *noun* is a whole of which the number tells the share, with nothing before it: 占|总量的30%."""
        return any(p.start == noun[0] and p.text in self._words.share_links for p in left)

    def clause(self, left: list[Piece]) -> Span | None:
        """The clause that a particle joins to the number itself: 涉及行贿的|71人."""
        if len(left) < 2 or left[-1].text not in self._words.of:
            return None
        first = self._relative_start(left, len(left) - 1)
        return (left[first].start, left[-2].end) if first < len(left) - 1 else None

    def verb(self, left: list[Piece], *, subject: bool) -> Span | None:
        """The verb phrase that the number follows: the act counted or measured; with its *subject* if wanted."""
        k, _ = self._end(left)
        if k < 0 or not self._words.verb(left[k]):
            return None
        first = k
        while first > 0 and left[first - 1].pos[0] in _VERB_PHRASE and left[first - 1].text not in self._words.subsets:
            first -= 1
        noun = self._noun_ending(left, first - 1) if subject and first > 0 else None
        if noun is not None:
            return left[noun[0]].start, left[k].end
        while first < k and left[first].text in self._words.links:
            first += 1
        return left[first].start, left[k].end

    def places(self, left: list[Piece]) -> int | None:
        """Where a list of places begins that the number sums up: 甲、乙|两镇."""
        k, first = len(left) - 1, None
        while k >= 0 and left[k].pos[0] == "n":
            if k == 0 or left[k - 1].text != LIST:
                return left[k].start if first is not None else None
            first, k = k, k - 2
        return None

    def last_noun(self, pieces: list[Piece]) -> Span | None:
        """The noun phrase with which a clause ends."""
        span = self._noun_ending(pieces, len(pieces) - 1) if pieces else None
        return None if span is None else span[1:]

    def rest(self, left: list[Piece]) -> Span | None:
        """The last words before the number that are no links, whatever they are."""
        k = self._end(left)[0]
        if k < 0 or left[k].pos[0] in "txr":
            return None
        first = k
        while first > 0 and k - first < 2 and left[first - 1].pos[0] in "nbjlskiv":
            first -= 1
        return left[first].start, left[k].end

    def dealt(self, left: list[Piece], size: int) -> list[Span] | None:
        """The things among which a row of *size* numbers is dealt out: A、B分别为3个和5个."""
        at = next((i for i, p in enumerate(left) if p.text in self._words.respectively), None)
        if at is None:
            return None
        k = self._end(left[:at])[0]
        span = self._noun_ending(left, k) if k >= 0 else None
        if span is None:
            return None
        parts: list[Span] = []
        start = span[0]
        for i in range(span[0], k + 2):
            if i == k + 1 or left[i].text in self._words.coordinators:
                if i > start:
                    parts.append((left[start].start, left[i - 1].end))
                start = i + 1
        return parts if len(parts) == size else None

    def last_word(self, left: list[Piece]) -> str:
        """The last word before the number that is no link to it."""
        k = self._end(left)[0]
        return left[k].text if k >= 0 else ""

    def tells_rise(self, left: list[Piece]) -> bool:
        """Whether the number tells by how much, or to what, something rose or fell."""
        return self._end(left)[1]

    def nothing_before(self, left: list[Piece]) -> bool:
        """Whether nothing before the number in its clause could be what it tells of."""
        return self._end(left)[0] < 0

    def only_links(self, left: list[Piece]) -> bool:
        """Whether nothing but links stands before the number: 五批|共|55项."""
        return all(p.text in self._words.links or p.pos == "d" for p in left)

    def compares(self, left: list[Piece]) -> bool:
        """Whether the clause before the number compares: 低于同期|1.1个百分点."""
        return any(p.text in self._words.comparators or p.text in self._words.compare_links for p in left)

    def ends_in_verb(self, left: list[Piece]) -> bool:
        """Whether the word before the number, though tagged a noun, is a verb that governs what follows (通报|5起)."""
        if not left or left[-1].text not in self._words.verbs or left[-1].text in self._words.heads:
            return False
        return not self._nominalised(left, len(left) - 1)

    def closes_list(self, left: list[Piece]) -> bool:
        """Whether a list closes right before the number: 组长等|4人."""
        return bool(left) and left[-1].text in self._words.others

    def is_scope(self, left: list[Piece]) -> bool:
        """Whether only an area or another scope stands before the number: 全村253户."""
        return bool(left) and (left[-1].pos == "ns" or left[-1].text in self._words.scopes)

    def opens_term(self, left: list[Piece]) -> bool:
        """Whether a preposition opens a phrase of time that ends with the number: 在接下来的|1个月里."""
        return bool(left) and left[0].pos == "p"

    def is_subset(self, left: list[Piece]) -> bool:
        """Whether the clause tells a part of what was counted before."""
        return any(p.text in self._words.subsets for p in left)

    def is_act(self, left: list[Piece]) -> bool:
        """Whether the word before the number names an act rather than a thing."""
        k = self._end(left)[0]
        return k >= 0 and (left[k].pos == "vn" or left[k].text in self._words.act_nouns)

    def is_single_act(self, left: list[Piece], noun: Span) -> bool:
        """Whether *noun*, which ends before the number, is one word that names an act: 投入|2亿元."""
        k = self._end(left)[0]
        return self.is_act(left) and left[k].start == noun[0] and left[k].text in self._words.verbs

    def bears_figure(self, left: list[Piece]) -> bool:
        """Whether the noun before the number is one that bears figures (投资, 面积, 率)."""
        k = self._end(left)[0]
        return k >= 0 and left[k].text.endswith(self._words.figures)

    def _end(self, left: list[Piece]) -> tuple[int, bool]:
        """Index of the last word that is no link to the number, and whether a rise or fall is told."""
        k, rise = len(left) - 1, False
        while k >= 0:
            piece = left[k]
            if piece.text in self._words.rises:
                rise = True
            elif not (
                piece.text in self._words.links
                or piece.text in self._words.of
                or piece.pos in _LINK_TAGS
                or piece.text in self._words.coordinators
                or (piece.pos == "ad" and k + 1 < len(left))
            ):
                break
            k -= 1
        if rise:
            for j in range(k + 1):
                if left[j].text in self._words.comparators:
                    return self._end(left[:j])[0], True
        return k, rise

    def _noun_ending(self, left: list[Piece], k: int) -> tuple[int, int, int] | None:
        """The noun phrase whose last word is *k*: index of its first word, start and end."""
        if self._words.verb(left[k]) and not self._nominalised(left, k) and left[k].text not in self._words.heads:
            return None
        ends = self._ends_noun(left[k]) or left[k].pos[0] == "a" or self._nominalised(left, k)
        if not ends:
            return None
        first, j = k + 1, k
        while j >= 0:
            piece = left[j]
            if piece.text in CLOSING:
                mark = CLOSING[piece.text]
                opening = next((i for i in range(j - 1, -1, -1) if left[i].text == mark), None)
                if opening is None or (
                    piece.text in BRACKETS and not (opening and self._words.noun(left[opening - 1]))
                ):
                    break  # （一）部分资金: the bracket is a marker
                first, j = opening, opening - 1
            elif self._bars(left, j, k):
                break
            elif self._continues(left, j, k):
                first, j = j, j - 1
            elif piece.text in self._words.of and 0 < j < k:
                if left[j - 1].pos[0] == "r":
                    break
                if any(self._words.verb(p) or p.pos == "p" for p in left[max(0, j - _RELATIVE) : j]):
                    first = self._relative_start(left, j)
                    break
                if not self._ends_noun(left[j - 1]) and left[j - 1].pos[0] not in "az":
                    break
                j -= 1
            elif piece.text in self._words.coordinators and 0 < j < k and self._ends_noun(left[j - 1]):
                j -= 1
            elif self._words.verb(piece) and self._modifies(left, j, k):
                first, j = j, j - 1
            else:
                break
        return (first, left[first].start, left[k].end) if first <= k else None

    def _bars(self, left: list[Piece], j: int, k: int) -> bool:
        """Whether no noun phrase that ends at *k* reaches the word at *j*."""
        piece = left[j]
        if piece.text in self._words.stops or piece.text in self._words.subsets:
            return True
        return 0 < j < k and len(piece.text) == 1 and left[j - 1].text in self._words.others  # 影剧院等|地|巡回演出

    def _continues(self, left: list[Piece], j: int, k: int) -> bool:
        """Whether the word at *j* is part of the noun phrase that ends at *k*, as far as itself tells."""
        if j == k or (j == k - 1 and self._is_rate(left, k)):
            return True
        return self._words.modifier(left, j) and left[j].pos[0] not in "tf"

    def _is_rate(self, left: list[Piece], k: int) -> bool:
        """Whether the word at *k* is but the suffix that makes a figure of the verb before it: 办结|率."""
        return len(left[k].text) == 1 and left[k].text in self._words.figures and self._words.verb(left[k - 1])

    def _ends_noun(self, piece: Piece) -> bool:
        return self._words.noun(piece) or piece.text in CLOSING

    def _nominalised(self, left: list[Piece], k: int) -> bool:
        """Whether a verb is used as a noun: 的|投入, 环保|督察."""
        if not k or not self._words.verb(left[k]):
            return False
        before = left[k - 1]
        return before.text in self._words.of or (left[k].text in self._words.act_nouns and self._words.noun(before))

    def _modifies(self, left: list[Piece], j: int, k: int) -> bool:
        """Whether a verb between nouns is part of a compound: 教育|救助|基金, 督察|进驻|时间."""
        if not (0 < j < len(left) - 1 and self._words.noun(left[j - 1])):
            return False
        if len(left[j].text) == 1:
            return left[j].text not in self._words.verbs and self._words.noun(left[j + 1])
        head = left[j + 1].text
        if head in self._words.empty or head in self._words.figures:
            return True
        return left[j].text in self._words.act_nouns and (
            head in self._words.heads or left[k].text.endswith(self._words.figures)
        )

    def _relative_start(self, left: list[Piece], j: int) -> int:
        """Where a clause that ends before the particle at *j* begins."""
        first = j
        while first > 0:
            piece = left[first - 1]
            if piece.pos in ("t", "tg", "d", "c") or piece.text in self._words.subsets or piece.text == LIST:
                break
            if piece.pos == "p" and first - 1 == 0:
                break
            first -= 1
        return first
