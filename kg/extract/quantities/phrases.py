"""Noun and verb phrases next to a number, from the parts of speech of its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.quantities.clauses import Piece
    from kg.schema.model import Schema

_OPENING = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "（": "）", "(": ")", '"': '"'}  # noqa: RUF001
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_BRACKETS = frozenset("（(）)")  # noqa: RUF001
_NOUNS = frozenset("nbjlski")  # first letters of the tags of words that make up noun phrases
_LIST = "、"
_RELATIVE = 14  # words within which the particle of a relative clause is looked for
_SOON = 6  # words behind a number of people in which is told what happened to them
_ASIDE = 8  # code points up to which a bracket inside a noun phrase is part of it


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
        self._others = frozenset(schema.clue("andOthers"))
        self._copulas = frozenset(schema.clue("copula"))
        self.compounds = {w: "v" for w in schema.clue("countRise")} | {w: "n" for w in schema.clue("figureNoun")}
        self._figures = tuple(schema.clue("figureNoun"))
        self._money = frozenset(schema.clue("moneyNoun"))
        self._coordinators = frozenset((*schema.clue("coordinator"), _LIST))
        self._act_nouns = frozenset(schema.clue("actNoun"))
        self._heads = frozenset((*schema.clue("headNoun"), *schema.clue("figureNoun")))
        self._adverbs = frozenset(schema.clue("adverb"))
        self._verbs = frozenset(schema.clue("verb"))
        self._intransitive = frozenset(schema.clue("intransitiveVerb"))
        self._scopes = frozenset(schema.clue("scopeNoun"))

    # ---- words -----------------------------------------------------------------------------------------------------

    def _noun(self, piece: Piece) -> bool:
        """Whether a word can be the noun of a phrase."""
        if piece.text in self._stops:
            return False
        pos = piece.pos
        return pos[0] in _NOUNS or pos in ("vn", "an", "eng", "ng", "zg") or (pos[0] == "v" and piece.text in self._heads)

    def _modifier(self, pieces: list[Piece], i: int) -> bool:
        """Whether a word belongs to the noun phrase that goes on behind it."""
        piece = pieces[i]
        if piece.text in self._stops:
            return False
        pos = piece.pos
        if piece.text in self._adverbs or pos in ("ad", "d", "t", "f", "r"):
            following = pieces[i + 1] if i + 1 < len(pieces) else None
            return following is not None and pos != "d" and (self._noun(following) or following.text in _OPENING)
        return self._noun(piece) or pos[0] in "azg"

    def _verb(self, piece: Piece) -> bool:
        """Whether a word is a verb here; the segmenter tags some as adjectives."""
        return (piece.pos[0] == "v" and piece.pos != "vn") or (piece.pos[0] == "a" and piece.text in self._verbs)

    # ---- behind the number -------------------------------------------------------------------------------------------

    def _bare(self, right: list[Piece]) -> tuple[list[Piece], bool]:
        """The words behind a particle and a word of dimension (`7个月大的`), and whether there was a particle."""
        joined = False
        if len(right) > 1 and right[0].text in self._dimensions and right[1].text in self._of:
            right = right[1:]
        if right and right[0].text in self._of:
            right, joined = right[1:], True
        return right, joined

    def noun_behind(self, right: list[Piece], *, person: bool = False) -> Span | None:
        """The noun phrase that begins right behind the number with a noun or a modifier of one."""
        pieces, joined = self._bare(right)
        if not pieces or pieces[0].text in self._empty:
            return None
        if joined and self._verb(pieces[0]):
            return self._relative_noun(pieces, 0) or self._verb_noun(pieces)
        if pieces[0].text in self._adverbs and self._modifier(pieces, 0) is False:
            return None
        if not (self._modifier(pieces, 0) or pieces[0].text in _OPENING):
            return None
        return self._noun_from(pieces, 0, person=person)

    def relative_behind(self, right: list[Piece]) -> Span | None:
        """A noun behind the number with a clause before it: 1名|坐在轿车内的乘客."""
        pieces, _ = self._bare(right)
        return self._relative_noun(pieces, 0) if pieces else None

    def money_behind(self, right: list[Piece]) -> Span | None:
        """A verb behind the number that stands for a noun: 罚款, 拘留."""
        pieces, _ = self._bare(right)
        return (pieces[0].start, pieces[0].end) if pieces and pieces[0].text in self._money else None

    def verb_noun_behind(self, right: list[Piece]) -> Span | None:
        """A noun behind the number with bare verbs before it: 100名|受灾|群众; a verb that stands for a noun: 罚款."""
        money = self.money_behind(right)
        if money is not None:
            return money
        pieces, _ = self._bare(right)
        return self._verb_noun(pieces) if pieces and self._verb(pieces[0]) else None

    def _relative_noun(self, pieces: list[Piece], at: int) -> Span | None:
        head = self._relative(pieces, at)
        if head is None:
            return None
        span = self._noun_from(pieces, head)
        return None if span is None else (pieces[at].start, span[1])

    def _relative(self, pieces: list[Piece], at: int) -> int | None:
        """Index of the noun behind the particle that closes a clause beginning at *at*, or None."""
        for i in range(at, min(at + _RELATIVE, len(pieces) - 1)):
            if pieces[i].text in self._of and i > at:
                following = pieces[i + 1]
                if following.text in self._empty:
                    return None
                return i + 1 if self._modifier(pieces, i + 1) or following.text in _OPENING else None
            if pieces[i].pos == "m" or pieces[i].text in self._copulas:
                return None
        return None

    def _verb_noun(self, pieces: list[Piece]) -> Span | None:
        i = 0
        while i < len(pieces) and self._verb(pieces[i]) and pieces[i].text not in self._heads:
            i += 1
        if 0 < i < len(pieces) and pieces[i].pos == "q":  # 建档立卡|户
            return pieces[0].start, pieces[i].end
        while 0 < i < len(pieces) and pieces[i].pos[0] in "mq":
            i += 1
        if i > 4 or i == len(pieces) or (not self._noun(pieces[i]) and pieces[i].pos[0] not in "az"):
            return None
        span = self._noun_from(pieces, i)
        return None if span is None else (pieces[0].start, span[1])

    def _noun_from(self, pieces: list[Piece], at: int, *, person: bool = False) -> Span | None:
        """The noun phrase that begins at *at*; behind *persons* a quotation is another thing (18名同志“…”称号)."""
        end, i, tail = -1, at, -1
        while i < len(pieces):
            piece = pieces[i]
            if piece.text in _OPENING:
                closing = self._closing(pieces, i)
                if closing is None:
                    break
                if piece.text in _BRACKETS:
                    aside = pieces[closing].start - piece.end > _ASIDE or closing + 1 == len(pieces)
                    if end < 0 or aside or not self._noun(pieces[closing + 1]):
                        break
                elif end > 0 and person:
                    break
                else:
                    end = pieces[closing].end
                i = closing + 1
            elif piece.text in self._stops:
                break
            elif piece.text in self._of and self._verb_as_noun(pieces, i + 1):
                end, i = pieces[i + 1].end, i + 2
            elif piece.text in self._of or piece.text in self._coordinators:
                if (end < 0 and tail < 0) or i + 1 == len(pieces) or pieces[i + 1].text in self._empty:
                    break
                if not (self._modifier(pieces, i + 1) or pieces[i + 1].text in _OPENING):
                    break
                i += 1
            elif self._noun(piece) and piece.text not in self._adverbs:
                end, i = piece.end, i + 1
            elif self._modifier(pieces, i):
                tail, i = piece.end, i + 1
            elif end > 0 and piece.pos[0] == "v" and self._in_compound(pieces, i):
                end, i = piece.end, i + 1
            elif end > 0 and self._verb(piece) and self._short_relative(pieces, i):
                i = self._relative(pieces, i) or len(pieces)
            else:
                break
        end = end if end > 0 else tail
        return (pieces[at].start, end) if end > 0 else None

    def _verb_as_noun(self, pieces: list[Piece], i: int) -> bool:
        """Whether the word behind a particle is tagged a verb and yet ends the phrase: 实在的|举措."""
        if i >= len(pieces) or not self._verb(pieces[i]):
            return False
        return i + 1 == len(pieces) or not (self._modifier(pieces, i + 1) or pieces[i + 1].pos[0] in "vu")

    def _short_relative(self, pieces: list[Piece], i: int) -> bool:
        """Whether verb, adjective and particle behind a noun make a clause about what follows: 反映|强烈|的|问题."""
        head = self._relative(pieces, i)
        return head is not None and head - i <= 3 and pieces[i + 1].pos[0] in "audz"

    def _in_compound(self, pieces: list[Piece], i: int) -> bool:
        """Whether a verb behind a noun goes on with the compound: before a one-letter noun, or an act before a head."""
        if i + 1 >= len(pieces) or not self._noun(pieces[i + 1]):
            return False
        if len(pieces[i + 1].text) == 1 and pieces[i + 1].pos != "zg":
            return True
        last = i + 2 >= len(pieces) or not self._noun(pieces[i + 2])
        return pieces[i].text in self._act_nouns or (last and pieces[i + 1].text in self._heads)

    def _closing(self, pieces: list[Piece], i: int) -> int | None:
        mark = _OPENING[pieces[i].text]
        return next((k for k in range(i + 1, len(pieces)) if pieces[k].text == mark), None)

    def verb_behind(self, right: list[Piece]) -> Span | None:
        """The verb phrase behind the number, to the end of its clause."""
        pieces, _ = self._bare(right)
        while pieces and pieces[0].text in self._empty:
            pieces = pieces[1:]
        if not pieces or not (pieces[0].pos in ("d", "p") or any(p.pos[0] == "v" or p.text in self._act_nouns for p in pieces[:4])):
            return None
        end = -1
        for piece in pieces:
            if piece.text == _LIST:
                break
            end = piece.end
        if all(p.text in self._links for p in pieces):
            return None
        return (pieces[0].start, end) if end > 0 else None

    def only_links(self, left: list[Piece]) -> bool:
        """Whether nothing but links stands before the number: 五批|共|55项."""
        return all(p.text in self._links or p.pos == "d" for p in left)

    def object_behind(self, right: list[Piece]) -> Span | None:
        """The object of a verb that stands right behind the number: 用于|建设|新校区."""
        pieces, _ = self._bare(right)
        i = 0
        while i < len(pieces) and (self._acts(pieces[i]) or pieces[i].text in self._adverbs or pieces[i].pos[0] in "dpu"):
            i += 1
        if not any(self._acts(p) or p.pos[0] == "p" for p in pieces[:i]) or i == len(pieces):
            return None
        if not (self._modifier(pieces, i) or pieces[i].text in _OPENING):
            return None
        return self._noun_from(pieces, i)

    def _acts(self, piece: Piece) -> bool:
        return self._verb(piece) or (piece.pos == "vn" and piece.text in self._verbs)

    def last_word(self, left: list[Piece]) -> str:
        """The last word before the number that is no link to it."""
        k = self._end_before(left)[0]
        return left[k].text if k >= 0 else ""

    def compares(self, left: list[Piece]) -> bool:
        """Whether the clause before the number compares: 低于同期|1.1个百分点."""
        return any(p.text in self._comparators or p.text in self._share_links for p in left)

    def copula(self, right: list[Piece]) -> Span | None:
        """What the counted are said to be: 1人为婴儿."""
        if not right or right[0].text not in self._copulas:
            return None
        rest = right[1:]
        while rest and rest[0].pos[0] in "mq":
            rest = rest[1:]
        return self.noun_behind(rest) or self.relative_behind(rest)

    def undergoes(self, right: list[Piece]) -> bool:
        """Whether what follows tells what happened to the counted: 3人|当场|死亡."""
        return any(p.text in self._intransitive for p in right[:_SOON])

    def opens_change(self, right: list[Piece]) -> bool:
        """Whether the number is the first of two, from which something changed: 由15天|缩短为3天."""
        return bool(right) and right[0].text in self._rises

    def opens_copula(self, text: str) -> bool:
        """Whether *text* is but a copula."""
        return text in self._copulas

    # ---- before the number -------------------------------------------------------------------------------------------

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
                or (piece.pos == "ad" and k + 1 < len(left))
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

    def ends_in_verb(self, left: list[Piece]) -> bool:
        """Whether the word before the number, though tagged a noun, is a verb that governs what follows (通报|5起)."""
        return bool(left) and left[-1].text in self._verbs and left[-1].text not in self._heads

    def closes_list(self, left: list[Piece]) -> bool:
        """Whether a list closes right before the number: 组长等|4人."""
        return bool(left) and left[-1].text in self._others

    def rest(self, left: list[Piece]) -> Span | None:
        """The last words before the number that are no links, whatever they are."""
        k = self._end_before(left)[0]
        if k < 0 or left[k].pos[0] in "txr":
            return None
        first = k
        while first > 0 and k - first < 2 and left[first - 1].pos[0] in "nbjlskiv":
            first -= 1
        return left[first].start, left[k].end

    def nothing_before(self, left: list[Piece]) -> bool:
        """Whether nothing before the number in its clause could be what it tells of."""
        return self._end_before(left)[0] < 0

    def is_scope(self, left: list[Piece]) -> bool:
        """Whether only an area or another scope stands before the number: 全村253户."""
        return bool(left) and (left[-1].pos == "ns" or left[-1].text in self._scopes)

    def bears_figure(self, left: list[Piece]) -> bool:
        """Whether the noun before the number is one that bears figures (投资, 面积, 率)."""
        k = self._end_before(left)[0]
        return k >= 0 and left[k].text.endswith(self._figures)

    def noun_before(self, left: list[Piece]) -> Span | None:
        """The noun phrase that the number follows."""
        k, _ = self._end_before(left)
        if k < 0:
            return None
        if k + 1 < len(left) and left[k + 1].text in self._of and k + 2 < len(left):  # 在公立园的占49.8%
            first = self._relative_start(left, k + 1)
            return left[first].start, left[k].end
        span = self._noun_ending(left, k)
        if span is None:
            return None
        first, start, end = span
        if first > 0 and left[first - 1].text in self._share_links:  # 出口占总量的30%
            whole = self._end_before(left[: first - 1])[0]
            subject = self._noun_ending(left, whole) if whole >= 0 else None
            return None if subject is None else subject[1:]
        return start, end

    def clause_before(self, left: list[Piece]) -> Span | None:
        """The clause that a particle joins to the number itself: 涉及行贿的|71人."""
        if len(left) < 2 or left[-1].text not in self._of:
            return None
        first = self._relative_start(left, len(left) - 1)
        return (left[first].start, left[-2].end) if first < len(left) - 1 else None

    def _noun_ending(self, left: list[Piece], k: int) -> tuple[int, int, int] | None:
        """The noun phrase whose last word is *k*: index of its first word, start and end."""
        if self._verb(left[k]) and not self._nominalised(left, k) and left[k].text not in self._heads:
            return None
        if not (self._noun(left[k]) or left[k].pos[0] in "a" or left[k].text in _CLOSING or self._nominalised(left, k)):
            return None
        first, j = k + 1, k
        while j >= 0:
            piece = left[j]
            if piece.text in _CLOSING:
                mark = _CLOSING[piece.text]
                opening = next((i for i in range(j - 1, -1, -1) if left[i].text == mark), None)
                if opening is None or (piece.text in _BRACKETS and not (opening and self._noun(left[opening - 1]))):
                    break  # （一）部分资金: the bracket is a marker
                first, j = opening, opening - 1
            elif piece.text in self._stops or piece.text in self._subsets:
                break
            elif j == k or (self._modifier(left, j) and piece.pos[0] not in "tf"):
                first, j = j, j - 1
            elif piece.text in self._of and 0 < j < k:
                if left[j - 1].pos[0] == "r":
                    break
                if any(self._verb(p) or p.pos == "p" for p in left[max(0, j - _RELATIVE) : j]):
                    first = self._relative_start(left, j)
                    break
                if not self._ends_noun(left[j - 1]) and left[j - 1].pos[0] not in "az":
                    break
                j -= 1
            elif piece.text in self._coordinators and 0 < j < k and self._ends_noun(left[j - 1]):
                j -= 1
            elif self._verb(piece) and self._modifies(left, j, k):
                first, j = j, j - 1
            else:
                break
        return (first, left[first].start, left[k].end) if first <= k else None

    def _ends_noun(self, piece: Piece) -> bool:
        return self._noun(piece) or piece.text in _CLOSING

    def _nominalised(self, left: list[Piece], k: int) -> bool:
        """Whether a verb is used as a noun: 的投入."""
        return self._verb(left[k]) and k > 0 and left[k - 1].text in self._of

    def _modifies(self, left: list[Piece], j: int, k: int) -> bool:
        """Whether a verb between nouns is part of a compound: 教育|救助|基金, 督察|进驻|时间."""
        if not (0 < j < len(left) - 1 and self._noun(left[j - 1])):
            return False
        if len(left[j].text) == 1:
            return left[j].text not in self._verbs and self._noun(left[j + 1])
        head = left[j + 1].text
        if head in self._empty or head in self._figures:
            return True
        return left[j].text in self._act_nouns and (head in self._heads or left[k].text.endswith(self._figures))

    def _relative_start(self, left: list[Piece], j: int) -> int:
        """Where a clause that ends before the particle at *j* begins."""
        first = j
        while first > 0:
            piece = left[first - 1]
            if piece.pos in ("t", "tg", "d", "c") or piece.text in self._subsets or piece.text == _LIST:
                break
            if piece.pos == "p" and first - 1 == 0:
                break
            first -= 1
        return first

    def is_subset(self, left: list[Piece]) -> bool:
        """Whether the clause tells a part of what was counted before."""
        return any(p.text in self._subsets for p in left)

    def is_act(self, left: list[Piece]) -> bool:
        """Whether the word before the number names an act rather than a thing."""
        k = self._end_before(left)[0]
        return k >= 0 and (left[k].pos == "vn" or left[k].text in self._act_nouns)

    def verb_before(self, left: list[Piece], *, subject: bool) -> Span | None:
        """The verb phrase that the number follows: the act counted or measured; with its *subject* if wanted."""
        k, _ = self._end_before(left)
        if k < 0 or not self._verb(left[k]):
            return None
        first = k
        while first > 0 and (left[first - 1].pos[0] in "vdazi") and left[first - 1].text not in self._subsets:
            first -= 1
        while first < k and left[first].text in self._links:
            first += 1
        if subject and first > 0:
            noun = self._noun_ending(left, first - 1)
            first = noun[0] if noun is not None else first
        return left[first].start, left[k].end

    def subject(self, pieces: list[Piece]) -> Span | None:
        """The noun phrase with which a clause begins."""
        i = 0
        while i < len(pieces) and (pieces[i].pos[0] in "tdcpf" or pieces[i].text in self._subsets):
            i += 1
        if i == len(pieces) or not (self._modifier(pieces, i) or pieces[i].text in _OPENING):
            return None
        return self._noun_from(pieces, i)

    def last_noun(self, pieces: list[Piece]) -> Span | None:
        """The noun phrase with which a clause ends."""
        span = self._noun_ending(pieces, len(pieces) - 1) if pieces else None
        return None if span is None else span[1:]

    def dealt(self, left: list[Piece], size: int) -> list[Span] | None:
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
