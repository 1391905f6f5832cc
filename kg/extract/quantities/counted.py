"""What a number counts: the phrase behind it, the one before it, or what an earlier number counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.quantities.before import Before
from kg.extract.quantities.behind import Behind
from kg.extract.quantities.clauses import Clauses, Surroundings
from kg.extract.quantities.number_phrases import NumberPhrase
from kg.extract.quantities.rows import Rows
from kg.extract.quantities.units import Counts
from kg.extract.quantities.word_classes import WordClasses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.model import TimeExpression
    from kg.extract.quantities.behind import Span
    from kg.extract.quantities.clauses import Piece
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_COLONS = ("：", ":")
_QUOTES = re.compile('[“”‘’「」『』《》"]')


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted.

    Attributes:
        text: the phrase without quotation marks, or "".
        start: where it stands, or -1 where it is put together or unknown; end likewise.
        whole: it is a thing of which a later number may count a part, not itself a part or an act.
        part: it is told to be a part of what was counted before.
        weak: it is a guess about people; a number of people right behind tells better.
    """

    text: str = ""
    start: int = -1
    end: int = -1
    whole: bool = False
    part: bool = False
    weak: bool = False


NOTHING = Counted()
_MEMORY = 40  # numbers of a sentence to which a later one can point back
_OF_PEOPLE = (Counts.PERSON, Counts.PEOPLE)


@dataclass(frozen=True, slots=True)
class _Site:
    """A number phrase with its surroundings and the numbers before it in the sentence."""

    clauses: Clauses
    phrase: NumberPhrase
    around: Surroundings
    sentence: int
    earlier: list[tuple[NumberPhrase, Counted]]


class CountedReader:
    """Finds what numbers count; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._words = WordClasses(schema)
        self._before = Before(self._words)
        self._behind = Behind(self._words)
        self._rows = Rows(schema)
        self._particle = next(iter(schema.words("joinParticle")), "")

    def __call__(
        self, analysis: Analysis, phrases: Sequence[NumberPhrase], times: tuple[TimeExpression, ...] = ()
    ) -> list[Counted]:
        """What each of the number phrases counts, in their order."""
        clauses = Clauses(analysis, times, self._words.compounds, self._words.endings)
        found: list[Counted] = []
        sentence, first = -1, 0
        groups = self._rows.groups(analysis.text, phrases)
        for i, phrase in enumerate(phrases):
            here = analysis.document.sentence_at(phrase.start)
            start, end = (here.start, here.end) if here else (phrase.left, phrase.end)
            if here is None or here.index != sentence:
                sentence, first = (-1 if here is None else here.index), i
            back = max(first, i - _MEMORY)
            low = max(start, phrases[i - 1].end) if i > first else start
            high = min(end, phrases[i + 1].left) if i + 1 < len(phrases) else end
            at = phrase.end
            if high < end and self._behind.opens_copula(analysis.text[at:high].strip()):
                high = end
            elif high < end:
                at, high = self._rows.behind(analysis.text, phrases, i, end)
            around = clauses.around(low, phrase.left, at, high)
            site = _Site(clauses, phrase, around, start, list(zip(phrases[back:i], found[back:i], strict=True)))
            place, size = groups[i]
            found.append(self._dealt(analysis, site, place, size) or self._of(analysis, site))
            if i > first and found[i - 1].weak and phrase.counts in _OF_PEOPLE and found[i].start >= phrase.end:
                found[i - 1] = found[i]  # 40人从1000名报考者中胜出
            if size > 1 and place == size - 1:
                _share_noun(phrases, found, i, size)
        return found

    # ---- rows of numbers -----------------------------------------------------------------------------------------

    def _dealt(self, analysis: Analysis, site: _Site, place: int, size: int) -> Counted | None:
        """One of several things dealt out to a row of numbers, or told each with a number of its own before."""
        if size < 2 or place > len(site.earlier) or self._noun_behind(site) is not None:
            return None
        told = site.earlier[: len(site.earlier) - place]
        head = site.earlier[-place][0] if place else site.phrase
        left = site.clauses.before(told[-1][0].end if told else site.sentence, head.left)[0]
        parts = self._before.dealt(left, size)
        if parts is not None:
            return self._made(analysis, parts[place])
        if self._before.nothing_before(left) and len(told) >= size:
            return told[place - size][1]
        return site.earlier[-place][1] if place and not site.around.left else None

    # ---- by what the unit tells ----------------------------------------------------------------------------------

    def _of(self, analysis: Analysis, site: _Site) -> Counted:
        if self._behind.tells_of_all(site.around.right) and self._before.nothing_before(site.around.left):
            return self._same_unit(site) or self._previous_noun(analysis, site)
        match site.phrase.counts:
            case Counts.PEOPLE:
                return self._of_people(analysis, site)
            case Counts.THING | Counts.PERSON:
                return self._of_things(analysis, site)
            case Counts.EVENT:
                return self._of_events(analysis, site)
            case Counts.TIME:
                return self._of_time(analysis, site)
            case _:
                return self._of_figure(analysis, site)

    def _noun_behind(self, site: _Site) -> Span | None:
        """The noun behind the number."""
        right = site.around.right
        if self._behind.opens_change(right):
            return None
        person = site.phrase.counts in (Counts.PERSON, Counts.PEOPLE)
        return self._behind.noun(right, person=person) or self._behind.relative(right)

    def _of_people(self, analysis: Analysis, site: _Site) -> Counted:
        """People whose measure word is itself a noun: what they are said to be or undergo, else as things."""
        before, behind, left, right = self._before, self._behind, site.around.left, site.around.right
        clause = before.clause(left)
        if clause is not None:
            return self._together(analysis, clause, self._particle + site.phrase.unit)
        if (span := behind.copula(right)) is not None:
            return self._made(analysis, span)
        if behind.undergoes(right) and (span := behind.verb(right)) is not None:
            return self._made(analysis, span, whole=False)
        if before.closes_list(left) and (span := before.noun(left)) is not None:
            return self._made(analysis, span)
        return self._noun(analysis, site) or self._act(analysis, site, behind.verb(right))

    def _of_things(self, analysis: Analysis, site: _Site) -> Counted:
        """Things: behind the number, else before it, else what an earlier number with the unit counts."""
        right = site.around.right
        if site.phrase.noun_unit and (start := self._before.places(site.around.left)) is not None:
            return self._made(analysis, (start, site.phrase.end))
        found = self._noun(analysis, site)
        return found or self._act(analysis, site, self._behind.verb_noun(right) or self._behind.verb(right))

    def _noun(self, analysis: Analysis, site: _Site) -> Counted | None:
        """The noun behind the number, or before it; of a part, together with the whole."""
        before, left = self._before, site.around.left
        noun = before.noun(left) if before.clause(left) is None else None
        span = None if noun is not None and site.phrase.noun_unit else self._noun_behind(site)
        if span is not None:
            return self._made(analysis, span)
        if noun is None:
            return None
        governed = before.is_scope(left) or before.ends_in_verb(left)
        if governed and site.phrase.counts is not Counts.PEOPLE:
            span = self._behind.verb_noun(site.around.right)
            if span is not None:
                return self._made(analysis, span)
        same = self._same_unit(site)
        if before.is_subset(left) and same is not None:
            return replace(self._together(analysis, noun, same.text), part=True)
        whole = not before.is_act(left) and not (site.earlier and site.earlier[-1][1].part)
        return self._made(analysis, noun, whole=whole)

    def _act(self, analysis: Analysis, site: _Site, following: Span | None) -> Counted:
        """The act that is told of the counted, *following* the number or before it; else what was counted earlier."""
        left, same = site.around.left, self._same_unit(site)
        if self._behind.opens_change(site.around.right) or self._before.tells_rise(left):
            return same or self._carried(analysis, site)
        if following is not None:
            return self._made(analysis, following, whole=False)
        verb = self._before.verb(left, subject=True)
        if verb is not None:
            if same is not None:
                return self._together(analysis, verb, self._particle + same.text)
            return self._made(analysis, verb, whole=False)
        found = self._neighbour(site) or same or self._bracketed(analysis, site)
        return found or self._rest(analysis, site) or self._previous_noun(analysis, site)

    def _of_events(self, analysis: Analysis, site: _Site) -> Counted:
        """Times and rounds: the event behind or before, or the act."""
        before, behind, left, right = self._before, self._behind, site.around.left, site.around.right
        span = self._noun_behind(site)
        noun = before.noun(left) if span is None else None
        if span is None and (noun is None or noun[0] == (left[0].start if left else -1)):
            span = behind.verb(right)
        span = span or noun
        if span is None and before.tells_rise(left):
            return self._carried(analysis, site)
        span = span or before.verb(left, subject=True)
        if span is not None:
            return self._made(analysis, span, whole=False)
        found = self._neighbour(site) or self._bracketed(analysis, site)
        return found or self._rest(analysis, site) or self._previous_noun(analysis, site)

    def _of_time(self, analysis: Analysis, site: _Site) -> Counted:
        """A duration: what lasts, or what is measured by it."""
        before, behind, left, right = self._before, self._behind, site.around.left, site.around.right
        if behind.opens_change(right) or before.tells_rise(left):
            span = before.noun(left)
            return self._made(analysis, span) if span is not None else self._carried(analysis, site)
        span = self._noun_behind(site) or behind.money(right) or behind.verb(right)
        if span is None and behind.only_closes(right) and before.opens_term(left):
            span = behind.act(site.clauses.following(site.phrase.end))
        span = span or before.noun(left) or before.verb(left, subject=True)
        if span is not None:
            return self._made(analysis, span, whole=False)
        return self._bracketed(analysis, site) or self._carried(analysis, site)

    def _of_figure(self, analysis: Analysis, site: _Site) -> Counted:
        """Money, shares, amounts: their bearer stands before them, or the thing of which so much is meant behind."""
        before, behind, left, right = self._before, self._behind, site.around.left, site.around.right
        noun = before.noun(left)
        if before.tells_rise(left) or (noun is not None and before.opens_share(left, noun)):
            return self._of_comparison(analysis, site, noun)
        same = self._same_unit(site)
        if noun is not None and same is not None and before.is_subset(left):
            return replace(self._together(analysis, noun, same.text), part=True)
        following = behind.noun(right)
        thing = behind.object(right)
        if noun is not None and thing is not None and before.is_single_act(left, noun):  # 投入2亿元建设新校区
            return self._together(analysis, thing, before.last_word(left))
        if noun is not None and (following is None or before.bears_figure(left)):
            return self._made(analysis, noun)
        span = following or behind.relative(right) or behind.money(right) or behind.figure(right) or noun
        if span is not None:
            return self._made(analysis, span)
        if before.compares(left):
            return self._carried(analysis, site)
        verb = before.verb(left, subject=True)
        if verb is not None and thing is not None:
            return self._together(analysis, thing, before.last_word(left))
        span = verb or behind.verb_noun(right)
        if span is not None:
            return self._made(analysis, span)
        found = self._bracketed(analysis, site) or self._rest(analysis, site)
        return found or self._carried(analysis, site)

    def _of_comparison(self, analysis: Analysis, site: _Site, noun: Span | None) -> Counted:
        """A rise or a share: of the noun before it, or of what was told before; of a share the whole is told too."""
        if noun is None:
            return self._carried(analysis, site)
        of = self._made(analysis, noun)
        if self._before.tells_rise(site.around.left):
            return of
        part = self._carried(analysis, site)
        return Counted(part.text + of.text) if part.text else of

    # ---- further away --------------------------------------------------------------------------------------------

    def _same_unit(self, site: _Site) -> Counted | None:
        """What the last number of the sentence with the same unit counts, no mere part of it."""
        return next((of for p, of in reversed(site.earlier) if p.unit == site.phrase.unit and of.whole), None)

    def _neighbour(self, site: _Site) -> Counted | None:
        """What the number right before this one counts: 五批共55项."""
        if not site.earlier or not self._before.only_links(site.around.left):
            return None
        phrase, of = site.earlier[-1]
        adjacent = (site.around.left[0].start if site.around.left else site.phrase.left) == phrase.end
        return of if adjacent and of.text else None

    def _carried(self, analysis: Analysis, site: _Site) -> Counted:
        """The label before the number, else what the last number of the sentence counts, else the subject before."""
        if analysis.text[site.around.before - 1 : site.around.before] in _COLONS:
            span = self._before.last_noun(self._previous(site))
            if span is not None:
                return self._made(analysis, span)
        found = next((of for _, of in reversed(site.earlier) if of.text), None)
        if found is not None:
            return found
        span = self._behind.subject(self._previous(site))
        return NOTHING if span is None else self._made(analysis, span)

    def _bracketed(self, analysis: Analysis, site: _Site) -> Counted | None:
        """The noun before the bracket in which the number stands."""
        if not site.around.outer or not self._before.nothing_before(site.around.left):
            return None
        span = self._before.last_noun(site.around.outer)
        return None if span is None else self._made(analysis, span)

    def _rest(self, analysis: Analysis, site: _Site) -> Counted | None:
        span = self._before.rest(site.around.left)
        return None if span is None else self._made(analysis, span, whole=False)

    def _previous_noun(self, analysis: Analysis, site: _Site) -> Counted:
        span = self._before.last_noun(self._previous(site))
        weak = site.phrase.counts is Counts.PEOPLE
        return Counted(weak=weak) if span is None else replace(self._made(analysis, span), whole=False, weak=weak)

    def _previous(self, site: _Site) -> list[Piece]:
        start = max(site.sentence, site.earlier[-1][0].end) if site.earlier else site.sentence
        return site.clauses.previous(start, site.around.before)

    # ---- making the answer ---------------------------------------------------------------------------------------

    def _made(self, analysis: Analysis, span: Span, *, whole: bool = True) -> Counted:
        start, end = span
        return Counted(_QUOTES.sub("", analysis.text[start:end]).strip(), start, end, whole)

    def _together(self, analysis: Analysis, span: Span, rest: str) -> Counted:
        """A phrase of this clause with the thing counted before: what of it is counted here."""
        return Counted(self._made(analysis, span).text + rest)


def _share_noun(phrases: Sequence[NumberPhrase], found: list[Counted], last: int, size: int) -> None:
    """Give the noun behind the last of a row to those before it that have none behind them."""
    behind = found[last].start >= phrases[last].end
    for i in range(last - size + 1, last):
        if not found[i].text or (behind and found[i].start < phrases[i].end):
            found[i] = found[last]
