"""Descriptive names of activities, measures, documents and projects, by the word they end with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from kg.extract.noun_phrases import Counted, PhraseBoundary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_REACH = 12  # tokens between a verb and the phrase that it announces


class Grade(IntEnum):
    """How much a head says by itself."""

    BARE = 0
    WEAK = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may name a thing.

    Attributes:
        modifiers: number of code points before the head.
        classes: keys of the classes that carry the head.
        verb: the announcing verb on its left, or "".
        announced: keys of the types whose things the verb announces.
        follower: the verb right behind that is said of such things (召开, 启动), or "".
    """

    start: int
    end: int
    head: str
    grade: Grade
    classes: tuple[str, ...]
    modifiers: int
    counted: bool
    quoted: bool
    verb: str
    announced: tuple[str, ...]
    follower: str


class HeadReader:
    """Finds phrases by their heads; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._boundary = PhraseBoundary(schema)
        self._strong = schema.clue("head")
        self._weak = schema.clue("weakHead")
        self._bare = schema.clue("bareHead")
        words = (*self._strong, *self._weak, *self._bare)
        by_end: dict[str, set[int]] = {}
        for word in words:
            by_end.setdefault(word[-1], set()).add(len(word))
        self._lengths = {end: tuple(sorted(lengths, reverse=True)) for end, lengths in by_end.items()}
        self._announcers = schema.clue("announcer")
        self._followers = frozenset(schema.clue("follower"))
        self._tails = frozenset(schema.clue("afterThing"))
        self._light = frozenset(schema.clue("betweenVerbAndThing"))

    def __call__(self, analysis: Analysis, counted: Counted) -> Iterator[Phrase]:
        """Phrases in the order of their ends; they may overlap."""
        tokens = analysis.tokens
        text = analysis.text
        for index, token in enumerate(tokens):
            lengths = self._lengths.get(token.text[-1])
            if lengths is None:
                continue
            end = token.end
            for length in lengths:
                head = text[end - length : end] if length <= end else ""
                if head in self._strong or head in self._weak or head in self._bare:
                    break
            else:
                continue
            if self._goes_on(analysis, index):
                continue
            yield self._phrase(analysis, counted, index, end - len(head), end, head)

    def _goes_on(self, analysis: Analysis, index: int) -> bool:
        """Whether the compound goes on behind the token, so that the head is no end."""
        tokens = analysis.tokens
        if index + 1 >= len(tokens):
            return False
        after = tokens[index + 1]
        if after.text in self._tails or after.text in self._followers or after.text in self._announcers:
            return False
        if after.pos[0] in "njg" or after.pos in ("vn", "b", "l", "an"):
            return True
        return False

    def _phrase(self, analysis: Analysis, counted: Counted, index: int, head_start: int, end: int, head: str) -> Phrase:
        left = self._boundary.left(analysis, counted, head_start, head)
        verb = self.verb_before(analysis, counted, left.token)
        grade = Grade.STRONG if head in self._strong else Grade.WEAK if head in self._weak else Grade.BARE
        classes = self._strong.get(head) or self._weak.get(head) or self._bare.get(head) or ()
        if left.start == head_start and head in self._bare:
            grade, classes = Grade.BARE, self._bare[head]
        follower = ""
        for after in analysis.tokens[index + 1 : index + 4]:
            if after.text in self._followers:
                follower = after.text
                break
            if after.pos[0] not in "dt":
                break
        return Phrase(
            left.start,
            end,
            head,
            grade,
            classes,
            head_start - left.start,
            left.counted,
            left.quoted,
            verb,
            self._announcers.get(verb, ()),
            follower,
        )

    def verb_before(self, analysis: Analysis, counted: Counted, at: int) -> str:
        """The announcing verb whose object begins right behind token *at*, or "".

        Counts, determiners and phrases with 的 may stand between.
        """
        tokens = analysis.tokens
        inside = False
        for j in range(at, max(at - _REACH, -1), -1):
            token = tokens[j]
            if counted.quantity[j] or counted.time[j]:
                continue
            word = token.text
            if word in self._announcers and not inside:
                return word
            if token.pos == "uj":
                inside = True
                continue
            if inside:
                if token.pos == "x":
                    return ""
                if word in self._announcers:
                    return word
                continue
            if word in self._light or token.pos[0] in "mqr" or token.pos in ("ul", "uz", "ug", "a"):
                continue
            return ""
        return ""
