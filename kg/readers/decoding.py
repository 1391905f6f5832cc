"""Bytes of marked-up texts to text: what the file declares counts, where the bytes agree."""

from __future__ import annotations

import codecs
from functools import cache
from typing import TYPE_CHECKING

from kg.text.decode import Decoded, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

# Pages say GB2312 and mean its successor; browsers read them so (WHATWG Encoding Standard, 4.2).
_SUCCESSORS = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs"}
_TOLERATED = 0.01


def decode_marked(data: bytes, name: str, declared: str = "") -> Decoded:
    """The text of a page or of a text with marks.

    Bytes that are UTF-8 throughout are UTF-8, whatever they declare: a text in another encoding never is by accident.

    Args:
        data: the whole content.
        name: what messages call it.
        declared: the encoding that it declares, or that it was sent with; "" where none.

    Raises:
        InputError: it is empty, or no text.
    """
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        found = _utf8(data) or _as_declared(data, declared)
        if found is not None:
            return found
    return decode(data, name, everyday=usual_characters())


def _utf8(data: bytes) -> Decoded | None:
    if data.isascii():
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _as_declared(data: bytes, declared: str) -> Decoded | None:
    try:
        encoding = codecs.lookup(declared.strip().lower()).name
    except (LookupError, ValueError, UnicodeError):
        return None
    encoding = _SUCCESSORS.get(encoding, encoding)
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError):  # a codec of bytes, not of texts
        return None
    damaged = text.count("\ufffd")
    if damaged > _TOLERATED * max(1, sum(c > "\x7f" for c in text)):
        return None
    return Decoded(text, encoding, damaged) if text.strip() else None


@cache
def usual_characters() -> frozenset[str]:
    """The characters of the first levels of GB 2312 and Big5 with their punctuation: what texts are written in."""
    return frozenset((*_rows("gb2312", 0xB0, 0xD7), *_rows("gb2312", 0xA1, 0xA3), *_rows("big5", 0xA4, 0xC6)))


def _rows(encoding: str, first: int, last: int) -> Iterator[str]:
    for lead in range(first, last + 1):
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            try:
                yield bytes((lead, trail)).decode(encoding)
            except UnicodeDecodeError:
                continue
