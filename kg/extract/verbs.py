"""Which words stand as verbs: decided from the word and its neighbours, once for a whole document."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.atoms import BREAK, COUNT, DE, NAME, PAUSE, QUOTED, TIME, WORD, Atom
from kg.extract.words import (
    ACT_NOUN,
    ACTING_NAME,
    ADJECTIVE,
    ADVERB,
    ANY_VERB,
    ASPECT,
    CAUSATIVE,
    COMPLEMENT,
    CONVENER,
    COORDINATOR,
    COPULA,
    CUE,
    HEAD_NOUN,
    INTRANSITIVE,
    LEADS,
    LIGHT,
    LINK,
    LIST_END,
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
# What can stand directly before a verb that could be a noun.
_OPENS = ADVERB | CUE | LINK | PRONOUN | LOCATIVE | COMPLEMENT
# Parts of speech that can begin an object.
_OBJECT_POS = tuple("nrmabdzljist")
# How many atoms of a clause are looked over on either side; a clause is seldom longer.
_REACH = 80


def verb_codes(atoms: list[Atom]) -> list[int]:
    """For each atom NO_VERB, PREDICATE (it can be a clause's verb), MODIFIER (`公布的`), or STATIVE (`是`)."""
    codes = [NO_VERB] * len(atoms)
    for at, atom in enumerate(atoms):
        if atom.kind == WORD and (atom.flags & ANY_VERB or (not atom.flags and atom.pos in ("v", "vn"))):
            site = _site(atoms, codes, at)
            codes[at] = next(code for rule in _RULES if (code := rule(site)) is not None)
    return codes


@dataclass(slots=True)
class _Site:
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


def _site(atoms: list[Atom], codes: list[int], at: int) -> _Site:
    before = atoms[at - 1] if at and atoms[at - 1].kind != BREAK else None
    nxt = at + 1
    while nxt < len(atoms) and atoms[nxt].kind == WORD and atoms[nxt].flags & (ASPECT | COMPLEMENT):
        if atoms[nxt].flags & (VERB | LOCATIVE) and not atoms[nxt].flags & ASPECT:
            break
        nxt += 1
    after = atoms[nxt] if nxt < len(atoms) and atoms[nxt].kind != BREAK else None
    return _Site(atoms, codes, at, atoms[at].flags, before, after, nxt, nxt > at + 1)


# ---- rules for every word, in their order; each gives the code, or None where it says nothing ----------------------


def _other_class(site: _Site) -> int | None:
    """Prepositions and states that are also verbs."""
    if site.flags & PREPOSITION and site.flags & VERB and not site.marked and _verb_ahead(site):
        return NO_VERB
    if site.flags & STATE and not site.flags & _REPORTS:
        return NO_VERB if site.after_kind(DE) else STATIVE
    return None


def _beside_de(site: _Site) -> int | None:
    """`公布的数据`: a modifier; `数据的公布`: a noun."""
    if site.after_kind(DE):
        closes = site.nxt + 1 >= len(site.atoms) or site.atoms[site.nxt + 1].kind == BREAK
        return NO_VERB if closes or site.before_kind(DE) else MODIFIER
    beyond = site.atoms[site.nxt + 1 : site.nxt + 3]
    linked = site.after_kind(PAUSE) or site.after_is(COORDINATOR)
    if linked and len(beyond) == 2 and beyond[1].kind == DE and beyond[0].flags & site.flags & VERB:
        # 蕴含和激发的: both verbs modify.
        return NO_VERB
    if site.before_kind(DE):
        return PREDICATE if site.flags & (LIGHT | MEASURE) and not site.flags & ACT_NOUN else NO_VERB
    return None


def _other_use(site: _Site) -> int | None:
    """Adverbs, adjectives and members of lists."""
    flags = site.flags
    if flags & (ADVERB | CUE) and _verb_follows(site, direct=bool(flags & SPEECH)):
        return NO_VERB
    if flags & ACT_NOUN and site.before_is(ADVERB) and site.at > 1 and site.atoms[site.at - 2].kind == DE:
        # 社区的踊跃参与: an adverb between 的 and the noun of an act.
        return NO_VERB
    if flags & ADJECTIVE and site.after is None and not site.marked and site.before and not site.before_is(CUE):
        return NO_VERB
    if site.before_kind(PAUSE) and not site.marked and _listed(site):
        return NO_VERB
    if flags & MEASURE and len(site.atoms[site.at].text) == 1 and not site.marked and not site.after_kind(COUNT):
        return NO_VERB
    return None


def _equated(site: _Site) -> int | None:
    """`秋粮收购是重点`: before 是 it is a noun; a figure behind it makes a verb of any rise or fall."""
    if site.after_is(COPULA) and not site.marked and not site.flags & SPEECH:
        return NO_VERB
    if site.flags & MEASURE and site.after_kind(COUNT) and site.before is not None and not site.before_kind(PAUSE):
        return PREDICATE
    return None


def _strong(site: _Site) -> int | None:
    """Words that are seldom nouns: verbs, unless the words around make a compound noun of them."""
    if not site.flags & _REPORTS or site.flags & ACT_NOUN:
        return None
    before, after = site.before, site.after
    if before is not None and after is not None and not site.marked and not before.flags & _OPENS:
        noun_before = before.kind in (NAME, QUOTED, COUNT) or before.pos[:1] in "nvb"
        if after.flags & TIGHT_HEAD and noun_before:
            return NO_VERB
        if site.flags & INTRANSITIVE and after.kind == WORD and after.pos[:1] == "n" and not after.flags & _OPENS:
            return NO_VERB
    return PREDICATE


# ---- rules for words that are as often nouns, or that the lexicon does not know ------------------------------------


def _unknown(site: _Site) -> int | None:
    """A word of which only the part of speech is known."""
    atom, after = site.atoms[site.at], site.after
    if site.flags:
        return None if site.flags & VERB else NO_VERB
    if site.before is None and site.after_kind(WORD) and _verb_ahead(site):
        return NO_VERB
    if site.before_is(CUE | PASSIVE_MARK) and atom.pos == "v":
        return PREDICATE
    if atom.pos == "vn" and not site.before_is(ADVERB | CUE):
        return NO_VERB
    if site.marked:
        return None
    if after is None:
        return NO_VERB
    begins = after.kind in (NAME, COUNT, QUOTED) or (after.kind != PAUSE and after.pos[:1] in _OBJECT_POS)
    return None if begins else NO_VERB


def _behind_list(site: _Site) -> int | None:
    """`建立甲、绘制更细的乙`: behind a pause a modifier of its object speaks for a verb."""
    if site.marked:
        return PREDICATE
    if not site.before_kind(COUNT, PAUSE):
        return None
    after = site.after
    if site.before_kind(PAUSE) and site.flags & VERB and after is not None and after.kind == WORD and _governed(site):
        return PREDICATE if after.pos[:1] in "abdrz" or _counted(site) else NO_VERB
    return NO_VERB


def _closing(site: _Site) -> int | None:
    """At the end of a clause."""
    pushed = site.before_is(ADVERB | CUE | LINK) and not site.before_is(COORDINATOR) and site.flags & VERB
    if site.after_kind(PAUSE) or (site.after_is(HEAD_NOUN | TIGHT_HEAD) and not pushed):
        # 安排工作: a noun; 要安排工作: a verb.
        return PREDICATE if site.after_kind(PAUSE) and _paired(site) else NO_VERB
    if site.after is not None:
        return None
    if site.before_kind(NAME) and _governed(site):
        return NO_VERB
    if not _opened(site) and _led(site) and (site.flags or site.atoms[site.at].pos == "v"):
        # 向记者介绍: a preposition and no other verb before it.
        return PREDICATE
    return PREDICATE if _opened(site) and site.before is not None and not site.before_kind(QUOTED) else NO_VERB


def _followed(site: _Site) -> int | None:
    """Before words that close or link noun phrases."""
    if not site.after_kind(WORD):
        return None
    if site.after_is(TEMPORAL) and site.before_is(CUE):
        # 正在调查中: under way.
        return PREDICATE
    if not site.after_is(LOCATIVE | COORDINATOR):
        return None
    return PREDICATE if site.after_is(COORDINATOR) and _paired(site) else NO_VERB


def _opening(site: _Site) -> int:
    """Behind what opens a verb phrase, before what can be its object."""
    if site.before_is(PREPOSITION) and not site.before_is(COORDINATOR):
        # 在参观甲的过程中: a verb; 在抢救现场: a noun.
        return PREDICATE if not site.before_is(CUE) or _closed(site) else NO_VERB
    if _is_subject(site) or (site.at and site.codes[site.at - 1] == PREDICATE):
        return NO_VERB
    return PREDICATE if _opened(site) else NO_VERB


_RULES = (
    _other_class,
    _beside_de,
    _other_use,
    _equated,
    _strong,
    _unknown,
    _behind_list,
    _closing,
    _followed,
    _opening,
)


# ---- what the clause around says -----------------------------------------------------------------------------------


def _opened(site: _Site) -> bool:
    before = site.before
    if before is None or before.kind in (TIME, NAME, QUOTED) or before.flags & _OPENS:
        return True
    return before.kind == WORD and before.pos[:1] == "t"


def _listed(site: _Site) -> bool:
    """Whether a list of nouns goes on or is closed here (`规划、移交、办园等环节`)."""
    for atom in site.atoms[site.nxt : site.nxt + 3]:
        if atom.kind == BREAK:
            return False
        if atom.kind == PAUSE:
            return atom is site.after
        if atom.flags & LIST_END:
            return True
    return False


def _paired(site: _Site) -> bool:
    """`还指导和服务企业`, `某局检查、翻晒粮食`: who does it or an adverb before, a further verb and its object behind."""
    beyond = site.atoms[site.nxt + 1 : site.nxt + 3]
    if len(beyond) < 2 or beyond[1].kind not in (WORD, NAME, QUOTED, COUNT):
        return False
    verb, thing = beyond
    if site.before_is(ADVERB) and verb.flags & VERB:
        return True
    sure = verb.pos == "v" and (not verb.flags or (verb.flags & VERB and not verb.flags & ACT_NOUN))
    return site.before_is(ACTING_NAME) and sure and (thing.kind != WORD or thing.pos[:1] in _OBJECT_POS)


def _is_subject(site: _Site) -> bool:
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


def _governed(site: _Site) -> bool:
    """Whether a verb before it in the clause has the word in its object (`聚焦群众关切`)."""
    for k in range(site.at - 1, max(-1, site.at - _REACH), -1):
        if site.atoms[k].kind == BREAK:
            return False
        if site.codes[k] == PREDICATE:
            return not site.atoms[k].flags & (CONVENER | CAUSATIVE | PIVOT | MOVEMENT)
    return False


def _led(site: _Site) -> bool:
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


def _counted(site: _Site) -> bool:
    """Whether a count closes what follows, up to the next pause (`清运垃圾3吨、清扫道路2公里`)."""
    for at in range(site.nxt, min(len(site.atoms), site.nxt + _REACH)):
        if site.atoms[at].kind in (BREAK, PAUSE):
            return at > site.nxt and site.atoms[at - 1].kind == COUNT
    return site.atoms[-1].kind == COUNT


def _closed(site: _Site) -> bool:
    """Whether a word of place or time stands further on in the clause."""
    for atom in site.atoms[site.nxt : site.nxt + _REACH]:
        if atom.kind == BREAK:
            return False
        if atom.kind == WORD and atom.flags & LOCATIVE:
            return True
    return False


def _verb_ahead(site: _Site) -> bool:
    """Whether a verb stands further on in the clause, so that the word is a preposition (`围绕甲开展乙`)."""
    atoms = site.atoms
    for nxt in range(site.at + 1, min(len(atoms), site.at + _REACH)):
        if atoms[nxt].kind == BREAK:
            return False
        if atoms[nxt].kind == WORD and atoms[nxt].flags & VERB and not atoms[nxt].flags & ACT_NOUN:
            return nxt + 1 >= len(atoms) or atoms[nxt + 1].kind != DE
    return False


def _verb_follows(site: _Site, *, direct: bool) -> bool:
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
