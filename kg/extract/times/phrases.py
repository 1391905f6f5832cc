"""Time words to time phrases: a run of ever smaller grains, with the edge or the range that follows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.times.atoms import Atom, Grain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_ALONE = (Grain.NOW, Grain.BACK, Grain.AGO, Grain.PLAN)
_REPUBLIC_RANGE = range(80, 200)  # year numbers of the Republic era that reports of today can mean
_LAST_CENTURY = range(80, 100)  # of the Republic era, 1991 to 2010
_THESE_YEARS = range(100, 130)  # of the Republic era, 2011 to 2040


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning or end of a year, month or decade: its months, days or years *first* to *last*."""

    grain: Grain
    first: int
    last: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time phrase: its atoms from large to small.

    Attributes:
        edge: what its largest atoms are narrowed to (年底, 月初), or None.
        since: it reaches up to the report's date (以来).
    """

    start: int
    end: int
    atoms: tuple[Atom, ...]
    edge: Edge | None = None
    since: bool = False

    def of(self, grain: Grain) -> Atom | None:
        """The atom of a grain, or None."""
        for atom in self.atoms:
            if atom.grain is grain:
                return atom
        return None

    @property
    def finest(self) -> Grain:
        """The grain of the last atom."""
        return self.atoms[-1].grain


class PhraseReader:
    """Puts atoms together; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._lunar_cues = tuple(schema.clue("lunarCue"))
        self._lunar_tails = tuple(schema.clue("lunarTail"))
        self._digits = frozenset((*schema.clue("digit"), *schema.clue("smallPower")))
        self._year_cues = tuple(schema.clue("yearCue"))
        eras = schema.clue("eraWord").values()
        self._republic = max((int(schema.fact(k[0], "offset") or 0) for k in eras), default=0)
        self._one = tuple(w for w, k in schema.clue("digit").items() if schema.fact(k[0], "value") == "1")
        self._ranges = tuple(schema.clue("rangeMark"))
        self._joins = tuple(schema.clue("timeJoin"))
        self._edges = {
            Grain.YEAR: _edges(schema, "yearEdge", Grain.YEAR),
            Grain.MONTH: _edges(schema, "monthEdge", Grain.MONTH),
            Grain.DECADE: _edges(schema, "decadeEdge", Grain.DECADE),
        }
        self._words = tuple(schema.clue("timeWord"))
        self._since = tuple(sorted(schema.clue("sinceTail"), key=lambda w: (-len(w), w)))
        self._blocked = tuple(schema.clue("notTimeBefore"))
        self._day_follow = tuple(schema.clue("dayFollow"))
        self._not_date = tuple(schema.clue("notDate"))
        self._duration_cues = tuple(schema.clue("durationCue"))
        self._day_after_month = frozenset(
            w for w, k in schema.clue("timeMark").items() if schema.fact(k[0], "monthOnly") == "true"
        )

    def __call__(self, analysis: Analysis, atoms: list[Atom]) -> Iterator[Phrase]:
        """The phrases in text order."""
        republic = any(self._shows_republic(a, b) for a, b in zip(atoms, atoms[1:] + atoms[:1], strict=True))
        i = taken = 0
        while i < len(atoms):
            if atoms[i].start < taken:  # 至今 closes the phrase before it
                i += 1
                continue
            j = i + 1
            while j < len(atoms) and self._continues(analysis.text, atoms[j - 1], atoms[j]):
                j += 1
            run = atoms[i:j]
            if republic and self._opens_era(analysis.text, run[0]):
                run[0] = replace(run[0], number=(run[0].number or 0) + self._republic)
            phrase = self._phrase(analysis, tuple(run))
            if self._plausible(analysis, phrase, republic=republic):
                taken = phrase.end
                yield phrase
            i = j

    def _continues(self, text: str, left: Atom, right: Atom) -> bool:
        if left.grain in _ALONE or right.grain in _ALONE or right.grain <= left.grain:
            return False
        if left.low is not None and left.grain < Grain.DAY:
            return False
        between = text[left.end : right.start]
        return not between or between in self._joins or (len(between) < 3 and between.isspace() and "\n" not in between)

    def _phrase(self, analysis: Analysis, atoms: tuple[Atom, ...]) -> Phrase:
        text, end, edge = analysis.text, atoms[-1].end, None
        for word, found in self._edges.get(atoms[-1].grain, {}).items():
            if text.startswith(word, end) and end + len(word) in analysis.boundaries:
                edge, end = found, end + len(word)
                break
        since = next((w for w in self._since if text.startswith(w, end)), None)
        if since is not None and text.startswith(self._words, end + len(since) - 1):
            since = None  # 去年11月至|今年3月
        if since is not None:
            end += len(since)
        return Phrase(atoms[0].start, end, atoms, edge, since is not None)

    def _shows_republic(self, atom: Atom, following: Atom) -> bool:
        """Whether a time word is one that only reports which count years from 1912 have."""
        if atom.unit in ("era", "bracket"):
            return True
        short = atom.grain is Grain.YEAR and atom.number is not None and 100 <= atom.number < 1000
        return short and following.grain is Grain.MONTH and following.start == atom.end

    def _opens_era(self, text: str, first: Atom) -> bool:
        """Whether two digits count a year from 1912 in a report that does: 自99年起."""
        if first.grain is not Grain.YEAR or first.number is None or first.number not in _LAST_CENTURY:
            return False
        return text.endswith(self._year_cues, 0, first.start)

    def _plausible(self, analysis: Analysis, phrase: Phrase, *, republic: bool) -> bool:
        """Whether it is a time at all, not a frequency, a duration, a score or a house number."""
        text, first, last = analysis.text, phrase.atoms[0], phrase.atoms[-1]
        if first.grain not in _ALONE and text.endswith(self._blocked, 0, phrase.start):
            return False
        if first.grain is Grain.YEAR and first.number is not None and first.number < 1000:
            return self._short_year(text, phrase, first, republic=republic)
        if first.grain in (Grain.HOUR, Grain.MINUTE, Grain.SECOND):
            told_near = first.grain is Grain.HOUR and len(first.mark) > 1  # 22时许
            return told_near or (last.grain >= Grain.MINUTE and (first.grain is Grain.HOUR or not first.mark))
        if first.grain is Grain.BACK and self._lasted(analysis, phrase):
            return False
        if (last.grain is Grain.MONTH and self._lunar(text, last)) or self._new_year(text, phrase.end):
            return False
        if first.grain is Grain.MONTH and text.startswith(self._one, phrase.end) and not first.digits:
            return False  # 一月一调度
        if first.grain is Grain.DAYPART:
            return last.grain is not Grain.DAYPART
        if first.grain is Grain.DAY and first.number is not None and first.date is None and first.offset == 0:
            return self._bare_day(text, phrase, first)
        return True

    def _new_year(self, text: str, end: int) -> bool:
        """Whether it goes on as a day of the lunar year: 年初|二."""
        return text.endswith(self._lunar_tails, 0, end) and text[end : end + 1] in self._digits

    def _lunar(self, text: str, month: Atom) -> bool:
        """Whether a month is one of the lunar calendar: 农历八月, 五月初五."""
        if text.endswith(self._lunar_cues, 0, month.start):
            return True
        tail = next((w for w in self._lunar_tails if text.startswith(w, month.end)), None)
        return tail is not None and text[month.end + len(tail) : month.end + len(tail) + 1] in self._digits

    def _lasted(self, analysis: Analysis, phrase: Phrase) -> bool:
        """Whether a stretch is told as the length of what the verb before it says: 闲置了近20年."""
        if not phrase.start or analysis.text[phrase.end : phrase.end + 1].isalnum():
            return False
        return analysis.tokens[analysis.token_index(phrase.start - 1)].pos in ("v", "ul", "ug")

    def _short_year(self, text: str, phrase: Phrase, first: Atom, *, republic: bool) -> bool:
        """Two or three digits are a year where a month follows, or where the report counts years from 1912."""
        number = first.number or 0
        followed = len(phrase.atoms) > 1 or phrase.edge is not None
        if number < 100:
            return followed
        if number not in _REPUBLIC_RANGE:
            return False
        if followed or len(first.mark) > 1:
            return True
        if text.endswith(self._duration_cues, 0, phrase.start):
            return False
        if text.startswith((*self._not_date, *self._joins), phrase.end):
            return False
        return republic or (text.endswith(self._year_cues, 0, phrase.start) and number in _THESE_YEARS)

    def _bare_day(self, text: str, phrase: Phrase, first: Atom) -> bool:
        if first.mark in self._day_after_month or text.endswith(self._duration_cues, 0, phrase.start):
            return False
        if text.endswith(self._ranges, 0, phrase.start):
            return True
        if len(phrase.atoms) == 1 and not first.digits:
            return text.startswith(self._day_follow, phrase.end)  # 八日|于
        if len(phrase.atoms) == 1 and text.startswith(self._not_date, phrase.end):
            return False
        before = text[phrase.start - 1 : phrase.start]
        return not (before.isalnum() and before.isascii())


def _edges(schema: Schema, clue: str, grain: Grain) -> Mapping[str, Edge]:
    found = {}
    for word in sorted(schema.clue(clue), key=lambda w: (-len(w), w)):
        key = schema.clue(clue)[word][0]
        first, last = (int(schema.fact(key, f) or 0) for f in ("first", "last"))
        found[word] = Edge(grain, first, last, schema.fact(key, "whole") == "true")
    return found
