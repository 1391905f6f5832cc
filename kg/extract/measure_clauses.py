"""Things named by the words before 的 and their head: 采取促进消费的三项措施 → 促进消费的措施; 撤县设市的请示."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.modifiers import MODIFIER_TAGS
from kg.extract.phrase import Grade

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extract.marked import Marked
    from kg.extract.phrase import Phrase
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_REACH = 30  # tokens that the clause may have
_ABOUT = 8  # tokens that may say what a document is about
_SHORTEST = 2  # tokens that it must have


class ClauseReader:
    """Takes in the clause before the head of a measure; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._clausal: Mapping[str, tuple[str, ...]] = schema.clue("clausalHead")
        self._strong = schema.clue("head")
        self._papers = frozenset(w for w, keys in self._strong.items() if any(schema.is_a(k, "Document") for k in keys))
        self._of = frozenset(schema.clue("ofWord"))
        self._breakers = frozenset(schema.clue("breaksPhrase")) | frozenset(schema.clue("announcer"))
        self._announcers = schema.clue("announcer")
        self._adopts = frozenset(schema.clue("adopts"))
        self._light = frozenset(schema.clue("betweenVerbAndThing"))
        self._dividers = frozenset(schema.clue("coordinator"))
        self._links = frozenset(schema.clue("ofWord")) | frozenset(schema.clue("afterList")) | self._dividers

    def __call__(self, analysis: Analysis, marked: Marked, phrase: Phrase) -> Phrase:
        """The phrase with its clause, or as it is.

        The verb that adopts the measure must stand in the same clause; what lies between is the name, no count in it.
        """
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
