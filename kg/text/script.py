"""Traditional characters to simplified ones, word by word, where a text is written in the traditional script."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.text.marks import HAN

if TYPE_CHECKING:
    from opencc import OpenCC

_HAN = re.compile(f"[{HAN}]")
_LINE = re.compile(r"[^\n]+")
# A simplified text holds rare characters that have a simplified form, in names above all (`昇`); these stay. A line is
# in the traditional script when this share of its characters has one: about a third do in any traditional text.
_SHARE = 0.08


def to_simplified(text: str) -> tuple[str, int]:
    """*text* with its traditional passages simplified, character for character, and how many characters changed.

    The conversion is OpenCC's `hk2s`: characters by phrase (`乾隆` stays, `乾燥` becomes `干燥`), the forms of Taiwan
    and Hong Kong included, but no exchange of words (`軟體` is not made `软件`): names must stay what they are.
    """
    # GB 2312 holds the everyday simplified characters and next to none of the traditional ones: where nothing falls
    # outside it, there is nothing to convert, and OpenCC need not be loaded.
    if text.isascii() or not _HAN.search(_outside(text)):
        return text, 0
    converted = _convert(text)
    differing = [i for i, (a, b) in enumerate(zip(text, converted, strict=True)) if a != b]
    if not differing:
        return text, 0
    if len(differing) < _SHARE * len(_HAN.findall(text)):
        converted = _by_line(text, converted)
    return converted, sum(a != b for a, b in zip(text, converted, strict=True))


def _outside(text: str) -> str:
    """The characters of *text* that GB 2312 lacks."""
    kept = text.encode("gb2312", "ignore").decode("gb2312")
    return "" if len(kept) == len(text) else "".join(sorted(set(text) - set(kept)))


def _convert(text: str) -> str:
    """OpenCC's answer where it keeps the length and stays within the plane of everyday characters, else the text's own.

    The shipped dictionaries keep lengths throughout; the check guards the offset map against other versions.
    """
    converted: str = _opencc().convert(text)
    if len(converted) != len(text):
        return "".join(c if len(d := _opencc().convert(c)) != 1 else d for c in text)
    if max(converted) > "\uffff":
        return "".join(a if b > "\uffff" else b for a, b in zip(text, converted, strict=True))
    return converted


def _by_line(text: str, converted: str) -> str:
    """The conversion of those lines that are in the traditional script; the others as they are."""
    pieces, at = [], 0
    for line in _LINE.finditer(text):
        start, end = line.span()
        changed = sum(a != b for a, b in zip(text[start:end], converted[start:end], strict=True))
        traditional = changed >= 2 and changed >= _SHARE * len(_HAN.findall(line.group()))
        pieces += [text[at:start], (converted if traditional else text)[start:end]]
        at = end
    return "".join((*pieces, text[at:]))


@cache
def _opencc() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - loads its dictionaries, and simplified texts do not need them

    return OpenCC("hk2s")
