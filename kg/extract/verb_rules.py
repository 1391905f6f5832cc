"""Whether a word stands as a verb: what holds for every word, in the order in which it is asked.

Each rule gives the code of the word, or None where it says nothing.
"""

from __future__ import annotations

from kg.extract.atoms import BREAK, COUNT, DE, NAME, PAUSE, QUOTED, WORD, Atom
from kg.extract.verb_sites import (
    MODIFIER,
    NO_VERB,
    OPENS,
    PREDICATE,
    STATIVE,
    Site,
    acting_behind,
    closes_noun,
    governed,
    linked_to_modifier,
    listed,
    matter,
    named_before,
    paired,
    summed_up,
    verb_ahead,
    verb_follows,
)
from kg.extract.words import (
    ACT_NOUN,
    ACTING_NAME,
    ADJECTIVE,
    ADVERB,
    CAUSATIVE,
    CONVENER,
    COORDINATOR,
    COPULA,
    CUE,
    DEMAND,
    EVENT_HEAD,
    EXTENT,
    HEAD_NOUN,
    HELD,
    INTRANSITIVE,
    LEADS,
    LIGHT,
    MEASURE,
    MOVEMENT,
    NOMINAL_OBJECT,
    PEOPLE_NAME,
    PREPOSITION,
    PRONOUN,
    QUANTIFIER,
    SPEECH,
    STATE,
    THING_COUNT,
    TIGHT_HEAD,
    VERB,
)

_REPORTS = VERB | LIGHT | CAUSATIVE


def _other_class(site: Site) -> int | None:
    """Prepositions and states that are also verbs."""
    if site.flags & PREPOSITION and site.flags & VERB and not site.marked and verb_ahead(site):
        return NO_VERB
    if site.flags & STATE and not site.flags & _REPORTS:
        return NO_VERB if site.after_kind(DE) else STATIVE
    return None


def _beside_de(site: Site) -> int | None:
    """`公布的数据`: a modifier; `数据的公布`: a noun."""
    if site.after_kind(DE):
        closes = site.nxt + 1 >= len(site.atoms) or site.atoms[site.nxt + 1].kind == BREAK
        return NO_VERB if closes or site.before_kind(DE) else MODIFIER
    beyond = site.atoms[site.nxt + 1 : site.nxt + 3]
    linked = site.after_kind(PAUSE) or site.after_is(COORDINATOR)
    if linked and len(beyond) == 2 and beyond[1].kind == DE and beyond[0].flags & site.flags & VERB:
        # 蕴含和激发的: both verbs modify.
        return NO_VERB
    if linked_to_modifier(site):
        return NO_VERB
    if site.before_kind(DE):
        return PREDICATE if site.flags & (LIGHT | MEASURE) and not site.flags & ACT_NOUN else NO_VERB
    return None


def _other_use(site: Site) -> int | None:
    """Adverbs, adjectives and members of lists."""
    flags = site.flags
    if flags & (ADVERB | CUE) and verb_follows(site, direct=bool(flags & SPEECH)):
        return NO_VERB
    if flags & (ACT_NOUN | HELD) and _noun_of_act(site):
        return NO_VERB
    if site.before_kind(NAME) and site.after_kind(NAME) and _between_offices(site):
        return NO_VERB
    if flags & CONVENER and site.after_kind(COUNT) and not site.marked and site.before_kind(WORD):
        return NO_VERB  # 整改率95%
    if flags & ADJECTIVE and site.after is None and not site.marked and site.before and not site.before_is(CUE):
        return NO_VERB
    if not site.marked and ((site.before_kind(PAUSE) and (listed(site) or named_before(site))) or summed_up(site)):
        return NO_VERB
    if len(site.atoms[site.at].text) == 1 and not site.marked:
        if flags & MEASURE and not site.after_kind(COUNT):
            return NO_VERB
        if site.after is None and site.before_kind(NAME, WORD) and not flags & (SPEECH | MOVEMENT | INTRANSITIVE):
            # 选聘物业记: one character behind a noun and nothing behind it.
            return NO_VERB
    return None


def _noun_of_act(site: Site) -> bool:
    """`此次视察由甲带队`, `督查将聚焦问题`: who does something; `社区的踊跃参与`: an adverb between 的 and it."""
    if site.after_is(CUE) and not site.flags & SPEECH and not site.marked and verb_ahead(site):
        return True
    if site.before_is(QUANTIFIER) and site.before_is(PRONOUN) and not site.marked:
        return True
    if site.flags & DEMAND and site.before_is(PREPOSITION) and not site.before_is(LEADS) and not site.marked:
        return site.after_is(VERB)  # 按照要求整改
    return site.before_is(ADVERB) and site.at > 1 and site.atoms[site.at - 2].kind == DE


def _between_offices(site: Site) -> bool:
    """`副部长兼副书记张某`: one word between two offices that are no actors, and their holder behind."""
    atoms, at = site.atoms, site.nxt
    if len(atoms[site.at].text) > 1 or site.before_is(ACTING_NAME) or at + 1 >= len(atoms):
        return False
    return not atoms[at].flags & ACTING_NAME and bool(atoms[at + 1].flags & ACTING_NAME)


def _equated(site: Site) -> int | None:
    """`秋粮收购是重点`: before 是 it is a noun; a figure behind it makes a verb of any rise or fall."""
    if site.after_is(COPULA) and not site.marked and not site.flags & SPEECH:
        return NO_VERB
    if site.flags & ACT_NOUN and site.after_is(EXTENT) and not site.marked and not site.before_is(CUE | ADVERB):
        beyond = site.atoms[site.nxt + 1 : site.nxt + 3]
        if any(a.kind == COUNT for a in beyond) and all(
            a.kind == COUNT or a.flags & (STATE | MEASURE | CUE) for a in beyond[:1]
        ):
            return NO_VERB  # 种植面积3万亩
    if not site.after_kind(COUNT) or site.before is None:
        return None
    if site.before_kind(PAUSE):
        # 分为准备、实施、完善三个阶段: nouns of a list that the count sums up.
        alone = site.at > 2 and site.atoms[site.at - 3].kind == PAUSE  # 谋划、招引、投产六个环节
        listed = site.at > 1 and (alone or (site.atoms[site.at - 2].flags & VERB and not site.codes[site.at - 2]))
        return NO_VERB if listed and site.flags & VERB and governed(site) else None
    if site.flags & MEASURE:
        # 已有超过半数的村开展: more than a number of those who act.
        return NO_VERB if site.before_is(STATE | CUE) and acting_behind(site) else PREDICATE
    return None


def _strong(site: Site) -> int | None:
    """Words that are seldom nouns: verbs, unless the words around make a compound noun of them."""
    if not site.flags & _REPORTS or site.flags & ACT_NOUN:
        return None
    if (not site.marked and (_describes(site) or _compounds(site))) or matter(site):
        return NO_VERB
    return NO_VERB if site.after is None and not site.marked and closes_noun(site) else PREDICATE


def _describes(site: Site) -> bool:
    """A verb without object before what it tells of: `停水单位`, `受困群众`."""
    if not site.flags & INTRANSITIVE:
        return False
    if site.before is None and _heads_topic(site):
        return True
    return site.after_is(PEOPLE_NAME) and not site.before_kind(COUNT)


def _compounds(site: Site) -> bool:
    """Whether the words around make a compound noun of it."""
    before, after = site.before, site.after
    if before is None or after is None:
        return False
    if _nominal(site, before, after):
        return True
    if before.flags & OPENS:
        return False
    plain = after.kind == WORD and after.pos[:1] == "n"
    if plain and before.flags & THING_COUNT and _ends(site, 1):
        return True  # 412个|办理|情形
    if site.flags & INTRANSITIVE and plain and not after.flags & OPENS:
        return True
    if before.kind not in (NAME, QUOTED, COUNT) and before.pos[:1] not in "nvb":
        return False
    short_head = after.flags & HEAD_NOUN and after.kind == WORD and len(after.text) == 1  # 菌类加工园
    event = after.flags & EVENT_HEAD and not site.flags & NOMINAL_OBJECT  # 举行…优秀教师|表扬|活动
    return bool(after.flags & TIGHT_HEAD or short_head or (event and governed(site)))


def _heads_topic(site: Site) -> bool:
    """`停水单位：`, `受灾情况正在收集`: with a head noun behind it, alone or before another verb."""
    if not site.after_is(HEAD_NOUN):
        return False
    return site.nxt + 1 >= len(site.atoms) or site.atoms[site.nxt + 1].kind == BREAK or verb_ahead(site)


def _ends(site: Site, further: int) -> bool:
    """Whether the clause ends so many atoms behind the word that follows."""
    at = site.nxt + further
    return at >= len(site.atoms) or site.atoms[at].kind in (BREAK, PAUSE)


def _nominal(site: Site, before: Atom, after: Atom) -> bool:
    """`该坍塌地点`, `集中开工活动`, `生猪养殖及饲料厂建设`: part of a noun whatever stands before."""
    if site.flags & INTRANSITIVE and after.kind == WORD:
        if before.flags & QUANTIFIER and after.pos[:1] == "n":
            return True
        if after.flags & TIGHT_HEAD and before.flags & ADVERB and not before.flags & CUE:
            return True
    noun = before.kind == WORD and before.pos[:1] == "n" and not before.flags & (OPENS | VERB)
    return noun and after.kind == WORD and bool(after.flags & COORDINATOR) and not paired(site)


RULES = (
    _other_class,
    _beside_de,
    _other_use,
    _equated,
    _strong,
)
