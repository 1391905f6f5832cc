"""Clauses in which no rule found a verb: the word that is most likely theirs, if any is (`某局走访企业`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.atoms import BREAK, COUNT, DE, NAME, PAUSE, QUOTED, TIME, WORD
from kg.extract.verb_sites import OPENS, PREDICATE
from kg.extract.words import (
    ACT_NOUN,
    ACTING_NAME,
    COMPLEMENT,
    COORDINATOR,
    CUE,
    EXTENT,
    HANDS,
    HAPPEN,
    HEAD_NOUN,
    INTRANSITIVE,
    LEADS,
    LIST_END,
    MOVEMENT,
    PREPOSITION,
    SPEECH,
    TAKEN,
    THING_COUNT,
    VERB,
)

if TYPE_CHECKING:
    from kg.extract.atoms import Atom

# A verb and what it is done to.
_SHORTEST_CLAUSE = 2
# Parts of speech with which an object begins, where the verb before it is the only one of its clause.
_OBJECT_STARTS = "nrmabdzljistfv"


def complete_clauses(atoms: list[Atom], codes: list[int]) -> None:
    """Mark in *codes* the likely verb of each clause that has none.

    Args:
        atoms: those of the document.
        codes: the verb code of each; changed in place.
    """
    start = 0
    for at in range(len(atoms) + 1):
        if at < len(atoms) and atoms[at].kind != BREAK:
            continue
        if at - start >= _SHORTEST_CLAUSE and not any(codes[start:at]):
            verb = next((k for k in range(start, at) if _could_be_verb(atoms, start, k, at)), None)
            if verb is not None:
                codes[verb] = PREDICATE
        start = at + 1


def _could_be_verb(atoms: list[Atom], start: int, at: int, end: int) -> bool:
    """Whether the word stands as a verb would: somebody, a time or an adverb before it, an object or nothing behind."""
    atom = atoms[at]
    # 412个|办理情形: it describes what is counted
    counts = at > start and atoms[at - 1].flags & THING_COUNT and not atom.flags & INTRANSITIVE
    if atom.kind != WORD or not atom.flags & VERB or counts:
        return False
    # 向行人宣传知识: behind whom it is for
    handed = any(a.kind == WORD and a.flags & HANDS for a in atoms[start : at - 1])
    if DE in [a.kind for a in atoms[start : at + 2 if handed else end]]:
        return False
    behind = atoms[at + 1 : end]
    if not behind:
        return _ends_clause(atoms, start, at)
    before = atoms[at - 1] if at > start else None
    led = before is None or before.kind in (TIME, NAME, QUOTED, COUNT) or before.flags & (OPENS | ACTING_NAME)
    noun = before is not None and before.kind == WORD and (before.pos[:1] in "nrst" or before.flags & HEAD_NOUN)
    # 将报告报送某办: behind the noun of a preposition
    led = (
        led
        or handed
        or (noun and any(a.kind == WORD and a.flags & LEADS and a.flags & PREPOSITION for a in atoms[start:at]))
    )
    counted = behind[-1].kind == COUNT
    if before is None and len(behind) == 1 and atom.flags & INTRANSITIVE and behind[0].flags & HEAD_NOUN:
        return False  # 停水单位：
    first = behind[0]
    # 主要产业为农业种植、旅游; 茶树种植面积3万亩
    equated = first.kind == PAUSE and any(a.flags & TAKEN for a in atoms[start:at])
    if equated or (first.flags & EXTENT and counted and noun and atom.flags & ACT_NOUN):
        return False
    if first.kind == WORD and (
        first.flags & (COORDINATOR | PREPOSITION | CUE | LIST_END) or first.pos[:1] not in _OBJECT_STARTS
    ):
        return False
    if (counted and (led or noun)) or (first.kind == COUNT and (led or noun)):
        return True
    if first.kind in (NAME, QUOTED):
        return bool(led)
    # somebody's 检查工作 is a noun, his 走访企业 is not
    somebody = before is not None and before.flags & ACTING_NAME and (MOVEMENT & atom.flags or not first.flags)
    # 到甲、乙等镇检查防汛工作: what somebody went for
    went = any(a.flags & LEADS and a.flags & COMPLEMENT and not a.flags & TAKEN for a in atoms[start:at])
    verbal = somebody or handed or went or not atom.flags & ACT_NOUN
    return bool(led and verbal and behind[-1].kind in (WORD, NAME, QUOTED))


def _ends_clause(atoms: list[Atom], start: int, at: int) -> bool:
    """`甲介绍，`, `12人受伤`: who says, or what befell whom."""
    before = atoms[at - 1] if at > start else None
    if before is None:
        return False
    flags = atoms[at].flags
    if flags & SPEECH:
        return before.kind == NAME or (before.kind == WORD and before.pos[:1] == "n")
    return bool(flags & (INTRANSITIVE | HAPPEN)) and before.kind in (COUNT, NAME)


__all__ = ["complete_clauses"]
