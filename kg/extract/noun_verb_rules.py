"""Whether a word that is as often a noun, or that no lexicon knows, stands as a verb; asked after `verb_rules`.

Each rule gives the code of the word, or None where it says nothing; the last one always tells.
"""

from __future__ import annotations

from kg.extract.atoms import BREAK, COUNT, DE, NAME, PAUSE, QUOTED, WORD, Atom
from kg.extract.verb_sites import (
    NO_VERB,
    OBJECT_POS,
    PREDICATE,
    Site,
    balanced,
    closed,
    counted,
    existing,
    governed,
    is_subject,
    led,
    opened,
    paired,
    verb_ahead,
)
from kg.extract.words import (
    ACHIEVE,
    ACT_NOUN,
    ACTING_NAME,
    ADVERB,
    COMPLEMENT,
    CONVENER,
    COORDINATOR,
    CUE,
    HEAD_NOUN,
    INTRANSITIVE,
    LINK,
    LOCATIVE,
    MONEY_COUNT,
    PASSIVE_MARK,
    PREPOSITION,
    TEMPORAL,
    TIGHT_HEAD,
    VERB,
)


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


NOUN_RULES = (
    _unknown,
    _progress,
    _counted_object,
    _behind_list,
    _closing,
    _followed,
    _opening,
)
