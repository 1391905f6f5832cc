"""What the styles of a Word document say of its paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.readers.docx_numbers import W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document
    from lxml.etree import _Element

_HEADING = re.compile(r"heading ([1-9])")


class Style:
    """A style: its name in lower case, the level of its headings or 0, its list and the depth in it."""

    def __init__(self, name: str = "", level: int = 0, number: str = "", depth: int | None = None) -> None:
        self.name, self.level, self.number, self.depth = name, level, number, depth


class Styles:
    """What the styles of a document say of their paragraphs, each with what it inherits."""

    def __init__(self, document: Document) -> None:
        self._elements: dict[str, _Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        for element in document.styles.element.iterchildren(f"{W}style"):
            if element.get(f"{W}type") in (None, "paragraph"):
                key = element.get(f"{W}styleId") or ""
                self._elements[key] = element
                if element.get(f"{W}default") in ("1", "true"):
                    self._default = key

    def of(self, paragraph: _Element) -> Style:
        """The style of a paragraph."""
        stated = paragraph.find(f"{W}pPr/{W}pStyle")
        key = self._default if stated is None else stated.get(f"{W}val") or ""
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def _read(self, key: str) -> Style:
        style = Style()
        seen: set[str] = set()
        while key in self._elements and key not in seen:
            seen.add(key)
            element = self._elements[key]
            name = element.find(f"{W}name")
            said = "" if name is None else (name.get(f"{W}val") or "").lower()
            heading = _HEADING.fullmatch(said)
            if not style.name or (heading and not style.level):
                style.name = said
            style.level = style.level or (int(heading[1]) if heading else 0)
            outline = element.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None and not style.level:
                style.level = value_of(outline) + 1
            number = element.find(f"{W}pPr/{W}numPr")
            if number is not None and not style.number:
                style.number, style.depth = number_of(number)
            based = element.find(f"{W}basedOn")
            key = "" if based is None else based.get(f"{W}val") or ""
        return style


def number_of(element: _Element) -> tuple[str, int | None]:
    """The list of a `w:numPr` and the depth in it, as far as it states them."""
    number, level = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    return ("" if number is None else number.get(f"{W}val") or ""), (None if level is None else value_of(level))


def value_of(element: _Element) -> int:
    """The number in the `w:val` of an element; 0 where it is none."""
    written: Mapping[str, str] = element.attrib
    said = written.get(f"{W}val", "")
    return int(said) if said.isdecimal() and len(said) < 6 else 0
