"""Count, time and place of an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.atoms import COUNT, NAME, TIME
from kg.extract.words import MOVEMENT, SPEECH

if TYPE_CHECKING:
    from kg.extract.atoms import Atom
    from kg.extract.objects import NounPhrases
    from kg.extract.predicates import Frame

_PLACES = frozenset(("place", "area", "organization"))


def quantity_of(atoms: list[Atom], frame: Frame) -> int | None:
    """The first count that belongs to the verb or its object, else the one that stands before the verb."""
    if frame.flags & SPEECH:
        return None
    for begin, end in (frame.object, (frame.last, frame.end)):
        for atom in atoms[begin:end]:
            if atom.kind == COUNT:
                return atom.ref
    apart = [(p.at, p.close) for p in frame.phrases if p.role in ("place", "means", "recipient")]
    for at in range(frame.start, frame.first):
        if atoms[at].kind == COUNT and not any(b <= at < e for b, e in apart):
            return atoms[at].ref
    return None


def time_of(atoms: list[Atom], frame: Frame) -> int | None:
    """The time phrase before the verb, or behind it outside the object."""
    for atom in atoms[frame.start : frame.first]:
        if atom.kind == TIME:
            return atom.ref
    return None


def place_of(atoms: list[Atom], frame: Frame, phrases: NounPhrases) -> int | None:
    """Where the act was done: the phrase of place, or where the subject went."""
    for phrase in frame.phrases:
        if phrase.role != "place":
            continue
        for at in range(phrase.end - 1, phrase.start - 1, -1):
            entity = phrases.entity(atoms[at])
            if atoms[at].kind == NAME and entity is not None and phrases.type(entity) in _PLACES:
                return entity
            break
    if frame.flags & MOVEMENT:
        heads = phrases.heads(frame.object)
        if heads and phrases.type(heads[0]) in _PLACES:
            return heads[0]
    return None
