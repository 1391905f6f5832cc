"""What a number counts: the noun phrase behind it, the one before it, or the one carried over from an earlier number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.count_phrases import Phrases
from kg.extract.units import Counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.count_phrases import Piece
    from kg.extract.number_phrases import NumberPhrase
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_QUOTES = re.compile("[“”‘’「」『』《》\"]")  # noqa: RUF001
_COUNTABLE = (Counts.THING, Counts.PEOPLE)


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: its text without quotation marks; where it stands, or -1 where it is put together or unknown."""

    text: str = ""
    start: int = -1
    end: int = -1


NOTHING = Counted()


@dataclass(frozen=True, slots=True)
class _Site:
    """A number phrase with its surroundings: the tokens of its clause on both sides, and the numbers before it."""

    phrase: NumberPhrase
    left: list[Piece]
    right: list[Piece]
    earlier: list[tuple[NumberPhrase, Counted]]


class CountedReader:
    """Finds what numbers count; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._phrases = Phrases(schema)
        self._particle = next(iter(schema.words("joinParticle")), "")
        self._coordinators = frozenset((*schema.clue("coordinator"), "、"))

    def __call__(self, analysis: Analysis, phrases: Sequence[NumberPhrase]) -> list[Counted]:
        """What each of the number phrases counts, in their order."""
        found: list[Counted] = []
        sentence, first = -1, 0
        groups = self._groups(analysis, phrases)
        for i, phrase in enumerate(phrases):
            here = analysis.document.sentence_at(phrase.start)
            start, end = (here.start, here.end) if here else (phrase.left, phrase.end)
            if here is None or here.index != sentence:
                sentence, first = (-1 if here is None else here.index), i
            site = _Site(
                phrase,
                self._phrases.left(analysis, max(start, phrases[i - 1].end if i > first else 0), phrase.left),
                self._phrases.right(
                    analysis, phrase.end, min(end, phrases[i + 1].left if i + 1 < len(phrases) else end)
                ),
                list(zip(phrases[first:i], found[first:i], strict=True)),
            )
            found.append(self._of(analysis, site, *groups[i]))
        return found

    def _groups(self, analysis: Analysis, phrases: Sequence[NumberPhrase]) -> list[tuple[int, int]]:
        """For each phrase its place in, and the size of, the row of coordinated numbers to which it belongs."""
        groups: list[tuple[int, int]] = []
        start = 0
        for i in range(1, len(phrases) + 1):
            joined = i < len(phrases) and (
                analysis.text[phrases[i - 1].end : phrases[i].left].strip() in self._coordinators
                and phrases[i].unit == phrases[i - 1].unit
            )
            if not joined:
                groups.extend((k - start, i - start) for k in range(start, i))
                start = i
        return groups

    def _of(self, analysis: Analysis, site: _Site, place: int, size: int) -> Counted:
        if size > 1:
            dealt = self._dealt(analysis, site, place, size)
            if dealt is not None:
                return dealt
        counts = site.phrase.counts
        if counts in (*_COUNTABLE, Counts.EVENT):
            return self._of_things(analysis, site)
        if counts is Counts.TIME:
            return self._of_time(analysis, site)
        return self._of_figure(analysis, site)

    def _dealt(self, analysis: Analysis, site: _Site, place: int, size: int) -> Counted | None:
        """One of several things dealt out to a row of numbers: named before, or each told with a number of its own."""
        if site.right and self._phrases.opens_noun(site.right):
            return None
        before = site.earlier[: len(site.earlier) - place]
        if place == 0:
            parts = self._phrases.dealt(analysis, site.left, size)
            if parts is not None:
                return self._made(analysis, *parts[0])
            if self._phrases.subject_missing(site.left) and len(before) >= size:
                return before[-size][1]
            return None
        head = site.earlier[-place][1]
        if len(before) >= size and head == before[-size][1] and head.text:
            return before[place - size][1]
        parts = self._phrases.dealt_before(analysis, site.earlier[-place][0], size)
        if parts is not None:
            return self._made(analysis, *parts[place])
        return head if not site.left else None

    # ---- by what the unit tells --------------------------------------------------------------------------------------

    def _of_things(self, analysis: Analysis, site: _Site) -> Counted:
        """Things, people, events: behind the number, else before it, else what an earlier number with the unit counts."""
        phrases, left, right = self._phrases, site.left, site.right
        if phrases.opens_noun(right):
            span = phrases.noun_behind(right, people=site.phrase.counts is Counts.PEOPLE)
            if span is not None:
                return self._made(analysis, *span)
        noun = phrases.noun_before(left)
        same = self._same_unit(site)
        if noun is not None:
            if phrases.is_subset(left) and same is not None:
                return self._together(analysis, noun, same, joined=False)
            return self._made(analysis, *noun)
        if phrases.opens_verb(right):
            copula = phrases.copula(right)
            span = copula or phrases.verb_behind(right)
            if span is not None:
                return self._made(analysis, *span)
        verb = phrases.verb_before(left)
        if verb is not None:
            if same is not None and site.phrase.counts is not Counts.EVENT:
                return self._together(analysis, verb, same, joined=True)
            return self._made(analysis, *verb)
        return same or NOTHING

    def _of_time(self, analysis: Analysis, site: _Site) -> Counted:
        """A duration: what lasts, or what is measured by it."""
        phrases = self._phrases
        if phrases.opens_noun(site.right) or phrases.opens_verb(site.right):
            span = phrases.noun_behind(site.right, people=False) or phrases.verb_behind(site.right)
            if span is not None:
                return self._made(analysis, *span)
        span = phrases.noun_before(site.left) or phrases.verb_before(site.left)
        return self._made(analysis, *span) if span is not None else self._carried(site)

    def _of_figure(self, analysis: Analysis, site: _Site) -> Counted:
        """Money, shares, amounts: their bearer stands before them, or the thing of which so much is meant behind."""
        phrases = self._phrases
        if phrases.tells_rise(site.left):
            subject = phrases.noun_before(site.left)
            return self._made(analysis, *subject) if subject is not None else self._carried(site)
        noun = phrases.noun_before(site.left)
        opens = phrases.opens_noun(site.right)
        if noun is not None and not (opens and phrases.is_place(site.left)):
            return self._made(analysis, *noun)
        if opens:
            span = phrases.noun_behind(site.right, people=False)
            if span is not None:
                return self._made(analysis, *span)
        verb = phrases.verb_before(site.left)
        return self._made(analysis, *verb) if verb is not None else self._carried(site)

    # ---- making the answer -------------------------------------------------------------------------------------------

    def _same_unit(self, site: _Site) -> Counted | None:
        """What the last number of the sentence with the same unit counts."""
        return next((of for p, of in reversed(site.earlier) if p.unit == site.phrase.unit and of.text), None)

    def _carried(self, site: _Site) -> Counted:
        """What the last number of the sentence counts."""
        return next((of for _, of in reversed(site.earlier) if of.text), NOTHING)

    def _made(self, analysis: Analysis, start: int, end: int) -> Counted:
        return Counted(_QUOTES.sub("", analysis.text[start:end]).strip(), start, end)

    def _together(self, analysis: Analysis, span: tuple[int, int], carried: Counted, *, joined: bool) -> Counted:
        """A phrase of this clause with the thing counted before: what of it is counted here."""
        own = self._made(analysis, *span).text
        return Counted(own + (self._particle if joined else "") + carried.text)
