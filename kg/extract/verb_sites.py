"""A word that could be a verb among its neighbours, and what the clause around it says."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.atoms import BREAK, COUNT, DE, NAME, PAUSE, QUOTED, TIME, WORD, Atom
from kg.extract.words import (
    ACT_NOUN,
    ACTING_NAME,
    ADVERB,
    ASPECT,
    CAUSATIVE,
    COMPLEMENT,
    CONVENER,
    COORDINATOR,
    CUE,
    EXISTENTIAL,
    HEAD_NOUN,
    HEARS,
    INTRANSITIVE,
    LEADS,
    LIGHT,
    LINK,
    LIST_END,
    LOCATIVE,
    MEASURE,
    MOVEMENT,
    NOMINAL_OBJECT,
    PATIENT_SUBJECT,
    PIVOT,
    PREPOSITION,
    PRONOUN,
    SPEECH,
    VERB,
)

# What an atom is for the reading of its clause.
NO_VERB, PREDICATE, MODIFIER, STATIVE = range(4)
# What can stand directly before a verb that could be a noun.
OPENS = ADVERB | CUE | LINK | PRONOUN | LOCATIVE | COMPLEMENT
# Parts of speech that can begin an object.
OBJECT_POS = tuple("nrmabdzljist")
# How many atoms of a clause are looked over on either side; a clause is seldom longer.
_REACH = 80
# A member of a list of names has at most so many words.
_MEMBER = 5
# At most so many words stand between 的 and the noun of an act.
_DESCRIBED = 4
# The object on either side of a pause between two verb phrases is at most so many atoms long.
_SHORT = 2


@dataclass(slots=True)
class Site:
    """A word that could be a verb, where it stands.

    Attributes:
        before: the atom before it in its clause.
        after: the atom behind it and its endings in its clause, which is `atoms[nxt]`.
        marked: endings (`了`, `为`) follow it.
    """

    atoms: list[Atom]
    codes: list[int]
    at: int
    flags: int
    before: Atom | None
    after: Atom | None
    nxt: int
    marked: bool

    def after_is(self, flags: int) -> bool:
        """Whether the word behind has one of the *flags*."""
        return self.after is not None and bool(self.after.flags & flags)

    def before_is(self, flags: int) -> bool:
        """Whether the word before has one of the *flags*."""
        return self.before is not None and bool(self.before.flags & flags)

    def before_kind(self, *kinds: int) -> bool:
        """Whether the atom before is of one of the *kinds*."""
        return self.before is not None and self.before.kind in kinds

    def after_kind(self, *kinds: int) -> bool:
        """Whether the atom behind is of one of the *kinds*."""
        return self.after is not None and self.after.kind in kinds


def site_of(atoms: list[Atom], codes: list[int], at: int) -> Site:
    """The word at *at* with its neighbours."""
    before = atoms[at - 1] if at and atoms[at - 1].kind != BREAK else None
    nxt = at + 1
    while nxt < len(atoms) and atoms[nxt].kind == WORD and atoms[nxt].flags & (ASPECT | COMPLEMENT):
        if atoms[nxt].flags & (VERB | LOCATIVE) and not atoms[nxt].flags & ASPECT:
            break
        nxt += 1
    after = atoms[nxt] if nxt < len(atoms) and atoms[nxt].kind != BREAK else None
    return Site(atoms, codes, at, atoms[at].flags, before, after, nxt, nxt > at + 1)


# ---- what the clause around says -----------------------------------------------------------------------------------


def opened(site: Site) -> bool:
    """Whether what stands before can open a verb phrase."""
    before = site.before
    if before is None or before.kind in (TIME, NAME, QUOTED) or before.flags & OPENS:
        return True
    return before.kind == WORD and (
        before.pos[:1] == "t" or (before.pos == "s" and led(site) and _is_plain(site.after))
    )


def listed(site: Site) -> bool:
    """Whether a list of nouns goes on or is closed here (`规划、移交、办园等环节`)."""
    for atom in site.atoms[site.nxt : site.nxt + 3]:
        if atom.kind == BREAK:
            return False
        if atom.kind == PAUSE:
            return atom is site.after
        if atom.flags & LIST_END:
            return True
    return False


def named_before(site: Site) -> bool:
    """Whether the counted noun before this one is named by the same word (`抢修人员156人次、抢修车辆59台次`)."""
    atoms, at = site.atoms, site.at
    if at < 4 or atoms[at - 1].kind != PAUSE or atoms[at - 2].kind != COUNT or site.nxt + 1 >= len(atoms):
        return False
    if atoms[site.nxt].kind != WORD or atoms[site.nxt + 1].kind != COUNT:
        return False
    first = atoms[at - 4]
    return first.text == atoms[at].text and site.codes[at - 4] == NO_VERB


def summed_up(site: Site) -> bool:
    """Whether it stands in a list of names that a count closes (`人员疏散、灭火作战、火场供水等六个小组`)."""
    atoms, low = site.atoms, max(-1, site.at - _MEMBER)
    if site.after_is(LIST_END) and site.nxt + 2 < len(atoms) and atoms[site.nxt + 1].kind == COUNT:
        return atoms[site.nxt + 2].kind in (WORD, NAME, QUOTED)  # 光伏整县推进等6个项目
    at = site.at - 1
    while at > low and atoms[at].kind == WORD:
        at -= 1
    if at < 0 or atoms[at].kind != PAUSE:
        return False
    member = 0
    for at in range(site.nxt, min(len(atoms) - 2, site.nxt + _REACH)):
        atom = atoms[at]
        if atom.kind in (BREAK, COUNT, DE):
            return False
        if atom.flags & LIST_END:
            return atoms[at + 1].kind == COUNT and atoms[at + 2].kind in (WORD, NAME, QUOTED)
        member = 0 if atom.kind == PAUSE or atom.flags & COORDINATOR else member + 1
        if member > _MEMBER:
            return False
    return False


def paired(site: Site) -> bool:
    """`还指导和服务企业`, `某局检查、翻晒粮食`: an adverb or who does it before, a further verb and object behind."""
    beyond = site.atoms[site.nxt + 1 : site.nxt + 3]
    if len(beyond) < 2 or beyond[1].kind not in (WORD, NAME, QUOTED, COUNT):
        return False
    verb, thing = beyond
    if site.before_is(ADVERB) and verb.flags & VERB:
        return True
    sure = verb.pos == "v" and (not verb.flags or (verb.flags & VERB and not verb.flags & ACT_NOUN))
    return site.before_is(ACTING_NAME) and bool(sure) and (thing.kind != WORD or thing.pos[:1] in OBJECT_POS)


def acting_behind(site: Site) -> bool:
    """Whether behind the count and its noun a verb follows."""
    for nxt in range(site.nxt + 2, min(len(site.atoms), site.nxt + _REACH)):
        atom = site.atoms[nxt]
        if atom.kind in (BREAK, PAUSE, DE):
            return False
        if atom.kind == WORD and (atom.flags & VERB or atom.pos in ("v", "vn")):
            return nxt + 1 < len(site.atoms) and site.atoms[nxt + 1].kind not in (BREAK, DE)
    return False


def closes_noun(site: Site) -> bool:
    """Whether it ends a noun phrase with 的 (`人民的殷切期盼`): only words that describe stand between."""
    if site.flags & (INTRANSITIVE | PATIENT_SUBJECT | MEASURE | SPEECH):
        return False
    for at in range(site.at - 1, max(-1, site.at - _DESCRIBED), -1):
        atom = site.atoms[at]
        if atom.kind == DE:
            return True
        if atom.kind != WORD or atom.flags & (CUE | PREPOSITION | VERB):
            return False
    return False


def is_subject(site: Site) -> bool:
    """Whether plain nouns behind run up to a head noun and a verb or cue behind it (`教育行政部门要`)."""
    atoms, nxt = site.atoms, site.nxt
    while nxt < len(atoms) and atoms[nxt].kind == WORD and atoms[nxt].pos[:1] in "nb":
        if atoms[nxt].flags & (VERB | ADVERB):
            break
        nxt += 1
    if nxt == site.nxt or nxt >= len(atoms) or atoms[nxt].kind != WORD or not atoms[nxt - 1].flags & HEAD_NOUN:
        return False
    told = atoms[nxt].flags
    return bool(told & (CUE | ADVERB | PREPOSITION | VERB)) and not told & (COORDINATOR | LOCATIVE)


def governed(site: Site) -> bool:
    """Whether a verb before it in the clause has the word in its object (`聚焦群众关切`)."""
    for k in range(site.at - 1, max(-1, site.at - _REACH), -1):
        if site.atoms[k].kind == BREAK:
            return False
        if site.codes[k] == PREDICATE:
            return not site.atoms[k].flags & (CONVENER | CAUSATIVE | PIVOT | MOVEMENT)
    return False


def led(site: Site) -> bool:
    """Whether a preposition but no verb stands before it in the clause."""
    found = False
    for k in range(site.at - 1, max(-1, site.at - _REACH), -1):
        atom = site.atoms[k]
        if atom.kind == BREAK:
            break
        if site.codes[k] == PREDICATE:
            return False
        found = found or (atom.kind == WORD and bool(atom.flags & LEADS) and not atom.flags & (COORDINATOR | ADVERB))
    return found


def counted(site: Site) -> bool:
    """Whether a count closes what follows, up to the next pause (`清运垃圾3吨、清扫道路2公里`)."""
    for at in range(site.nxt, min(len(site.atoms), site.nxt + _REACH)):
        if site.atoms[at].kind in (BREAK, PAUSE):
            return at > site.nxt and site.atoms[at - 1].kind == COUNT
    return site.atoms[-1].kind == COUNT


def closed(site: Site) -> bool:
    """Whether a word of place or time stands further on in the clause."""
    for atom in site.atoms[site.nxt : site.nxt + _REACH]:
        if atom.kind == BREAK:
            return False
        if atom.kind == WORD and atom.flags & LOCATIVE:
            return True
    return False


def balanced(site: Site) -> bool:
    """Whether a verb and its short object stand on either side of the pause (`擦洗围栏、清理杂物`)."""
    atoms = site.atoms
    end = next((k for k in range(site.nxt, len(atoms)) if atoms[k].kind in (BREAK, PAUSE)), len(atoms))
    begin = next((k for k in range(site.at - 2, max(-1, site.at - 2 - _DESCRIBED), -1) if site.codes[k]), -1)
    if begin < 0 or site.codes[begin] != PREDICATE or atoms[begin].flags & (LIGHT | NOMINAL_OBJECT | PIVOT | SPEECH):
        return False
    sides = (range(begin + 1, site.at - 1), range(site.nxt, end))
    return all(0 < len(side) <= _SHORT and all(_is_plain(atoms[k]) for k in side) for side in sides)


def _is_plain(atom: Atom | None) -> bool:
    """Whether the atom is a noun that names no act and heads no compound, or a name."""
    if atom is None:
        return False
    if atom.kind == WORD:
        return atom.pos[:1] == "n" and not atom.flags & (HEAD_NOUN | ACT_NOUN | VERB | LIST_END | ADVERB)
    return atom.kind in (NAME, QUOTED)


def existing(site: Site) -> bool:
    """Whether the count before it is told to be there: `共有600人参与`."""
    verb = site.at - 2
    return verb >= 0 and site.codes[verb] == STATIVE and bool(site.atoms[verb].flags & EXISTENTIAL)


def verb_ahead(site: Site) -> bool:
    """Whether a verb stands further on in the clause, so that the word is a preposition (`围绕甲开展乙`)."""
    atoms = site.atoms
    for nxt in range(site.at + 1, min(len(atoms), site.at + _REACH)):
        if atoms[nxt].kind == BREAK:
            return False
        if atoms[nxt].kind == WORD and atoms[nxt].flags & VERB and not atoms[nxt].flags & ACT_NOUN:
            return nxt + 1 >= len(atoms) or atoms[nxt + 1].kind != DE
    return False


def verb_follows(site: Site, *, direct: bool) -> bool:
    """Whether only adverbs and cues stand between the word and a verb, or if not *direct* a preposition."""
    for atom in site.atoms[site.at + 1 : site.at + _REACH]:
        if atom.kind != WORD:
            return False
        if atom.flags & VERB:
            return not direct or not atom.flags & ACT_NOUN
        if atom.flags & PREPOSITION:
            return not direct
        if not atom.flags & (ADVERB | CUE):
            return False
    return False


def linked_to_modifier(site: Site) -> bool:
    """Whether a list of nouns of acts behind 的 ends here (`对工作的关心、理解和支持`)."""
    if site.after is not None and not site.after_kind(PAUSE) and not site.after_is(COORDINATOR):
        return False
    at, atoms = site.at, site.atoms
    while at > 2 and (atoms[at - 1].kind == PAUSE or atoms[at - 1].flags & COORDINATOR):
        at -= 2
        if atoms[at].kind != WORD or site.codes[at] != NO_VERB or atoms[at].pos[:1] not in "vn":
            return False
        if atoms[at - 1].kind == DE:
            return True
    return False


def matter(site: Site) -> bool:
    """`听取各校落实情况`: what is heard or studied is a noun that the clause ends with, not what somebody does."""
    atoms, nxt = site.atoms, site.nxt
    closes = nxt + 1 >= len(atoms) or atoms[nxt + 1].kind in (BREAK, PAUSE)
    if not closes or not site.after_is(HEAD_NOUN) or not (site.before_kind(NAME) or site.before_is(ACTING_NAME)):
        return False
    for k in range(site.at - 1, max(-1, site.at - _DESCRIBED), -1):
        if atoms[k].kind == BREAK:
            return False
        if atoms[k].flags & HEARS:
            return True
    return False
