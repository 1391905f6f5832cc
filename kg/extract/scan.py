"""One pass over the text that finds every word of the vocabulary, whatever the segmentation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

if TYPE_CHECKING:
    from collections.abc import Iterable

_NONE: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Scan:
    """The words found, by clue: each with the offset at its other end and the key that it announces.

    Where several words of a clue begin (or end) at one offset, the longest comes first.
    """

    starting: Mapping[str, Mapping[int, list[tuple[int, str]]]]
    ending: Mapping[str, Mapping[int, list[tuple[int, str]]]]

    def from_(self, clue: str, start: int) -> Iterable[tuple[int, str]]:
        """(end, key) of the words of *clue* that begin at *start*, longest first."""
        return self.starting[clue].get(start, _NONE)

    def until(self, clue: str, end: int) -> Iterable[tuple[int, str]]:
        """(start, key) of the words of *clue* that end at *end*, longest first."""
        return self.ending[clue].get(end, _NONE)

    def any_from(self, clues: Iterable[str], start: int) -> bool:
        """Whether a word of one of the clues begins at *start*."""
        return any(start in self.starting[clue] for clue in clues)

    def any_until(self, clues: Iterable[str], end: int) -> bool:
        """Whether a word of one of the clues ends at *end*."""
        return any(end in self.ending[clue] for clue in clues)

    def spans(self, clue: str) -> list[tuple[int, int, str]]:
        """All (start, end, key) of the clue, in text order, longest first."""
        return [(s, e, key) for s, found in sorted(self.starting[clue].items()) for e, key in found]


class Scanner:
    """An automaton over the words of several clues; built once, then called with texts."""

    def __init__(self, words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        senses: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for clue, entries in words.items():
            for word, keys in entries.items():
                senses[word].extend((clue, key) for key in keys)
        self._clues = tuple(words)
        patterns = sorted(senses)
        self._senses = [tuple(senses[word]) for word in patterns]
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard)

    def __call__(self, text: str) -> Scan:
        """Every occurrence of every word, overlapping ones too."""
        starting: dict[str, dict[int, list[tuple[int, str]]]] = {clue: {} for clue in self._clues}
        ending: dict[str, dict[int, list[tuple[int, str]]]] = {clue: {} for clue in self._clues}
        senses = self._senses
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for clue, key in senses[pattern]:
                starting[clue].setdefault(start, []).append((end, key))
                ending[clue].setdefault(end, []).append((start, key))
        for table in starting.values():
            for found in table.values():
                if len(found) > 1:
                    found.sort(key=lambda f: (-f[0], f[1]))
        for table in ending.values():
            for found in table.values():
                if len(found) > 1:
                    found.sort()
        return Scan(starting, ending)
