"""Who did what, how many, when, where, and whether it has happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.agents import Agents, SubjectTracker
from kg.extract.atoms import BREAK, COUNT, DE, NAME, PAUSE, QUOTED, TIME, WORD, Atom, AtomReader, covers
from kg.extract.model import Act, Status
from kg.extract.objects import NounPhrases
from kg.extract.predicates import ClauseReader, Frame
from kg.extract.roles import place_of, quantity_of, time_of
from kg.extract.status import status_of
from kg.extract.verbs import MODIFIER, NO_VERB, verb_codes
from kg.extract.words import (
    ACT_NOUN,
    ADVERB,
    APPOINT,
    CUE,
    DEMAND,
    INTRANSITIVE,
    LIGHT,
    MEASURE,
    MOVEMENT,
    PREPOSITION,
    RECIPROCAL,
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

_ACTING = frozenset(("organization", "person", "group", "area"))
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
        self._phrases = NounPhrases(atoms, mentions, resolution)
        self._subjects = SubjectTracker(self._phrases)
        self._found: list[Act] = []
        self._time: int | None = None
        self._awaits: int | None = None

    def acts(self) -> tuple[Act, ...]:
        """All acts, in text order."""
        atoms = self._atoms
        at, block = 0, -1
        for sentence in self._document.sentences:
            if sentence.block != block:
                block = sentence.block
                self._subjects.new_block()
                self._awaits = None
            self._subjects.new_sentence()
            self._time = None
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
                start = at + 1

    def _clause(self, start: int, end: int) -> None:
        frames, rest = self._clauses(self._atoms, self._codes, start, end)
        if self._awaits is not None:
            self._content(start, end, said=bool(frames))
        self._relatives(start, end, frames)
        if not frames:
            self._verbless(start, end, rest)
            return
        for frame in frames:
            self._frame(frame)

    def _content(self, start: int, end: int, *, said: bool) -> None:
        """What a speaker said is the first clause behind the verb that tells something."""
        text = self._phrases.text((start, end), counts=True)
        if self._awaits is None or (not said and len(text) < 8):
            return
        act = self._found[self._awaits]
        self._found[self._awaits] = replace(act, object=text, end=self._atoms[end - 1].end)
        self._awaits = None

    def _verbless(self, start: int, end: int, rest: Range) -> None:
        for atom in self._atoms[start:end]:
            if atom.kind == TIME:
                self._time = atom.ref
                break
        named = self._subjects.named(rest)
        if named and all(self._phrases.type(e) in _ACTING for e in named):
            self._subjects.pending += named

    def _relatives(self, start: int, end: int, frames: list[Frame]) -> None:
        """`甲局公布的数据`: what a modifier tells of the noun behind it is an act of its own."""
        atoms, codes = self._atoms, self._codes
        for at in range(start, end):
            if codes[at] != MODIFIER or not atoms[at].flags & VERB:
                continue
            begin = at
            while begin > start and atoms[begin - 1].kind == WORD and atoms[begin - 1].flags & (ADVERB | CUE):
                begin -= 1
            while begin > start and atoms[begin - 1].kind == TIME:
                begin -= 1
            subject = (begin, begin)
            agents: Agents | None = None
            if begin > start and atoms[begin - 1].kind == NAME:
                entity = self._phrases.entity(atoms[begin - 1])
                if entity is None or self._phrases.type(entity) not in (*_ACTING, "measure"):
                    continue
                first = begin - 1
                while first > start and atoms[first - 1].kind in (NAME, TIME, PAUSE):
                    first -= 1
                subject = (first, begin)
                agents = self._phrases.heads(subject)
                begin = first
            elif begin > start:
                continue
            stop = at + 1
            while stop < end and atoms[stop].kind != DE:
                stop += 1
            body = stop + 1
            stop = body
            while stop < end and codes[stop] == NO_VERB and atoms[stop].kind not in (PAUSE, DE, BREAK):
                if atoms[stop].kind == WORD and stop > body and atoms[stop].flags & (ADVERB | CUE | PREPOSITION):
                    break
                stop += 1
            if stop == body:
                continue
            frame = Frame(at, at + 1, subject, (body, stop), begin, stop, "relative", atoms[at].flags)
            self._emit(frame, self._subjects.current if agents is None else agents, None)

    def _frame(self, frame: Frame) -> None:
        agents, patient = self._roles_of_subject(frame)
        if frame.kind == "state":
            return
        self._emit(frame, agents, patient)
        if frame.flags & SPEECH and not self._found[-1].object:
            self._awaits = len(self._found) - 1

    def _emit(self, frame: Frame, agents: Agents, patient: Range | None) -> None:
        atoms, phrases = self._atoms, self._phrases
        verb = self._text[atoms[frame.first].start : atoms[(frame.noun[1] or frame.last) - 1].end]
        thing = self._object(frame, patient)
        time = time_of(atoms, frame)
        if time is not None:
            self._time = time
        self._found.append(
            Act(
                verb=verb,
                verb_start=atoms[frame.first].start,
                start=atoms[frame.start].start,
                end=atoms[frame.end - 1].end,
                status=status_of(frame.cues, self._words.status),
                rule=frame.kind,
                agents=agents,
                object=phrases.text(thing, counts=bool(frame.flags & SPEECH)),
                object_entity=phrases.object_entity(thing),
                quantity=quantity_of(atoms, frame),
                time=self._time if time is None else time,
                place=place_of(atoms, frame, phrases),
            )
        )

    def _object(self, frame: Frame, patient: Range | None) -> Range:
        """The range of what the act is done to."""
        phrases = self._phrases
        bare = not phrases.text(frame.object)
        if patient is not None and bare:
            return patient
        for phrase in frame.phrases:
            span = (phrase.start, phrase.end)
            if phrase.role == "patient" and phrases.is_named(span):
                return span
            if phrase.role == "topic" and bare:
                return span
            if phrase.role == "company" and bare and frame.flags & RECIPROCAL:
                return span
        if patient is not None and any(p.role == "passive" for p in frame.phrases):
            return patient
        return frame.object

    def _roles_of_subject(self, frame: Frame) -> tuple[Agents, Range | None]:
        """The agents of the frame, and the subject's range where it is what the act is done to."""
        subjects = self._subjects
        flags = frame.flags
        agent = next((p for p in frame.phrases if p.role == "agent" and p.end > p.start), None)
        passive = next((p for p in frame.phrases if p.role == "passive"), None)
        named = subjects.named(frame.subject)
        if named is not None and subjects.pending:
            named = tuple(dict.fromkeys((*subjects.pending, *named)))
        elif named is None and subjects.pending:
            named = subjects.pending
        subjects.pending = ()
        if agent is not None:
            by = subjects.named((agent.start, agent.end)) or ()
            return by, frame.subject if named is not None else None
        if passive is not None:
            by = subjects.named((passive.start, passive.end)) or ()
            return by, frame.subject if named is not None else None
        if named is None:
            return subjects.current, None
        empty = not self._phrases.text(frame.object) and not any(p.role in ("topic", "patient") for p in frame.phrases)
        acting = bool(named) and all(self._phrases.type(e) in _ACTING for e in named)
        if flags & MEASURE and empty and not acting:
            return (), frame.subject
        if empty and not acting and not flags & (INTRANSITIVE | SPEECH | MOVEMENT | DEMAND | LIGHT | UNDERGO | APPOINT):
            return (), frame.subject
        if frame.kind != "convened":
            subjects.take(named)
        return named, None


_UNUSED = (COUNT, QUOTED, ACT_NOUN, Status)
__all__ = ["ActReader"]
