"""Who does what to what in one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.atoms import COUNT
from kg.extract.words import (
    ACT_NOUN,
    ACTING_NAME,
    APPOINT,
    COMPANION,
    DEMAND,
    EVIDENTIAL,
    GIVES_OFFICE,
    HAPPEN,
    HEARS,
    HELD,
    INTRANSITIVE,
    ISSUE,
    LIGHT,
    LINK,
    MEASURE,
    MOVEMENT,
    PARTNER,
    PATIENT_SUBJECT,
    PIVOT,
    PLACE_COMPLEMENT,
    RECIPROCAL,
    ROLE_VERB,
    SPEECH,
    TOTAL,
    UNDERGO,
)

if TYPE_CHECKING:
    from kg.extract.agents import Agents, SubjectTracker
    from kg.extract.atoms import Atom
    from kg.extract.coded import Range
    from kg.extract.frames import Frame
    from kg.extract.objects import NounPhrases

# Types of things that say and find, but do nothing else.
_SAYING = frozenset(("activity", "document"))
# What the act is done to or for.
_DEALT_WITH = frozenset(("patient", "topic", "recipient", "goal"))
# Verbs whose subject acts although no object follows.
_SUBJECT_ACTS = INTRANSITIVE | SPEECH | MOVEMENT | DEMAND | LIGHT | UNDERGO | APPOINT


class Participants:
    """Finds agents and objects of frames in text order; keeps what later clauses leave out.

    Attributes:
        topic: what a clause of its own put first with 对.
        handed: what 由甲 says is done by somebody: others can do it too (`由甲主办、乙承办`).
        issued: the paper that an act of this sentence issued: what follows can be what it says.
        theme: a thing that a clause without a verb has put first (`确定的重点工作，目前已落实109项`).
    """

    def __init__(self, atoms: list[Atom], phrases: NounPhrases, subjects: SubjectTracker) -> None:
        self._atoms = atoms
        self._phrases = phrases
        self._subjects = subjects
        self._last: tuple[Range, Agents] = ((0, 0), ())
        self.theme: tuple[Range, Agents] | None = None
        self._thing: Range = (0, 0)
        self._partners: Agents = ()
        self._measured: Range = (0, 0)
        self._former: Range = (0, 0)
        self.issued: int | None = None
        self.topic: Range | None = None
        self.handed: Range | None = None

    def new_sentence(self) -> None:
        """A sentence begins: nothing that the one before put first or acted on holds any more."""
        self.theme = None
        self._thing = (0, 0)
        self._partners = ()
        self._former, self._measured = self._measured, (0, 0)
        self.issued = None
        self.topic = None
        self.handed = None

    def measured(self, span: Range) -> None:
        """A clause gave the figure of this thing: rises and falls that follow are its own."""
        self._measured = span

    def of(self, frame: Frame) -> tuple[Agents, Range]:
        """The agents of the frame, and the range of what the act is done to."""
        agents, patient = self._subject(frame)
        total = frame.flags & PATIENT_SUBJECT and self._atoms[frame.start].flags & TOTAL and not frame.has_subject
        if total and self._is_bare(frame) and self._thing[0] < self._thing[1]:
            # 新增3例，均在筛查中发现: what was told just before.
            return (), self._thing
        if frame.flags & MEASURE and self._is_bare(frame):
            if patient is not None:
                self._measured = patient
            elif not frame.has_subject and self._measured[0] < self._measured[1]:
                return (), self._measured
            elif not frame.has_subject and self._is_share(frame):
                counted = self._thing[0] < self._thing[1] and self._atoms[self._thing[1] - 1].kind == COUNT
                if counted:
                    return (), self._thing  # 授权专利46件，增长3%
                return (), self._former  # 分季度看，一季度下降6.8%: what the sentence before gave the figure of
        thing = self._object(frame, patient)
        if self.topic is not None and (thing[0] == thing[1] or frame.flags & LIGHT):
            thing = self._led_topic(frame)
        if thing[0] < thing[1] and self._phrases.text(thing):
            self._thing = thing
        if frame.kind in ("clause", "convened"):
            entity = self._phrases.object_entity(thing)
            issued = entity is not None and self._phrases.type(entity) == "document" and frame.flags & ISSUE
            self.issued = entity if issued else self.issued
        return agents, thing

    def _led_topic(self, frame: Frame) -> Range:
        """`对甲，将继续给予支持`: what a clause of its own has put first is what the act is done to."""
        topic, self.topic = self.topic, None
        if frame.flags & LIGHT and frame.has_object and frame.kind == "clause":
            frame.noun, frame.kind = frame.object, "light_verb"
        return topic or frame.object

    # ---- who ---------------------------------------------------------------------------------------------------------

    def _subject(self, frame: Frame) -> tuple[Agents, Range | None]:
        """The agents, and the subject's range where it is what the act is done to."""
        subjects, flags = self._subjects, frame.flags
        named = subjects.named(frame.subject)
        if frame.subject == self._last[0] and frame.has_subject:
            named = self._last[1]
        elif subjects.pending:
            named = subjects.joined(named)
        subjects.pending = ()
        if self._is_counted_of(frame) and self._phrases.is_told_activity(frame.subject):
            named = None  # 本次行动出动车辆20台: those who carry it out
        by = self._by(frame, named)
        if by is not None:
            return by
        if named is None:
            if flags & HAPPEN:
                return (), None
            return self._left_out(frame), None
        self._last = (frame.subject, named)
        self.theme = None
        if flags & HAPPEN:
            return (), None
        if flags & INTRANSITIVE and self._counts_in_area(frame, named):
            return (), None
        if self._is_bare(frame) and self._is_patient(frame, named):
            if flags & MEASURE and named:
                subjects.current = named
            return (), frame.subject
        if frame.kind not in ("convened", "embedded") or any(p.role == "convened" for p in frame.phrases):
            subjects.take(named)  # 甲组织乙开展丙，负责丁: 甲 goes on
        return self._with_company(frame, named), None

    def _is_counted_of(self, frame: Frame) -> bool:
        """Whether the verb has an object that ends with its count (`出动车辆20台`)."""
        begin, end = frame.object
        counted = end - begin > 1 and self._atoms[end - 1].kind == COUNT
        return counted and not frame.flags & (MEASURE | SPEECH | PIVOT)

    def _by(self, frame: Frame, named: Agents | None) -> tuple[Agents, Range | None] | None:
        """Who a preposition names as the one who acts (`由甲`, `被甲`, `经甲`)."""
        for phrase in frame.phrases:
            if phrase.role not in ("agent", "by", "source", "passive"):
                continue
            by = self._subjects.named((phrase.start, phrase.end)) or ()
            if phrase.role in ("by", "source"):
                if not self._subjects.is_acting(by):
                    # 经县纪委常委会会议研究: the body whose meeting it is
                    by = self._phrases.whose((phrase.start, phrase.end))
                if not self._subjects.is_acting(by):
                    continue
                frame.object = (frame.object[0], frame.object[0])
                self._subjects.decided = by
                if not self._subjects.is_body(self._subjects.current):
                    self._subjects.current = by
            elif phrase.role == "agent" and named and self._subjects.is_acting(named) and frame.has_object:
                # 甲每年由乙约谈丙，及时了解丁: 甲 goes on.
                self._subjects.take(named)
            patient = frame.subject if named is not None else None
            if phrase.role == "agent":
                self.handed = patient
            if phrase.role == "passive" and patient is None:
                patient = frame.subject if frame.has_subject else self._last[0]
            return by, patient
        return None

    def _left_out(self, frame: Frame) -> Agents:
        """Who acts where the clause names nobody: meetings and papers only go on saying and finding."""
        subjects = self._subjects
        if self.theme is not None and frame.kind not in ("relative", "embedded"):
            span, makers = self.theme
            heads = self._phrases.heads(span)
            if self._is_counted_only(frame):
                return makers or subjects.current
            self.theme = None
            if heads:
                subjects.current = heads
                return heads
        current = subjects.current
        if frame.flags & SPEECH and self.issued is not None and not frame.flags & EVIDENTIAL:
            # 印发《规定》，明确甲: the paper says it.
            return (self.issued,)
        if frame.flags & APPOINT and not frame.flags & GIVES_OFFICE and not subjects.are_people(current):
            current = subjects.person or current
        if frame.flags & SPEECH and not frame.has_object and not frame.flags & EVIDENTIAL and subjects.is_body(current):
            current = subjects.speaker or current  # 强调，: who was told of last
        current = self._others(frame, current)
        goes_on = frame.flags & (SPEECH | GIVES_OFFICE | HEARS) or self._atoms[frame.start].flags & LINK
        if current and not goes_on and self._phrases.type(current[0]) in _SAYING and not subjects.is_acting(current):
            subjects.new_item()
            current = subjects.current
        return self._with_company(frame, current)

    def _others(self, frame: Frame, current: Agents) -> Agents:
        """Those of the carried subject whom the clause does not name as somebody else; else who the report is about.

        A person's name in a clause does not stand for the subject that the clause leaves out (Principle C of the
        binding theory): in `甲受贿，决定给予甲处分` it is not 甲 who decides. Bodies and areas are often named again.
        """
        dealt = [frame.object, *((p.start, p.end) for p in frame.phrases if p.role in _DEALT_WITH)]
        named = {e for span in dealt for e in self._phrases.entities(span)}
        if not self._subjects.are_people(current):
            return current
        if self._subjects.decided and any(self._phrases.is_possessive(span) for span in dealt):
            return self._subjects.decided  # 经甲研究，收缴其违法所得: nobody deals with himself
        if named.isdisjoint(current):
            return current
        return tuple(e for e in current if e not in named) or self._subjects.decided or self._subjects.report

    def _with_company(self, frame: Frame, agents: Agents) -> Agents:
        """Together with those who joined in (`联合乙`), in this clause or the one before."""
        together = self._partners
        self._partners = ()
        for phrase in frame.phrases:
            if phrase.role != "company":
                continue
            word, beside = self._atoms[phrase.at], (phrase.start, phrase.end)
            # 联合甲开展乙, 与甲一同开展乙: they join in; 结合甲开展乙: made use of.
            joins = word.flags & PARTNER and not word.flags & ACT_NOUN
            if joins or (frame.has_subject and frame.object != beside and not word.flags & (COMPANION | PARTNER)):
                together = self._phrases.heads(beside)
        if frame.flags & PARTNER and frame.kind == "clause":
            others = self._phrases.heads(frame.object)
            self._partners = others if self._subjects.is_acting(others) else ()
        if agents and self._subjects.is_acting(together):
            agents = tuple(dict.fromkeys((*agents, *together)))
        return agents

    def _is_patient(self, frame: Frame, named: Agents) -> bool:
        """Whether the subject of a verb without object is what the act is done to."""
        flags = frame.flags
        if self._phrases.is_first_person(frame.subject) or self._phrases.is_we(frame.subject):
            return False  # 我们将严肃处置
        acting = self._subjects.is_acting(named)
        last = self._atoms[frame.subject[1] - 1]
        if not named and last.flags & ACTING_NAME and not flags & (HELD | PATIENT_SUBJECT):
            return False  # 我县斥资4亿元, where no county is named
        if self._is_put(frame):
            return not named or self._phrases.type(named[-1]) not in ("person", "group")
        if flags & HELD or (flags & MEASURE and not acting):
            return True
        if acting and not (self._phrases.ends_with_noun(frame.subject) and not flags & _SUBJECT_ACTS):
            return bool(flags & PATIENT_SUBJECT and self._phrases.only_groups(named))
        return not flags & _SUBJECT_ACTS or bool(flags & PATIENT_SUBJECT)

    def _counts_in_area(self, frame: Frame, named: Agents) -> bool:
        """`某县3人受伤`: those who are counted undergo it, and the area only says where."""
        counted = self._atoms[frame.subject[1] - 1].kind == COUNT
        return counted and bool(named) and all(self._phrases.type(e) == "area" for e in named)

    # ---- what --------------------------------------------------------------------------------------------------------

    def _is_bare(self, frame: Frame) -> bool:
        """Whether neither an object nor a preposition tells what the act is done to."""
        if any(p.role in ("topic", "patient", "goal") for p in frame.phrases):
            return False
        return self._is_put(frame) or not self._phrases.text(frame.object)

    def _is_put(self, frame: Frame) -> bool:
        """`办公室设在某部`, `楼建于某年`: what follows the verb is no object."""
        if frame.flags & (INTRANSITIVE | MOVEMENT):
            return False
        verb = self._atoms[frame.last - 1]
        return bool(verb.flags & PLACE_COMPLEMENT) or verb.text.endswith(self._phrases.put_endings)

    def _is_share(self, frame: Frame) -> bool:
        """Whether the verb has but a share or a multiple behind it, which is told of figures only (`增长5%`)."""
        counts = [self._atoms[k] for k in range(*frame.object) if self._atoms[k].kind == COUNT]
        return len(counts) == 1 and counts[0].text.endswith(self._phrases.share_units)

    def _is_counted_only(self, frame: Frame) -> bool:
        """Whether a count alone stands for the object (`已落实109项`)."""
        return self._is_bare(frame) and any(self._atoms[k].kind == COUNT for k in range(*frame.object))

    def _object(self, frame: Frame, patient: Range | None) -> Range:
        phrases = self._phrases
        bare = not phrases.text(frame.object)
        if bare and self.handed is not None and frame.has_subject and not frame.flags & _SUBJECT_ACTS:
            return phrases.core(self.handed)
        if patient is not None and (bare or self._is_put(frame)):
            return phrases.core(patient)
        for phrase in frame.phrases:
            span = (phrase.start, phrase.end)
            if phrase.role == "patient" and phrases.is_named(span) and not frame.flags & ROLE_VERB:
                return span
            led = phrase.role == "topic" or (phrase.role == "goal" and phrase.close == phrase.end)
            if led and bare and not frame.flags & INTRANSITIVE:
                return span
            if phrase.role == "company" and bare and frame.flags & RECIPROCAL:
                return span
        if patient is not None and any(p.role == "passive" for p in frame.phrases):
            return phrases.core(patient)
        if bare and frame.kind == "clause" and self._is_counted_only(frame):
            return self._counted_before(frame)
        if bare and frame.kind == "light_verb" and self._atoms[frame.start].flags & LINK:
            # 并给予高度评价: what was acted on just before.
            return self._thing
        return frame.object

    def _counted_before(self, frame: Frame) -> Range:
        """What a bare count counts: the thing put first, else the thing counted last with the same unit."""
        if self.theme is not None:
            return self.theme[0]
        count = next(a for a in self._atoms[frame.object[0] : frame.object[1]] if a.kind == COUNT)
        before = next((a for a in self._atoms[self._thing[0] : self._thing[1]] if a.kind == COUNT), None)
        if before is not None and before.text[-1:] == count.text[-1:] and not frame.flags & (MEASURE | ACT_NOUN):
            return self._thing
        return frame.object


__all__ = ["Participants"]
