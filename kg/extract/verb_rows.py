"""Verbs in a row that tell one act (`编制完成`, `听取和体验`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.atoms import COUNT, DE, NAME, PAUSE, QUOTED, WORD
from kg.extract.verbs import MODIFIER, PREDICATE, STATIVE
from kg.extract.words import (
    ACT_NOUN,
    ACTING_NAME,
    ADJECTIVE,
    ADVERB,
    ASPECT,
    ATTITUDE,
    CAUSATIVE,
    CLOSER,
    COMPLEMENT,
    CONVENER,
    COORDINATOR,
    HEAD_NOUN,
    HOLDS_COMPLEMENT,
    INTRANSITIVE,
    LEADS,
    LIGHT,
    LIST_END,
    NOMINAL_OBJECT,
    PIVOT,
    PREPOSITION,
    ROLE_VERB,
    SPEECH,
    TAKEN,
    TIGHT_HEAD,
    UNDERGO,
    VERB,
)

if TYPE_CHECKING:
    from kg.extract.atoms import Atom
    from kg.extract.coded import CodedAtoms
    from kg.extract.phrases import PhraseReader
    from kg.extract.words import Words

# Parts of speech that can begin the object of a verb that the lexicon does not know.
_OBJECT_POS = tuple("nrab")


class VerbRows:
    """Finds the end of a row of verbs; built once from the lexicon."""

    def __init__(self, words: Words, phrase: PhraseReader) -> None:
        self._words = words
        self._phrase = phrase
        self._done = words.aspects

    def __call__(self, line: CodedAtoms, at: int, end: int) -> int:
        """Behind the last verb of the row that begins at *at*."""
        last = at + 1
        head = line.atoms[at].flags
        if line.codes[at] == STATIVE or head & (CAUSATIVE | ROLE_VERB):
            return last
        if head & HOLDS_COMPLEMENT and head & NOMINAL_OBJECT:
            return last  # 纳入获得用水试点
        while last < end and not (last == at + 1 and line.atoms[at].text.endswith(self._done)):
            if line.is_word(last, CLOSER):
                break  # 提出如下意见: what comes is no part of the verb
            if last == at + 1 and line.is_word(last, COMPLEMENT) and not line.codes[last]:
                leads = line.atoms[last].flags & LEADS and not head & HOLDS_COMPLEMENT
                spoken = head & ATTITUDE and line.is_word(last, PREPOSITION) and last + 1 < end
                if (leads and self._phrase_follows(line, last, end)) or spoken:
                    break
                last += 1
                if line.atoms[last - 1].flags & TAKEN:
                    break  # 缩减为受理和安装: what it became
                continue
            linked = line.atoms[last].kind == PAUSE or line.is_word(last, COORDINATOR) or self._puts_to(line, last, end)
            step = last + linked
            if step >= end or not self._joins(line, at, step, end, linked=linked):
                break
            last = step + 1
        return last

    def _phrase_follows(self, line: CodedAtoms, at: int, end: int) -> bool:
        """Whether the word at *at* opens a phrase before a further verb (`违规为他人谋利`), and completes no verb."""
        if not self._phrase.opens(line, at, end, subject=True):
            return False
        close = self._phrase.read(line, at, end).close
        return at + 1 < close < end and line.codes[close] == PREDICATE

    def _puts_to(self, line: CodedAtoms, at: int, end: int) -> bool:
        """Whether a link stands at *at* that puts a further verb to one without an object (`审议并通过报告`)."""
        return (
            line.atoms[at].text in self._words.verb_joins
            and bool(line.atoms[at - 1].flags & VERB)
            and at + 1 < end
            and len(line.atoms[at + 1].text) > 1
        )

    def _joins(self, line: CodedAtoms, at: int, step: int, end: int, *, linked: bool) -> bool:
        """Whether the atom at *step* is a further verb of the row; *linked*: a pause or 和 stands before it."""
        atom, head = line.atoms[step], line.atoms[at].flags
        after = line.atoms[step + 1] if step + 1 < end else None
        if line.codes[step] == MODIFIER or head & (SPEECH | UNDERGO):
            return False
        verb = line.is_word(step, VERB | PREPOSITION) or line.codes[step] == PREDICATE
        ended = verb and after is not None and line.is_word(step + 1, COMPLEMENT | ASPECT)
        if ended and (linked or (step + 2 < end and head & NOMINAL_OBJECT and not head & LIGHT)):
            # 支持和安排好项目, 统筹安排好工作, 审议并通过了报告: the ending holds the two together.
            return True
        if not line.is_word(step, VERB):
            # 听取和审阅报告: a verb that the lexicon does not know, right behind one that it does.
            unknown = linked and step == at + 2 and atom.kind == WORD and atom.pos == "v" and not atom.flags
            return unknown and after is not None and (after.kind in (NAME, QUOTED) or after.pos[:1] in _OBJECT_POS)
        counted = line.atoms[end - 1].kind == COUNT and after is not None and after.pos[:1] == "n"
        if counted and head & atom.flags & ACT_NOUN and not head & (LIGHT | NOMINAL_OBJECT):
            # 排查整治问题46条, but 清理宣传条幅21条: what was cleared away
            return self._words.akin(line.atoms[at].text, atom.text)
        work = head & NOMINAL_OBJECT and self._of_work(line, end)
        if work or self._is_object(atom, head, after, linked=linked) or self._opens_clause(line, step, end):
            return False
        if after is None:
            return not linked or bool(head & atom.flags & ACT_NOUN)
        if linked:
            return after.kind != PAUSE and not after.flags & COORDINATOR
        if atom.flags & ACT_NOUN and after.kind in (WORD, NAME) and not head & (ACT_NOUN | CONVENER | INTRANSITIVE):
            # 签署合作协议: the second is part of the object, unless both say the same (看望慰问群众).
            return self._words.akin(line.atoms[at].text, atom.text)
        return True

    @staticmethod
    def _opens_clause(line: CodedAtoms, step: int, end: int) -> bool:
        """`引导经营商户遵守规定`: behind the verb who is brought to do something, described by a verb, and his act."""
        atom = line.atoms[step]
        if not line.atoms[step - 1].flags & PIVOT or not atom.flags & ACT_NOUN or atom.flags & PIVOT or step + 1 >= end:
            return False
        return bool(line.atoms[step + 1].flags & ACTING_NAME) and line.has_verb(step + 2, end)

    @staticmethod
    def _of_work(line: CodedAtoms, end: int) -> bool:
        """Whether a noun for work sums up what follows (`做好加强甲、开展乙等工作`): all of it is the object."""
        return end > 1 and line.is_word(end - 1, HEAD_NOUN) and line.is_word(end - 2, LIST_END)

    def _is_object(self, atom: Atom, head: int, after: Atom | None, *, linked: bool) -> bool:
        """Whether the second verb is, or begins, the object of the first."""
        noun = atom.flags & ACT_NOUN
        if (head & (LIGHT | NOMINAL_OBJECT) and noun) or (atom.flags & INTRANSITIVE and not head & INTRANSITIVE):
            return True
        if after is None:
            # 完成活化: what was completed.
            return bool(head & NOMINAL_OBJECT) and not linked and not head & ADVERB
        if atom.flags & ADJECTIVE and after.pos[:1] == "n":
            return True
        if head & (LIGHT | NOMINAL_OBJECT) and atom.flags & ADVERB and after.flags & ACT_NOUN:
            # 开展入户宣传
            return True
        return after.kind == DE or bool(after.flags & (TIGHT_HEAD | HEAD_NOUN) and noun)
