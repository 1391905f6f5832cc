"""Who did what, how many, when, where, and whether it has happened."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.act_record import ActRecord
from kg.extract.agents import Agents, SubjectTracker
from kg.extract.atoms import BREAK, COUNT, DE, NAME, PAUSE, TIME, WORD, Atom, AtomReader, covers
from kg.extract.coded import CodedAtoms
from kg.extract.inverted import behind_opener, inverted_frame
from kg.extract.model import Act, Status
from kg.extract.objects import ACTING, NounPhrases
from kg.extract.participants import Participants
from kg.extract.predicates import ClauseReader
from kg.extract.relatives import modifier_frames
from kg.extract.roles import Circumstances
from kg.extract.speech import Speech
from kg.extract.status import StatusReader
from kg.extract.verbs import verb_codes
from kg.extract.words import (
    ACTING_NAME,
    ADVERB,
    APPOINT,
    ASPECT,
    COPULA,
    CUE,
    DEMAND,
    EVIDENTIAL,
    HAPPEN,
    LOCATIVE,
    MEASURE,
    PASSIVE_MARK,
    PEOPLE_NAME,
    PREPOSITION,
    QUANTIFIER,
    SPEECH,
    UNDERGO,
    Words,
)
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from kg.extract.coded import Range
    from kg.extract.frames import Frame
    from kg.extract.model import Mention, Quantity, TimeExpression
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema
    from kg.text.model import Block

# A sentence that ends otherwise goes on in the next block.
_CLOSED = frozenset("。！？!?”」』")
# A sentence behind one of these goes on with who acted last.
_GOES_ON = frozenset("；;")
# A clause that ends in 的 before one of these is a condition.
_BEHIND_CONDITION = _GOES_ON | frozenset("，,：:")
# A clause is cut here, so that text without punctuation is read in linear time.
_LONGEST_CLAUSE = 160
# A sentence that opens with one of these is told by somebody.
_QUOTES = frozenset("“「『‘")
_COMMAS = frozenset("，,")
_SILENT = frozenset((BlockKind.DATELINE, BlockKind.BYLINE, BlockKind.ADDRESSEE, BlockKind.SIGNATURE))
# What a paper wants done, or not done, its issuer does not do.
_OTHERS_DO = frozenset((Status.REQUIRED, Status.NEGATED))
# Verbs behind which a thing with a figure is no object.
_TELLS_FIGURES = MEASURE | SPEECH | HAPPEN | UNDERGO


class ActReader:
    """Finds acts with their roles; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._words = Words(schema)
        self._types = {key: c.type for key, c in schema.classes.items()}
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
        kinds = ((i, self._types[m.cls]) for i, m in enumerate(mentions))
        acting = {i: ACTING_NAME | (PEOPLE_NAME if kind == "group" else 0) for i, kind in kinds if kind in ACTING}
        atoms = self._atoms(analysis, covers(analysis, mentions, quantities, times, self._words), acting)
        phrases = NounPhrases(atoms, mentions, resolution, self._words)
        reading = _Reading(analysis, atoms, phrases, self._words, self._clauses)
        acts = reading.acts()
        return acts, complete_counts(acts, quantities)


def complete_counts(acts: tuple[Act, ...], quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """The quantities, each that names nothing with the object of its act as what it counts."""
    known = {a.quantity: a.object for a in acts if a.quantity is not None and a.object}
    return tuple(replace(q, of=known[i]) if not q.of and i in known else q for i, q in enumerate(quantities))


class _Reading:
    """The reading of one document."""

    def __init__(
        self, analysis: Analysis, atoms: list[Atom], phrases: NounPhrases, words: Words, clauses: ClauseReader
    ) -> None:
        self._text = analysis.text
        self._document = analysis.document
        self._atoms = atoms
        self._line = CodedAtoms(atoms, verb_codes(atoms))
        self._words = words
        self._clauses = clauses
        self._phrases = phrases
        self._record = ActRecord(analysis.text, atoms, phrases, words)
        self._found = self._record.acts
        self._subjects = SubjectTracker(phrases, analysis.document)
        self._participants = Participants(atoms, phrases, self._subjects)
        self._speech = Speech(atoms, phrases, self._found)
        self._status = StatusReader(words, analysis.document)
        self._circumstances = Circumstances(atoms, phrases, words)
        self._sentence_start = 0
        self._appointed = False
        self._spoke = False
        self._heading = False
        self._leading: list[int] = []
        self._counting: tuple[Frame, Agents, int] | None = None

    def acts(self) -> tuple[Act, ...]:
        """All acts, in text order."""
        atoms = self._atoms
        self._signed()
        at, block, previous = 0, -1, (0, 0)
        for sentence in self._document.sentences:
            if sentence.block != block:
                block = sentence.block
                self._subjects.new_block(self._document.blocks[block])
                self._speech.new_block(
                    open_end=self._text[max(0, sentence.start - 9) : sentence.start].rstrip()[-1:] not in _CLOSED
                )
                self._status.new_block(block)
                previous = (0, 0)
                goes_on = False
            else:
                goes_on = self._text[max(0, sentence.start - 9) : sentence.start].rstrip()[-1:] in _GOES_ON
            if not goes_on:
                self._subjects.new_sentence()
                self._speech.new_sentence()
                self._status.new_sentence()
                self._spoke = False
            else:
                self._subjects.next_part()
            self._participants.new_sentence()
            self._circumstances.new_sentence()
            self._appointed = False
            self._leading.clear()
            self._counting = None
            while at < len(atoms) and atoms[at].start < sentence.start:
                at += 1
            begin = at
            while at < len(atoms) and atoms[at].start < sentence.end:
                at += 1
            if self._document.blocks[block].kind == BlockKind.TITLE:
                self._title(begin, at)
            if self._is_silent(self._document.blocks[block], sentence.start):
                continue
            self._heading = self._document.blocks[block].kind == BlockKind.HEADING
            if begin < at:
                quoted = self._text[sentence.start] in _QUOTES
                if quoted:
                    self._subjects.quote()
                self._sentence(begin, at)
                if self._text[sentence.end - 1] in _CLOSED:
                    self._speech.end_sentence((begin, at), previous, quoted=quoted)
                previous = (begin, at)
        return tuple(self._found)

    def _signed(self) -> None:
        """Who signs at the end of a notice or a bulletin speaks in it."""
        document = self._document
        ends = [s for s in document.sentences if document.blocks[s.block].kind == BlockKind.SIGNATURE]
        if not ends:
            return
        starts = [a.start for a in self._atoms]
        for sentence in ends:
            heads = self._phrases.heads((bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)))
            if self._subjects.is_body(heads):
                self._subjects.issued_by(heads)
                return

    def _title(self, begin: int, end: int) -> None:
        """`甲关于…的通知`: who issued the report speaks in it."""
        if end - begin < 1 or self._atoms[begin].kind != NAME:
            return
        about = end - begin > 1 and self._atoms[begin + 1].text in self._words.about
        heads = self._phrases.heads((begin, begin + 1))
        if self._subjects.is_acting(heads) and (about or not self._atoms[begin].flags & ACTING_NAME):
            self._subjects.issued_by(heads)

    def _is_silent(self, block: Block, start: int) -> bool:
        """Whether a sentence reports nothing: in bylines, run-in headings, and headings that number nothing."""
        if block.kind == BlockKind.HEADING:
            return block.marker is None
        return block.kind in _SILENT or (block.lead is not None and block.lead.start <= start < block.lead.end)

    def _sentence(self, begin: int, end: int) -> None:
        atoms = self._atoms
        start = self._sentence_start = begin
        for at in range(begin, end + 1):
            if at == end or atoms[at].kind == BREAK or at - start >= _LONGEST_CLAUSE:
                if start < at:
                    self._clause(start, at)
                start = at if at < end and atoms[at].kind != BREAK else at + 1

    def _clause(self, start: int, end: int) -> None:
        if self._atoms[start].text in self._words.markers:
            self._subjects.new_item()
        inverted = inverted_frame(self._line, start, end)
        if inverted is not None:
            self._frame(inverted)
            return
        start = behind_opener(self._line, start, end)
        if self._is_condition(start, end):
            self._subjects.current = ()
            return
        frames, rest = self._clauses(self._line, start, end)
        if frames and not frames[0].has_subject and self._is_subject(start, end):
            frames = []
        self._speech.content(start, end, told=bool(frames))
        makers: Agents = ()
        modified: Range | None = None
        for frame, agents in modifier_frames(self._line, start, end, self._phrases):
            modified = frame.object
            makers = self._subjects.current if agents is None else agents
            begin, last = frame.object
            closed = last - begin > 1 and self._line.is_word(last - 1, LOCATIVE)  # 召开的会|上
            self._emit(frame, makers, (begin, last - closed))
        if not frames:
            self._verbless(start, end, rest, makers, modified)
        for frame in frames:
            self._frame(frame)

    def _is_condition(self, start: int, end: int) -> bool:
        """`伪造证明的，`: whoever does so; it tells of nobody who did, and is not who acts in what follows."""
        atoms = self._atoms
        if atoms[end - 1].kind != DE or end >= len(atoms) or atoms[end].text not in _BEHIND_CONDITION:
            return False
        return self._line.has_verb(start, end) and not any(self._line.is_word(k, COPULA) for k in range(start, end))

    def _is_subject(self, start: int, end: int) -> bool:
        """`开展甲，是一项举措`: whether the next clause says what doing so is; a figure or 了 tells that it was."""
        atoms = self._atoms
        at = end + 1
        while at < len(atoms) and atoms[at].kind == WORD and atoms[at].flags & ADVERB and not atoms[at].flags & COPULA:
            at += 1
        if at >= len(atoms) or atoms[end].text not in _COMMAS or not atoms[at].flags & COPULA:
            return False
        return not any(a.kind in (COUNT, TIME) or a.flags & (ASPECT | CUE) for a in atoms[start:end])

    def _verbless(self, start: int, end: int, rest: Range, makers: Agents, modified: Range | None) -> None:
        """A clause without a verb can date the next one, name its subject, or what it acts on."""
        self._circumstances.lead_in(start, end)
        self._status.lead_in(a.text for a in self._atoms[start:end] if a.kind == WORD and a.flags & CUE)
        if self._atoms[start].flags & PREPOSITION and self._words.role.get(self._atoms[start].text) == "topic":
            self._participants.topic = (start + 1, end)
            return
        if self._goes_on(start, end) or self._counts_on(start, end, rest):
            return
        if rest[1] == end and self._atoms[end - 1].kind == COUNT:
            self._participants.measured((rest[0], end - 1))
            return
        named = self._subjects.named(rest)
        if named and self._subjects.is_acting(named):
            self._subjects.wait(named)
        elif modified is not None and modified[1] == end:
            self._participants.theme = (modified, makers)
        elif self._atoms[start].flags & PREPOSITION:
            return  # 通过甲活动，: by what means
        elif named and self._atoms[end - 1].kind == NAME and rest[1] == end and start == self._sentence_start:
            self._participants.theme = (rest, makers)

    def _goes_on(self, start: int, end: int) -> bool:
        """`任甲局局长，乙办主任`: names behind an office that was given are offices too."""
        if not self._appointed or not all(a.kind in (NAME, PAUSE) for a in self._atoms[start:end]):
            return False
        act = self._found[-1]
        text = self._phrases.text((start, end))
        self._found[-1] = replace(act, object=f"{act.object}，{text}", end=self._atoms[end - 1].end)
        return True

    def _counts_on(self, start: int, end: int, rest: Range) -> bool:
        """`出动干部20人，车辆3台`: a further object with its count behind the clause of its verb."""
        if self._counting is None or self._counting[2] != start or rest != (start, end):
            return False
        frame, agents, _ = self._counting
        if not self._record.is_counted((start, end)) or any(
            a.flags & (PASSIVE_MARK | CUE) for a in self._atoms[start:end]
        ):
            return False
        further = replace(frame, object=(start, end), end=end)
        for part in self._record.parts(further, further.object):
            self._emit(further, agents, part)
        self._counting = (frame, agents, end + 1)
        return True

    def _frame(self, frame: Frame) -> None:
        if self._phrases.is_first_person(frame.subject):
            self._subjects.quote()
        agents, thing = self._participants.of(frame)
        if frame.kind == "state" or frame.flags & EVIDENTIAL:
            return
        bare = thing[0] == thing[1] and not agents
        if bare and (self._speech.demanding or self._heading):
            return
        index = len(self._found)
        if frame.kind == "phrase" and not frame.has_subject:
            self._leading.append(index)
        elif frame.has_subject and agents:
            for early in self._leading:
                self._found[early] = replace(self._found[early], agents=agents)
            self._leading.clear()
        for part in self._record.parts(frame, thing):
            self._emit(frame, agents, part)
        plain = frame.kind in ("clause", "convened") and not frame.flags & _TELLS_FIGURES
        self._counting = (frame, agents, frame.end + 1) if plain and self._record.is_counted(frame.object) else None
        self._appointed = bool(frame.flags & APPOINT)
        if self._subjects.speaking and not agents:
            self._speech.by_me(index)
        elif frame.subject[0] < frame.subject[1] and self._subjects.are_people(agents):
            self._speech.spoken_by(agents)
        if frame.flags & SPEECH:
            self._spoken(frame, index, agents)
        asked = frame.kind == "convened" and self._status.is_asked(frame) and self._subjects.is_acting(agents)
        content = agents if asked else self._content_subject(frame)
        if content:
            self._subjects.current = content

    def _content_subject(self, frame: Frame) -> Agents:
        """Who acts in what is asked for without a pause (`要求各校开展甲，整改乙`)."""
        begin, end = frame.object
        if not frame.flags & DEMAND or frame.kind != "clause":
            return ()
        begin += begin < end and self._line.is_word(begin, QUANTIFIER | ADVERB)  # 各|小组
        at = begin
        while at < end and self._atoms[at].kind == NAME:
            at += 1
        if at == begin or at + 1 >= end or not self._atoms[at - 1].flags & ACTING_NAME:
            return ()
        told = self._line.has_verb(at, end) or self._line.is_word(at, CUE)
        return self._phrases.heads((begin, at)) if told else ()

    def _spoken(self, frame: Frame, index: int, agents: Agents) -> None:
        people = self._subjects.are_people(agents)
        self._spoke = True
        if people:
            self._speech.spoken_by(agents)
        alone = frame.object[1] - frame.object[0] == 1 and self._atoms[frame.object[0]].flags & ACTING_NAME
        if frame.kind != "convened" and not any(p.role == "by" for p in frame.phrases):
            if not self._found[index].object:
                self._speech.said(index)
                if people:
                    self._subjects.current = ()
            elif alone and frame.flags & DEMAND:
                # 呼吁市民，尽快离开: whom it is said to, and what.
                self._speech.said(index, after=self._found[index].object)
        if frame.flags & DEMAND:
            self._speech.demanding = True
            self._subjects.current = ()

    def _asks(self, agents: Agents, status: Status) -> bool:
        """Whether those who would act only ask for it: who issued the report, or who has spoken in the sentence."""
        spoke = self._spoke and status is Status.REQUIRED and self._subjects.are_people(agents)
        return spoke or self._subjects.is_assumed(agents)

    def _emit(self, frame: Frame, agents: Agents, thing: Range) -> None:
        ours = frame.has_subject and self._phrases.is_we(frame.subject) and not self._subjects.speaking
        status = self._status.of(frame, demanded=self._speech.demanding, ours=ours)
        when, where = self._circumstances.of(frame, status)
        if status in _OTHERS_DO and not frame.has_subject and self._asks(agents, status):
            agents = ()
        self._record(frame, agents, thing, status, when=when, where=where)


__all__ = ["ActReader"]
