"""Count, time and place of an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.atoms import COUNT, DE, NAME, TIME
from kg.extract.words import HAPPEN, MOVEMENT, SPEECH

if TYPE_CHECKING:
    from kg.extract.atoms import Atom
    from kg.extract.coded import Range
    from kg.extract.frames import Frame
    from kg.extract.objects import NounPhrases
    from kg.extract.words import Words

_PLACES = frozenset(("place", "area", "organization"))


def quantity_of(atoms: list[Atom], frame: Frame, thing: Range, words: Words) -> int | None:
    """The first count that belongs to the verb or its object, else that of the subject, else how often.

    Args:
        thing: what the act is done to, which may stand before the verb.
        words: tells which units count how often (`次`), and which counts are indefinite (`一批`).
    """
    if frame.flags & SPEECH and thing == frame.object:
        return None
    own = thing if frame.object[0] <= thing[0] and thing[1] <= frame.object[1] else frame.object
    for begin, end in (own, thing, (frame.last, frame.end)):
        for at in range(begin, end):
            if atoms[at].kind == COUNT:
                told = (
                    words.is_definite(atoms[at].text)
                    and atoms[at - 1].text not in words.one
                    and not atoms[end - 1].text.endswith(words.one_of)
                )
                return atoms[at].ref if told else None
    found = None
    begin = next(
        (k + 1 for k in range(frame.subject[1] - 1, frame.subject[0], -1) if atoms[k].kind == DE), frame.subject[0]
    )
    for at in range(begin, frame.subject[1]):
        if atoms[at].kind == COUNT and words.is_definite(atoms[at].text):
            found = atoms[at].ref
    if found is not None:
        return found
    for at in range(frame.start, frame.first):
        if atoms[at].kind == COUNT and atoms[at].text[-1:] in words.frequency:
            return atoms[at].ref
    return None


def time_of(atoms: list[Atom], frame: Frame, words: Words) -> int | None:
    """The time phrase before the verb that describes no noun and is more than `目前`.

    Inside a longer phrase (`在去年开工300个的基础上`) it dates what that phrase tells.
    """
    inner = [p for p in frame.phrases if p.role not in ("place", "goal") or p.end - p.start > 2]
    for at in range(frame.start, frame.first):
        if atoms[at].kind != TIME or (at + 1 < len(atoms) and atoms[at + 1].kind == DE):
            continue
        if atoms[at].text in words.now or any(p.start <= at < p.end for p in inner):
            continue
        return atoms[at].ref
    return None


def place_of(atoms: list[Atom], frame: Frame, phrases: NounPhrases) -> int | None:
    """Where the act was done: the phrase of place, where the subject went, or where something happened."""
    for phrase in frame.phrases:
        if phrase.role not in ("place", "goal"):
            continue
        at = phrase.end - 1
        entity = phrases.entity(atoms[at]) if at >= phrase.start and atoms[at].kind == NAME else None
        if entity is not None and phrases.type(entity) in _PLACES:
            return entity
    if frame.flags & MOVEMENT:
        heads = phrases.heads(frame.object)
        if heads and phrases.type(heads[0]) in _PLACES:
            return heads[0]
    if frame.flags & HAPPEN:
        for at in range(frame.subject[1] - 1, frame.subject[0] - 1, -1):
            entity = phrases.entity(atoms[at]) if atoms[at].kind == NAME else None
            if entity is not None:
                return entity if phrases.type(entity) in ("place", "area") else None
    return None
