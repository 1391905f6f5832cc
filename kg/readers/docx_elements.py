"""What the elements of a Word document hold for a reader: words, cells, boxes of text."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from kg.readers.cells import cell_text
from kg.readers.docx_numbers import W
from kg.readers.docx_styles import value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# What holds paragraphs without being one: content controls, custom markup, changes that were accepted in part.
WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
# What is no part of a paragraph's own words: deleted ones, field codes, drawings; boxes of text are read behind it.
_UNSEEN = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "instrText", "drawing", "pict", "object", "rPr", "pPr")
)
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"


def boxes_of(paragraph: _Element) -> list[_Element]:
    """The boxes of text that hang on a paragraph, each once: a form for older programs repeats them."""
    return [
        box
        for box in paragraph.iter(_BOX)
        if not any(e.tag in (_BOX, _FALLBACK) for e in takewhile(lambda e: e is not paragraph, box.iterancestors()))
    ]


def within(element: _Element, tag: str) -> list[_Element]:
    """The children with a tag, those in content controls too."""
    found: list[_Element] = []
    waiting = list(element)[::-1]
    while waiting:
        child = waiting.pop()
        if child.tag == tag:
            found.append(child)
        elif child.tag in WRAPPERS:
            waiting += list(child)[::-1]
    return found


def cell_of(cell: _Element) -> tuple[str, int, int]:
    """A cell's text and how many columns it covers; one that goes on from the row above is empty."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    goes_on = merged is not None and merged.get(f"{W}val") != "restart"
    text = "" if goes_on else " ".join(cell_text(text_of(p)) for p in cell.iter(f"{W}p"))
    return text, value_of(span) if span is not None else 1, 1


def text_of(paragraph: _Element) -> str:
    r"""The words of a paragraph as a reader sees them; `\n` where a line is broken by hand."""
    pieces: list[str] = []
    waiting = list(paragraph)[::-1]
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag == f"{W}t":
            pieces.append(element.text or "")
        elif tag == f"{W}tab":
            pieces.append("\t")
        elif tag in (f"{W}br", f"{W}cr"):
            pieces.append("\n")
        elif tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif tag not in _UNSEEN and tag != _ALTERNATE and isinstance(tag, str):
            waiting += list(element)[::-1]
    return "".join(pieces)


def has_words(paragraph: _Element) -> bool:
    """Whether a reader sees anything in a paragraph."""
    return bool(text_of(paragraph).strip())
