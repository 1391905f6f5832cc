"""Markers of lists: `一、`, `（二）`, `3.`, `一是`, `第一，`, `首先，`, `案例一：`, `①`, `——`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.text.dates import numeral
from kg.text.marks import BULLETS
from kg.text.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.text.words import TextWords

# From the outermost to the innermost, as official documents are numbered (GB/T 9704, 7.3.3: 一、 （一） 1. （1）).
RANKS = (
    "part",
    "article",
    "noun",
    "han",
    "hanparen",
    "num",
    "numparen",
    "numclose",
    "circled",
    "ordinal",
    "is",
    "word",
    "bullet",
)
# From here on styles that members of a list have, hardly ever sections of a report.
LIST_RANK = RANKS.index("ordinal")
_CIRCLED = r"①-⑳⑴-⒇⓪❶-❿➀-➉\u3220-\u3229"


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker in the text.

    Attributes:
        style: one of `RANKS`, with the suffix of `一是` against `一要`: only equal styles are siblings.
        text: the marker as written, without what merely parts it from the item (`第一` of `第一，`).
        ordinal: its number from 1; 0 where the marker only says `next`, None for bullets.
        end: where the item's own words begin.
    """

    start: int
    end: int
    style: str
    text: str
    ordinal: int | None

    @property
    def rank(self) -> int:
        """The place of the style in `RANKS`; lower is further out."""
        return RANKS.index(self.style.split("/", 1)[0])


class MarkerFinder:
    """Finds list markers by the words of one schema."""

    def __init__(self, words: TextWords) -> None:
        schema = words.schema
        han = f"[{re.escape(words.digits)}]{{1,3}}"
        self._ordinals = {
            word: schema.fact(key, "ordinal") for word, keys in schema.clue("enumeratorWord").items() for key in keys
        }
        before, after = words.any("enumeratorBefore"), words.any("enumeratorAfter")
        line_only = (
            f"(?P<part>(?:{before})\\s?(?P<part_n>{han}|[0-9]{{1,3}})\\s?(?:{words.any('enumeratorPart')}))(?=[\\s:：、]|$)"
            f"|(?P<article>(?:{before})(?P<article_n>{han}|[0-9]{{1,3}})(?:{words.any('enumeratorArticle')}))(?=[\\s:：、【]|$)\\s*"
            f"|(?P<noun>(?:{words.any('enumeratorNoun')})(?P<noun_n>{han}|[0-9]{{1,2}}))(?:[：:、]|(?=\\s))\\s*"
            f"|(?P<bullet>[{BULLETS}]|[—–-]{{2,}}(?![0-9—–-]))\\s*"
        )
        anywhere = (
            f"(?P<han>(?P<han_n>{han})、)(?!{han}、)\\s*"
            f"|(?P<hanparen>[（(]\\s?(?P<hanparen_n>{han})\\s?[)）])[、.．]?\\s*"
            f"|(?P<num>(?P<num_n>(?<![0-9.])[0-9]{{1,3}})(?:[.．](?![0-9])|、(?![0-9]{{1,3}}[、，])))\\s*"
            f"|(?P<numparen>[（(]\\s?(?P<numparen_n>[0-9]{{1,2}})\\s?[)）])[、.．]?\\s*"
            f"|(?P<numclose>(?P<numclose_n>(?<![0-9.（(])[0-9]{{1,2}})[)）])[、.．]?\\s*"
            f"|(?P<circled>[{_CIRCLED}])[、.．]?\\s*"
            f"|(?P<ordinal>(?:{before})(?P<ordinal_n>{han}))(?:[，、：:,。]|(?=(?:{after})))\\s*"
            f"|(?P<is>(?P<is_n>{han})(?P<is_s>{after}))[：:，,]?\\s*"
            f"|(?P<word>{alternation(self._ordinals)})[，、：:,]?\\s*"
        )
        self._line = re.compile(f"{line_only}|{anywhere}")
        self._within = re.compile(anywhere)

    def at(self, text: str, start: int, end: int) -> Marker | None:
        """The marker with which the line from *start* to *end* opens."""
        match = self._line.match(text, start, end)
        return None if match is None else self._marker(match)

    def within(self, text: str, start: int, end: int) -> Iterator[Marker]:
        """Every marker in the passage, good or not: `items.py` keeps those that count on from one another."""
        for match in self._within.finditer(text, start, end):
            marker = self._marker(match)
            if marker is not None:
                yield marker

    def _marker(self, match: re.Match[str]) -> Marker | None:
        group = match.groupdict()
        style = next(s for s in RANKS if group.get(s) is not None)
        written = group[style]
        if style == "bullet":
            return Marker(match.start(), match.end(), f"bullet/{written[0]}", written, None)
        if style == "word":
            stated = self._ordinals.get(written) or "next"
            return Marker(match.start(), match.end(), style, written, int(stated) if stated.isdecimal() else 0)
        if style == "circled":
            return Marker(match.start(), match.end(), style, written, int(unicodedata.numeric(written, 0)))
        number = numeral(group[f"{style}_n"])
        if number is None or not 1 <= number <= 300:
            return None
        if style == "is":
            style = f"is/{group['is_s']}"
        elif style == "ordinal":
            style = f"ordinal/{written[0]}"
        return Marker(match.start(), match.end(), style, written, number)
