"""A verb with what follows it: its row, its object, and the verbs that depend on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kg.extract.atoms import COUNT, DE, PAUSE, WORD
from kg.extract.frames import Frame
from kg.extract.object_ends import ObjectEnds
from kg.extract.phrases import Phrase
from kg.extract.verb_rows import VerbRows
from kg.extract.verbs import MODIFIER, PREDICATE, STATIVE
from kg.extract.words import (
    ACT_NOUN,
    ASPECT,
    ATTITUDE,
    BARE_LIGHT,
    CAUSATIVE,
    COMPANION,
    COMPLEMENT,
    CONVENER,
    COORDINATOR,
    DEMAND,
    EXISTENTIAL,
    FULL_LIGHT,
    INTRANSITIVE,
    LIGHT,
    LINK,
    LOCATIVE,
    MEASURE,
    MOVEMENT,
    NOMINAL_OBJECT,
    PIVOT,
    PLACE_COMPLEMENT,
    PREPOSITION,
    QUANTIFIER,
    RECIPROCAL,
    SPEECH,
    TEMPORAL,
    VERB,
)

if TYPE_CHECKING:
    from kg.extract.coded import CodedAtoms, Range
    from kg.extract.phrases import PhraseReader
    from kg.extract.words import Words

# The noun of an act behind a full verb (`开展检查`) is at most so many atoms long.
_SHORT_NOUN = 2
_SHORT_TEXT = 8
# What a verb that only carries a noun is done to, best first (`对甲进行`, `到甲进行`, `为甲进行`).
_DONE_TO = ("topic", "company", "goal", "recipient")


class ReadVerbPhrase(Protocol):
    """Reads the next verb phrase of a clause (`ClauseReader.verb_phrase`)."""

    def __call__(self, line: CodedAtoms, start: int, end: int) -> tuple[list[Frame], int, Range]:
        """The frames, where to go on, and the noun phrase before the verb."""


class VerbPhraseReader:
    """Reads what follows a predicate; built once from the lexicon."""

    def __init__(self, words: Words, phrase: PhraseReader, read: ReadVerbPhrase) -> None:
        self._status = words.status
        self._phrase = phrase
        self._role = words.role
        self._row = VerbRows(words, phrase)
        self._object_end = ObjectEnds(phrase)
        self._read = read

    def __call__(  # noqa: PLR0917
        self,
        line: CodedAtoms,
        start: int,
        at: int,
        end: int,
        subject: Range,
        phrases: list[Phrase],
        cues: list[str],
    ) -> tuple[list[Frame], int]:
        """The frames of the predicate that begins at *at*, and where a further one may begin."""
        frame = self._verb(line, start, at, end)
        frame.subject, frame.phrases, frame.cues = subject, phrases, [*cues, *frame.cues]
        depending = self._depending(line, frame)
        if depending is not None:
            return depending
        if line.codes[at] == STATIVE:
            frame.kind = "state"
            return self._state(line, frame)
        self._bound(line, frame, end)
        after = frame.end
        while after < end and (line.atoms[after].kind == PAUSE or line.is_word(after, LINK | LOCATIVE | COORDINATOR)):
            after += 1
        inner = self._embedded(line, frame)
        self._light(line, frame)
        return [frame, *inner], after

    def _verb(self, line: CodedAtoms, start: int, at: int, end: int) -> Frame:
        """The verb with its endings; what follows up to *end* is its object for now."""
        flags = line.atoms[at].flags
        last = self._row(line, at, end)
        for k in range(at + 1, last):
            flags |= line.atoms[k].flags & (PIVOT | SPEECH | RECIPROCAL | MOVEMENT | NOMINAL_OBJECT)
        if last > at + 1 and line.codes[last - 1] == PREDICATE:
            flags = (flags & ~(CAUSATIVE | CONVENER | COMPANION | SPEECH)) | (line.atoms[last - 1].flags & SPEECH)
        body = last
        cues: list[str] = []
        while body < end and line.is_word(body, ASPECT | COMPLEMENT) and not line.codes[body]:
            if flags & ATTITUDE and line.atoms[body].flags & PREPOSITION and body + 1 < end:
                break  # 表示在工作中
            if line.atoms[body].text in self._status:
                cues.append(line.atoms[body].text)
            body += 1
        return Frame(at, last, (start, start), (body, end), start, end, "clause", flags, [], cues)

    def _bound(self, line: CodedAtoms, frame: Frame, end: int) -> None:
        """Find where the object ends, and whether a word of time makes a side clause of it (`工作开展后`)."""
        body = frame.object[0]
        stop = self._object_end(line, body, end, frame.flags)
        if stop > body and line.is_word(stop - 1, LOCATIVE if stop - 1 == body else TEMPORAL):
            stop -= 1
        if frame.flags & SPEECH and stop > body and line.is_word(body, PREPOSITION):
            phrase = self._phrase.read(line, body, stop)
            if phrase.role == "place" and phrase.close == stop:
                stop = body  # 表示在工作中，: what is said follows
        frame.object, frame.end = (body, stop), max(stop, frame.last)
        if frame.flags & SPEECH and stop - body > 1 and line.atoms[stop - 1].kind == COUNT:
            # 发现问题46处: a thing with its count is no speech.
            frame.flags &= ~SPEECH if not any(line.codes[body:stop]) else -1
        aside = stop == body < end and line.atoms[stop].flags & LOCATIVE and not frame.flags & PLACE_COMPLEMENT
        aside = aside and not (frame.cues and stop + 1 == end and line.atoms[stop].flags & TEMPORAL)  # 正在调查中
        if aside or (frame.flags & CAUSATIVE and not frame.flags & VERB):
            frame.kind = "state"

    # ---- verbs that depend on this one -----------------------------------------------------------------------------

    def _depending(self, line: CodedAtoms, frame: Frame) -> tuple[list[Frame], int] | None:
        """`联合甲开展乙`, `组织甲开展乙`, `让甲得到乙`: the second verb is the act."""
        body, end = frame.object
        second = line.next_verb(body + 1, end)
        if second is None:
            return None
        joined = frame.flags & COMPANION and not (
            second == body + 1 and line.is_word(body, QUANTIFIER)
        )  # 陪同此次调研: nobody stands between
        if joined and MODIFIER not in line.codes[body:second]:
            further, stop, _ = self._read(line, second, end)
            company = Phrase("company", frame.first, body, second, second)
            for inner in further:
                inner.start, inner.subject = frame.start, frame.subject
                inner.phrases = [*frame.phrases, company, *inner.phrases]
                inner.cues = [*frame.cues, *inner.cues]
            if further:
                return further, stop
        if not frame.flags & (CAUSATIVE | CONVENER) or not line.has_noun(body, second):
            return None
        further, stop, _ = self._read(line, second, end)
        if not further:
            return None
        moved = frame.flags & CAUSATIVE or further[-1].flags & MOVEMENT
        brought = Phrase("convened", frame.first, body, second, second)
        for inner in further:
            inner.start, inner.kind = frame.start, "convened"
            inner.cues = [*frame.cues, *inner.cues]
            if moved:
                inner.subject = (body, second)
            else:
                inner.subject = frame.subject
                inner.phrases = [*frame.phrases, brought, *inner.phrases]
        return further, stop

    def _state(self, line: CodedAtoms, frame: Frame) -> tuple[list[Frame], int]:
        """`任务是推动甲`: what the subject is said to be can be an act; so can what one does that there is."""
        begin, end = frame.object
        if frame.flags & EXISTENTIAL:
            second = line.next_verb(begin + 1, end)
            if second is not None and (line.has_noun(begin, second) or line.has_kind(begin, second, COUNT)):
                further, stop, _ = self._read(line, second, end)
                for inner in further:
                    inner.start = frame.start
                    if not inner.has_subject:
                        inner.subject = (begin, second)
                return [frame, *further], stop
        at = line.over_adverbs(begin, end)
        if at < end and line.is_word(at, PREPOSITION) and self._role.get(line.atoms[at].text) == "agent":
            # 该馆是由甲兴建: what was built stands before 是.
            further, stop, _ = self._read(line, at, end)
            for inner in further:
                inner.start, inner.subject = frame.start, frame.subject
            return [frame, *further], stop
        if at < end and line.codes[at] == PREDICATE and not line.modifies(at, end):
            further, stop, _ = self._read(line, at, end)
            for inner in further:
                inner.start, inner.subject = frame.start, (frame.start, frame.start)
                inner.cues = [*frame.cues, *inner.cues]
            return [frame, *further], stop
        return [frame], end

    def _embedded(self, line: CodedAtoms, frame: Frame) -> list[Frame]:
        """`推动甲做乙`: what the one in the middle does is an act too."""
        begin, end = frame.object
        if frame.flags & SPEECH:
            return self._decided(line, frame)
        if not frame.flags & PIVOT:
            return []
        second = line.next_verb(begin + 1, end)
        verb = None if second is None else line.first_verb(second, end)
        if second is None or verb is None or not line.has_noun(begin, second) or line.modifies(verb, end):
            return []
        flags = line.atoms[verb].flags
        if not flags & INTRANSITIVE and (flags & (ACT_NOUN | MEASURE) or verb + 1 >= end):
            return []
        further, _, _ = self._read(line, second, end)
        for inner in further:
            inner.kind = "embedded"
            if not inner.has_subject:
                inner.subject = (begin, second)
        return further

    def _decided(self, line: CodedAtoms, frame: Frame) -> list[Frame]:
        """`决定撤销甲`: what was decided is an act too."""
        begin, end = frame.object
        at = line.over_adverbs(begin, end)
        if at >= end or line.codes[at] != PREDICATE or frame.flags & DEMAND or line.modifies(at, end):
            return []
        further, _, _ = self._read(line, at, end)
        for inner in further:
            inner.kind = "embedded"
        return further

    def _bare_noun(self, line: CodedAtoms, frame: Frame) -> bool:
        """Whether the verb is nothing without its noun (`进行`), or the noun is short (`开展检查`)."""
        if not frame.flags & FULL_LIGHT:
            return True
        begin, end = frame.object
        letters = sum(len(a.text) for a in line.atoms[begin:end])
        return end - begin <= _SHORT_NOUN and letters <= _SHORT_TEXT and not line.has_kind(begin, end, DE)

    @staticmethod
    def _is_feeling(line: CodedAtoms, frame: Frame) -> bool:
        """Whether nothing is said behind 表示, but a noun closes the clause (`诚挚的感谢`)."""
        begin, end = frame.object
        described = next((k + 1 for k in range(begin, end) if line.atoms[k].kind == DE), begin)
        return described == end - 1 and line.atoms[described].kind == WORD

    def _light(self, line: CodedAtoms, frame: Frame) -> None:
        """`对…给予肯定`: the verb is told with its noun, and the thing it is done to is the object."""
        felt = (
            frame.flags & ATTITUDE and any(p.role == "topic" for p in frame.phrases) and self._is_feeling(line, frame)
        )
        if felt:
            frame.flags &= ~SPEECH
        if not (frame.flags & LIGHT or felt) or not frame.has_object:
            return
        last = line.atoms[frame.object[1] - 1]
        done_to = next(
            (p for p in frame.phrases if p.role in _DONE_TO and (p.role != "company" or last.flags & RECIPROCAL)), None
        )
        if done_to is not None and self._bare_noun(line, frame):
            frame.noun = frame.object
            frame.object = (done_to.start, done_to.end)
            frame.kind = "light_verb"
        elif frame.flags & BARE_LIGHT and (place := next((p for p in frame.phrases if p.role == "place"), None)):
            # 在安排上给予照顾: what is favoured.
            frame.noun, frame.object, frame.kind = frame.object, (place.start, place.end), "light_verb"
        elif frame.flags & BARE_LIGHT and all(a.kind == WORD for a in line.atoms[frame.object[0] : frame.object[1]]):
            frame.noun = frame.object
            frame.object = (frame.object[1], frame.object[1])
            frame.kind = "light_verb"
