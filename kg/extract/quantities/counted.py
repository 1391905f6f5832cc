"""What a number counts: the noun phrase behind it, the one before it, or the one carried over from an earlier number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.quantities.clauses import Clauses
from kg.extract.quantities.phrases import Phrases
from kg.extract.quantities.units import Counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.quantities.clauses import Piece, Surroundings
    from kg.extract.quantities.phrases import Span
    from kg.extract.model import TimeExpression
    from kg.extract.quantities.number_phrases import NumberPhrase
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_CLAUSE = re.compile("[，。；：！？,;:!?\n、（）()]")  # noqa: RUF001
_DESCRIBED = (Counts.THING, Counts.PERSON, Counts.EVENT)
_DESCRIBING = (Counts.TIME, Counts.AMOUNT, Counts.MONEY, Counts.SHARE, Counts.PEOPLE)
_COLONS = ("：", ":")  # noqa: RUF001
_QUOTES = re.compile("[“”‘’「」『』《》\"]")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted.

    Attributes:
        text: the phrase without quotation marks, or "".
        start: where it stands, or -1 where it is put together or unknown; end likewise.
        whole: it is a thing of which a later number may count a part, not itself a part or an act.
    """

    text: str = ""
    start: int = -1
    end: int = -1
    whole: bool = False


NOTHING = Counted()


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
        self._phrases = Phrases(schema)
        self._particle = next(iter(schema.words("joinParticle")), "")
        self._particles = frozenset(schema.clue("ofParticle"))
        self._coordinators = frozenset((*schema.clue("coordinator"), "、"))

    def __call__(
        self, analysis: Analysis, phrases: Sequence[NumberPhrase], times: tuple[TimeExpression, ...] = ()
    ) -> list[Counted]:
        """What each of the number phrases counts, in their order."""
        clauses = Clauses(analysis, times, self._phrases.compounds)
        found: list[Counted] = []
        sentence, first = -1, 0
        groups = self._groups(analysis, phrases)
        for i, phrase in enumerate(phrases):
            here = analysis.document.sentence_at(phrase.start)
            start, end = (here.start, here.end) if here else (phrase.left, phrase.end)
            if here is None or here.index != sentence:
                sentence, first = (-1 if here is None else here.index), i
            low = max(start, phrases[i - 1].end) if i > first else start
            high = min(end, phrases[i + 1].left) if i + 1 < len(phrases) else end
            at = phrase.end
            if high < end and self._phrases.opens_copula(analysis.text[at:high].strip()):
                high = end
            elif high < end:
                at, high = self._over_attribute(analysis, phrases, i, end)
            around = clauses.around(low, phrase.left, at, high)
            site = _Site(clauses, phrase, around, start, list(zip(phrases[first:i], found[first:i], strict=True)))
            place, size = groups[i]
            found.append(self._dealt(analysis, site, place, size) or self._of(analysis, site))
            if size > 1 and place == size - 1:
                self._share_noun(analysis, phrases, found, i, size)
        return found

    def _over_attribute(
        self, analysis: Analysis, phrases: Sequence[NumberPhrase], i: int, end: int
    ) -> tuple[int, int]:
        """Where the noun behind a number is looked for: behind a number that only describes it (1名|4岁|儿童)."""
        phrase, other = phrases[i], phrases[i + 1]
        between = analysis.text[phrase.end : other.left]
        if phrase.counts not in _DESCRIBED or other.counts not in _DESCRIBING or _CLAUSE.search(between):
            return phrase.end, other.left
        following = analysis.text[other.end : other.end + 1]
        if following not in self._particles and (between or other.counts is Counts.PEOPLE):
            return phrase.end, other.left
        return other.end, phrases[i + 2].left if i + 2 < len(phrases) and phrases[i + 2].left < end else end

    def _groups(self, analysis: Analysis, phrases: Sequence[NumberPhrase]) -> list[tuple[int, int]]:
        """For each phrase its place in, and the size of, the row of coordinated numbers to which it belongs."""
        groups: list[tuple[int, int]] = []
        start = 0
        for i in range(1, len(phrases) + 1):
            if i == len(phrases) or not self._joined(analysis, phrases[i - 1], phrases[i]):
                groups.extend((k - start, i - start) for k in range(start, i))
                start = i
        return groups

    def _joined(self, analysis: Analysis, first: NumberPhrase, second: NumberPhrase) -> bool:
        """Whether two numbers stand in one row: 3个、5个, 两年零四个月."""
        between = analysis.text[first.end : second.left].strip()
        if not between:
            return first.counts is second.counts and first.counts in (Counts.TIME, Counts.AMOUNT)
        return between in self._coordinators and first.unit == second.unit

    # ---- rows of numbers -----------------------------------------------------------------------------------------------

    def _dealt(self, analysis: Analysis, site: _Site, place: int, size: int) -> Counted | None:
        """One of several things dealt out to a row of numbers, or told each with a number of its own before."""
        if size < 2 or self._behind(site) is not None:
            return None
        before = site.earlier[: len(site.earlier) - place]
        head = site.earlier[-place][0] if place else site.phrase
        left = site.clauses.before(before[-1][0].end if before else site.sentence, head.left)[0]
        parts = self._phrases.dealt(left, size)
        if parts is not None:
            return self._made(analysis, parts[place])
        if self._phrases.nothing_before(left) and len(before) >= size:
            return before[place - size][1]
        return site.earlier[-place][1] if place and not site.around.left else None

    def _share_noun(
        self, analysis: Analysis, phrases: Sequence[NumberPhrase], found: list[Counted], last: int, size: int
    ) -> None:
        """Give the noun behind the last of a row to those before it that have none behind them."""
        behind = found[last].start >= phrases[last].end
        for i in range(last - size + 1, last):
            if not found[i].text or (behind and found[i].start < phrases[i].end):
                found[i] = found[last]

    # ---- by what the unit tells ----------------------------------------------------------------------------------------

    def _of(self, analysis: Analysis, site: _Site) -> Counted:
        match site.phrase.counts:
            case Counts.THING | Counts.PERSON | Counts.PEOPLE:
                return self._of_things(analysis, site)
            case Counts.EVENT:
                return self._of_events(analysis, site)
            case Counts.TIME:
                return self._of_time(analysis, site)
            case _:
                return self._of_figure(analysis, site)

    def _behind(self, site: _Site) -> Span | None:
        """The noun behind the number."""
        if self._phrases.opens_change(site.around.right):
            return None
        person = site.phrase.counts in (Counts.PERSON, Counts.PEOPLE)
        span = self._phrases.noun_behind(site.around.right, person=person)
        return span or self._phrases.relative_behind(site.around.right)

    def _of_things(self, analysis: Analysis, site: _Site) -> Counted:
        """Things and people: behind the number, else before it, else what an earlier number with the unit counts."""
        phrases, left, right = self._phrases, site.around.left, site.around.right
        same = self._same_unit(site)
        people = site.phrase.counts is Counts.PEOPLE
        clause = phrases.clause_before(left) if people else None
        if clause is not None:
            return self._together(analysis, clause, self._particle + site.phrase.unit)
        if people and (span := phrases.copula(right)) is not None:
            return self._made(analysis, span)
        if people and phrases.undergoes(right):
            span = phrases.verb_behind(right)
            if span is not None:
                return self._made(analysis, span, whole=False)
        if people and phrases.closes_list(left) and (span := phrases.noun_before(left)) is not None:
            return self._made(analysis, span)
        span = self._behind(site)
        if span is not None:
            return self._made(analysis, span)
        noun = phrases.noun_before(left) if not phrases.clause_before(left) else None
        if not people and noun is not None and (phrases.is_scope(left) or phrases.ends_in_verb(left)):
            span = phrases.verb_noun_behind(right)
            if span is not None:
                return self._made(analysis, span)
        if noun is not None:
            if phrases.is_subset(left) and same is not None:
                return self._together(analysis, noun, same.text)
            return self._made(analysis, noun, whole=not phrases.is_act(left))
        if phrases.opens_change(right) or phrases.tells_rise(left):
            return same or self._carried(analysis, site)
        if people:
            span = phrases.verb_behind(right)
        else:
            span = phrases.verb_noun_behind(right) or phrases.verb_behind(right)
        if span is not None:
            return self._made(analysis, span, whole=False)
        verb = phrases.verb_before(left, subject=same is None)
        if verb is not None:
            if same is not None:
                return self._together(analysis, verb, self._particle + same.text)
            return self._made(analysis, verb, whole=False)
        found = self._neighbour(site) or same or self._bracketed(analysis, site)
        return found or self._rest(analysis, site) or self._previous_noun(analysis, site)

    def _of_events(self, analysis: Analysis, site: _Site) -> Counted:
        """Times and rounds: the event behind or before, or the act."""
        phrases, left, right = self._phrases, site.around.left, site.around.right
        span = self._behind(site)
        noun = phrases.noun_before(left) if span is None else None
        if span is None and (noun is None or noun[0] == (left[0].start if left else -1)):
            span = phrases.verb_behind(right)
        span = span or noun
        if span is None and phrases.tells_rise(left):
            return self._carried(analysis, site)
        span = span or phrases.verb_before(left, subject=True)
        if span is not None:
            return self._made(analysis, span, whole=False)
        found = self._neighbour(site) or self._bracketed(analysis, site)
        return found or self._rest(analysis, site) or self._previous_noun(analysis, site)

    def _of_time(self, analysis: Analysis, site: _Site) -> Counted:
        """A duration: what lasts, or what is measured by it."""
        phrases, left, right = self._phrases, site.around.left, site.around.right
        if phrases.opens_change(right) or phrases.tells_rise(left):
            span = phrases.noun_before(left)
            return self._made(analysis, span) if span is not None else self._carried(analysis, site)
        span = self._behind(site) or phrases.money_behind(right) or phrases.verb_behind(right)
        span = span or phrases.noun_before(left) or phrases.verb_before(left, subject=True)
        if span is not None:
            return self._made(analysis, span, whole=False)
        return self._bracketed(analysis, site) or self._carried(analysis, site)

    def _of_figure(self, analysis: Analysis, site: _Site) -> Counted:
        """Money, shares, amounts: their bearer stands before them, or the thing of which so much is meant behind."""
        phrases, left, right = self._phrases, site.around.left, site.around.right
        noun = phrases.noun_before(left)
        if phrases.tells_rise(left):
            return self._made(analysis, noun) if noun is not None else self._carried(analysis, site)
        behind = phrases.noun_behind(right)
        thing = phrases.object_behind(right)
        if noun is not None and thing is not None and phrases.is_act(left):  # 投入2亿元建设新校区: 新校区投入
            return self._together(analysis, thing, phrases.last_word(left))
        if noun is not None and (behind is None or phrases.bears_figure(left)):
            return self._made(analysis, noun)
        span = behind or phrases.relative_behind(right) or phrases.money_behind(right) or noun
        if span is not None:
            return self._made(analysis, span)
        if phrases.compares(left):
            return self._carried(analysis, site)
        verb = phrases.verb_before(left, subject=True)
        if verb is not None and thing is not None:
            return self._together(analysis, thing, phrases.last_word(left))
        span = verb or phrases.verb_noun_behind(right)
        if span is not None:
            return self._made(analysis, span)
        found = self._bracketed(analysis, site) or self._rest(analysis, site)
        return found or self._carried(analysis, site)

    # ---- further away --------------------------------------------------------------------------------------------------

    def _same_unit(self, site: _Site) -> Counted | None:
        """What the last number of the sentence with the same unit counts, no mere part of it."""
        return next((of for p, of in reversed(site.earlier) if p.unit == site.phrase.unit and of.whole), None)

    def _neighbour(self, site: _Site) -> Counted | None:
        """What the number right before this one counts: 五批共55项."""
        if not site.earlier or not self._phrases.only_links(site.around.left):
            return None
        phrase, of = site.earlier[-1]
        adjacent = (site.around.left[0].start if site.around.left else site.phrase.left) == phrase.end
        return of if adjacent and of.text else None

    def _carried(self, analysis: Analysis, site: _Site) -> Counted:
        """The label before the number, else what the last number of the sentence counts, else the subject before."""
        if analysis.text[site.around.before - 1 : site.around.before] in _COLONS:
            span = self._phrases.last_noun(self._previous(site))
            if span is not None:
                return self._made(analysis, span)
        found = next((of for _, of in reversed(site.earlier) if of.text), None)
        if found is not None:
            return found
        span = self._phrases.subject(self._previous(site))
        return NOTHING if span is None else self._made(analysis, span)

    def _bracketed(self, analysis: Analysis, site: _Site) -> Counted | None:
        """The noun before the bracket in which the number stands."""
        if not site.around.outer or not self._phrases.nothing_before(site.around.left):
            return None
        span = self._phrases.last_noun(site.around.outer)
        return None if span is None else self._made(analysis, span)

    def _rest(self, analysis: Analysis, site: _Site) -> Counted | None:
        span = self._phrases.rest(site.around.left)
        return None if span is None else self._made(analysis, span, whole=False)

    def _previous_noun(self, analysis: Analysis, site: _Site) -> Counted:
        span = self._phrases.last_noun(self._previous(site))
        return NOTHING if span is None else replace(self._made(analysis, span), whole=False)

    def _previous(self, site: _Site) -> list[Piece]:
        start = max(site.sentence, site.earlier[-1][0].end) if site.earlier else site.sentence
        return site.clauses.previous(start, site.around.before)

    # ---- making the answer ---------------------------------------------------------------------------------------------

    def _made(self, analysis: Analysis, span: Span, *, whole: bool = True) -> Counted:
        start, end = span
        return Counted(_QUOTES.sub("", analysis.text[start:end]).strip(), start, end, whole)

    def _together(self, analysis: Analysis, span: Span, rest: str) -> Counted:
        """A phrase of this clause with the thing counted before: what of it is counted here."""
        return Counted(self._made(analysis, span).text + rest)
