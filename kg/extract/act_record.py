"""An act as it is written down: its object or each member of a counted list, its count, and why it is believed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.atoms import COUNT, PAUSE, WORD
from kg.extract.model import Act, Status
from kg.extract.roles import quantity_of
from kg.extract.words import COORDINATOR, SPEECH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.agents import Agents
    from kg.extract.atoms import Atom
    from kg.extract.coded import Range
    from kg.extract.frames import Frame
    from kg.extract.objects import NounPhrases
    from kg.extract.words import Words

# Why an act is believed, and how far, by the rule that found it.
_REASONS = {
    "clause": (0.85, "the clause's own verb"),
    "light_verb": (0.85, "a verb that only carries the noun of the act"),
    "convened": (0.8, "others are brought to do it"),
    "phrase": (0.7, "a verb inside a prepositional phrase"),
    "relative": (0.65, "a verb that describes a noun"),
    "embedded": (0.6, "a verb inside the object of another"),
}


class ActRecord:
    """The acts of one document, in the order in which they are told."""

    def __init__(self, text: str, atoms: list[Atom], phrases: NounPhrases, words: Words) -> None:
        self._text = text
        self._atoms = atoms
        self._phrases = phrases
        self._words = words
        self.acts: list[Act] = []

    def __call__(
        self, frame: Frame, agents: Agents, thing: Range, status: Status, *, when: int | None, where: int | None
    ) -> None:
        """Write down one act.

        Args:
            frame: how it is told.
            agents: who acts.
            thing: the atoms that name what it is done to.
            status: whether it has happened.
            when: the index of a time expression.
            where: the index of an entity.
        """
        atoms, phrases = self._atoms, self._phrases
        confidence, reason = _REASONS[frame.kind]
        self.acts.append(
            Act(
                verb=self._text[atoms[frame.first].start : atoms[(frame.noun[1] or frame.last) - 1].end],
                verb_start=atoms[frame.first].start,
                start=atoms[frame.start].start,
                end=atoms[frame.end - 1].end,
                status=status,
                rule=frame.kind,
                agents=agents,
                object=phrases.text(thing, counts=bool(frame.flags & SPEECH) and thing == frame.object),
                object_entity=phrases.object_entity(thing),
                quantity=quantity_of(atoms, frame, thing, self._words),
                time=when,
                place=where,
                confidence=confidence,
                reason=reason,
            )
        )

    def parts(self, frame: Frame, thing: Range) -> Iterator[Range]:
        """The object, or each member of a list whose members all end with their count (`学位2万个、托位1万个`)."""
        atoms = self._atoms
        ends = [
            k
            for k in range(thing[0] + 1, thing[1])
            if atoms[k].kind == PAUSE or (atoms[k].kind == WORD and atoms[k].flags & COORDINATOR)
        ]
        cuts = [thing[0] - 1, *ends, thing[1]]
        members = [(a + 1, b) for a, b in pairwise(cuts)]
        if (
            len(members) > 1
            and thing == frame.object
            and all(e - b > 1 and atoms[e - 1].kind == COUNT and atoms[b].kind != COUNT for b, e in members)
        ):
            yield from members
        else:
            yield thing

    def is_counted(self, span: Range) -> bool:
        """Whether the noun phrase ends with the count of what it names."""
        return span[1] - span[0] > 1 and self._atoms[span[1] - 1].kind == COUNT and self._atoms[span[0]].kind != COUNT
