"""Who did what, how many, when, where, and whether it has happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.agents import Agents, SubjectTracker
from kg.extract.atoms import BREAK, DE, NAME, PAUSE, TIME, WORD, Atom, AtomReader, covers
from kg.extract.model import Act, Status
from kg.extract.objects import ACTING, NounPhrases
from kg.extract.predicates import ClauseReader, Frame
from kg.extract.roles import place_of, quantity_of, time_of
from kg.extract.status import status_of
from kg.extract.verbs import MODIFIER, NO_VERB, verb_codes
from kg.extract.words import (
    ACT_NOUN,
    ADVERB,
    APPOINT,
    COMPANION,
    COORDINATOR,
    CUE,
    DEMAND,
    HAPPEN,
    HEAD_NOUN,
    HELD,
    INTRANSITIVE,
    LIGHT,
    LINK,
    MEASURE,
    MOVEMENT,
    PATIENT_SUBJECT,
    PLACE_COMPLEMENT,
    PREPOSITION,
    RECIPROCAL,
    ROLE_VERB,
    SPEECH,
    UNDERGO,
    VERB,
    Words,
)
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from kg.extract.model import Mention, Quantity, TimeExpression
    from kg.extract.predicates import Range
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema

# Acts told beside the clause: they neither take its time nor spend it.
_ASIDE = frozenset(("relative", "embedded", "phrase"))
# What is planned for a time holds to the end of the sentence.
_WHOLE_SENTENCE = 99
_SILENT = frozenset((BlockKind.DATELINE, BlockKind.BYLINE, BlockKind.ADDRESSEE, BlockKind.SIGNATURE))


class ActReader:
    """Finds acts with their roles; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._words = Words(schema)
        self._atoms = AtomReader(self._words)
        self._clauses = ClauseReader(self._words)

    def __call__(
        self,
        analysis: Analysis,
        mentions: tuple[Mention, ...],
        resolution: Resolution,
        quantities: tuple[Quantity, ...],
        times: tuple[TimeExpression, ...],
    ) -> tuple[tuple[Act, ...], tuple[Quantity, ...]]:
        """The acts in text order, and the quantities with `of` completed where only the act tells what is counted."""
        atoms = self._atoms(analysis, covers(analysis, mentions, quantities, times, self._words))
        reading = _Reading(analysis, atoms, mentions, resolution, self._words, self._clauses)
        return reading.acts(), quantities


class _Reading:
    """The reading of one document."""

    def __init__(
        self,
        analysis: Analysis,
        atoms: list[Atom],
        mentions: tuple[Mention, ...],
        resolution: Resolution,
        words: Words,
        clauses: ClauseReader,
    ) -> None:
        self._text = analysis.text
        self._document = analysis.document
        self._atoms = atoms
        self._codes = verb_codes(atoms)
        self._words = words
        self._clauses = clauses
        self._phrases = NounPhrases(atoms, mentions, resolution, words)
        self._subjects = SubjectTracker(self._phrases, analysis.document)
        self._found: list[Act] = []
        self._time: int | None = None
        self._time_reach = 0
        self._awaits: int | None = None
        self._speaking = False
        self._last_subject: Range = (0, 0)
        self._last_named: Agents = ()

    def acts(self) -> tuple[Act, ...]:
        """All acts, in text order."""
        atoms = self._atoms
        at, block = 0, -1
        for sentence in self._document.sentences:
            if sentence.block != block:
                block = sentence.block
                self._subjects.new_block(self._document.blocks[block])
                self._awaits = None
            else:
                self._subjects.new_sentence()
            self._time, self._time_reach = None, 0
            self._speaking = False
            while at < len(atoms) and atoms[at].start < sentence.start:
                at += 1
            begin = at
            while at < len(atoms) and atoms[at].start < sentence.end:
                at += 1
            if self._document.blocks[block].kind not in _SILENT:
                self._sentence(begin, at)
        return tuple(self._found)

    def _sentence(self, begin: int, end: int) -> None:
        atoms = self._atoms
        start = begin
        for at in range(begin, end + 1):
            if at == end or atoms[at].kind == BREAK:
                if start < at:
                    self._clause(start, at)
                if at < end and atoms[at].text in "；;":
                    self._subjects.new_sentence()
                start = at + 1

    def _clause(self, start: int, end: int) -> None:
        if self._atoms[start].text in self._words.markers:
            self._subjects.new_item()
        frames, rest = self._clauses(self._atoms, self._codes, start, end)
        if self._awaits is not None:
            self._content(start, end, said=bool(frames))
        self._relatives(start, end)
        if not frames:
            self._verbless(start, end, rest)
            return
        for frame in frames:
            self._frame(frame)

    def _content(self, start: int, end: int, *, said: bool) -> None:
        """What a speaker said is the first clause behind the verb that tells something."""
        text = self._phrases.text((start, end), counts=True)
        if self._awaits is None or (not said and (len(text) < 8 or self._atoms[start].kind == TIME)):
            return
        act = self._found[self._awaits]
        self._found[self._awaits] = replace(act, object=text, end=self._atoms[end - 1].end)
        self._awaits = None

    def _verbless(self, start: int, end: int, rest: Range) -> None:
        at = start
        while at < end and self._atoms[at].kind == WORD and self._atoms[at].flags & (PREPOSITION | LINK | ADVERB):
            at += 1
        if at < end and self._atoms[at].kind == TIME and self._atoms[at].text not in self._words.now:
            self._set_time(self._atoms[at].ref)
        named = self._subjects.named(rest)
        if named and self._subjects.is_acting(named):
            self._subjects.pending += named

    def _set_time(self, time: int) -> None:
        self._time, self._time_reach = time, 2

    def _relatives(self, start: int, end: int) -> None:
        """`甲局公布的数据`: what a modifier tells of the noun behind it is an act of its own."""
        atoms, codes = self._atoms, self._codes
        for at in range(start, end):
            if codes[at] != MODIFIER or not atoms[at].flags & VERB or atoms[at].flags & (MEASURE | UNDERGO | INTRANSITIVE):
                continue
            begin = at
            while begin > start and atoms[begin - 1].kind in (WORD, TIME) and (
                atoms[begin - 1].kind == TIME or atoms[begin - 1].flags & (ADVERB | CUE) or atoms[begin - 1].pos[:1] == "t"
            ):
                begin -= 1
            subject = (begin, begin)
            agents: Agents | None = None
            if begin > start and atoms[begin - 1].kind == NAME and not atoms[at].flags & ACT_NOUN:
                first = begin - 1
                while first > start and (
                    atoms[first - 1].kind in (NAME, PAUSE)
                    or atoms[first - 1].flags & (COORDINATOR | COMPANION | HEAD_NOUN)
                    or atoms[first - 1].pos == "u"
                ):
                    first -= 1
                subject = (first, begin)
                agents = self._phrases.heads(subject)
                if not agents or self._phrases.type(agents[-1]) not in (*ACTING, "measure"):
                    continue
                begin = first
                while begin > start and atoms[begin - 1].kind == TIME:
                    begin -= 1
            elif begin > start and not (atoms[begin - 1].pos[:1] == "n" and not atoms[at].flags & ACT_NOUN):
                continue
            elif begin > start:
                agents = ()
            stop = at + 1
            while stop < end and atoms[stop].kind != DE:
                stop += 1
            body = stop + 1
            stop = body
            while stop < end and codes[stop] == NO_VERB and atoms[stop].kind not in (DE, BREAK):
                if atoms[stop].kind == WORD and stop > body and atoms[stop].flags & (ADVERB | CUE | PREPOSITION):
                    break
                stop += 1
            if stop == body:
                continue
            frame = Frame(at, at + 1, subject, (body, stop), begin, stop, "relative", atoms[at].flags & ~SPEECH)
            self._emit(frame, self._subjects.current if agents is None else agents, None)

    def _frame(self, frame: Frame) -> None:
        agents, patient = self._roles_of_subject(frame)
        if frame.kind == "state":
            return
        if self._speaking and not agents and frame.object[0] == frame.object[1] and patient is None:
            return
        self._emit(frame, agents, patient)
        if frame.flags & SPEECH and frame.kind != "relative":
            if not self._found[-1].object and not any(p.role == "by" for p in frame.phrases):
                self._awaits = len(self._found) - 1
                if self._subjects.are_people(agents):
                    self._subjects.current = ()
            if frame.flags & DEMAND:
                self._speaking = True
                self._subjects.current = ()

    def _emit(self, frame: Frame, agents: Agents, patient: Range | None) -> None:
        atoms, phrases = self._atoms, self._phrases
        verb = self._text[atoms[frame.first].start : atoms[(frame.noun[1] or frame.last) - 1].end]
        thing = self._object(frame, patient)
        time = time_of(atoms, frame, self._words)
        status = status_of(frame.cues, self._words.status)
        if frame.kind not in _ASIDE:
            if time is not None:
                self._set_time(time)
            elif self._time_reach > 0:
                time = self._time
            if status == Status.PLANNED:
                self._time_reach = _WHOLE_SENTENCE
            self._time_reach -= 1
        self._found.append(
            Act(
                verb=verb,
                verb_start=atoms[frame.first].start,
                start=atoms[frame.start].start,
                end=atoms[frame.end - 1].end,
                status=status,
                rule=frame.kind,
                agents=agents,
                object=phrases.text(thing, counts=bool(frame.flags & SPEECH)),
                object_entity=phrases.object_entity(thing),
                quantity=quantity_of(atoms, frame, thing, self._words),
                time=time,
                place=place_of(atoms, frame, phrases),
            )
        )

    def _object(self, frame: Frame, patient: Range | None) -> Range:
        """The range of what the act is done to."""
        phrases = self._phrases
        bare = not phrases.text(frame.object)
        if patient is not None and bare:
            return phrases.core(patient)
        for phrase in frame.phrases:
            span = (phrase.start, phrase.end)
            if phrase.role == "patient" and phrases.is_named(span) and not frame.flags & ROLE_VERB:
                return span
            if phrase.role == "topic" and bare:
                return span
            if phrase.role == "company" and bare and frame.flags & RECIPROCAL:
                return span
        if patient is not None and any(p.role == "passive" for p in frame.phrases):
            return phrases.core(patient)
        return frame.object

    def _roles_of_subject(self, frame: Frame) -> tuple[Agents, Range | None]:
        """The agents of the frame, and the subject's range where it is what the act is done to."""
        subjects, flags = self._subjects, frame.flags
        named = subjects.named(frame.subject)
        if frame.subject == self._last_subject and frame.subject[0] < frame.subject[1]:
            named = self._last_named
        elif subjects.pending:
            named = subjects.joined(named)
        subjects.pending = ()
        bare = not self._phrases.text(frame.object) and not any(p.role in ("topic", "patient") for p in frame.phrases)
        for phrase in frame.phrases:
            if phrase.role in ("agent", "by", "passive"):
                by = subjects.named((phrase.start, phrase.end)) or ()
                if phrase.role == "by":
                    if not by:
                        continue
                    frame.object = (frame.object[0], frame.object[0])
                    subjects.current = by
                before = frame.subject if named is not None else None
                if phrase.role == "passive" and before is None:
                    before = self._last_subject
                return by, before
        if named is None:
            if flags & HAPPEN:
                return (), None
            return self._left_out(frame), None
        self._last_subject, self._last_named = frame.subject, named
        acting = subjects.is_acting(named)
        if flags & HAPPEN:
            return (), None
        if bare and self._is_patient(frame, acting=acting, groups=acting and self._phrases.only_groups(named)):
            return (), frame.subject
        if frame.kind not in ("convened", "embedded"):
            subjects.take(named)
        if frame.kind == "clause" or frame.kind == "light_verb":
            named = self._with_company(frame, named)
        return named, None

    def _left_out(self, frame: Frame) -> Agents:
        """Who acts where the clause names nobody: meetings and things only go on saying and finding."""
        subjects = self._subjects
        current = subjects.current
        if current and not subjects.is_acting(current) and self._phrases.type(current[0]) in ("activity", "document"):
            if not frame.flags & SPEECH and not (self._atoms[frame.start].flags & LINK):
                subjects.new_item()
                current = subjects.current
        return self._with_company(frame, current)

    def _with_company(self, frame: Frame, agents: Agents) -> Agents:
        """With whom it was done together (`联合乙`)."""
        for phrase in frame.phrases:
            if phrase.role == "company" and self._atoms[phrase.at].flags & COMPANION:
                others = self._phrases.heads((phrase.start, phrase.end))
                if self._subjects.is_acting(others):
                    agents = tuple(dict.fromkeys((*agents, *others)))
        return agents

    def _is_patient(self, frame: Frame, *, acting: bool, groups: bool) -> bool:
        """Whether the subject of a verb without object is what the act is done to."""
        flags = frame.flags
        if any(self._atoms[k].flags & PLACE_COMPLEMENT for k in range(frame.first + 1, frame.last)):
            return True
        if flags & HELD or (flags & MEASURE and not acting):
            return True
        if flags & (INTRANSITIVE | SPEECH | MOVEMENT | DEMAND | LIGHT | UNDERGO | APPOINT):
            return False
        return not acting or (groups and bool(flags & PATIENT_SUBJECT))


__all__ = ["ActReader"]
