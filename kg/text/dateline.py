"""Datelines, bylines and the other lines that tell about a report and are not of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.text.marks import HAN

if TYPE_CHECKING:
    from kg.text.dates import DateFinder
    from kg.text.words import TextWords

_NAME = f"[{HAN}A-Za-z0-9·+]"


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening words of a report that name newspaper, place and date.

    Attributes:
        end: where the report's own words begin.
        publisher: the newspaper, agency, station or site, or None.
        titled: True where a headline follows (`电题：`), not the report.
    """

    start: int
    end: int
    publisher: str | None
    titled: bool = False


class MatterFinder:
    """Recognises the lines around a report by the words of one schema."""

    def __init__(self, words: TextWords, dates: DateFinder) -> None:
        schema = words.schema
        media, own = words.any("mediaSuffix"), words.any("selfMedia")
        role, stroke = words.any("bylineRole"), words.any("creditStroke")
        by = f"[（(](?:(?:{own})\\s?)?(?:{role}|{_NAME}{{0,12}}(?:{role})|{_NAME}{{2,4}})[^（）()。]{{0,80}}[）)]"
        self._dateline = re.compile(
            "[【\\[]?\\s?"
            f"(?:(?P<own>{own})|(?P<source>{_NAME}{{1,12}}?(?:{media})))?"
            f"(?P<place>[{HAN}]{{0,12}}?)\\s?(?P<date>{dates.whole})?\\s?(?:{by})?\\s?"
            f"(?P<word>{words.any('dispatchWord')})(?P<titled>{words.any('dispatchTitle')})?[】\\]]?"
            f"(?P<by>\\s?{by})?(?P<aside>\\s?[（(][{HAN}]{{2,12}}[）)](?=[：:]))?(?P<gap>[：:，\\s]*(?:{by}\\s?)?)"
        )
        self._bare = frozenset(schema.words("dispatchBare"))
        names = f"{_NAME}{{2,4}}(?:[\\s、，,/]+(?:{role})?[\\s：:]*{_NAME}{{2,4}})*"
        self._byline = re.compile(
            f"(?:[（(【\\[□■◎●▲△]\\s?)?(?:{own}|{_NAME}{{2,10}}(?:{media}))?\\s?(?:{role})[：:\\s/][^。！？；]{{1,60}}"
            f"|[（(]\\s?(?:{own})?\\s?(?:{role}){names}\\s?[）)]"
            f"|(?:{own}|{_NAME}{{2,10}}(?:{media}))\\s?(?:{role}){names}"
            f"|(?:{words.any('creditMark')})\\s?(?:{stroke})\\s?[^。！？；]{{1,60}}"
        )
        self._byline_end = re.compile(
            f"[（(]\\s?(?:{own})?{_NAME}{{0,6}}(?:{role})[^（）()。]{{0,80}}[）)]$"
            f"|(?<=[。！？”）)])\\s*(?:{role})[：:]\\s?{_NAME}[^。！？]{{0,40}}$"
        )
        self._remark_end = re.compile(f"(?<=[。！？”）)])\\s*[（(](?:{words.any('remarkLine')})[）)]$")
        self._labels = {w: keys[0] for w, keys in schema.clue("metaLabel").items()}
        self._label = re.compile(f"[【\\[]?(?P<label>{words.any('metaLabel')}|{role})[】\\]]?\\s?[：:]\\s?")
        self._remark = re.compile(f"[（(【\\[].*(?:{words.any('remark')}).*[）)】\\]]$")
        self._remark_line = re.compile(f"[（(]?(?:{words.any('remarkLine')})[）)]?\\s?[0-9]?[：:]?")
        clock = "(?:[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)?"
        self._date_line = re.compile(
            f"[（(]?(?:{dates.whole})[）)]?\\s?(?:[（(][^（）()]{{1,6}}[）)])?\\s?{clock}"
            f"(?:\\s+[^。！？；\\n]{{0,12}}[：:][^。！？；\\n]{{0,60}})?"
        )
        self._told_by = re.compile(f"(?:{words.any('metaLabel', 'metaPublisher')})[】\\]]?\\s?[：:]\\s?([^\\s|｜]+)")
        self._date_end = re.compile(f"\\s*(?:{dates.whole})$")
        self._kind = re.compile(f"(?:{words.any('officialKind')})\\s*(?=[{HAN}]{{2}})")
        self._number = re.compile(f"[{HAN}]{{1,16}}{words.number}")
        self._publisher_line = re.compile(f"[{HAN}]{{2,26}}(?:{words.any('publisherEnd')})")
        self._source_line = re.compile(
            f"(?:《\\s?(?P<book>[^《》\n]{{2,20}}?)\\s?》)\\s?[（(]\\s?(?:{dates.whole})[^（）()]{{0,20}}[）)]"
        )
        self._address = re.compile(
            f"[^。：:！？；“”\n]{{0,200}}?(?:{words.any('addresseeEnd')})(?:[（(][^）)]*[）)])?\\s?[：:]"
        )

    def dateline(self, text: str, start: int, end: int) -> Dateline | None:
        """The dateline with which the passage opens."""
        match = self._dateline.match(text, start, end)
        if match is None:
            return None
        source, date, gap = match["source"], match["date"], match["gap"]
        marked = bool(gap or match["by"] or match["aside"] or match["titled"])
        if not (source or match["own"]):
            # `某地3月5日电　` has no newspaper: place and date alone make a dateline of it, where something parts it.
            if not (match["place"] and date and marked):
                return None
        elif not date and not self._undated(match, marked=marked):
            return None
        return Dateline(start, match.end(), source, titled=match["titled"] is not None)

    def _undated(self, match: re.Match[str], *, marked: bool) -> bool:
        """Whether it is a dateline without a date: `本报讯`; with a place, where it is parted (`本报某地讯　`)."""
        bare = match["word"] in self._bare
        return marked and bool(match["own"]) and bare if match["place"] else marked or bare

    def byline(self, text: str) -> bool:
        """Whether the whole line names who made the report."""
        return len(text) <= 70 and self._byline.fullmatch(text) is not None

    def closing_byline(self, text: str, start: int, end: int) -> int | None:
        """Where the bracket with the reporters' names begins that closes the passage."""
        match = self._byline_end.search(text, max(start, end - 120), end)
        return None if match is None else match.start()

    def closing_remark(self, text: str, start: int, end: int) -> int | None:
        """Where the bracket begins that closes the passage and only says that it is the end (`（完）`)."""
        match = self._remark_end.search(text, max(start, end - 12), end)
        return None if match is None else match.start()

    def label(self, text: str, start: int, end: int) -> tuple[str, int] | None:
        """The kind of label that opens the line (`metaDate`, …, `byline`), and where its value begins."""
        match = self._label.match(text, start, end)
        return None if match is None else (self._labels.get(match["label"], "byline"), match.end())

    def told_by(self, text: str) -> str | None:
        """The publisher that a label in the line names (`来源：某某日报`)."""
        match = self._told_by.search(text)
        return None if match is None else match.group(1)

    def remark(self, text: str) -> bool:
        """Whether the line is the editor's remark, a caption, or only a mark such as `完`."""
        return self._remark_line.fullmatch(text) is not None or (
            len(text) <= 60 and self._remark.fullmatch(text) is not None
        )

    def date_only(self, text: str) -> bool:
        """Whether the line is a date, with or without weekday and time of day."""
        return self._date_line.fullmatch(text) is not None

    def dated(self, text: str) -> bool:
        """Whether the line ends with a date."""
        return self._date_end.search(text) is not None

    def number(self, text: str) -> int | None:
        """Where the official number begins that ends the line (`某政发〔2020〕5号`), behind any headline."""
        match = next((m for m in self._number.finditer(text) if m.end() == len(text)), None)
        if match is None:
            return None
        kind = self._kind.search(text, max(0, match.start() - 4))
        return kind.end() if kind else match.start()

    def publisher_line(self, text: str) -> bool:
        """Whether the line is nothing but the name of an office."""
        return self._publisher_line.fullmatch(text) is not None

    def source_line(self, text: str) -> str | None:
        """The newspaper of a line such as `《某某日报》（2020年8月25日 第17版）`."""
        match = self._source_line.fullmatch(text)
        return None if match is None else match["book"]

    def address(self, text: str, start: int, end: int) -> int | None:
        """Where the address of a letter ends with which the passage opens, its colon included."""
        match = self._address.match(text, start, end)
        return None if match is None else match.end()
