"""The shape of persons' names: how surnames begin them, and where the given name ends."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.name_boundary import is_cjk
from kg.resources import ontology_dir

if TYPE_CHECKING:
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

NAME_TAGS = frozenset(("nr", "nrt", "nrfg"))
"""Parts of speech of what the segmenter takes for a person's name."""
# Those of all proper names; with those of words in Latin letters and signs.
_PROPER = NAME_TAGS | frozenset(("ns", "nz"))
_PROPER_OR_SIGN = _PROPER | frozenset(("x",))
_MAY_BE_NAME = NAME_TAGS | frozenset(("x", "nz", "ns", "zg"))
# Parts of speech of the words with which a sentence goes on behind its subject.
_GOES_ON = frozenset(("v", "vd", "p", "c", "d", "u", "uj", "ad", "t"))
_SUBJECT_BEFORE = frozenset(("v", "p", "d", "vd", "ad"))
_OPEN_CLASS = NAME_TAGS | frozenset(("ns", "nz", "x", "n", "a", "v", "vn", "d", "i", "l"))
_FUNCTIONAL = frozenset(("v", "d", "vn", "ad", "c", "p", "t", "m", "r"))
# Those of words of grammar.
_GRAMMAR = frozenset(("p", "c", "r", "u", "uj"))
# Those of single characters that are no words.
_NO_WORD = NAME_TAGS | frozenset(("z", "g", "ag", "x"))
# What a character that is left over behind a name counts: it belongs to the name.
_LEFT_OVER = 2.0
_PAUSE = frozenset("，。；：、！？“”（）() \n\t　《》<>·—-…,.;:!?「」『』")
_SOUNDS_AT_LEAST = 4
_SURE = 1.0
# A name that always stands whole while what follows it changes is hardly a shorter name with a word behind it.
_UNIT = 2.3
# What a last character that is a preposition before a noun takes away.
_PREPOSED = 2.0


def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """The surnames of `ontology/data/surnames.txt`: the common ones, and all."""
    text = (ontology_dir() / "data" / "surnames.txt").read_text(encoding="utf-8")
    parts = [
        frozenset(word for line in part.splitlines() if not line.startswith("#") for word in line.split())
        for part in text.split("\n# Rarer", 1)
    ]
    return parts[0], frozenset().union(*parts)


class NameShape:
    """Tells names by their shape; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self.common, self._surnames = surnames()
        self.no_name = frozenset(w for w in schema.words("noName") if len(w) > 1)
        self._not_last = frozenset(schema.words("notLastGiven"))
        self._function = frozenset(schema.words("notBeginning"))
        self._prepositions = frozenset(w for w in schema.clue("preposition") if len(w) == 1)
        self.of = frozenset(schema.words("ofWord"))
        self._counts = frozenset(schema.words("countStart"))
        self._not_given = frozenset(schema.words("notGiven"))
        sound = "".join(schema.words("transliteration"))
        self._sounds = re.compile(f"[{sound}]{{{_SOUNDS_AT_LEAST},6}}" if sound else r"(?!)")
        part = f"[{sound}]{{1,8}}"
        # names of minorities and foreigners are written in certain characters, with a dot between their parts
        self.dotted = re.compile(rf"{part}(?:[·•・‧]{part})+" if sound else r"(?!)")

    def surname(self, text: str, start: int) -> int:
        """Length of the surname at *start*, or 0."""
        if text[start : start + 2] in self._surnames:
            return 2
        return 1 if text[start : start + 1] in self._surnames else 0

    def is_word(self, name: str) -> bool:
        """Whether a word that is no name stands at the beginning of *name*."""
        return name in self.no_name or name[:2] in self.no_name or name[:3] in self.no_name

    def may_be_given(self, given: str) -> bool:
        """Whether the characters can be a given name."""
        return is_cjk(given) and self._not_given.isdisjoint(given)

    def may_begin(self, analysis: Analysis, at: int, length: int, *, office: bool) -> bool:
        """Whether a name can begin at *at*: with a common surname, or where the segmenter sees a name or nothing.

        Args:
            analysis: the document.
            at: where the name would begin.
            length: the length of its surname.
            office: whether an office stands before it, or only a word for people.
        """
        token = analysis.tokens[analysis.token_index(at)]
        if token.pos in _MAY_BE_NAME:
            return office or analysis.text[at : at + length] not in self._function
        if analysis.text[at : at + length] in self.common:
            return office or len(token.text) == 1
        if length > 1:
            return office and token.start == at
        return office and len(token.text) == 1 and token.text not in self._function

    def word_at(self, analysis: Analysis, at: int) -> bool:
        """Whether a common word of two characters or more begins at *at*, so that no name does."""
        token = analysis.tokens[analysis.token_index(at)]
        if token.start != at or len(token.text) < 2:
            return False
        # the segmenter's model takes unknown words for numerals and attributes: 左重|, 殷一|璀
        counts = token.text[0] in self._counts or token.text in self.no_name
        if (token.pos == "m" and not counts) or (token.pos in "bt" and self._is_left_over(analysis, token.end)):
            return False
        if token.text in self.no_name or token.pos not in _OPEN_CLASS:
            return True
        return len(token.text) == 2 and token.pos in _FUNCTIONAL

    def _is_left_over(self, analysis: Analysis, at: int) -> bool:
        """Whether one character stands at *at* that is no word by itself: the segmenter cut a name before it."""
        if at >= len(analysis.text):
            return False
        token = analysis.tokens[analysis.token_index(at)]
        alone = token.start == at and len(token.text) == 1 and is_cjk(token.text)
        return alone and token.pos in _NO_WORD and token.text not in self.common

    @staticmethod
    def is_common_word(analysis: Analysis, start: int, end: int) -> bool:
        """Whether the segmenter takes what stands there for one word that is no name."""
        token = analysis.tokens[analysis.token_index(start)]
        return token.start == start and token.end == end and token.pos not in _PROPER_OR_SIGN

    def subject_ends(self, analysis: Analysis, end: int) -> bool:
        """Whether what ends at *end* reads as a name that a verb, preposition or adverb follows."""
        if end >= len(analysis.text) or analysis.text[end - 1] in self._not_last:
            return False
        return analysis.tokens[analysis.token_index(end)].pos in _SUBJECT_BEFORE

    def end(self, analysis: Analysis, scan: Scan, start: int, length: int) -> int:
        """Where the name ends whose surname of *length* begins at *start*; 0 if it is no name."""
        text = analysis.text
        at = start + length
        blank = text[at : at + 1]
        if blank in (" ", "　") and is_cjk(text[at + 1 : at + 2]) and not is_cjk(text[at + 2 : at + 3]):
            return at + 2  # spread over the column of a table: `韩　梅`
        best, score = 0, 0.0
        for size in (2, 1):
            value = self._score(analysis, scan, start, at, at + size)
            if value > score:
                best, score = at + size, value
        return max(best if score >= _SURE else 0, self._by_sound(analysis, scan, start))

    def _score(self, analysis: Analysis, scan: Scan, start: int, at: int, end: int) -> float:
        """How well a name from *start* to *end* fits what stands around it, its given name beginning at *at*."""
        text = analysis.text
        given, name = text[at:end], text[start:end]
        if end > len(text) or name in self.no_name:
            return 0.0
        if not self.may_be_given(given) and not (self._is_token(analysis, start, end) and self.may_be_given(given[-1])):
            return 0.0
        if self._office_inside(scan, at, end) or self._is_grammar(analysis, at, end):
            return 0.0
        preposed = self._opens_phrase(analysis, end) or (
            text[start:at] in self._prepositions and self._before_noun(analysis, end)
        )
        value = -_PREPOSED if preposed else 0.0
        if self._is_left_over(analysis, end):
            value -= _LEFT_OVER
        elif len(given) > 1 and self._is_left_over(analysis, end - 1):
            value += 1.0
        if end == len(text) or text[end] in _PAUSE:
            value += 2.0
        elif scan.any_from(("honorific", "nameTail", "title"), end):
            value += 1.5
        if end in analysis.boundaries:
            value += 1.0
            if end < len(text) and analysis.tokens[analysis.token_index(end)].pos in _GOES_ON:
                value += 0.6
        token = analysis.tokens[analysis.token_index(start)]
        if token.start == start and token.end == end and token.pos in _PROPER:
            value += 0.7
        return value + (_repetition(text, name) if len(given) > 1 else 0.0)

    @staticmethod
    def _is_token(analysis: Analysis, start: int, end: int) -> bool:
        """Whether the segmenter takes three characters for a name, whatever the one in the middle (`陈其华`)."""
        token = analysis.tokens[analysis.token_index(start)]
        return token.start == start and token.end == end == start + 3 and token.pos == "nr"

    def _is_grammar(self, analysis: Analysis, at: int, end: int) -> bool:
        """Whether the given name would be a word of grammar, or one with which no name begins (应|根据, 成|全国)."""
        token = analysis.tokens[analysis.token_index(at)]
        whole = token.start == at and token.end == end and len(token.text) > 1
        return whole and (token.pos in _GRAMMAR or token.text in self.no_name)

    def _opens_phrase(self, analysis: Analysis, end: int) -> bool:
        """Whether the last character is rather a preposition with the noun behind it (`林秀向|记者介绍`)."""
        return analysis.text[end - 1] in self._prepositions and self._before_noun(analysis, end)

    @staticmethod
    def _before_noun(analysis: Analysis, end: int) -> bool:
        """Whether a noun follows, as behind a preposition with what belongs to it (`向过往|群众`)."""
        return end < len(analysis.text) and analysis.tokens[analysis.token_index(end)].pos[:1] in "nr"

    def _by_sound(self, analysis: Analysis, scan: Scan, start: int) -> int:
        """Where a name of four to six characters ends that are all such as write foreign sounds; 0 if there is none."""
        match = self._sounds.match(analysis.text, start)
        if match is None:
            return 0
        text = analysis.text
        for end in range(match.end(), start + _SOUNDS_AT_LEAST - 1, -1):
            told = end == len(text) or text[end] in _PAUSE or scan.any_from(("honorific", "nameTail"), end)
            if told and end in analysis.boundaries:
                return end
        return 0

    @staticmethod
    def _office_inside(scan: Scan, at: int, end: int) -> bool:
        """Whether the given name would be (the beginning of) an office or a verb of saying."""
        for clue in ("title", "groupHead", "weakGroupHead"):
            if any(e >= end and e - at > 1 for e, _ in scan.from_(clue, at)):
                return True
        if any(e == end for e, _ in scan.from_("speechTail", at)):
            return True
        return end - at > 1 and any(e == end for e, _ in scan.from_("nameTail", at))


@lru_cache(maxsize=64)  # a report repeats its names
def _repetition(text: str, name: str) -> float:
    """The longer form wins where the text never uses the shorter one without it, and loses where it does."""
    longer, shorter = text.count(name), text.count(name[:-1])
    if longer == shorter:
        if longer > 1:
            goes_on = {text[m.end() : m.end() + 1] for m in re.finditer(re.escape(name), text)}
            return _UNIT if len(goes_on) > 1 else 1.1
        return 0.3
    return -0.9 if longer > 1 else -2.2
