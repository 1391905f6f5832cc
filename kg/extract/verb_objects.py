"""Things known by the verb alone: whatever is 开展 is an activity, whatever is 推行 is a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.modifiers import MODIFIER_TAGS, ModifierRules
from kg.text.marks import QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.head_words import HeadWords
    from kg.extract.marked import Marked
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_NOMINAL = frozenset("nvjg")  # first letters of the tags with which a name can end
_MIN, _MAX = 4, 14  # code points of a name that only its verb announces


class ObjectReader:
    """Finds the objects of verbs that take nothing but things; built once from the schema."""

    def __init__(self, schema: Schema, words: HeadWords) -> None:
        self._words = words
        self._takes = schema.clue("takesOnly")
        self._rules = ModifierRules(schema)
        self._announcers = frozenset(schema.clue("announcer"))
        self._light = frozenset(schema.clue("betweenVerbAndThing"))
        self._joiners = frozenset(schema.clue("coordinator"))
        self._ends = frozenset(schema.clue("afterList")) | frozenset(schema.clue("ofWord"))
        self._generic = frozenset(schema.clue("genericPhrase"))

    def __call__(self, analysis: Analysis, marked: Marked) -> Iterator[Mention]:
        """Mentions of objects; those that have a head of their own are found again by it."""
        tokens = analysis.tokens
        for index, token in enumerate(tokens):
            keys = self._takes.get(token.text)
            if keys is None or (index and tokens[index - 1].text in self._words.weak):
                continue  # 工作开展得好: the verb has its subject before it and no object
            first = index + 1
            while first < len(tokens) and (
                tokens[first].text in self._light or marked.quantity[first] or tokens[first].pos in ("ul", "ug")
            ):
                first += 1
            while first < len(tokens):
                last = self._chunk(analysis, marked, first)
                if last < 0:
                    break
                name = analysis.text[tokens[first].start : tokens[last].end]
                known = bool(self._words.ending(analysis.text, tokens[last].end))
                if (2 if known else _MIN) <= len(name) <= _MAX and name not in self._generic:
                    cls = next(iter(self._words.classes_of(name)), keys[0])
                    yield Mention(
                        tokens[first].start,
                        tokens[last].end,
                        cls,
                        name,
                        "verb-object",
                        0.65,
                        f"the object of {token.text}",
                    )
                if last + 1 >= len(tokens) or tokens[last + 1].text not in self._joiners:
                    break
                first = last + 2

    def _chunk(self, analysis: Analysis, marked: Marked, first: int) -> int:
        """The last token of the noun phrase that begins at *first*; -1 where none does or it is not closed."""
        tokens = analysis.tokens
        j = first
        doubtful = last = False  # last: the word before is a verb, which at the end of the name would be a noun
        while j < len(tokens):
            token = tokens[j]
            word = token.text
            if token.pos == "x" or word in self._joiners or word in self._ends or marked.quantity[j] or marked.time[j]:
                break
            if marked.person[j] or (token.pos[0] not in MODIFIER_TAGS and j > first):
                return -1
            # A verb inside may be a modifier; what ends with a head of its own settles that it is.
            single = len(word) == 1 and token.pos[0] in "va" and j > first
            doubtful, last = doubtful or last or single, self._rules.breaks(token)
            j += 1
        doubtful = doubtful or (last and tokens[j - 1].text in self._announcers)
        if doubtful and (j == first or not self._words.ending(analysis.text, tokens[j - 1].end)):
            return -1
        if j == first or tokens[j - 1].pos[0] not in _NOMINAL or (j < len(tokens) and tokens[j].text in QUOTES):
            return -1
        return j - 1
