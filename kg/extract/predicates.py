"""The predicates of a clause, and what stands before and behind each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.atoms import COUNT, DE, NAME, PAUSE, TIME, WORD
from kg.extract.model import Status
from kg.extract.phrases import Phrase, PhraseReader
from kg.extract.verb_phrases import VerbPhraseReader
from kg.extract.verbs import MODIFIER, PREDICATE, STATIVE
from kg.extract.words import (
    ACT_NOUN,
    ACTING_NAME,
    ADVERB,
    ASPECT,
    CAUSATIVE,
    CAUSE_END,
    CAUSE_OPENER,
    COMPANION,
    CONVENER,
    CUE,
    HEAD_NOUN,
    INTRANSITIVE,
    LINK,
    LIST_END,
    LOCATIVE,
    MEASURE,
    PIVOT,
    PLACE_COMPLEMENT,
    PREPOSITION,
    SEND,
    SPAN_ADVERB,
    SPEECH,
    TEMPORAL,
    TIGHT_HEAD,
    UNDERGO,
    VERB,
)

if TYPE_CHECKING:
    from kg.extract.coded import CodedAtoms, Range
    from kg.extract.frames import Frame
    from kg.extract.words import Words

# Verbs that stand for themselves even where a noun phrase with 的 follows.
_NEAR = 8
# 过程中 is so long.
_COURSE = 3
_COMMAS = frozenset("，,")
_OWN = PIVOT | CONVENER | CAUSATIVE | SPEECH | COMPANION


class ClauseReader:
    """Finds the predicates of a clause; built once from the lexicon."""

    def __init__(self, words: Words) -> None:
        self._done = frozenset(word for word in words.aspects if words.status.get(word) is Status.DONE)
        self._phrase = PhraseReader(words)
        self._complete = VerbPhraseReader(words, self._phrase, self.verb_phrase)

    def __call__(self, line: CodedAtoms, start: int, end: int) -> tuple[list[Frame], Range]:
        """The frames of the clause from atom *start* to *end*, in text order.

        With them the noun phrase that stands in it without a verb, if there is no frame.
        """
        frames: list[Frame] = []
        at, rest = start, (start, start)
        if self._is_cause(line, start, end):
            return frames, rest
        while at < end:
            found, at, subject = self.verb_phrase(line, at, end)
            if not found:
                if not frames:
                    rest = subject
                break
            linked = frames and line.is_word(frames[-1].end, LINK)
            if frames and frames[-1].flags & SEND and not found[0].has_subject and not linked:
                # 选派甲为乙服务: those who were sent do it; where nobody knows them (派专人), who sent them.
                known = line.has_kind(*frames[-1].object, NAME)
                found[0].subject = frames[-1].object if known else frames[-1].subject
                found[0].kind = "convened"
            elif frames and frames[-1].kind == "convened" and not found[0].has_subject:
                found[0].subject, found[0].kind = frames[-1].subject, "convened"
            frames += found
        return frames, rest

    @staticmethod
    def _is_cause(line: CodedAtoms, start: int, end: int) -> bool:
        """`受台风影响，`: the clause only names the cause of what the next one tells."""
        at = start
        while at < end and (line.atoms[at].kind == TIME or line.is_word(at, ADVERB | LINK)):
            at += 1
        return at + 1 < end < len(line.atoms) and (
            line.is_word(at, CAUSE_OPENER) and line.is_word(end - 1, CAUSE_END) and line.atoms[end].text in _COMMAS
        )

    def verb_phrase(self, line: CodedAtoms, start: int, end: int) -> tuple[list[Frame], int, Range]:
        """The frames of the first predicate at or behind *start*, where to go on, and the noun phrase before it."""
        scan = _Scan(start)
        inner: list[Frame] = []
        while scan.at < end:
            at = scan.at
            if line.codes[at] in (PREDICATE, STATIVE) and not self._describes(line, at, scan.begin, end):
                break
            if line.is_word(at, PREPOSITION) and self._phrase.opens(line, at, end, subject=at > scan.begin):
                phrase = self._phrase.read(line, at, end)
                scan.phrase(phrase)
                inner += self._inside(line, phrase)
                if phrase.role in ("by", "source") and scan.at < end and line.atoms[scan.at].flags & VERB:
                    break
            else:
                self._step(line, scan, end)
        subject = scan.close(line, end)
        for early in inner:
            if not early.has_subject:
                early.subject = subject
        if scan.at >= end:
            return inner, end, subject
        frames, after = self._complete(line, start, scan.at, end, subject, scan.phrases, scan.cues)
        return [*inner, *frames], after, subject

    def _step(self, line: CodedAtoms, scan: _Scan, end: int) -> None:
        """Over one atom that is no verb and opens no phrase."""
        at, atom = scan.at, line.atoms[scan.at]
        if atom.kind != WORD:
            if atom.kind == TIME and at == scan.begin:
                scan.begin = at + 1
        elif atom.flags & (CUE | ADVERB):
            if not self._adjectival(line, at, end):
                scan.adverb(atom.text if atom.flags & CUE else None)
                if atom.flags & SPAN_ADVERB and at + 1 < end and line.atoms[at + 1].kind == COUNT:
                    scan.at += 1
                scan.begin = scan.at + 1
        elif atom.flags & LINK and at == scan.begin:
            scan.begin = at + 1
        scan.at += 1

    def _adjectival(self, line: CodedAtoms, at: int, end: int) -> bool:
        """Whether the adverb only describes the noun behind it (`基本条件`, `重点工作`)."""
        if at > 0 and at + 1 < end and line.is_word(at - 1, LIST_END) and line.atoms[at + 1].kind == NAME:
            return True  # 甲、乙等地农户
        if at + 1 >= end or line.atoms[at].flags & (CUE | LINK) or len(line.atoms[at].text) < 2:
            return False
        after = line.atoms[at + 1]
        plain = not after.flags & ~(HEAD_NOUN | TIGHT_HEAD | ACT_NOUN)
        return after.kind == WORD and after.pos[:1] == "n" and not line.codes[at + 1] and plain

    def _describes(self, line: CodedAtoms, at: int, begin: int, end: int) -> bool:
        """Whether the verb with its object only describes the subject (`坐在车内的乘客受伤`)."""
        atoms, codes = line.atoms, line.codes
        if at + 1 < end and atoms[at + 1].text in self._done and atoms[at + 1].flags & ASPECT:
            return False  # 新建了一条长达3公里的管线接到园区
        if atoms[at].flags & COMPANION and MODIFIER in codes[at:end]:
            # 甲联合乙打造的丙作为丁: all of it names 丙.
            return line.has_verb(codes.index(MODIFIER, at, end) + 2, end)
        if at == begin and self._put(line, at, end):
            return True
        if codes[at] != STATIVE and (atoms[at].flags & _OWN or at > begin):
            counted = at > 0 and atoms[at - 1].kind == COUNT
            if atoms[at].flags or not counted:
                return False
        noun = next((k for k in range(at + 1, end) if atoms[k].kind == DE), end)
        verb = next((k for k in range(noun + 2, end) if codes[k]), end)
        if verb >= end or codes[verb] != PREDICATE or line.has_kind(noun + 1, verb, PAUSE):
            return False
        opened = atoms[verb - 1].flags & (ADVERB | CUE) or atoms[verb].flags & (INTRANSITIVE | UNDERGO | MEASURE)
        return bool(opened) or not atoms[verb].flags & ACT_NOUN

    def _put(self, line: CodedAtoms, at: int, end: int) -> bool:
        """`始建于去年的学校`: where or when the noun behind 的 was put."""
        atoms = line.atoms
        put = at + 1 < end and line.is_word(at + 1, PLACE_COMPLEMENT) and not line.codes[at + 1]
        if not put and not (len(atoms[at].text) > 1 and atoms[at].flags & PLACE_COMPLEMENT):
            return False
        return any(atoms[k].kind == DE for k in range(at + 1, min(end - 1, at + _NEAR)))

    def _inside(self, line: CodedAtoms, phrase: Phrase) -> list[Frame]:
        """What a phrase that begins with a verb reports (`通过建立机制`, `在参观展区的过程中`)."""
        if phrase.role not in ("through", "place", "goal"):
            return []
        at = phrase.start
        while at < phrase.end and line.is_word(at, ADVERB | CUE) and not line.codes[at]:
            at += 1
        if phrase.role == "place" and at < phrase.end and line.atoms[at].kind == TIME:
            at += 1
            while at < phrase.end and not line.codes[at] and line.atoms[at].kind == WORD:
                at += 1
        if at >= phrase.end or line.codes[at] != PREDICATE:
            return []
        end = phrase.end
        while end > at + 1 and line.atoms[end - 1].kind == DE:
            end -= 1
        if phrase.role == "place" and line.has_kind(at, end, DE):
            # 在维护甲的乙上: a modifier; 在了解甲的乙后, 在参观甲的过程中: acts.
            closed = phrase.close > phrase.end and (end < phrase.end or line.atoms[phrase.end].flags & TEMPORAL)
            if not closed:
                return []
        frames, _ = self._complete(line, phrase.at, at, end, (at, at), [], [])
        for frame in frames:
            frame.kind = "phrase"
        if phrase.role == "place" and frames and not frames[0].has_object and line.is_word(phrase.close - 1, LOCATIVE):
            # 在办理过程中: no more than when; 在调研时: an act.
            return frames[:1] if len(line.atoms[phrase.close - 1].text) < _COURSE else []
        return frames[:1]


class _Scan:
    """How far a clause has been read in search of its verb."""

    def __init__(self, start: int) -> None:
        self.at = self.begin = start
        self._subject: Range = (start, start)
        self.phrases: list[Phrase] = []
        self.cues: list[str] = []

    def _noun(self) -> None:
        """What stands since `begin` is the subject, if there is none yet."""
        if self.begin < self.at and self._subject[0] == self._subject[1]:
            self._subject = (self.begin, self.at)

    def phrase(self, phrase: Phrase) -> None:
        """A preposition with its phrase."""
        self._noun()
        self.phrases.append(phrase)
        self.at = self.begin = phrase.close

    def adverb(self, cue: str | None) -> None:
        """An adverb, or a cue that tells the status."""
        self._noun()
        if cue is not None:
            self.cues.append(cue)

    def _acting(self, line: CodedAtoms) -> bool:
        """Whether the noun phrase before the verb ends with the name of those who can act."""
        return bool(line.atoms[self.at - 1].flags & ACTING_NAME)

    def close(self, line: CodedAtoms, end: int) -> Range:
        """The subject, at the verb or the clause's end."""
        if self.begin < self.at and self._subject[0] == self._subject[1]:
            return self.begin, self.at
        if self.begin + 1 < self.at and line.atoms[self.begin].kind == COUNT and self._acting(line):
            # 某局共30名干部参加: those who are counted
            return self.begin, self.at
        if self.at < end and not self.phrases and line.has_kind(self._subject[1], self.at, DE):
            # 企业积极参与的活动: the adverb stands inside the noun phrase.
            return self._subject[0], self.at
        return self._subject
