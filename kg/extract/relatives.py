"""`甲局公布的数据`: what a modifier tells of the noun behind it is an act of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.atoms import BREAK, DE, NAME, PAUSE, TIME, WORD
from kg.extract.frames import Frame
from kg.extract.objects import ACTING
from kg.extract.verbs import MODIFIER, NO_VERB
from kg.extract.words import (
    ACT_NOUN,
    ADVERB,
    COMPANION,
    COORDINATOR,
    CUE,
    HEAD_NOUN,
    INTRANSITIVE,
    MEASURE,
    PREPOSITION,
    SPEECH,
    UNDERGO,
    VERB,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.atoms import Atom
    from kg.extract.coded import CodedAtoms
    from kg.extract.objects import NounPhrases

_ABLE = (*ACTING, "measure")


def modifier_frames(
    line: CodedAtoms, start: int, end: int, phrases: NounPhrases
) -> Iterator[tuple[Frame, tuple[int, ...] | None]]:
    """The frames of the modifiers from atom *start* to *end*, each with its agents; None: those of before."""
    atoms, codes = line.atoms, line.codes
    for at in range(start, end):
        if codes[at] != MODIFIER or not atoms[at].flags & VERB or atoms[at].flags & (MEASURE | UNDERGO | INTRANSITIVE):
            continue
        begin = _behind_adverbs(atoms, start, at)
        subject = (begin, begin)
        agents: tuple[int, ...] | None = None
        if begin > start:
            if atoms[at].flags & ACT_NOUN:
                continue
            before = atoms[begin - 1]
            if before.kind == NAME:
                subject = (_list_begin(atoms, start, begin - 1), begin)
                agents = phrases.heads(subject)
                if not agents or phrases.type(agents[-1]) not in _ABLE:
                    continue
            elif before.pos[:1] == "n":
                agents = ()
            else:
                continue
            begin = subject[0]
            while begin > start and atoms[begin - 1].kind == TIME:
                begin -= 1
        thing = _thing(atoms, codes, at, end)
        if thing[0] < thing[1]:
            yield Frame(at, at + 1, subject, thing, begin, thing[1], "relative", atoms[at].flags & ~SPEECH), agents


def _behind_adverbs(atoms: list[Atom], start: int, at: int) -> int:
    """Where the adverbs and times before the verb begin."""
    while at > start and (
        atoms[at - 1].kind == TIME
        or (atoms[at - 1].kind == WORD and (atoms[at - 1].flags & (ADVERB | CUE) or atoms[at - 1].pos[:1] == "t"))
    ):
        at -= 1
    return at


def _list_begin(atoms: list[Atom], start: int, at: int) -> int:
    """Where the list of names that ends at *at* begins (`甲局、乙办等部门联合丙`)."""
    while at > start and (
        atoms[at - 1].kind in (NAME, PAUSE)
        or atoms[at - 1].flags & (COORDINATOR | COMPANION | HEAD_NOUN)
        or (atoms[at - 1].kind == WORD and atoms[at - 1].pos == "u")
    ):
        at -= 1
    return at


def _thing(atoms: list[Atom], codes: list[int], at: int, end: int) -> tuple[int, int]:
    """The noun phrase that the modifier describes."""
    begin = at + 1
    while begin < end and atoms[begin].kind != DE:
        begin += 1
    begin += 1
    stop = begin
    while stop < end and codes[stop] == NO_VERB and atoms[stop].kind not in (DE, BREAK):
        if stop > begin and atoms[stop].kind == WORD and atoms[stop].flags & (ADVERB | CUE | PREPOSITION):
            break
        stop += 1
    return begin, min(stop, end)
