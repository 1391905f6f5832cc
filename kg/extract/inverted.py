"""`出席会议的有甲、乙`: sentences that put the act first and then list who did it (a cleft)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.atoms import DE, NAME, PAUSE, TIME, WORD
from kg.extract.frames import Frame
from kg.extract.words import ADVERB, COPULA, CUE, LISTS, PREPOSITION, SPEECH, VERB

if TYPE_CHECKING:
    from kg.extract.coded import CodedAtoms

# The longest object between the verb and 的.
_REACH = 10
_ADVERBIAL = ADVERB | CUE


def inverted_frame(line: CodedAtoms, start: int, end: int) -> Frame | None:
    """The frame of a clause from atom *start* to *end* that lists behind 的有 who does it, else None."""
    atoms = line.atoms
    verb = start
    while verb < end and (atoms[verb].kind == TIME or line.is_word(verb, _ADVERBIAL)) and not atoms[verb].flags & VERB:
        verb += 1
    if verb >= end or not line.is_word(verb, VERB):
        return None
    de = next((k for k in range(verb + 1, min(end, verb + _REACH)) if atoms[k].kind == DE), end)
    told = de + 1
    while told < end and line.is_word(told, _ADVERBIAL) and not atoms[told].flags & LISTS:
        told += 1
    if told + 1 >= end or not line.is_word(told, LISTS):
        return None
    if not any(atoms[k].kind == NAME for k in range(told + 1, end)):
        return None
    flags = atoms[verb].flags & ~SPEECH
    return Frame(verb, verb + 1, (told + 1, end), (verb + 1, de), start, end, "clause", flags)


def behind_opener(line: CodedAtoms, start: int, end: int) -> int:
    """Where the subject begins that a word for listing only opens (`包括甲、乙等人也出席`)."""
    atoms = line.atoms
    if (
        not line.is_word(start, LISTS)
        or line.is_word(start, PREPOSITION | COPULA)
        or start + 1 >= end
        or atoms[start + 1].kind not in (NAME, WORD)
    ):
        return start
    verb = line.first_verb(start + 1, end)
    listed = verb is not None and any(atoms[k].kind == PAUSE for k in range(start + 1, verb))
    return start + 1 if listed else start


__all__ = ["behind_opener", "inverted_frame"]
