"""Descriptive names of activities, measures, documents and projects, by the word they end with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from kg.extract.noun_phrases import Marked, PhraseBoundary

if TYPE_CHECKING:
    from kg.extract.model import Token
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_REACH = 14  # tokens between a verb and the phrase that it announces
_COMPOUND = 3  # code points from which a head is a compound
_CLAUSE = 30  # tokens that the clause before a measure may have
_PARALLEL = 8  # code points that a member of an enumeration may gain on its left
_CLOSING = frozenset("”’」』》")  # noqa: RUF001


class Grade(IntEnum):
    """How much a head says by itself."""

    BARE = 0
    WEAK = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may name a thing.

    Attributes:
        text: the phrase as written.
        first: index of the first token behind the phrase.
        head: the head as written.
        grade: what kind of head it is.
        classes: keys of the classes that carry the head.
        modifiers: number of code points before the head.
        verbal: the head is as often a verb.
        counted: a quantity stands right before it.
        quoted: it begins with a quotation mark.
        described: 的 stands right before it.
        verb: the announcing verb on its left, or "".
        announced: keys of the types whose things the verb announces.
        follower: the verb right behind that is said of such things (召开, 启动), or "".
        tail: a noun follows that speaks about the thing (专项整治情况).
        closed: punctuation, the end of the line, 的 or 等 follows.
        framed: it opens its sentence and a word follows that makes it the frame (工作中，).
        subject: a word follows that makes it the subject (是).
        verb_use: an object follows, so that the head may be a verb here.
        verb_form: what follows shows that the head is a verb (通知如下).
    """

    start: int
    end: int
    text: str
    first: int
    head: str
    grade: Grade
    classes: tuple[str, ...]
    modifiers: int
    verbal: bool
    counted: bool
    quoted: bool
    described: bool
    verb: str
    announced: tuple[str, ...]
    follower: str
    tail: bool
    closed: bool
    framed: bool
    subject: bool
    verb_use: bool
    verb_form: bool

_QUOTATION = re.compile(r"[“「『][^“”「」『』。！？\n]{2,24}[”」』]")  # noqa: RUF001


def _inside_quotations(text: str) -> dict[int, int]:
    """For each offset within short quoted words, but not at their beginning, where the quotation ends."""
    return {at: m.end() for m in _QUOTATION.finditer(text) for at in range(m.start() + 2, m.end())}


class HeadReader:
    """Finds phrases by their heads; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._boundary = PhraseBoundary(schema)
        self._strong = schema.clue("head")
        self._weak = schema.clue("weakHead")
        self._bare = schema.clue("bareHead")
        self._proper = schema.clue("properName")
        self._false = frozenset(schema.clue("falseHead"))
        by_end: dict[str, set[int]] = {}
        for word in (*self._strong, *self._weak, *self._bare, *self._proper, *self._false):
            by_end.setdefault(word[-1], set()).add(len(word))
        self._lengths = {end: tuple(sorted(lengths, reverse=True)) for end, lengths in by_end.items()}
        self._announcers = schema.clue("announcer")
        self._followers = frozenset(schema.clue("follower"))
        self._tails = frozenset(schema.clue("afterThing"))
        self._light = frozenset(schema.clue("betweenVerbAndThing"))
        self._coordinators = frozenset(schema.clue("coordinator"))
        self._verbal = frozenset(schema.clue("actNoun")) | frozenset(schema.clue("verb"))
        self._of = frozenset(schema.clue("ofWord"))
        self._loose_carriers = frozenset(schema.clue("looseCarrier"))
        self._after_verb = frozenset(schema.clue("afterVerb"))
        self._plain_verbs = frozenset(schema.clue("verb")) - frozenset(schema.clue("actNoun"))
        self._before_object = frozenset(schema.clue("beforeObject"))
        self._clausal = frozenset(schema.clue("clausalHead"))
        self._adopts = frozenset(schema.clue("adopts"))
        self._framing = frozenset(schema.clue("framing"))
        self._subject = frozenset(schema.clue("afterSubject"))
        self._adverbs = frozenset(schema.clue("adverb"))
        self._opening = frozenset("“「『")
        self._end_marks = frozenset(schema.clue("afterList")) | self._of | self._coordinators

    def __call__(self, analysis: Analysis, marked: Marked) -> tuple[Phrase, ...]:
        """Phrases in the order of their ends; they may overlap."""
        text = analysis.text
        found: list[Phrase] = []
        verb_at: dict[int, str] = {}
        inside = _inside_quotations(text)
        for index, token in enumerate(analysis.tokens):
            lengths = self._lengths.get(token.text[-1])
            if lengths is None:
                continue
            end = token.end
            for length in lengths:
                head = text[end - length : end] if length <= end else ""
                if head in self._strong or head in self._weak or head in self._bare or head in self._proper or head in self._false:
                    break
            else:
                continue
            if head in self._false:
                continue
            if self._goes_on(analysis.tokens, index):
                continue
            phrase = self._phrase(analysis, marked, index, head, verb_at)
            if inside.get(phrase.start, -1) >= end:
                continue  # a part of quoted words is no name
            if found and found[-1].head == head:
                phrase = self._parallel(analysis, phrase, found[-1].end)
            if head in self._clausal:
                phrase = self._clause(analysis, marked, phrase)
            verb_at[end] = phrase.verb
            found.append(phrase)
        return tuple(found)

    def _goes_on(self, tokens: tuple[Token, ...], index: int) -> bool:
        """Whether the compound goes on behind the token, so that the head is no end."""
        if index + 1 >= len(tokens):
            return False
        after = tokens[index + 1]
        if after.text in self._tails or after.text in self._followers or after.text in self._announcers:
            return False
        if after.text in self._opening:
            return True
        if index + 2 < len(tokens) and tokens[index + 2].text in self._after_verb:
            return False
        if after.text in self._plain_verbs or after.text in self._adverbs:
            return False
        if after.text in self._strong or after.text in self._weak:
            return True
        return after.pos[0] in "njg" or after.pos in ("vn", "b", "l", "an")

    def _phrase(
        self, analysis: Analysis, marked: Marked, index: int, head: str, verb_at: dict[int, str]
    ) -> Phrase:
        tokens = analysis.tokens
        end = tokens[index].end
        head_start = end - len(head)
        left = self._boundary.left(analysis, marked, head_start, head)
        left = self._boundary.conjoined(analysis, marked, left, verb_at)
        verb = self.verb_before(analysis, marked, left.token, verb_at)
        grade = Grade.STRONG if head in self._strong else Grade.WEAK if head in self._weak else Grade.BARE
        classes = self._strong.get(head) or self._weak.get(head) or self._bare.get(head) or self._proper.get(head, ())
        modifiers = head_start - left.start
        if not modifiers:
            compound = len(head) >= _COMPOUND and head in self._strong
            grade, classes = Grade.BARE, self._proper.get(head) or self._bare.get(head, ()) or (classes if compound else ())
        elif len(head) >= _COMPOUND:
            modifiers += len(head) - 2  # a head like 分餐制 brings a modifier of its own
        if head in self._loose_carriers and modifiers >= 2:
            grade, classes = self._carried(analysis.text[left.start : head_start], grade, classes)
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        return Phrase(
            start=left.start,
            end=end,
            text=analysis.text[left.start : end],
            first=index + 1,
            head=head,
            grade=grade,
            classes=classes,
            modifiers=modifiers,
            verbal=head in self._verbal,
            counted=left.counted,
            quoted=left.quoted,
            described=left.token >= 0 and (tokens[left.token].text in self._of or tokens[left.token].text in self._before_object),
            verb=verb,
            announced=self._announcers.get(verb, ()),
            follower=self._follower(tokens, index + 1),
            tail=after is not None and self._tail(tokens, index + 1),
            closed=after is None or after.pos == "x" or after.text in self._end_marks,
            framed=after is not None and after.text in self._framing and (left.token < 0 or tokens[left.token].pos == "x"),
            subject=after is not None and after.text in self._subject,
            verb_form=after is not None and after.text in self._after_verb,
            verb_use=after is not None and self._verb_use(after, marked, index + 1),
        )

    def _clause(self, analysis: Analysis, marked: Marked, phrase: Phrase) -> Phrase:
        """Take in the clause that says what a measure is for: 采取促进消费的三项措施 → 促进消费的措施.

        The verb that adopts the measure must stand in the same clause; what lies between is the name.
        """
        tokens = analysis.tokens
        at = analysis.token_index(phrase.start) - 1
        while at >= 0 and marked.quantity[at]:
            at -= 1
        if at < 0 or (tokens[at].text not in self._of and tokens[at].text not in self._end_marks):
            return phrase
        verb = -1
        for j in range(at - 1, max(at - _CLAUSE, -1), -1):
            if tokens[j].pos == "x" and tokens[j].text not in self._coordinators:
                break
            if tokens[j].text in self._adopts:
                verb = j
        first = verb + 1
        while first < at and (tokens[first].text in self._light or marked.quantity[first] or tokens[first].pos == "ul"):
            first += 1
        if verb < 0 or at - first < 2:
            return phrase
        start = tokens[first].start
        text = analysis.text[start : tokens[at].end] + analysis.text[phrase.start : phrase.end]
        word = tokens[verb].text
        return replace(
            phrase, start=start, text=text, grade=Grade.STRONG, modifiers=len(text), classes=self._strong.get(phrase.head, phrase.classes),
            verb=word, announced=self._announcers.get(word, ()), verbal=False,
        )

    def _carried(self, inner: str, grade: Grade, classes: tuple[str, ...]) -> tuple[Grade, tuple[str, ...]]:
        """X工作 and X任务 are what X is, where X ends with a head of its own."""
        for length in range(min(len(inner), 6), 1, -1):
            if inner[-length:] in self._strong:
                return (Grade.STRONG if length < len(inner) else grade), self._strong[inner[-length:]]
        return grade, classes

    def _parallel(self, analysis: Analysis, phrase: Phrase, before: int) -> Phrase:
        """In an enumeration of things with one head, each member begins behind the mark that divides them."""
        start = before + 1
        if (
            analysis.text[before : start] in self._coordinators
            and 0 < phrase.start - start <= _PARALLEL
            and not any(c in self._coordinators for c in analysis.text[start : phrase.start])
        ):
            return replace(phrase, start=start, text=analysis.text[start : phrase.end], modifiers=phrase.modifiers + phrase.start - start)
        return phrase

    def _tail(self, tokens: tuple[Token, ...], index: int) -> bool:
        if tokens[index].pos in ("a", "b") and index + 1 < len(tokens):
            index += 1
        return tokens[index].text in self._tails

    def _follower(self, tokens: tuple[Token, ...], index: int) -> str:
        for after in tokens[index : index + 3]:
            if after.text in self._followers:
                return after.text
            if after.pos[0] not in "dt":
                return ""
        return ""

    def _verb_use(self, after: Token, marked: Marked, index: int) -> bool:
        return bool(marked.quantity[index]) or after.pos in ("r", "p", "m", "q")

    def verb_before(
        self, analysis: Analysis, marked: Marked, at: int, verb_at: dict[int, str] | None = None
    ) -> str:
        """The announcing verb whose object begins right behind token *at*, or "".

        Counts, determiners and phrases with 的 may stand between; of coordinated objects each has the verb.

        Args:
            verb_at: what was found for phrases that end before, by their end.
        """
        tokens = analysis.tokens
        inside = False
        for j in range(at, max(at - _REACH, -1), -1):
            token = tokens[j]
            word = token.text
            if marked.quantity[j] or marked.time[j]:
                continue
            if word in self._announcers:
                return word
            if word in self._coordinators and not inside and verb_at is not None:
                before = tokens[j].start
                if j and tokens[j - 1].text in _CLOSING and before not in verb_at:
                    before = tokens[j - 1].start
                return verb_at.get(before, "")
            if word in self._of:
                inside = True
            elif token.pos == "x":
                if inside or word not in self._light:
                    return ""
            elif not (
                inside or word in self._light or token.pos[0] in "mqr" or token.pos in ("ul", "uz", "ug", "a")
            ):
                return ""
        return ""

