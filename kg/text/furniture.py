"""The lines of a page that are none of the report: buttons, menus, imprints, who put the page there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.text.original import LineKind, Original

if TYPE_CHECKING:
    from kg.text.original import Line
    from kg.text.words import TextWords

_BETWEEN = r"[\s\u3000|｜·•○▪/>＞》→┊\-—–_【】\[\]（）()、,，：:．.0-9\"“”‘’+…]"
_SHORT = 40
_LINE = 160
_SENTENCE = re.compile("[。！？]")

PAGES = ("html", "mhtml")
"""The formats with which lines around the report may come."""
# What the markup itself says is the report's.
_SURE = (LineKind.TITLE, LineKind.ROW)


class FurnitureFinder:
    """Recognises lines of pages by the words of one schema."""

    def __init__(self, words: TextWords) -> None:
        # atomic, the longest word first: a line is taken apart in one way only
        self._buttons = re.compile(f"{_BETWEEN}*+(?:(?>{words.any('pageWord')}){_BETWEEN}*+)++")
        self._crumbs = re.compile(f"{_BETWEEN}*+(?:{words.any('pageWord')})\\s*[>＞→»›]")
        self._list = re.compile(f"{_BETWEEN}*+(?:{words.any('pageList')}){_BETWEEN}*")
        self._source = re.compile(
            f"[（(【\\[]?(?:{words.any('metaLabel', 'metaPublisher')})\\s*[：:\\u4e28｜|/]\\s*([^\\s）)】\\]]+)"
        )
        self._call = re.compile(words.any("pageCall"))
        self._footer = re.compile(words.any("pageFooter"))
        self._credit = re.compile(f"{_BETWEEN}*+(?:{words.any('pageCredit')})\\s*[：:|｜\\u4e28/]")
        self._other = re.compile(f"[【\\[]?\\s?(?:{words.any('metaLabel', 'metaOther')})[】\\]]?\\s?[：:]")

    def opens_list(self, line: str) -> bool:
        """Whether a line of a page stands over headlines of other reports."""
        return self._list.fullmatch(line.strip()) is not None

    def source(self, line: str) -> str | None:
        """The newspaper or office that a line of a page names as its source (`来源：某某日报`), or None."""
        match = self._source.match(line.strip()) if len(line) <= _SHORT else None
        return None if match is None else match.group(1)

    def __call__(self, line: str) -> bool:
        """Whether a line of a page is none of the report."""
        line = line.strip()
        if len(line) > _LINE or "。" in line[:-1]:
            return False
        if len(line) <= _SHORT and self._call.search(line):
            return True
        return bool(
            self._footer.search(line)
            or self._credit.match(line)
            or self._other.match(line)
            or self._crumbs.match(line)
            or self._buttons.fullmatch(line)
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A page without the lines that are none of the report, and the source that one of them names, or None."""

    original: Original
    source: str | None


class PageCleaner:
    """Takes the lines out of pages that are none of the report, by the words of one schema."""

    def __init__(self, words: TextWords) -> None:
        self._furniture = FurnitureFinder(words)

    def read(self, original: Original) -> Page:
        """The page without buttons, menus, imprints and headlines of other reports."""
        kept: list[Line] = []
        source: str | None = None
        listing = False  # among headlines of other reports
        for line in original.lines:
            if line.kind in _SURE:
                kept.append(line)
                continue
            listing = self._furniture.opens_list(line.text) or (listing and _SENTENCE.search(line.text) is None)
            told = self._furniture.source(line.text)
            source = source or told
            if not (listing or told or line.label == "about" or self._furniture(line.text)):
                kept.append(line)
        left_out = len(original.lines) - len(kept)
        note = (f"{left_out} lines of the page that are none of the report left out",) if left_out else ()
        return Page(replace(original, lines=tuple(kept), notes=(*original.notes, *note)), source)
