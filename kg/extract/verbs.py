"""Which words stand as verbs: decided from the word and its neighbours, once for a whole document."""

from __future__ import annotations

from kg.extract.atoms import BREAK, COUNT, DE, NAME, PAUSE, QUOTED, WORD, Atom
from kg.extract.hidden_verbs import complete_clauses
from kg.extract.verb_sites import (
    MODIFIER,
    NO_VERB,
    OBJECT_POS,
    OPENS,
    PREDICATE,
    STATIVE,
    Site,
    acting_behind,
    balanced,
    closed,
    closes_noun,
    counted,
    existing,
    governed,
    is_subject,
    led,
    linked_to_modifier,
    listed,
    matter,
    named_before,
    opened,
    paired,
    site_of,
    summed_up,
    verb_ahead,
    verb_follows,
)
from kg.extract.words import (
    ABOUT,
    ACHIEVE,
    ACT_NOUN,
    ACTING_NAME,
    ADJECTIVE,
    ADVERB,
    ANY_VERB,
    CAUSATIVE,
    COMPLEMENT,
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
    LINK,
    LOCATIVE,
    MEASURE,
    MONEY_COUNT,
    MOVEMENT,
    NOMINAL_OBJECT,
    PASSIVE_MARK,
    PEOPLE_NAME,
    PREPOSITION,
    PRONOUN,
    QUANTIFIER,
    SPEECH,
    STATE,
    TEMPORAL,
    THING_COUNT,
    TIGHT_HEAD,
    VERB,
)

__all__ = ["MODIFIER", "NO_VERB", "PREDICATE", "STATIVE", "verb_codes"]

_REPORTS = VERB | LIGHT | CAUSATIVE


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


# ---- rules for every word, in their order; each gives the code, or None where it says nothing ----------------------


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


# ---- rules for words that are as often nouns, or that the lexicon does not know ------------------------------------


def _unknown(site: Site) -> int | None:
    """A word of which only the part of speech is known."""
    atom, after = site.atoms[site.at], site.after
    if site.flags:
        return None if site.flags & VERB else NO_VERB
    if site.before is None and site.after_kind(WORD) and verb_ahead(site):
        return NO_VERB
    if site.marked or (site.before_is(CUE | PASSIVE_MARK) and atom.pos == "v"):
        return PREDICATE if site.before_is(CUE | PASSIVE_MARK) and not site.marked else None
    if atom.pos == "vn" and not site.before_is(ADVERB | CUE):
        return NO_VERB
    if after is None:
        return NO_VERB
    begins = after.kind in (NAME, COUNT, QUOTED) or (after.kind != PAUSE and after.pos[:1] in OBJECT_POS)
    return None if begins else NO_VERB


def _progress(site: Site) -> int | None:
    """`“甲”建设迈出新步伐`, `改革取得成效`: before a verb of progress the word is a noun."""
    if not site.flags & ACT_NOUN or site.marked or not site.after_is(ACHIEVE):
        return None
    noun = site.before_kind(NAME, QUOTED) or (site.before_kind(WORD) and not site.before_is(ADVERB | CUE | LINK))
    return NO_VERB if noun else None


def _counted_object(site: Site) -> int | None:
    """`某局整改问题43处`: a count closes the clause, so that what stands between is an object."""
    after = site.after
    if not site.flags & VERB or after is None or after.kind not in (NAME, QUOTED, WORD) or not opened(site):
        return None
    if after.kind == WORD and (after.pos[:1] not in OBJECT_POS or after.flags & (LOCATIVE | COORDINATOR | CUE)):
        return None
    return PREDICATE if counted(site) else None


def _behind_list(site: Site) -> int | None:
    """`建立甲、绘制更细的乙`: behind a pause a modifier of its object speaks for a verb."""
    if site.marked:
        return PREDICATE
    if not site.before_kind(COUNT, PAUSE):
        return None
    if site.before_is(MONEY_COUNT) and site.flags & VERB and _takes_object(site):
        return PREDICATE  # 投入200万元|改造|老旧管网
    if site.flags & INTRANSITIVE and site.before_kind(COUNT) and (site.after is None or site.after_kind(PAUSE)):
        return PREDICATE  # 1人死亡、2人受伤
    if site.after is None and site.before_kind(COUNT) and site.flags & VERB and existing(site):
        return PREDICATE
    after = site.after
    if site.before_kind(PAUSE) and site.flags & VERB and after is not None and after.kind == WORD and governed(site):
        return PREDICATE if after.pos[:1] in "abdrz" or counted(site) or balanced(site) else NO_VERB
    return NO_VERB


def _is_short(atom: Atom | None) -> bool:
    """Whether the word has one character."""
    return atom is not None and len(atom.text) == 1


def _convenes(site: Site) -> bool:
    """`某公司|组织|人员抢修`: somebody before it, and what others do behind it."""
    if not site.flags & CONVENER or not site.before_is(ACTING_NAME):
        return False
    for atom in site.atoms[site.nxt + 1 :]:
        if atom.kind in (BREAK, PAUSE, DE):
            return False
        if atom.kind == WORD and atom.flags & VERB:
            return True
    return False


def _takes_object(site: Site) -> bool:
    """Whether a name or a noun follows that makes no compound with it."""
    after = site.after
    if after is None or after.kind in (NAME, QUOTED):
        return after is not None
    return after.kind == WORD and after.pos[:1] in "nab" and not after.flags & (HEAD_NOUN | TIGHT_HEAD)


def _closing(site: Site) -> int | None:
    """At the end of a clause."""
    if site.after_kind(WORD) and site.after_is(HEAD_NOUN) and site.flags & ACT_NOUN and _is_short(site.after):
        return NO_VERB  # 集中隔离点
    pushed = site.before_is(ADVERB | CUE | LINK) and not site.before_is(COORDINATOR) and site.flags & VERB
    if site.after_kind(PAUSE) or (site.after_is(HEAD_NOUN | TIGHT_HEAD) and not pushed and not _convenes(site)):
        # 安排工作: a noun; 要安排工作: a verb.
        return PREDICATE if site.after_kind(PAUSE) and paired(site) else NO_VERB
    if site.after is not None:
        return None
    if site.before_kind(NAME) and governed(site):
        return NO_VERB
    if not opened(site) and led(site) and (site.flags or site.atoms[site.at].pos == "v"):
        # 向记者介绍: a preposition and no other verb before it.
        return PREDICATE
    return PREDICATE if opened(site) and site.before is not None and not site.before_kind(QUOTED) else NO_VERB


def _followed(site: Site) -> int | None:
    """Before words that close or link noun phrases."""
    if not site.after_kind(WORD):
        return None
    if site.after_is(TEMPORAL) and (site.before_is(CUE) or (site.before_is(ADVERB) and _cued(site))):
        # 正在调查中, 正在进一步调查中: under way.
        return PREDICATE
    if not site.after_is(LOCATIVE | COORDINATOR):
        return None
    return PREDICATE if site.after_is(COORDINATOR) and paired(site) else NO_VERB


def _cued(site: Site) -> bool:
    """Whether before the adverb a cue tells that it goes on (`正在全力搜救中`)."""
    return site.at > 1 and bool(site.atoms[site.at - 2].flags & CUE)


def _opening(site: Site) -> int:
    """Behind what opens a verb phrase, before what can be its object."""
    if site.before_is(PREPOSITION) and not site.before_is(COORDINATOR):
        # 在参观甲的过程中: a verb; 在抢救现场: a noun.
        located = site.before_is(CUE) and site.before_is(COMPLEMENT)
        return PREDICATE if not located or closed(site) else NO_VERB
    if (is_subject(site) and not _convenes(site)) or (site.at and site.codes[site.at - 1] == PREDICATE):
        return NO_VERB
    if site.flags & VERB and site.before_kind(WORD) and site.after_kind(NAME, QUOTED) and led(site):
        return PREDICATE  # 将自查报告报送县教育局: whatever the preposition opened ends before its verb
    return PREDICATE if opened(site) else NO_VERB


_RULES = (
    _other_class,
    _beside_de,
    _other_use,
    _equated,
    _strong,
    _unknown,
    _progress,
    _counted_object,
    _behind_list,
    _closing,
    _followed,
    _opening,
)
