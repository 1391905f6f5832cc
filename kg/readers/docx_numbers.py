"""The numbers that Word computes before numbered paragraphs (`一、`, `（二）`, `3.`), after ECMA-376 part 1, 17.9."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.readers.bullets import bullet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Numerals of Chinese from nought to nine, ten, a hundred: signs of counting, as code points.
_DIGITS = tuple(map(chr, (0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D)))
_TEN, _HUNDRED = chr(0x5341), chr(0x767E)
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PART = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class _Numbering:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbers:
    """Counts through the numbered paragraphs of one document, which are asked for in their order.

    Args:
        root: the element `w:numbering`, or None where the document has none.
    """

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _Numbering] = {}
        if root is None:
            return
        abstract = {e.get(f"{W}abstractNumId"): _levels(e) for e in root.iterchildren(f"{W}abstractNum")}
        shared: dict[str | None, _Numbering] = {}
        for number in root.iterchildren(f"{W}num"):
            of = number.find(f"{W}abstractNumId")
            key = None if of is None else of.get(f"{W}val")
            levels = dict(abstract.get(key, {}))
            changed = False
            for override in number.iterchildren(f"{W}lvlOverride"):
                changed = _override(override, levels) or changed
            # lists by one definition count on from one another
            found = _Numbering(levels) if changed else shared.setdefault(key, _Numbering(levels))
            self._lists[number.get(f"{W}numId") or ""] = found

    def marker(self, number: str, level: int) -> tuple[str, bool]:
        """What stands before the paragraph, with the blank behind it, and whether it is a bullet.

        Args:
            number: the paragraph's `w:numId`.
            level: its `w:ilvl`, from 0.
        """
        found = self._lists.get(number)
        if found is None or not 0 <= level < _LEVELS or level not in found.levels:
            return "", False
        own = found.levels[level]
        if own.form == "bullet":
            return bullet(level + 1), True
        count = found.counts[level]
        found.counts[level] = own.start if count is None else count + 1
        found.counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        text = _PART.sub(lambda m: self._count(found, int(m[1]) - 1), own.text).strip()
        if not text:
            return "", False
        return (text if text[-1] > "\x7f" else f"{text} "), False

    @staticmethod
    def _count(found: _Numbering, level: int) -> str:
        own = found.levels.get(level, _Level())
        return written(own.start if found.counts[level] is None else found.counts[level] or 0, own.form)


def written(number: int, form: str) -> str:
    """A number in one of the forms of `w:numFmt` (ST_NumberFormat, 17.18.59); digits where the form is another.

    >>> written(12, "upperLetter"), written(4, "lowerRoman")
    ('L', 'iv')
    """
    lowered = form.lower()
    if form == "none":
        return ""
    if ("chinese" in lowered and "legal" not in lowered) or lowered in ("ideographdigital", "japanesecounting"):
        return _chinese(number)
    if form == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if lowered in ("lowerletter", "upperletter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 8 + 1)
        return letter if form[0] == "l" else letter.upper()
    if lowered in ("lowerroman", "upperroman") and 0 < number < 400:
        roman = _roman(number)
        return roman if form[0] == "l" else roman.upper()
    return f"{number:02}" if form == "decimalZero" else str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_DIGITS[hundreds]}{_HUNDRED}" if hundreds else ""
    if tens:
        said += _TEN if tens == 1 and not hundreds else f"{_DIGITS[tens]}{_TEN}"
    elif hundreds and ones:
        said += chr(0x96F6)
    return said + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        while number >= value:
            said, number = said + sign, number - value
    return said


def _levels(element: _Element) -> dict[int, _Level]:
    return {_integer(e.get(f"{W}ilvl")): _level(e) for e in element.iterchildren(f"{W}lvl")}


def _level(element: _Element) -> _Level:
    told: Mapping[str, str] = {
        name: e.get(f"{W}val") or ""
        for name in ("numFmt", "lvlText", "start")
        if (e := element.find(f"{W}{name}")) is not None
    }
    return _Level(told.get("numFmt") or "decimal", told.get("lvlText", ""), _integer(told.get("start", "1")))


def _override(element: _Element, levels: dict[int, _Level]) -> bool:
    level = _integer(element.get(f"{W}ilvl"))
    own, start = element.find(f"{W}lvl"), element.find(f"{W}startOverride")
    if own is not None:
        levels[level] = _level(own)
    if start is not None:
        before = levels.get(level, _Level())
        levels[level] = _Level(before.form, before.text, _integer(start.get(f"{W}val")))
    return own is not None or start is not None


def _integer(written_number: str | None) -> int:
    return int(written_number) if written_number and written_number.isdecimal() and len(written_number) < 6 else 0
