"""The words with which names of things end, and which of them a stretch of text ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.phrase import Grade

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.schema.model import Schema

_COMPOUND = 3  # code points from which a strong head is a compound, which can stand without a modifier


class HeadWords:
    """The heads of activities, measures, documents and projects; built once from the schema.

    Attributes:
        strong: heads that need no more than a modifier; weak: heads that need a further sign; each with its classes.
    """

    def __init__(self, schema: Schema) -> None:
        self.strong: Mapping[str, tuple[str, ...]] = schema.clue("head")
        self.weak: Mapping[str, tuple[str, ...]] = schema.clue("weakHead")
        self._bare = schema.clue("bareHead")
        self._proper = schema.clue("properName")
        false = schema.clue("falseHead")
        words = {
            **dict.fromkeys(false, False),
            **dict.fromkeys((*self._proper, *self._bare, *self.weak, *self.strong), True),
        }
        self._is_head = {word: word not in false for word in words}
        by_end: dict[str, set[int]] = {}
        for word in words:
            by_end.setdefault(word[-1], set()).add(len(word))
        self._lengths = {end: tuple(sorted(lengths, reverse=True)) for end, lengths in by_end.items()}
        self._longest_strong = max(map(len, self.strong), default=0)

    def ending(self, text: str, end: int) -> str:
        """The longest head that *text* up to *end* ends with, or "" where there is none or what only looks so."""
        for length in self._lengths.get(text[end - 1], ()):
            is_head = self._is_head.get(text[end - length : end]) if length <= end else None
            if is_head is not None:
                return text[end - length : end] if is_head else ""
        return ""

    def is_head(self, word: str) -> bool:
        """Whether a word is a head of any kind."""
        return self._is_head.get(word, False)

    def strong_ending(self, name: str, *, whole: bool = True) -> str:
        """The longest strong head that a name ends with, or ""; with *whole* false, not the name itself."""
        longest = min(self._longest_strong, len(name) if whole else len(name) - 1)
        return next((name[-n:] for n in range(longest, 1, -1) if name[-n:] in self.strong), "")

    def classes_of(self, name: str) -> tuple[str, ...]:
        """The classes of the strong head that a name ends with; none where there is no such head."""
        head = self.strong_ending(name)
        return self.strong[head] if head else ()

    def graded(self, head: str, *, modified: bool) -> tuple[Grade, tuple[str, ...]]:
        """How much a head says, and its classes.

        Args:
            head: the head.
            modified: whether a modifier stands before it.
        """
        if not modified:
            compound = self.strong.get(head, ()) if len(head) >= _COMPOUND else ()
            if not compound and len(head) > _COMPOUND:
                compound = self.weak.get(head, ())
            return Grade.BARE, self._proper.get(head) or self._bare.get(head) or compound
        if head in self.strong:
            return Grade.STRONG, self.strong[head]
        if head in self.weak:
            return Grade.WEAK, self.weak[head]
        return Grade.BARE, self._bare.get(head) or self._proper.get(head, ())

    def weight(self, head: str) -> int:
        """How many code points of modifiers a compound head brings of its own (分餐制, 实施方案)."""
        return len(head) - 2 if len(head) >= _COMPOUND else 0
