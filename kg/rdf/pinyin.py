"""The reading of a Chinese name in Hanyu Pinyin with tone marks."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=65536)
def pinyin(name: str) -> str:
    """Syllables separated by spaces, what is not Chinese kept as it is; "" where nothing in *name* is Chinese.

    >>> pinyin("重庆市")
    'chóng qìng shì'
    """
    # pypinyin loads its table of 47,000 phrases when imported (0.1 s): only who writes names pays for it
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    reading = " ".join(part.strip() for part in lazy_pinyin(name, style=Style.TONE))
    return "" if reading == name.strip() else reading
