"""Who did what, how many, when, where, and whether it has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.agents import Agents, SubjectTracker
from kg.extract.atoms import BREAK, TIME, Atom, AtomReader, covers
from kg.extract.model import Act, Status
from kg.extract.objects import NounPhrases
from kg.extract.predicates import ClauseReader, Frame
from kg.extract.roles import place_of, quantity_of, time_of
from kg.extract.status import status_of
from kg.extract.verbs import verb_codes
from kg.extract.words import DEMAND, INTRANSITIVE, LIGHT, MEASURE, MOVEMENT, SPEECH, UNDERGO, Words

if TYPE_CHECKING:
    from kg.extract.model import Mention, Quantity, TimeExpression
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema

_ACTING = frozenset(("organization", "person", "group", "area"))


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
        atoms = self._atoms(analysis, covers(analysis, mentions, quantities, times))
        reading = _Reading(analysis, atoms, resolution, self._words, self._clauses)
        return reading.acts(), quantities


class _Reading:
    """The reading of one document."""

    def __init__(
        self, analysis: Analysis, atoms: list[Atom], resolution: Resolution, words: Words, clauses: ClauseReader
    ) -> None:
        self._text = analysis.text
        self._document = analysis.document
        self._atoms = atoms
        self._codes = verb_codes(atoms)
        self._words = words
        self._clauses = clauses
        self._phrases = NounPhrases(atoms, resolution)
        self._subjects = SubjectTracker(self._phrases)
        self._found: list[Act] = []
        self._time: int | None = None

    def acts(self) -> tuple[Act, ...]:
        """All acts, in text order."""
        atoms = self._atoms
        at, block = 0, -1
        for sentence in self._document.sentences:
            if sentence.block != block:
                block = sentence.block
                self._subjects.new_block()
            self._subjects.new_sentence()
            self._time = None
            while at < len(atoms) and atoms[at].start < sentence.start:
                at += 1
            begin = at
            while at < len(atoms) and atoms[at].start < sentence.end:
                at += 1
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
        if not frames:
            self._verbless(start, end, rest)
            return
        for frame in frames:
            self._frame(frame)

    def _verbless(self, start: int, end: int, rest: tuple[int, int]) -> None:
        for atom in self._atoms[start:end]:
            if atom.kind == TIME:
                self._time = atom.ref
                break
        named = self._subjects.named(rest)
        if named:
            self._subjects.pending += named

    def _frame(self, frame: Frame) -> None:
        atoms, phrases = self._atoms, self._phrases
        agents, patient = self._roles_of_subject(frame)
        if frame.kind == "state":
            return
        verb = self._text[atoms[frame.first].start : atoms[(frame.noun[1] or frame.last) - 1].end]
        obj = phrases.text(frame.object, counts=bool(frame.flags & SPEECH))
        entity = phrases.object_entity(frame.object)
        if patient is not None and not obj:
            obj, entity = phrases.text(patient), phrases.object_entity(patient)
        elif not obj:
            topic = next((p for p in frame.phrases if p.role in ("patient", "topic", "passive")), None)
            if topic is not None and topic.role != "passive":
                obj = phrases.text((topic.start, topic.end))
                entity = phrases.object_entity((topic.start, topic.end))
        elif (held := next((p for p in frame.phrases if p.role == "patient"), None)) is not None:
            obj = phrases.text((held.start, held.end))
            entity = phrases.object_entity((held.start, held.end))
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
                object=obj,
                object_entity=entity,
                quantity=quantity_of(atoms, frame),
                time=self._time if time is None else time,
                place=place_of(atoms, frame, phrases),
            )
        )

    def _roles_of_subject(self, frame: Frame) -> tuple[Agents, tuple[int, int] | None]:
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
        if empty and not acting and not flags & (INTRANSITIVE | SPEECH | MOVEMENT | DEMAND | LIGHT | UNDERGO):
            return (), frame.subject
        if frame.kind != "convened":
            subjects.take(named)
        return named, None


__all__ = ["ActReader", "Status"]
