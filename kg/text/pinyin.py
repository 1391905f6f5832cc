"""Stray pinyin: mirrored pages carry the reading of a character in brackets behind it (`标(biāo)题`)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.text.marks import HAN
from kg.text.offsets import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_CANDIDATE = re.compile(f"(?<=[{HAN}])[(（]\\s?([a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿêɑɡ]{{1,8}}[1-5]?)\\s?[)）]")


def pinyin_edits(text: str) -> Iterator[Edit]:
    """The brackets to remove: those whose syllable is a reading of the character before them.

    `（GDP）`, `（cm）` and the like stay, because no character in front of them is read so.
    """
    for match in _CANDIDATE.finditer(text):
        if _plain(match.group(1)) in _readings(text[match.start() - 1]):
            yield Edit(match.start(), match.end())


@lru_cache(maxsize=4096)
def _readings(char: str) -> frozenset[str]:
    from pypinyin import Style, pinyin  # noqa: PLC0415 - slow to import, and only pages with stray pinyin need it

    return frozenset(_plain(r) for r in pinyin(char, style=Style.NORMAL, heteronym=True)[0])


def _plain(syllable: str) -> str:
    """A syllable without tone, `ü` and its spellings as `v`."""
    syllable = syllable.lower().replace("ɑ", "a").replace("ɡ", "g").rstrip("12345")
    decomposed = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(c for c in decomposed if not unicodedata.combining(c))
