"""Which words stand as verbs: decided from the word and its neighbours, once for a whole document."""

from __future__ import annotations

from kg.extract.atoms import BREAK, COUNT, DE, NAME, PAUSE, QUOTED, TIME, WORD, Atom
from kg.extract.words import (
    ACT_NOUN,
    ADJECTIVE,
    ADVERB,
    ANY_VERB,
    ASPECT,
    CAUSATIVE,
    COMPLEMENT,
    CONVENER,
    COORDINATOR,
    CUE,
    HEAD_NOUN,
    INTRANSITIVE,
    LEADS,
    LIGHT,
    LINK,
    LOCATIVE,
    MEASURE,
    MOVEMENT,
    PASSIVE_MARK,
    PIVOT,
    PREPOSITION,
    PRONOUN,
    SPEECH,
    STATE,
    TEMPORAL,
    TIGHT_HEAD,
    VERB,
)

# What an atom is for the reading of its clause.
NO_VERB, PREDICATE, MODIFIER, STATIVE = range(4)

_REPORTS = VERB | LIGHT | CAUSATIVE
# Parts of speech that can begin an object.
_OBJECT_POS = tuple("nrmabdzljist")
_OPENS = ADVERB | CUE | LINK | PRONOUN | LOCATIVE | COMPLEMENT


def verb_codes(atoms: list[Atom]) -> list[int]:
    """For each atom NO_VERB, PREDICATE (it can be a clause's verb), MODIFIER (`公布的`), or STATIVE (`是`)."""
    codes = [NO_VERB] * len(atoms)
    for at, atom in enumerate(atoms):
        if atom.kind == WORD and (atom.flags & ANY_VERB or (not atom.flags and atom.pos in ("v", "vn"))):
            codes[at] = _code(atoms, at, codes)
    return codes


def _code(atoms: list[Atom], at: int, codes: list[int]) -> int:
    atom = atoms[at]
    flags = atom.flags
    size = len(atoms)
    before = atoms[at - 1] if at else None
    if before is not None and before.kind == BREAK:
        before = None
    nxt = at + 1
    while nxt < size and atoms[nxt].kind == WORD and atoms[nxt].flags & (ASPECT | COMPLEMENT):
        if atoms[nxt].flags & (VERB | LOCATIVE) and not atoms[nxt].flags & ASPECT:
            break
        nxt += 1
    marked = nxt > at + 1
    after = atoms[nxt] if nxt < size and atoms[nxt].kind != BREAK else None
    if flags & PREPOSITION and flags & VERB and not marked and _verb_ahead(atoms, at):
        return NO_VERB
    if flags & STATE and not flags & _REPORTS:
        return STATIVE if after is None or after.kind != DE else NO_VERB
    if after is not None and after.kind == DE:
        closes = nxt + 1 >= size or atoms[nxt + 1].kind == BREAK
        return MODIFIER if not closes and (before is None or before.kind != DE) else NO_VERB
    if after is not None and (after.kind == PAUSE or after.flags & COORDINATOR) and nxt + 2 < size:
        # 蕴含和激发的: both verbs modify.
        if atoms[nxt + 2].kind == DE and atoms[nxt + 1].flags & VERB and flags & VERB:
            return NO_VERB
    if before is not None and before.kind == DE:
        return PREDICATE if flags & (LIGHT | MEASURE) and not flags & ACT_NOUN else NO_VERB
    if flags & (ADVERB | CUE) and _verb_follows(atoms, at, direct=bool(flags & SPEECH)):
        return NO_VERB
    if flags & ACT_NOUN and before is not None and before.flags & ADVERB and at > 1 and atoms[at - 2].kind == DE:
        # 社区的踊跃参与: an adverb between 的 and the noun of an act.
        return NO_VERB
    if flags & ADJECTIVE and after is None and not marked and before is not None and not before.flags & CUE:
        return NO_VERB
    if before is not None and before.kind == PAUSE and not marked and _listed(atoms, nxt):
        return NO_VERB
    if flags & MEASURE and len(atom.text) == 1 and not marked and (after is None or after.kind != COUNT):
        return NO_VERB
    if flags & _REPORTS and not flags & ACT_NOUN:
        if after is not None and not marked and before is not None and not before.flags & _OPENS:
            noun_before = before.kind in (NAME, QUOTED, COUNT) or before.pos[:1] in "nvb"
            if after.flags & TIGHT_HEAD and noun_before:
                return NO_VERB
            if flags & INTRANSITIVE and after.kind == WORD and after.pos[:1] == "n" and not after.flags & _OPENS:
                return NO_VERB
        return PREDICATE
    paired = nxt + 2 < size and bool(atoms[nxt + 1].flags & VERB) and atoms[nxt + 2].kind in (WORD, NAME, QUOTED, COUNT)
    return _weak(
        atom,
        before,
        after,
        codes[at - 1] if at else NO_VERB,
        marked=marked,
        paired=paired,
        subject=_is_subject(atoms, nxt),
        governed=_governed(atoms, at, codes),
        led=_led(atoms, at, codes),
        known_ahead=not flags and _verb_ahead(atoms, at),
        closed=_closed(atoms, nxt),
    )


def _weak(
    atom: Atom,
    before: Atom | None,
    after: Atom | None,
    code_before: int,
    *,
    marked: bool,
    paired: bool,
    subject: bool,
    governed: bool,
    led: bool,
    known_ahead: bool,
    closed: bool,
) -> int:
    """A word that is as often a noun: both sides must speak for the verb."""
    if not atom.flags & VERB and atom.flags:
        return NO_VERB
    if not atom.flags and known_ahead and before is None and after is not None and after.kind == WORD:
        return NO_VERB
    if not atom.flags and before is not None and before.flags & (CUE | PASSIVE_MARK) and atom.pos == "v":
        return PREDICATE
    if atom.pos == "vn" and not atom.flags and (before is None or not before.flags & (ADVERB | CUE)):
        return NO_VERB
    if (
        not atom.flags
        and not marked
        and (
            after is None
            or (after.kind not in (NAME, COUNT, QUOTED) and (after.pos[:1] not in _OBJECT_POS or after.kind == PAUSE))
        )
    ):
        return NO_VERB
    if before is not None and before.kind in (COUNT, PAUSE) and not marked:
        # 建立甲、绘制更细的乙: a modifier behind it speaks for a verb.
        parallel = before.kind == PAUSE and atom.flags & VERB and governed and after is not None
        return (
            PREDICATE
            if parallel and after.kind == WORD and after.pos[:1] in "abdrz" and after.kind != PAUSE
            else NO_VERB
        )
    if marked:
        return PREDICATE
    if after is not None and (after.flags & (HEAD_NOUN | TIGHT_HEAD) or after.kind == PAUSE):
        return NO_VERB
    opened = (
        before is None
        or before.kind in (TIME, NAME, QUOTED)
        or bool(before.flags & _OPENS)
        or (before.kind == WORD and before.pos[:1] == "t")
    )
    if after is None:
        if before is not None and before.kind == NAME and governed:
            return NO_VERB
        if not opened and led and (atom.flags or atom.pos == "v"):
            # 向记者介绍: a preposition and no other verb before it.
            return PREDICATE
        return PREDICATE if opened and before is not None and before.kind != QUOTED else NO_VERB
    if after.kind == WORD and after.flags & TEMPORAL and before is not None and before.flags & CUE:
        # 正在调查中: under way.
        return PREDICATE
    if after.kind == WORD and after.flags & (LOCATIVE | COORDINATOR):
        # 还指导和服务企业: an adverb before, a further verb and its object behind.
        return (
            PREDICATE
            if after.flags & COORDINATOR and paired and before is not None and before.flags & ADVERB
            else NO_VERB
        )
    if before is not None and before.flags & PREPOSITION and not before.flags & COORDINATOR:
        # 在参观甲的过程中: a verb; 在抢救现场: a noun.
        return PREDICATE if not before.flags & CUE or closed else NO_VERB
    if subject:
        return NO_VERB
    if code_before == PREDICATE:
        return NO_VERB
    return PREDICATE if opened else NO_VERB


def _listed(atoms: list[Atom], at: int) -> bool:
    """Whether a list of nouns goes on or is closed here (`规划、移交、办园等环节`)."""
    for nxt in range(at, min(at + 3, len(atoms))):
        if atoms[nxt].kind == BREAK:
            return False
        if atoms[nxt].kind == PAUSE:
            return nxt == at
        if atoms[nxt].pos == "u" and atoms[nxt].kind == WORD:
            return True
    return False


def _is_subject(atoms: list[Atom], at: int) -> bool:
    """Whether plain nouns from *at* on run up to a head noun and a verb or cue behind it (`教育行政部门要`)."""
    nxt = at
    while (
        nxt < len(atoms)
        and atoms[nxt].kind == WORD
        and atoms[nxt].pos[:1] in "nb"
        and not atoms[nxt].flags & (VERB | ADVERB)
    ):
        nxt += 1
    if nxt == at or nxt >= len(atoms) or atoms[nxt].kind != WORD or not atoms[nxt - 1].flags & HEAD_NOUN:
        return False
    return bool(atoms[nxt].flags & (CUE | ADVERB | PREPOSITION | VERB)) and not atoms[nxt].flags & (
        COORDINATOR | LOCATIVE
    )


def _governed(atoms: list[Atom], at: int, codes: list[int]) -> bool:
    """Whether a verb before it in the clause has the word in its object (`聚焦群众关切`)."""
    for k in range(at - 1, -1, -1):
        if atoms[k].kind == BREAK:
            return False
        if codes[k] == PREDICATE:
            return not atoms[k].flags & (CONVENER | CAUSATIVE | PIVOT | MOVEMENT)
    return False


def _led(atoms: list[Atom], at: int, codes: list[int]) -> bool:
    """Whether a preposition but no verb stands before it in the clause."""
    found = False
    for k in range(at - 1, -1, -1):
        if atoms[k].kind == BREAK:
            break
        if codes[k]:
            return False
        if atoms[k].kind == WORD and atoms[k].flags & LEADS and not atoms[k].flags & (COORDINATOR | ADVERB):
            found = True
    return found


def _closed(atoms: list[Atom], at: int) -> bool:
    """Whether a word of place or time stands further on in the clause."""
    for k in range(at, len(atoms)):
        if atoms[k].kind == BREAK:
            return False
        if atoms[k].kind == WORD and atoms[k].flags & LOCATIVE:
            return True
    return False


def _verb_ahead(atoms: list[Atom], at: int) -> bool:
    """Whether a verb stands further on in the clause, so that the word at *at* is a preposition (`围绕甲开展乙`)."""
    for nxt in range(at + 1, len(atoms)):
        atom = atoms[nxt]
        if atom.kind == BREAK:
            return False
        if atom.kind == WORD and atom.flags & VERB and not atom.flags & ACT_NOUN:
            return nxt + 1 >= len(atoms) or atoms[nxt + 1].kind != DE
    return False


def _verb_follows(atoms: list[Atom], at: int, *, direct: bool) -> bool:
    """Whether only adverbs and cues stand between the atom at *at* and a verb, or if not *direct* a preposition."""
    for nxt in range(at + 1, len(atoms)):
        atom = atoms[nxt]
        if atom.kind != WORD:
            return False
        if atom.flags & VERB:
            return True
        if atom.flags & PREPOSITION:
            return not direct
        if not atom.flags & (ADVERB | CUE):
            return False
    return False
