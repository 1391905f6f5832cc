"""A predicate with what stands around it: the value between the reading of a clause and that of its roles."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.coded import Range
from kg.extract.phrases import Phrase


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
        kind: how it was found, for the rule's name; `state` reports nothing, but names the subject.
        flags: what the lexicon says of the verb.
        phrases: the prepositions before the verb with their noun phrases.
        cues: the words that tell whether it has happened.
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

    @property
    def has_subject(self) -> bool:
        """Whether the clause names its subject."""
        return self.subject[0] < self.subject[1]

    @property
    def has_object(self) -> bool:
        """Whether anything follows the verb."""
        return self.object[0] < self.object[1]
