"""When two names are the same: character bigrams compared by Dice's coefficient (Dice 1945)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_Gold = TypeVar("_Gold")
_Found = TypeVar("_Found")

_MARKS = re.compile(r"[\s\W_]+")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text without spaces, punctuation and quotation marks, half-width, in lower case."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


def dice(left: str, right: str) -> float:
    """Similarity from 0 to 1 by character bigrams, by single characters where one of the texts has only one."""
    one, two = plain(left), plain(right)
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    size = 2 if min(len(one), len(two)) > 1 else 1
    a, b = _grams(one, size), _grams(two, size)
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


@lru_cache(maxsize=65536)
def _grams(text: str, size: int) -> Counter[str]:
    return Counter(text[i : i + size] for i in range(len(text) - size + 1))


def pair_up(
    golds: Sequence[_Gold], found: Sequence[_Found], similarity: Callable[[_Gold, _Found], float], floor: float
) -> list[tuple[int, int]]:
    """A one-to-one pairing, the most similar first, of those at least *floor* similar: (gold index, found index)."""
    scored = sorted(
        ((s, i, j) for i, g in enumerate(golds) for j, p in enumerate(found) if (s := similarity(g, p)) >= floor),
        key=lambda t: (-t[0], t[1], t[2]),
    )
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    pairs = []
    for _, i, j in scored:
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return pairs
