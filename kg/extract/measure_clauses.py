"""Measures named by the clause before their head: 采取促进消费的三项措施 → 促进消费的措施."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.phrase import Grade

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extract.marked import Marked
    from kg.extract.phrase import Phrase
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_REACH = 30  # tokens that the clause may have
_SHORTEST = 2  # tokens that it must have


class ClauseReader:
    """Takes in the clause before the head of a measure; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._clausal: Mapping[str, tuple[str, ...]] = schema.clue("clausalHead")
        self._strong = schema.clue("head")
        self._announcers = schema.clue("announcer")
        self._adopts = frozenset(schema.clue("adopts"))
        self._light = frozenset(schema.clue("betweenVerbAndThing"))
        self._dividers = frozenset(schema.clue("coordinator"))
        self._links = frozenset(schema.clue("ofWord")) | frozenset(schema.clue("afterList")) | self._dividers

    def __call__(self, analysis: Analysis, marked: Marked, phrase: Phrase) -> Phrase:
        """The phrase with its clause, or as it is.

        The verb that adopts the measure must stand in the same clause; what lies between is the name, no count in it.
        """
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
