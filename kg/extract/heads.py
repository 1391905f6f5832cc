"""Noun phrases that may name a thing, by the word they end with, and the signs around them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.head_words import HeadWords
from kg.extract.measure_clauses import ClauseReader
from kg.extract.noun_phrases import PhraseBoundary
from kg.extract.phrase import Grade, Phrase
from kg.text.marks import CLOSERS, FINAL, OPENERS, QUOTES

if TYPE_CHECKING:
    from kg.extract.marked import Marked
    from kg.extract.model import Token
    from kg.extract.noun_phrases import Left
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_VERB = 2  # code points of the verb with which a compound head can end (集中学习)
_REACH = 14  # tokens between a verb and the phrase that it announces
_ACTORS = frozenset(("person", "people"))
_PROJECT = "ConstructionProject"
_PARALLEL = 8  # code points that a member of an enumeration may gain on its left
_PAUSES = frozenset("，,。；;！\n")
_MARKS = re.escape(OPENERS + CLOSERS)
_QUOTATION = re.compile(rf"[{QUOTES}][^{_MARKS}{FINAL}\n]{{2,24}}[{re.escape(CLOSERS)}]")


class HeadReader:
    """Finds phrases by their heads; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self.words = HeadWords(schema)
        self._boundary = PhraseBoundary(schema)
        self._clause = ClauseReader(schema)
        self._announcers = schema.clue("announcer")
        self._followers = frozenset(schema.clue("follower"))
        self._tails = frozenset(schema.clue("afterThing"))
        self._light = frozenset(schema.clue("betweenVerbAndThing"))
        self._coordinators = frozenset(schema.clue("coordinator"))
        self._verbal = frozenset(schema.clue("actNoun")) | frozenset(schema.clue("verb"))
        strong = schema.clue("head")
        self._titles = frozenset(w for w, keys in strong.items() if any(schema.is_a(k, "Document") for k in keys))
        self._modal = frozenset(schema.clue("modalHead"))
        self._of = frozenset(schema.clue("ofWord"))
        self._loose_carriers = frozenset(schema.clue("looseCarrier"))
        self._after_verb = frozenset(schema.clue("afterVerb"))
        self._plain_verbs = frozenset(schema.clue("verb")) - frozenset(schema.clue("actNoun"))
        self._describing = self._of | frozenset(schema.clue("beforeObject"))
        self._actor_units = tuple(
            w
            for w, keys in schema.clue("measureWord").items()
            if any(schema.fact(k, "counts") in _ACTORS or k == "bodyMeasures" for k in keys)
        )
        self._standing = frozenset(
            k for k in schema.classes if any(schema.is_a(k, kind) for kind in ("Measure", "Project", "Document"))
        )
        self._sorts = schema.words("sortNoun")
        self._building = frozenset(schema.clue("buildingNoun"))
        self._built = (*schema.words("head", "ConstructionProject"), *schema.words("placeSuffix"))
        self._built += (*schema.words("weakHead", "ConstructionProject"), *schema.words("roadSuffix"))
        self._framing = frozenset(schema.clue("framing"))
        self._subject = frozenset(schema.clue("afterSubject"))
        self._adverbs = frozenset(schema.clue("adverb"))
        self._speech = frozenset(schema.clue("speechVerb"))
        # 到学校调研, 前往社区检查: where somebody goes, and what he does there
        self._towards = frozenset((*schema.clue("movementVerb"), *schema.words("preposition", "goalPrepositions")))
        self._markers = schema.words("link", "itemMarkers")
        self._places = frozenset(schema.words("preposition", "placePrepositions"))
        self._end_marks = frozenset(schema.clue("afterList")) | self._of | self._coordinators

    def __call__(self, analysis: Analysis, marked: Marked) -> tuple[Phrase, ...]:
        """Phrases in the order of their ends; they may overlap."""
        text = analysis.text
        found: list[Phrase] = []
        verb_at: dict[int, str] = {}
        ends: set[int] = set()
        inside = {at: m.end() for m in _QUOTATION.finditer(text) for at in range(m.start() + 2, m.end())}
        for index, token in enumerate(analysis.tokens):
            head = self.words.ending(text, token.end)
            if not head or self._goes_on(analysis.tokens, index):
                continue
            phrase = self._phrase(analysis, marked, index, head, verb_at)
            if inside.get(phrase.start, -1) >= token.end:
                continue  # a part of quoted words is no name
            if found and found[-1].head == head:
                phrase = self._parallel(analysis, phrase, found[-1].end)
            phrase = self._clause(analysis, marked, phrase, ends)
            if any(c in self._standing for c in phrase.classes) and phrase.grade is not Grade.WEAK:
                ends.add(phrase.end)
            verb_at[token.end] = phrase.verb
            found.append(phrase)
        return tuple(self._with_lists(analysis, found))

    def _with_lists(self, analysis: Analysis, found: list[Phrase]) -> list[Phrase]:
        """The phrases, with those marked that an enumeration shows to be of one kind: 甲、乙等工作."""
        text = analysis.text
        listed: set[int] = set()  # where phrases begin before which the enumeration goes on
        for i in range(len(found) - 1, -1, -1):
            phrase = found[i]
            sorts = self._sort_behind(analysis, phrase.end)
            goes_on = text[phrase.end : phrase.end + 1] in self._coordinators and phrase.end + 1 in listed
            if (goes_on or sorts) and phrase.classes:
                found[i] = replace(phrase, listed=True)
                listed.add(phrase.start)
        return found

    def _sort_behind(self, analysis: Analysis, end: int) -> str:
        """The noun behind 等 that says what the members are, or ""."""
        tokens = analysis.tokens
        index = analysis.token_index(end) if end < len(analysis.text) else len(tokens)
        if (
            index >= len(tokens)
            or tokens[index].text not in self._end_marks
            or tokens[index].text in self._coordinators
        ):
            return ""
        if tokens[index].text in self._of:
            return ""
        return next((t.text for t in tokens[index + 1 : index + 4] if t.text.endswith(self._sorts)), "")

    def _goes_on(self, tokens: tuple[Token, ...], index: int) -> bool:
        """Whether the compound goes on behind the token, so that the head is no end."""
        if index + 1 >= len(tokens):
            return False
        after = tokens[index + 1]
        closes = index + 2 >= len(tokens) or tokens[index + 2].pos == "x" or tokens[index + 2].text in self._end_marks
        if closes and after.text in self._speech:
            return False  # 办法规定，
        if closes and after.text in self._titles and after.text in self._announcers:
            return True  # 规划 and its like are verbs too, but not where nothing follows
        if after.text in self._tails or after.text in self._followers or after.text in self._announcers:
            return False
        if after.text in QUOTES:
            return True
        if index + 2 < len(tokens) and tokens[index + 2].text in self._after_verb:
            return False
        if after.text in self._plain_verbs or after.text in self._adverbs:
            return tokens[index].text in self._adverbs and after.pos[:1] == "v"  # 一审公开|宣判: how it is done
        if after.text in self.words.strong or after.text in self.words.weak:
            return True
        return after.pos[0] in "njg" or after.pos in ("vn", "b", "l", "an")

    def _phrase(self, analysis: Analysis, marked: Marked, index: int, head: str, verb_at: dict[int, str]) -> Phrase:
        tokens = analysis.tokens
        end = tokens[index].end
        head_start = end - len(head)
        left = self._boundary.left(analysis, marked, head_start, head)
        apart = () if head in self._titles else verb_at  # a document's name may join what would be two things
        left = self._boundary.conjoined(analysis, marked, left, apart)
        left = self._behind_predicate(analysis, marked, left, head_start)
        left = self._behind_marker(analysis, left, head_start)
        verb = self.verb_before(analysis, marked, left.token, verb_at)
        modifiers = head_start - left.start
        grade, classes = self.words.graded(head, modified=modifiers > 0)
        if modifiers:
            modifiers += self.words.weight(head)
        inner = analysis.text[left.start : head_start]
        if head in self._loose_carriers and self.words.classes_of(inner):  # X工作 is what X is
            classes = self.words.classes_of(inner)
            if self.words.strong_ending(inner, whole=False):
                grade, _ = self.words.graded(self.words.strong_ending(inner), modified=True)
        if head in self._building and inner.endswith(self._built):  # what is built is a project: 某某水库建设
            grade, classes = Grade.STRONG, (_PROJECT,)
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        behind = after.text if after is not None else ""
        return Phrase(
            start=left.start,
            end=end,
            text=analysis.text[left.start : end],
            head=head,
            grade=grade,
            classes=classes,
            modifiers=modifiers,
            verbal=head in self._verbal,
            counted=left.counted and not (head in self._verbal and self._counts_actors(tokens, left.token)),
            quoted=left.quoted,
            described=left.token >= 0 and tokens[left.token].text in self._describing,
            verb=verb,
            announced=self._announcers.get(verb, ()),
            follower=self._follower(tokens, index + 1),
            tail=self._tail(tokens, index + 1),
            closed=after is None or after.pos == "x" or behind in self._end_marks,
            framed=behind in self._framing and self._opens_clause(tokens, left),
            subject=behind in self._subject,
            verb_use=after is not None and (self._counted(marked, index + 1) or after.pos in ("r", "p", "m", "q")),
            verb_form=head[-_VERB:] in self._verbal
            and (
                behind in self._after_verb
                or (head in self._modal and self._is_verb(behind))
                or (modifiers > 0 and left.token >= 0 and tokens[left.token].text in self._towards)
                or self._in_area(analysis, marked, left, end)
            ),
        )

    def _behind_predicate(self, analysis: Analysis, marked: Marked, left: Left, head_start: int) -> Left:
        """`某局拨付专项资金`: behind somebody's name and a verb that is no noun the phrase is the verb's object."""
        tokens = analysis.tokens
        at = left.token + 1
        while at < len(tokens) and tokens[at].start < head_start and marked.actor[at]:
            at += 1
        if at == left.token + 1 or at >= len(tokens) or tokens[at].end > head_start:
            return left
        return replace(left, start=tokens[at].end, token=at) if tokens[at].text in self._plain_verbs else left

    def _behind_marker(self, analysis: Analysis, left: Left, head_start: int) -> Left:
        """`一是招商引资`: the word that opens a member of a list is no part of the phrase."""
        for marker in self._markers:
            at = left.start + len(marker)
            if at <= head_start and analysis.text.startswith(marker, left.start):
                return replace(left, start=at, token=analysis.token_index(at - 1))
        return left

    def _in_area(self, analysis: Analysis, marked: Marked, left: Left, end: int) -> bool:
        """`甲在某市考察调研。`: what somebody does in the area, with which the phrase would begin."""
        first = left.token + 1
        if left.token < 0 or analysis.tokens[left.token].text not in self._places or not marked.actor[first]:
            return False
        return analysis.text[end : end + 1] in _PAUSES and analysis.text[end - 1] not in self._end_marks

    def _counts_actors(self, tokens: tuple[Token, ...], index: int) -> bool:
        """Whether the count before a phrase is one of people or bodies, who then do what the head says."""
        return index >= 0 and tokens[index].text.endswith(self._actor_units)

    @staticmethod
    def _counted(marked: Marked, index: int) -> bool:
        """Whether a count follows, or a noun and its count (整改|问题|20余处)."""
        behind = marked.quantity[index + 1] if index + 1 < len(marked.quantity) else False
        return bool(marked.quantity[index]) or bool(behind)

    def _is_verb(self, word: str) -> bool:
        return word in self._plain_verbs or word in self._announcers

    @staticmethod
    def _opens_clause(tokens: tuple[Token, ...], left: Left) -> bool:
        return left.token < 0 or tokens[left.token].pos == "x"

    def _parallel(self, analysis: Analysis, phrase: Phrase, before: int) -> Phrase:
        """In an enumeration of things with one head, each member begins behind the mark that divides them."""
        start = before + 1
        if (
            analysis.text[before:start] in self._coordinators
            and 0 < phrase.start - start <= _PARALLEL
            and not any(c in self._coordinators for c in analysis.text[start : phrase.start])
        ):
            text = analysis.text[start : phrase.end]
            return replace(phrase, start=start, text=text, modifiers=phrase.modifiers + phrase.start - start)
        return phrase

    def _tail(self, tokens: tuple[Token, ...], index: int) -> bool:
        if index + 1 < len(tokens) and tokens[index].pos in ("a", "b"):
            index += 1
        return index < len(tokens) and tokens[index].text in self._tails

    def _follower(self, tokens: tuple[Token, ...], index: int) -> str:
        for after in tokens[index : index + 3]:
            if after.text in self._followers:
                return after.text
            if after.pos[0] not in "dt":
                return ""
        return ""

    def verb_before(self, analysis: Analysis, marked: Marked, at: int, verb_at: dict[int, str]) -> str:
        """The announcing verb whose object begins right behind token *at*, or "".

        Counts, determiners and phrases with 的 may stand between; of coordinated objects each has the verb.

        Args:
            analysis: the words.
            marked: what earlier stages found.
            at: index of the token before the phrase; -1 at the beginning of the text.
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
            if word in self._coordinators and not inside:
                before = token.start
                k = j - 1
                while k >= 0 and marked.quantity[k]:  # 开展甲10轮、乙2轮
                    before = tokens[k].start
                    k -= 1
                if j and tokens[j - 1].text in CLOSERS and before not in verb_at:
                    before = tokens[j - 1].start
                return verb_at.get(before, "")
            if word in self._of:
                inside = True
            elif token.pos == "x":
                if inside or word not in self._light:
                    return ""
            elif not (inside or word in self._light or token.pos[0] in "mqr" or token.pos in ("ul", "uz", "ug", "a")):
                return ""
        return ""
