"""The vocabulary of a report's outer form, compiled from the ontology for the text stages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.schema.model import Schema

_NEVER = r"(?!)"


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of *words*, the longest first; one that never matches where there is none."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(map(re.escape, ordered)) if ordered else _NEVER


class TextWords:
    """The clues that the text stages read, each as a regular expression alternation."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.everyday = frozenset("".join(schema.words("everydayCharacter")))
        self.digits = "".join(schema.words("calendarDigit"))
        # The number of an official document behind the short name of who issued it: `〔2020〕5号`, `(2020) 第5号`.
        self.number = (
            f"[〔\\[（(﹝【](?P<number_year>(?:19|20)[0-9]{{2}})[〕\\]）)﹞】]\\s?"
            f"(?:{self.any('numberBefore')})?[0-9]{{1,5}}\\s?(?:{self.any('numberAfter')})"
        )

    def any(self, clue: str, key: str | None = None) -> str:
        """The words of *clue* (of the set *key*) as an alternation."""
        return alternation(self.schema.words(clue, key))
