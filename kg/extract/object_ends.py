"""Where the object of a verb ends because a further predicate begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.atoms import COUNT, DE, PAUSE, WORD
from kg.extract.verbs import NO_VERB, PREDICATE, STATIVE
from kg.extract.words import (
    ABOUT,
    ACT_NOUN,
    ADVERB,
    ASPECT,
    COMPLEMENT,
    COORDINATOR,
    COPULA,
    CUE,
    HEAD_NOUN,
    INTRANSITIVE,
    LIGHT,
    LINK,
    LOCATIVE,
    MEASURE,
    MOVEMENT,
    NOMINAL_OBJECT,
    PIVOT,
    PREPOSITION,
    RECIPROCAL,
    SPEECH,
    TEMPORAL,
    THING_COUNT,
    TIGHT_HEAD,
    VERB,
)

if TYPE_CHECKING:
    from kg.extract.coded import CodedAtoms
    from kg.extract.phrases import PhraseReader


# A noun that ends with what kind of thing it is about (`情况`) and begins with two verbs has so many words.
_SHORT = 3


class ObjectEnds:
    """Finds the end of an object; built once from the reader of prepositions."""

    def __init__(self, phrase: PhraseReader) -> None:
        self._phrase = phrase

    def __call__(self, line: CodedAtoms, begin: int, end: int, flags: int) -> int:
        """Where the object that begins at *begin*, behind a verb with *flags*, ends; *end* if it fills the clause."""
        if flags & SPEECH:
            return end
        if begin + 1 < end and line.is_word(begin, TEMPORAL) and line.is_word(begin, LOCATIVE):
            return begin  # 建成后移交: a verb that only dates the next has no object
        for at in range(begin, end):
            kind = line.atoms[at].kind
            if kind == PAUSE:
                if at == begin or self._parallel(line, at, end, flags):
                    return at
            elif kind == WORD and at > begin and self._ends_at_word(line, begin, at, end, flags):
                return at
        return end

    def _ends_at_word(self, line: CodedAtoms, begin: int, at: int, end: int, flags: int) -> bool:
        atom = line.atoms[at]
        if line.codes[at] == STATIVE and atom.flags & COPULA:
            return True
        if atom.flags & LINK and not atom.flags & COORDINATOR:
            # 宣读决定并讲话
            verb = line.over_adverbs(at + 1, end)
            return verb < end and line.codes[verb] == PREDICATE and not line.modifies(verb, end)
        if not line.has_noun(begin, at):
            return (line.codes[at - 1] == NO_VERB and self._dates(line, at, end)) or self._spent(line, begin, at, end)
        if self._dates(line, at, end):
            return True
        if flags & MOVEMENT and self._purpose(line, at, end):
            return True
        return not flags & (PIVOT | LIGHT) and self._serial(line, at, end, flags)

    @staticmethod
    def _spent(line: CodedAtoms, begin: int, at: int, end: int) -> bool:
        """`投资2亿元|实施甲`, `出动100人|开展乙`: a sum or people alone, and what they are for."""
        count = line.atoms[begin]
        if at != begin + 1 or count.kind != COUNT or count.flags & THING_COUNT or at + 1 >= end:
            return False
        return line.codes[at] == PREDICATE and not line.modifies(at, end) and line.atoms[at + 1].kind != PAUSE

    @staticmethod
    def _dates(line: CodedAtoms, at: int, end: int) -> bool:
        """`出席活动|时表示`: a word of time closes what only says when the next verb was."""
        if not line.atoms[at].flags & TEMPORAL or line.atoms[at].flags & VERB:
            return False
        verb = line.over_adverbs(at + 1, end)
        return verb < end and line.codes[verb] == PREDICATE and not line.modifies(verb, end)

    def _parallel(self, line: CodedAtoms, at: int, end: int, flags: int) -> bool:
        """`加强甲、完善乙`: a verb phrase of its own behind the pause, no member of a list."""
        if flags & LIGHT:
            return any(line.codes[k] == PREDICATE and not line.atoms[k].flags & ACT_NOUN for k in range(at + 1, end))
        verb = line.over_adverbs(at + 1, end)
        return verb < end and line.codes[verb] == PREDICATE and not (flags & PIVOT or line.modifies(verb, end))

    def _purpose(self, line: CodedAtoms, at: int, end: int) -> bool:
        """`来到甲调研`: what the subject went for; there any verb is one."""
        atom = line.atoms[at]
        if line.has_kind(at, end, DE):
            return False
        if atom.flags & VERB:
            if atom.flags & INTRANSITIVE and at + 1 < end and line.atoms[at + 1].pos[:1] == "n":
                return False  # 赶赴受灾现场
            if at + 1 < end and line.atoms[at + 1].flags & (HEAD_NOUN | TIGHT_HEAD | COORDINATOR):
                return False  # 来到生猪养殖及饲料生产基地
            if line.codes[at] == NO_VERB:
                line.codes[at] = PREDICATE
            return True
        return bool(atom.flags & (ADVERB | CUE | PREPOSITION)) and not atom.flags & COORDINATOR

    def _serial(self, line: CodedAtoms, at: int, end: int, flags: int) -> bool:
        """`抽调人员集中办公`: a further verb phrase behind the object, with its adverbs or its preposition."""
        atom = line.atoms[at]
        if line.codes[at] == PREDICATE and self._further(line, at, end):
            return not (flags & NOMINAL_OBJECT and self._names_act(line, at, end))
        adverb = atom.flags & (ADVERB | CUE) and not atom.flags & (HEAD_NOUN | ACT_NOUN)
        if atom.flags & COORDINATOR or adverb:
            verb = line.over_adverbs(at + 1, end)
            if verb < end and line.codes[verb] == PREDICATE and self._further(line, verb, end):
                return True
        if not atom.flags & PREPOSITION or atom.flags & ABOUT:
            return False  # 听取甲关于乙的汇报
        if not atom.flags & (COORDINATOR | COMPLEMENT) and self._phrase.opens(line, at, end, subject=True):
            verb = self._phrase.read(line, at, end).close
            if verb < end and line.codes[verb] == PREDICATE and self._further(line, verb, end):
                return True
        return self._phrase.company(atom) and any(
            line.codes[k] == PREDICATE and line.atoms[k].flags & RECIPROCAL and line.atoms[k].flags & INTRANSITIVE
            for k in range(at + 1, end)
        )

    def _further(self, line: CodedAtoms, at: int, end: int) -> bool:
        """Whether the verb at *at*, behind an object, opens a verb phrase of its own, and describes nothing."""
        atoms, flags = line.atoms, line.atoms[at].flags
        if line.modifies(at, end):
            return False
        if at + 1 >= end:
            return bool(flags & INTRANSITIVE)
        after = atoms[at + 1]
        if flags & INTRANSITIVE and after.flags & ACT_NOUN and line.is_word(end - 1, HEAD_NOUN) and end - at <= _SHORT:
            return False  # 了解项目|开工建设情况
        if flags & ACT_NOUN or after.kind == PAUSE or line.is_word(at + 1, COORDINATOR):
            return False
        if after.flags & HEAD_NOUN and at + 2 >= end and atoms[at - 1].pos[:1] == "n" and atoms[at - 1].kind == WORD:
            return False
        figure = after.kind == COUNT or after.flags & ASPECT
        return bool(figure) or not flags & MEASURE or bool(flags & NOMINAL_OBJECT)

    def _names_act(self, line: CodedAtoms, at: int, end: int) -> bool:
        """`开展打击非法捕捞专项行动`: the verb belongs into the name of what was carried out."""
        before = line.atoms[at - 1]
        return (
            line.is_word(end - 1, HEAD_NOUN)
            and before.kind == WORD
            and not before.flags & (ADVERB | CUE | LINK | COORDINATOR)
        )
