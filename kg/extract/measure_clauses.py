"""Things named by the words before 的 and their head: 采取促进消费的三项措施 → 促进消费的措施; 撤县设市的请示."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.modifiers import MODIFIER_TAGS
from kg.extract.phrase import Grade

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from kg.extract.marked import Marked
    from kg.extract.model import Token
    from kg.extract.phrase import Phrase
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_REACH = 30  # tokens that the clause may have
_ABOUT = 8  # tokens that may say what a document is about
_STRETCH = 14  # tokens between the verb that sets up an arrangement and its head
_LONGEST = 24  # code points of the arrangement's name
# Kinds of things that are held: their names begin right behind the verb.
_HELD = frozenset(("Meeting", "Festival", "Training", "Contest", "Lecture"))
_SHORTEST = 2  # tokens that it must have


class ClauseReader:
    """Takes in the clause before the head of a measure; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._clausal: Mapping[str, tuple[str, ...]] = schema.clue("clausalHead")
        self._strong = schema.clue("head")
        self._papers = frozenset(w for w, keys in self._strong.items() if any(schema.is_a(k, "Document") for k in keys))
        self._of = frozenset(schema.clue("ofWord"))
        self._breakers = frozenset(schema.clue("breaksPhrase")) | frozenset(schema.clue("announcer"))
        announcers = schema.clue("announcer")
        self._announcers = announcers
        self._adopts = frozenset(schema.clue("adopts"))
        self._light = frozenset(schema.clue("betweenVerbAndThing"))
        self._dividers = frozenset(schema.clue("coordinator"))
        self._standing = frozenset(schema.clue("standingHead"))
        self._sets_up = frozenset(schema.clue("setsUp"))
        self._breaks_stretch = frozenset(announcers) | frozenset(schema.clue("follower"))
        self._links = frozenset(schema.clue("ofWord")) | frozenset(schema.clue("afterList")) | self._dividers

    def __call__(self, analysis: Analysis, marked: Marked, phrase: Phrase, ends: Container[int] = ()) -> Phrase:
        """The phrase with its clause, or as it is.

        The verb that adopts the measure must stand in the same clause; what lies between is the name, no count in it.

        Args:
            analysis: the words.
            marked: what earlier stages found.
            phrase: the noun phrase before the head.
            ends: where measures and projects end that are things of their own.
        """
        held = bool(phrase.classes) and phrase.classes[0] in _HELD and phrase.head in self._strong
        standing = phrase.head in self._standing and phrase.grade is Grade.STRONG
        if (held or standing) and not phrase.verb and not phrase.quoted:
            return self._stretch(analysis, marked, phrase, ends)
        if phrase.head in self._papers and phrase.grade is Grade.BARE and phrase.described:
            return self._paper(analysis, marked, phrase)
        if phrase.head not in self._clausal:
            return phrase
        tokens = analysis.tokens
        at = analysis.token_index(phrase.start) - 1
        while at >= 0 and marked.quantity[at]:
            at -= 1
        if at < 0 or tokens[at].text not in self._links:
            return phrase
        verb = -1
        for j in range(at - 1, max(at - _REACH, -1), -1):
            if tokens[j].pos == "x" and tokens[j].text not in self._dividers:
                break
            if tokens[j].text in self._adopts:
                verb = j
        first = verb + 1
        while first < at and (tokens[first].text in self._light or marked.quantity[first] or tokens[first].pos == "ul"):
            first += 1
        if verb < 0 or at - first < _SHORTEST:
            return phrase
        start = tokens[first].start
        text = analysis.text[start : tokens[at].end] + analysis.text[phrase.start : phrase.end]
        word = tokens[verb].text
        return replace(
            phrase,
            start=start,
            text=text,
            grade=Grade.STRONG,
            modifiers=len(text),
            classes=self._strong.get(phrase.head, phrase.classes),
            verb=word,
            announced=self._announcers.get(word, ()),
            verbal=False,
        )

    def _stretch(self, analysis: Analysis, marked: Marked, phrase: Phrase, ends: Container[int]) -> Phrase:
        """All between the verb and the head: 建立领导包案、限时办结、跟踪回访机制.

        What stands there are the parts of the arrangement, verbs among them; no comma, pronoun or preposition does.
        """
        tokens = analysis.tokens
        at = analysis.token_index(phrase.start) - 1
        for j in range(at, max(at - _STRETCH, -1), -1):
            token = tokens[j]
            if token.text in self._sets_up:
                first = j + 1
                while first <= at and (
                    tokens[first].text in self._light
                    or self._completes(tokens[first])
                    or marked.quantity[first]
                    or (first == j + 1 and tokens[first].text in self._of)
                ):
                    first += 1
                start = tokens[first].start
                if first > at or phrase.end - start > _LONGEST or tokens[first].pos[0] in "dpu":  # 整县推进|等6个项目
                    return phrase
                text = analysis.text[start : phrase.end]
                announced = self._announcers.get(token.text, ())
                return replace(
                    phrase,
                    start=start,
                    text=text,
                    grade=Grade.STRONG,
                    classes=self._strong.get(phrase.head, phrase.classes),
                    modifiers=len(text),
                    verb=token.text,
                    announced=announced,
                    described=tokens[first - 1].text in self._of,
                )
            divides = token.text in self._dividers
            if divides and token.start in ends:
                return phrase
            if (
                (token.pos == "x" and not divides)
                or (token.pos[0] in "rpu" and j > 0 and tokens[j - 1].text not in self._sets_up)
                or marked.time[j]
            ):
                return phrase
            if token.pos == "d" or token.text in self._breaks_stretch:
                return phrase
        return phrase

    @staticmethod
    def _completes(token: Token) -> bool:
        """Whether the word only completes the verb before it: 搭建起, 建立了."""
        return token.pos == "ul" or (len(token.text) == 1 and token.pos == "v")

    def _paper(self, analysis: Analysis, marked: Marked, phrase: Phrase) -> Phrase:
        """A document named by what it is about: 撤县设市的请示, 国务院的批复."""
        tokens = analysis.tokens
        at = analysis.token_index(phrase.start) - 1
        first = at
        while first > 0 and at - first < _ABOUT:
            before = tokens[first - 1]
            if before.pos[0] not in MODIFIER_TAGS or before.text in self._breakers or marked.quantity[first - 1]:
                break
            first -= 1
        if first == at or tokens[at].text not in self._of:
            return phrase
        verb = tokens[first - 1].text if first else ""
        start = tokens[first].start
        return replace(
            phrase,
            start=start,
            text=analysis.text[start : phrase.end],
            grade=Grade.STRONG,
            modifiers=tokens[at].start - start,
            classes=self._strong[phrase.head],
            verb=verb if verb in self._announcers else "",
            announced=self._announcers.get(verb, ()),
        )
