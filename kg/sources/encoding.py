"""The encoding of a table, from its beginning: spreadsheets write the one of their country, and do not say which."""

from __future__ import annotations

import codecs
from functools import cache

from kg.errors import InputError
from kg.text.decode import decode


def encoding_of(sample: bytes) -> str:
    """The Python name of the encoding; `utf-8` where nothing speaks against it.

    >>> encoding_of("编号,正文".encode("gb18030")), encoding_of("編號,內容".encode("big5")), encoding_of(b"id,text")
    ('gb18030', 'big5', 'utf-8')
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if sample.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # its last character may be cut
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    try:
        found = decode(sample, everyday=_everyday()).encoding
    except InputError:
        return "utf-8"  # what reads it says in which line it is none
    if found.startswith(("utf-16", "utf-32")) and b"\x00" not in sample:
        return "utf-8"  # the marks of a table are ASCII, and half of them NULs there
    return "gb18030" if found in {"gbk", "gb2312", "cp936"} else found


@cache
def _everyday() -> frozenset[str]:
    """The characters in the first levels of the two national standards, which are their frequent ones, and ASCII."""
    levels = ((0xB0, 0xD8, 0xA1, "gb2312"), (0xA4, 0xC7, 0x40, "big5"))
    found = {
        bytes((lead, trail)).decode(codec, "ignore")
        for first, last, low, codec in levels
        for lead in range(first, last)
        for trail in range(low, 0xFF)
    }
    return frozenset(char for char in found if len(char) == 1 and "\u3400" < char <= "\u9fff")
