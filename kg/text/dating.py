"""The date of a report: where it stands, and what the parts that are left out must be."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.text.dates import make_date
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.text.dateline import MatterFinder
    from kg.text.dates import DateFinder, WrittenDate
    from kg.text.model import Block
    from kg.text.words import TextWords

_FILE_DATE = re.compile("(?<![0-9])((?:19|20)[0-9]{2})[-_.]?([01][0-9])[-_.]?([0-3][0-9])(?![0-9])")
_LONGEST_SIGNER = 24
_SENTENCE_END = re.compile("[。！？!?]")
# Where to look, the strongest first: a report is dated by its dateline, a document by its signature; the label lines of
# a site come after them, since they tell when the page was made.
_PLACES = ("dateline", "signature", "label", "today", "headline")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A report's date and how it was found.

    `properties` holds `datePrecision` `year` where the day is not known: the date is then the last day of the year.
    """

    date: datetime.date | None = None
    how: str | None = None
    properties: tuple[tuple[str, str], ...] = ()


class DateReader:
    """Finds the date of a report by the calendar words of one schema."""

    def __init__(self, words: TextWords, dates: DateFinder, matter: MatterFinder) -> None:
        self._dates = dates
        self._matter = matter
        self._future = re.compile(f"(?:{words.any('futureCue')})\\s?$")
        self._number = re.compile(words.number)
        self._signers = tuple(words.schema.words("signerEnd"))
        self._as_of = re.compile(f"(?:{words.any('asOfCue')})\\s?$")

    def __call__(self, text: str, blocks: Sequence[Block], name: str, stated: datetime.date | None = None) -> FoundDate:
        """The date from the strongest place that has one (`_PLACES`, then name, first sentence and number).

        A date without year, or a day alone (`今日（12日）`), is completed by a whole date of the head, the signature or
        the file's name that lies nearest, else by the latest whole date of the text, than which the report is later.
        The date that the file's format states goes before what a site's label lines say, and behind what the report
        itself says.
        A year alone is no ground to go by: a report may name none later than some years back.
        """
        mentions = tuple(self._dates(text))
        places: dict[str, list[WrittenDate]] = {}
        for how, found in self._places(text, blocks, mentions):
            places.setdefault(how, []).append(found)
        sure = [d for how in _PLACES for w in places.get(how, ()) if how != "today" and (d := w.date())]
        in_name = _in_name(name)
        sure += [d for d in (stated, in_name) if d]
        number = self._number.search(text)
        year = int(number["number_year"]) if number else None
        told = max((d for w in mentions if (d := self._told(w, text))), default=None)
        for how in _PLACES:
            if how == "label" and stated is not None:
                return FoundDate(stated, "format")
            for found in places.get(how, ()):
                whole = found.date()
                date = whole or _completed(found, sure[0] if sure else None, year, told)
                if date is None:
                    continue
                shift = datetime.timedelta(days=-found.today if found.today else 0)
                return FoundDate(date + shift, how if whole else f"{how}, completed from the text")
        if in_name:
            return FoundDate(in_name, "file name")
        opening = [d for w in self._opening(text, blocks) if (d := self._told(w, text))]
        if opening:
            return FoundDate(max(opening), "first sentence")
        if year and (last := make_date(year, 12, 31)):
            return FoundDate(last, "document number", (("datePrecision", "year"),))
        return FoundDate()

    def _places(
        self, text: str, blocks: Sequence[Block], mentions: tuple[WrittenDate, ...]
    ) -> Iterator[tuple[str, WrittenDate]]:
        """The dates that may be the report's, each with its place."""
        kinds = {BlockKind.SIGNATURE: "signature", BlockKind.TITLE: "headline", BlockKind.SUBTITLE: "headline"}
        for block in blocks:
            how = kinds.get(block.kind)
            if block.kind is BlockKind.DATELINE:
                told = self._matter.dateline(text, block.start, block.end)
                how = "dateline" if told or self._matter.source_line(text[block.start : block.end]) else "label"
            if how:
                for found in self._dates(text, block.start, block.end):
                    if found.day:
                        yield how, found
        closing = self._closing(text, blocks, mentions)
        if closing is not None:
            yield "signature", closing
        for found in mentions:
            if found.today is not None:
                yield "today", found

    def _closing(self, text: str, blocks: Sequence[Block], mentions: tuple[WrittenDate, ...]) -> WrittenDate | None:
        """The whole date that ends the last paragraph behind the name of who signs (`…。某公司 2021年5月24日`)."""
        last = blocks[-1] if blocks else None
        if last is None or last.kind is not BlockKind.PARAGRAPH or not mentions:
            return None
        found = mentions[-1]
        if found.date() is None or found.end != last.start + len(text[last.start : last.end].rstrip()):
            return None
        signed = _SENTENCE_END.split(text[last.start : found.start])[-1].strip()
        closed = last.start < found.start - len(signed) and self._signs(signed)
        return found if closed else None

    def _signs(self, name: str) -> bool:
        """Whether a text is nothing but the name of an office or a company."""
        return self._matter.publisher_line(name) or (len(name) <= _LONGEST_SIGNER and name.endswith(self._signers))

    def _opening(self, text: str, blocks: Sequence[Block]) -> Iterator[WrittenDate]:
        """The dates of the first sentence: what it tells has happened no later than the report, and shortly before."""
        first = next((b for b in blocks if b.kind is BlockKind.PARAGRAPH), None)
        if first is not None:
            stop = text.find("。", first.start, first.end)
            yield from self._dates(text, first.start, first.end if stop < 0 else stop)

    def _told(self, found: WrittenDate, text: str) -> datetime.date | None:
        """A day of the past that the text tells: a whole date that does not lie ahead, or the month `截至…` names."""
        before = (max(0, found.start - 8), found.start)
        as_of = self._as_of.search(text, *before)
        if not as_of and self._future.search(text, *before):
            return None
        if as_of and found.year and found.month and not found.day:
            return make_date(found.year, found.month, calendar.monthrange(found.year, found.month)[1])
        return found.date()


def _completed(
    found: WrittenDate, near: datetime.date | None, year: int | None, told: datetime.date | None
) -> datetime.date | None:
    """The whole date: nearest to the sure date *near*, else in the *year* of the number, else next after *told*."""
    if found.day is None or found.year is not None:
        return None
    if near is not None:
        return min(_candidates(found, near, before=True), key=lambda d: abs(d - near), default=None)
    if year and found.month:
        return make_date(year, found.month, found.day)
    return min(_candidates(found, told), default=None) if told else None


def _candidates(found: WrittenDate, near: datetime.date, *, before: bool = False) -> list[datetime.date]:
    """The days around *near* that fit what is written; only those from *near* on unless *before*."""
    if found.month:
        months = [(near.year + y, found.month) for y in (-1, 0, 1)]
    else:
        months = [divmod(near.year * 12 + near.month - 1 + m, 12) for m in (-1, 0, 1, 2)]
        months = [(y, m + 1) for y, m in months]
    dates = [make_date(y, m, found.day or 0) for y, m in months if 1900 <= y <= 2200]
    return [d for d in dates if d and (before or d >= near)]


def _in_name(name: str) -> datetime.date | None:
    match = _FILE_DATE.search(name)
    return make_date(*map(int, match.groups())) if match else None
