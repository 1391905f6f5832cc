"""Measure words and units: which word behind a number is one, and what a number with it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.text.words import alternation

if TYPE_CHECKING:
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


_LIST = "、"


class Counts(StrEnum):
    """What a number with a unit tells; decides where the counted thing is looked for."""

    THING = "thing"
    PERSON = "person"  # as things, but a verb behind their noun is what they do
    PEOPLE = "people"  # the measure word is itself a noun
    EVENT = "event"
    MONEY = "money"
    SHARE = "share"
    AMOUNT = "amount"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stands behind a number.

    Attributes:
        text: the unit as written, without what was put into it (`个多月` is `个月`).
        end: where it ends in the text.
        inside: what was put into it (`多` of `个多月`, `半` of `个半月`), or "".
        noun: it is a noun of places or bodies that does the work of a measure word.
    """

    text: str
    end: int
    counts: Counts
    inside: str = ""
    noun: bool = False


class Units:
    """The measure words of the ontology; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._counts = {
            word: Counts(schema.fact(keys[0], "counts") or "thing")
            for clue in ("digitMeasure", "nounMeasure", "measureWord")
            for word, keys in schema.clue(clue).items()
        }
        self.words = tuple(sorted(self._counts))
        self._nouns = frozenset(schema.clue("nounMeasure"))
        self._not_measure = frozenset(schema.clue("notMeasure")) - set(self._counts)
        self._sure = frozenset(schema.clue("measureWord"))
        inside = alternation((*schema.clue("boundInfix"), *schema.clue("halfWord")))
        split = sorted({w[1:] for w in self._sure if len(w) > 1 and w[0] in self._sure and self._is_time(w)})
        heads = sorted({w[0] for w in self._sure if w[1:] in split and w[0] in self._sure})
        self._pattern = re.compile(
            rf"(?P<head>[{''.join(heads)}])(?P<inside>{inside})(?P<rest>{alternation(split)})|{alternation(self.words)}"
            if heads
            else alternation(self.words)
        )

    def _is_time(self, word: str) -> bool:
        return self._counts[word] is Counts.TIME

    def at(self, analysis: Analysis, start: int, *, digits: bool, loose: bool, spaced: bool = False) -> Unit | None:
        """The unit that begins at *start*, or None.

        Args:
            analysis: the words.
            start: where the number ends.
            digits: the number is written in digits; nouns that do a measure word's work need it.
            loose: the number has a factor such as ten thousand, so a noun may follow it without a measure word.
            spaced: a blank stands before the number, so one may stand behind it.
        """
        if spaced and analysis.text.startswith(" ", start):
            start += 1
        m = self._pattern.match(analysis.text, start)
        while m is not None:
            unit = self._accept(analysis, m, digits=digits, loose=loose)
            if unit is not None:
                return unit
            shorter = m.end() - 1  # 个人次 is no unit, 个 is one
            m = self._pattern.match(analysis.text, start, shorter) if shorter > start else None
        return None

    def _accept(self, analysis: Analysis, m: re.Match[str], *, digits: bool, loose: bool) -> Unit | None:
        groups = m.groupdict()
        if groups.get("head"):
            word = groups["head"] + groups["rest"]
            return Unit(word, m.end(), self._counts.get(word, Counts.TIME), groups["inside"])
        word, end = m[0], m.end()
        whole = end in analysis.boundaries
        if word not in self._sure:
            listed = word in self._nouns and self._closes_list(analysis, m.start())
            if not whole or not (digits or listed):
                return None
            return Unit(word, end, self._counts[word], noun=word in self._nouns)
        if word[-1].isascii() and word[-1].isalpha() and analysis.text[end : end + 1].isascii():
            following = analysis.text[end : end + 1]
            if following.isalnum():
                return None
        if not whole:
            if any(analysis.text[m.start() : m.start() + n] in self._not_measure for n in (2, 3)):
                return None
            token = analysis.tokens[analysis.token_index(end)]
            inside_word = token.start >= m.start()  # the word begins with the measure word: 家|庭, 人|员
            if inside_word and loose and token.pos[0] == "n":
                return None
            if not digits and not inside_word and token.pos[0] not in "mqt":
                return None  # a name that begins with the number: 三门峡
        return Unit(word, end, self._counts[word])

    def _closes_list(self, analysis: Analysis, at: int) -> bool:
        """Whether the numeral that ends at *at* sums up a list of places: 甲、乙、丙三地."""
        index = analysis.token_index(at - 1)
        before = [t for t in analysis.tokens[max(0, index - 3) : index + 1] if t.end <= at]
        return any(t.text == _LIST for t in before) and any(t.pos[:2] in ("ns", "nr", "nz") for t in before)
