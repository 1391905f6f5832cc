"""Which words stand as verbs: decided from the word and its neighbours, once for a whole document."""

from __future__ import annotations

from kg.extract.atoms import BREAK, DE, NAME, WORD, Atom
from kg.extract.hidden_verbs import complete_clauses
from kg.extract.noun_verb_rules import NOUN_RULES
from kg.extract.verb_rules import RULES
from kg.extract.verb_sites import (
    MODIFIER,
    NO_VERB,
    PREDICATE,
    STATIVE,
    site_of,
)
from kg.extract.words import (
    ABOUT,
    ACT_NOUN,
    ANY_VERB,
    HEAD_NOUN,
)

_RULES = (*RULES, *NOUN_RULES)

__all__ = ["MODIFIER", "NO_VERB", "PREDICATE", "STATIVE", "verb_codes"]


def verb_codes(atoms: list[Atom]) -> list[int]:
    """For each atom NO_VERB, PREDICATE (it can be a clause's verb), MODIFIER (`公布的`), or STATIVE (`是`)."""
    codes = [NO_VERB] * len(atoms)
    for at, atom in enumerate(atoms):
        if atom.kind == WORD and (atom.flags & ANY_VERB or (not atom.flags and atom.pos in ("v", "vn"))):
            site = site_of(atoms, codes, at)
            for rule in _RULES:  # the last one always tells
                code = rule(site)
                if code is not None:
                    codes[at] = code
                    break
    _mute_matters(atoms, codes)
    complete_clauses(atoms, codes)
    return codes


def _mute_matters(atoms: list[Atom], codes: list[int]) -> None:
    """`关于将甲列入乙的建议收悉`: what stands between 关于 and 的 with a noun is a matter, and told by nobody."""
    for at, atom in enumerate(atoms):
        if atom.flags & ABOUT and atom.kind == WORD:
            end = next((k for k in range(at, len(atoms)) if atoms[k].kind == BREAK), len(atoms))
            de = next((k for k in range(end - 2, at, -1) if atoms[k].kind == DE), at)
            if de > at and atoms[de + 1].flags & HEAD_NOUN:
                codes[at + 1 : de] = [NO_VERB] * (de - at - 1)
            elif (atoms[end - 1].flags & ACT_NOUN or atoms[end - 1].kind == NAME) and _governs(atoms, codes, at):
                codes[at + 1 : end] = [NO_VERB] * (end - at - 1)  # 听取关于甲的情况汇报


def _governs(atoms: list[Atom], codes: list[int], at: int) -> bool:
    """Whether a verb stands before *at* in its clause."""
    while at and atoms[at - 1].kind != BREAK:
        at -= 1
        if codes[at] == PREDICATE:
            return True
    return False
