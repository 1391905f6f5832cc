"""The predicates of a clause, and what stands before and behind each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.atoms import COUNT, DE, NAME, PAUSE, QUOTED, TIME, WORD
from kg.extract.phrases import Phrase, PhraseReader
from kg.extract.verbs import MODIFIER, NO_VERB, PREDICATE, STATIVE
from kg.extract.words import (
    ACT_NOUN,
    ADVERB,
    ASPECT,
    BARE_LIGHT,
    CAUSATIVE,
    COMPANION,
    COMPLEMENT,
    CONVENER,
    COPULA,
    COORDINATOR,
    CUE,
    DEMAND,
    EXISTENTIAL,
    HEAD_NOUN,
    HOLDS_COMPLEMENT,
    INTRANSITIVE,
    LEADS,
    LIGHT,
    LINK,
    LOCATIVE,
    MEASURE,
    MOVEMENT,
    NOMINAL_OBJECT,
    PIVOT,
    PLACE_COMPLEMENT,
    PREPOSITION,
    PRONOUN,
    RECIPROCAL,
    SEND,
    SPEECH,
    SPAN_ADVERB,
    TEMPORAL,
    TIGHT_HEAD,
    UNDERGO,
    VERB,
)

if TYPE_CHECKING:
    from kg.extract.atoms import Atom
    from kg.extract.words import Words

Range = tuple[int, int]


@dataclass(slots=True)
class Frame:
    """One predicate with the ranges of atoms around it.

    Attributes:
        first: first atom of the verb.
        last: behind the last atom of the verb; endings (`了`) are not in it.
        subject: the noun phrase before the verb; empty where the clause leaves it out.
        object: what follows the verb.
        start: where the act's part of the clause begins.
        end: where it ends.
        kind: how it was found, for the rule's name.
        noun: the noun of the act behind a verb that only carries it (`给予肯定`).
    """

    first: int
    last: int
    subject: Range
    object: Range
    start: int
    end: int
    kind: str
    flags: int
    phrases: list[Phrase] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)
    noun: Range = (0, 0)


# What a verb that only carries a noun is done to, best first (`对甲进行`, `到甲进行`, `为甲进行`).
_DONE_TO = ("topic", "company", "goal", "recipient")


class ClauseReader:
    """Finds the predicates of a clause; built once from the lexicon."""

    def __init__(self, words: Words) -> None:
        self._status = words.status
        self._words = words
        self._phrase = PhraseReader(words)

    def __call__(self, atoms: list[Atom], codes: list[int], start: int, end: int) -> tuple[list[Frame], Range]:
        """The frames of the clause `atoms[start:end]`, in text order.

        With them the noun phrase that stands in it without a verb, if there is no frame.
        """
        frames: list[Frame] = []
        at, rest = start, (start, start)
        while at < end:
            found, at, subject = self._one(atoms, codes, at, end)
            if not found:
                if not frames:
                    rest = subject
                break
            if frames and frames[-1].flags & SEND and found[0].subject[0] == found[0].subject[1]:
                # 选派甲为乙服务: those who were sent do it.
                found[0].subject = frames[-1].object
                found[0].kind = "convened"
            frames += found
        return frames, rest

    def _one(self, atoms: list[Atom], codes: list[int], start: int, end: int) -> tuple[list[Frame], int, Range]:
        """The frames of the first predicate at or behind *start*, where to go on, and the noun phrase before it."""
        phrases: list[Phrase] = []
        cues: list[str] = []
        inner: list[Frame] = []
        at, subject, begin = start, (start, start), start
        while at < end:
            atom, code = atoms[at], codes[at]
            if (code == PREDICATE or code == STATIVE) and not self._describes(atoms, codes, at, begin, end):
                break
            flags = atom.flags
            if atom.kind != WORD:
                if atom.kind == TIME and at == begin:
                    begin = at + 1
            elif flags & PREPOSITION and self._phrase.opens(atoms, codes, at, end, subject=at > begin):
                if begin < at and subject[0] == subject[1]:
                    subject = (begin, at)
                phrase = self._phrase.read(atoms, codes, at, end)
                phrases.append(phrase)
                inner += self._inside(atoms, codes, phrase)
                at = begin = phrase.close
                if phrase.role in ("by", "source") and at < end and atoms[at].flags & VERB:
                    break
                continue
            elif flags & CUE or flags & ADVERB:
                if not self._adjectival(atoms, codes, at, end):
                    if begin < at and subject[0] == subject[1]:
                        subject = (begin, at)
                    if flags & CUE:
                        cues.append(atom.text)
                    if flags & SPAN_ADVERB and at + 1 < end and atoms[at + 1].kind == COUNT:
                        at += 1
                    begin = at + 1
            elif flags & LINK and at == begin:
                begin = at + 1
            at += 1
        if begin < at and subject[0] == subject[1]:
            subject = (begin, at)
        elif at < end and not phrases and any(a.kind == DE for a in atoms[subject[1] : at]):
            # 企业积极参与的活动: the adverb stands inside the noun phrase.
            subject = (subject[0], at)
        for early in inner:
            if early.subject[0] == early.subject[1]:
                early.subject = subject
        if at >= end:
            return inner, end, subject
        frame, after = self._complete(atoms, codes, start, at, end, subject, phrases, cues)
        return [*inner, *frame], after, subject

    def _adjectival(self, atoms: list[Atom], codes: list[int], at: int, end: int) -> bool:
        """Whether the adverb only describes the noun behind it (`基本条件`, `重点工作`)."""
        if at + 1 >= end or atoms[at].flags & (CUE | LINK) or len(atoms[at].text) < 2:
            return False
        after = atoms[at + 1]
        return after.kind == WORD and after.pos[:1] == "n" and not codes[at + 1] and not after.flags & ~(HEAD_NOUN | TIGHT_HEAD | ACT_NOUN)

    def _describes(self, atoms: list[Atom], codes: list[int], at: int, begin: int, end: int) -> bool:
        """Whether the verb with its object only describes the subject (`坐在车内的乘客受伤`)."""
        if atoms[at].flags & COMPANION and MODIFIER in codes[at:end]:
            # 甲联合乙打造的丙作为丁: all of it names 丙.
            noun = codes.index(MODIFIER, at, end)
            return any(codes[k] == PREDICATE for k in range(noun + 2, end))
        if atoms[at].flags & (PIVOT | CONVENER | CAUSATIVE | SPEECH | COMPANION) or at > begin:
            if codes[at] != STATIVE and (atoms[at].flags or atoms[at - 1].kind != COUNT):
                return False
        noun = next((k for k in range(at + 1, end) if atoms[k].kind == DE), end)
        if noun + 2 >= end:
            return False
        verb = next((k for k in range(noun + 2, end) if codes[k]), end)
        if verb >= end or codes[verb] != PREDICATE:
            return False
        if any(a.kind == PAUSE for a in atoms[noun + 1 : verb]):
            return False
        opened = atoms[verb - 1].flags & (ADVERB | CUE) or atoms[verb].flags & (INTRANSITIVE | UNDERGO | MEASURE)
        return bool(opened) or not atoms[verb].flags & ACT_NOUN

    def _inside(self, atoms: list[Atom], codes: list[int], phrase: Phrase) -> list[Frame]:
        """What a phrase that begins with a verb reports (`通过建立机制`, `在参观展区的过程中`)."""
        if phrase.role not in ("through", "place", "goal"):
            return []
        at = phrase.start
        while at < phrase.end and atoms[at].kind == WORD and atoms[at].flags & (ADVERB | CUE) and not codes[at]:
            at += 1
        if phrase.role == "place" and at < phrase.end and atoms[at].kind == TIME:
            at += 1
            while at < phrase.end and not codes[at] and atoms[at].kind == WORD:
                at += 1
        if at >= phrase.end or codes[at] != PREDICATE:
            return []
        end = phrase.end
        while end > at + 1 and atoms[end - 1].kind == DE:
            end -= 1
        if phrase.role == "place":
            closed = phrase.close > phrase.end and (end < phrase.end or atoms[phrase.end].flags & TEMPORAL)
            if not closed and any(a.kind == DE for a in atoms[at:end]):
                return []
        frames, _ = self._complete(atoms, codes, phrase.at, at, end, (at, at), [], [])
        for frame in frames:
            frame.kind = "phrase"
        return frames[:1]

    # ---- the verb phrase -------------------------------------------------------------------------------------------

    def _complete(
        self,
        atoms: list[Atom],
        codes: list[int],
        start: int,
        at: int,
        end: int,
        subject: Range,
        phrases: list[Phrase],
        cues: list[str],
    ) -> tuple[list[Frame], int]:
        """The frame of the predicate that begins at *at*, and where a further one may begin."""
        flags = atoms[at].flags
        last = self._row(atoms, codes, at, end)
        for k in range(at + 1, last):
            flags |= atoms[k].flags & (PIVOT | SPEECH | RECIPROCAL | MOVEMENT | NOMINAL_OBJECT)
        if last > at + 1 and codes[last - 1] == PREDICATE:
            flags = (flags & ~(CAUSATIVE | CONVENER | COMPANION | SPEECH)) | (atoms[last - 1].flags & SPEECH)
        body = last
        while body < end and atoms[body].kind == WORD and atoms[body].flags & (ASPECT | COMPLEMENT) and not codes[body]:
            if atoms[body].text in self._status:
                cues.append(atoms[body].text)
            body += 1
        if flags & COMPANION:
            second = self._next_verb(atoms, codes, body + 1, end)
            if second is not None and second > body and MODIFIER not in codes[body:second]:
                company = Phrase("company", at, body, second, second)
                further, stop, _ = self._one(atoms, codes, second, end)
                if further:
                    for frame in further:
                        frame.start = start
                        frame.subject = subject
                        frame.phrases = [*phrases, company, *frame.phrases]
                        frame.cues = [*cues, *frame.cues]
                    return further, stop
        if flags & (CAUSATIVE | CONVENER):
            second = self._next_verb(atoms, codes, body + 1, end)
            if second is not None and self._has_noun(atoms, body, second):
                further, stop, _ = self._one(atoms, codes, second, end)
                if further:
                    head = further[-1]
                    moved = bool(head.flags & MOVEMENT)
                    for frame in further:
                        frame.start = start
                        if flags & CAUSATIVE or moved:
                            frame.subject = (body, second)
                        else:
                            frame.subject = subject
                            frame.phrases = [*phrases, Phrase("convened", at, body, second, second), *frame.phrases]
                        frame.cues = [*cues, *frame.cues]
                        frame.kind = "convened"
                    return further, stop
        if codes[at] == STATIVE:
            return self._state(atoms, codes, Frame(at, last, subject, (body, end), start, end, "state", flags, phrases, cues))
        stop = self._object_end(atoms, codes, body, end, flags)
        if stop > body and atoms[stop - 1].kind == WORD and atoms[stop - 1].flags & (LOCATIVE if stop - 1 == body else TEMPORAL):
            stop -= 1
        frame = Frame(at, last, subject, (body, stop), start, max(stop, last), "clause", flags, phrases, cues)
        if (flags & CAUSATIVE and not flags & VERB) or (stop == body < end and atoms[stop].flags & LOCATIVE and not flags & PLACE_COMPLEMENT):
            frame.kind = "state"
        self._light(atoms, frame)
        after = max(stop, last)
        while after < end and (
            atoms[after].kind == PAUSE or (atoms[after].kind == WORD and atoms[after].flags & (LINK | LOCATIVE | COORDINATOR))
        ):
            after += 1
        return [frame, *self._embedded(atoms, codes, frame)], after

    def _state(self, atoms: list[Atom], codes: list[int], frame: Frame) -> tuple[list[Frame], int]:
        """`任务是推动甲`: what the subject is said to be can be an act; so can what one does that there is."""
        if frame.flags & EXISTENTIAL:
            begin = frame.object[0]
            second = self._next_verb(atoms, codes, begin + 1, frame.end)
            if second is not None and self._has_noun(atoms, begin, second):
                further, stop, _ = self._one(atoms, codes, second, frame.end)
                for inner in further:
                    inner.start = frame.start
                    if inner.subject[0] == inner.subject[1]:
                        inner.subject = (begin, second)
                return [frame, *further], stop
        at = self._skip(atoms, codes, frame.object[0], frame.end)
        if at < frame.end and codes[at] == PREDICATE and not self._modifies(atoms, at, frame.end):
            further, stop, _ = self._one(atoms, codes, at, frame.end)
            for inner in further:
                inner.start, inner.subject = frame.start, (frame.start, frame.start)
                inner.cues = [*frame.cues, *inner.cues]
            return [frame, *further], stop
        return [frame], frame.end

    def _embedded(self, atoms: list[Atom], codes: list[int], frame: Frame) -> list[Frame]:
        """`推动甲做乙`: what the one in the middle does is an act too."""
        begin, end = frame.object
        if frame.flags & SPEECH:
            return self._decided(atoms, codes, frame)
        if not frame.flags & PIVOT:
            return []
        second = self._next_verb(atoms, codes, begin + 1, end)
        if second is None or not self._has_noun(atoms, begin, second):
            return []
        verb = next((k for k in range(second, end) if codes[k] == PREDICATE), None)
        if verb is None or self._modifies(atoms, verb, end) or (
            atoms[verb].flags & ACT_NOUN and not atoms[verb].flags & INTRANSITIVE
        ):
            return []
        if (verb + 1 >= end or atoms[verb].flags & MEASURE) and not atoms[verb].flags & INTRANSITIVE:
            return []
        further, _, _ = self._one(atoms, codes, second, end)
        for inner in further:
            inner.kind = "embedded"
            if inner.subject[0] == inner.subject[1]:
                inner.subject = (begin, second)
        return further

    def _decided(self, atoms: list[Atom], codes: list[int], frame: Frame) -> list[Frame]:
        """`决定撤销甲`: what was decided is an act too."""
        begin, end = frame.object
        at = self._skip(atoms, codes, begin, end)
        if at >= end or codes[at] != PREDICATE or frame.flags & DEMAND or self._modifies(atoms, at, end):
            return []
        further, _, _ = self._one(atoms, codes, at, end)
        for inner in further:
            inner.kind = "embedded"
        return further

    def _row(self, atoms: list[Atom], codes: list[int], at: int, end: int) -> int:
        """Behind the verbs in a row that tell one act (`编制完成`, `听取和体验`)."""
        last = at + 1
        head = atoms[at].flags
        if codes[at] == STATIVE or head & CAUSATIVE:
            return last
        while last < end:
            nxt = atoms[last]
            if nxt.kind == WORD and nxt.flags & COMPLEMENT and not codes[last] and last == at + 1:
                if nxt.flags & LEADS and not head & HOLDS_COMPLEMENT and self._phrase_follows(atoms, codes, last, end):
                    break
                last += 1
                continue
            step = last
            linked = nxt.kind == PAUSE or (nxt.kind == WORD and bool(nxt.flags & COORDINATOR))
            if linked:
                step += 1
            if step >= end or not self._joins(atoms, codes, at, step, end, linked=linked):
                break
            last = step + 1
        return last

    def _phrase_follows(self, atoms: list[Atom], codes: list[int], at: int, end: int) -> bool:
        """Whether the word at *at* opens a phrase before a further verb (`违规为他人谋利`), and completes no verb."""
        if not self._phrase.opens(atoms, codes, at, end, subject=True):
            return False
        close = self._phrase.read(atoms, codes, at, end).close
        return at + 1 < close < end and codes[close] == PREDICATE

    def _joins(self, atoms: list[Atom], codes: list[int], at: int, step: int, end: int, *, linked: bool) -> bool:
        atom, head = atoms[step], atoms[at].flags
        if atom.kind != WORD or not atom.flags & VERB or codes[step] == MODIFIER or head & SPEECH:
            return False
        after = atoms[step + 1] if step + 1 < end else None
        if after is not None and after.kind == DE:
            return False
        if head & (LIGHT | NOMINAL_OBJECT) and atom.flags & ACT_NOUN:
            return False
        if atom.flags & INTRANSITIVE and not head & INTRANSITIVE:
            return False
        if after is not None and after.flags & (TIGHT_HEAD | HEAD_NOUN) and atom.flags & ACT_NOUN:
            return False
        if linked:
            if after is None:
                return bool(head & ACT_NOUN and atom.flags & ACT_NOUN)
            return after.kind != PAUSE and not after.flags & COORDINATOR
        if atom.flags & ACT_NOUN and after is not None and after.kind == WORD and not head & (ACT_NOUN | CONVENER | INTRANSITIVE):
            # 签署合作协议: the second is part of the object, unless both say the same (看望慰问群众).
            return self._words.akin(atoms[at].text, atom.text)
        return True

    def _next_verb(self, atoms: list[Atom], codes: list[int], at: int, end: int) -> int | None:
        """Where the next verb phrase begins, with its adverbs and prepositions, behind *at*."""
        for k in range(at, end):
            flags = atoms[k].flags
            if codes[k] == PREDICATE:
                return k
            if atoms[k].kind == WORD and flags & (ADVERB | CUE | PREPOSITION) and not flags & (COORDINATOR | LOCATIVE | HEAD_NOUN):
                if any(codes[m] == PREDICATE for m in range(k, end)):
                    return k
        return None

    def _has_noun(self, atoms: list[Atom], begin: int, end: int) -> bool:
        return any(
            a.kind in (NAME, QUOTED) or (a.kind == WORD and (a.pos[:1] in "nrjlmt" or a.flags & PRONOUN))
            for a in atoms[begin:end]
        )

    def _object_end(self, atoms: list[Atom], codes: list[int], begin: int, end: int, flags: int) -> int:
        """Where the object ends because a further predicate of the same subject begins."""
        if flags & SPEECH:
            return end
        for at in range(begin, end):
            atom = atoms[at]
            if (atom.kind != WORD or at == begin) and atom.kind != PAUSE:
                continue
            if codes[at] == STATIVE and atom.flags & COPULA:
                return at
            if atom.flags & LINK and not atom.flags & COORDINATOR:
                nxt = self._skip(atoms, codes, at + 1, end)
                if nxt < end and codes[nxt] == PREDICATE and not self._modifies(atoms, nxt, end):
                    return at
            elif atom.kind == PAUSE and flags & LIGHT:
                if any(codes[k] == PREDICATE and not atoms[k].flags & ACT_NOUN for k in range(at + 1, end)):
                    return at
            elif atom.kind == PAUSE:
                nxt = self._skip(atoms, codes, at + 1, end)
                if nxt < end and codes[nxt] == PREDICATE and not flags & PIVOT and not self._modifies(atoms, nxt, end):
                    if not atoms[nxt].flags & ACT_NOUN or nxt > at + 1:
                        return at
            elif flags & MOVEMENT and self._has_noun(atoms, begin, at) and (
                (atom.flags & VERB and not (at + 1 < end and atoms[at + 1].flags & (HEAD_NOUN | TIGHT_HEAD)))
                or (atom.flags & (ADVERB | CUE | PREPOSITION) and not atom.flags & COORDINATOR)
            ) and not any(a.kind == DE for a in atoms[at:end]):
                if atom.flags & VERB and codes[at] == NO_VERB:
                    codes[at] = PREDICATE
                return at
            elif not flags & (PIVOT | LIGHT) and self._has_noun(atoms, begin, at):
                if codes[at] == PREDICATE and self._further(atoms, at, end) and not (
                    flags & NOMINAL_OBJECT and self._names_act(atoms, at, end)
                ):
                    return at
                if atom.flags & COORDINATOR:
                    nxt = self._skip(atoms, codes, at + 1, end)
                    if nxt < end and codes[nxt] == PREDICATE and self._further(atoms, nxt, end):
                        return at
                if atom.flags & (ADVERB | CUE) and not atom.flags & (HEAD_NOUN | COORDINATOR | ACT_NOUN):
                    nxt = self._skip(atoms, codes, at + 1, end)
                    if nxt < end and codes[nxt] == PREDICATE and self._further(atoms, nxt, end):
                        return at
                if (
                    atom.flags & PREPOSITION
                    and not atom.flags & (COORDINATOR | COMPLEMENT)
                    and self._phrase.opens(atoms, codes, at, end, subject=True)
                ):
                    verb = self._phrase.read(atoms, codes, at, end).close
                    if verb < end and codes[verb] == PREDICATE and self._further(atoms, verb, end):
                        return at
                if atom.flags & PREPOSITION and self._phrase.company(atom) and any(
                    codes[k] == PREDICATE and atoms[k].flags & RECIPROCAL and atoms[k].flags & INTRANSITIVE
                    for k in range(at + 1, end)
                ):
                    return at
        return end

    def _further(self, atoms: list[Atom], at: int, end: int) -> bool:
        """Whether the verb at *at*, behind an object, opens a verb phrase of its own, and describes nothing."""
        flags = atoms[at].flags
        if self._modifies(atoms, at, end):
            return False
        if flags & INTRANSITIVE and at + 1 >= end:
            return True
        if flags & ACT_NOUN or at + 1 >= end:
            return False
        after = atoms[at + 1]
        if after.flags & HEAD_NOUN and at + 2 >= end and atoms[at - 1].pos[:1] == "n" and atoms[at - 1].kind == WORD:
            return False
        if flags & MEASURE and not flags & NOMINAL_OBJECT and after.kind != COUNT and not after.flags & ASPECT:
            return False
        return after.kind != PAUSE and not (after.kind == WORD and after.flags & COORDINATOR)

    def _names_act(self, atoms: list[Atom], at: int, end: int) -> bool:
        """`开展打击非法捕捞专项行动`: the verb belongs into the name of what was carried out."""
        last, before = atoms[end - 1], atoms[at - 1]
        return bool(
            last.kind == WORD
            and last.flags & HEAD_NOUN
            and before.kind == WORD
            and not before.flags & (ADVERB | CUE | LINK | COORDINATOR)
        )

    def _skip(self, atoms: list[Atom], codes: list[int], at: int, end: int) -> int:
        while at < end and (
            atoms[at].kind in (COUNT, TIME) or (atoms[at].kind == WORD and atoms[at].flags & (ADVERB | CUE))
        ) and codes[at] == NO_VERB:
            at += 1
        return at

    def _modifies(self, atoms: list[Atom], at: int, end: int) -> bool:
        """Whether the verb at *at* only describes the noun that closes the object (`促进增长的措施`, `稳定就业等政策`)."""
        for k in range(at + 1, end):
            if atoms[k].kind == DE or atoms[k].text == "等":
                return True
        return False

    def _light(self, atoms: list[Atom], frame: Frame) -> None:
        """`对…给予肯定`: the verb is told with its noun, and the thing it is done to is the object."""
        if not frame.flags & LIGHT or frame.object[0] >= frame.object[1]:
            return
        done_to = next((p for p in frame.phrases if p.role in _DONE_TO), None)
        if done_to is not None and (done_to.role != "company" or frame.flags & RECIPROCAL):
            frame.noun = frame.object
            frame.object = (done_to.start, done_to.end)
            frame.kind = "light_verb"
        elif frame.flags & BARE_LIGHT and all(a.kind == WORD for a in atoms[frame.object[0] : frame.object[1]]):
            frame.noun = frame.object
            frame.object = (frame.object[1], frame.object[1])
            frame.kind = "light_verb"


__all__ = ["ClauseReader", "Frame", "Phrase", "Range"]
