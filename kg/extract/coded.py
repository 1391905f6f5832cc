"""The atoms of a document with what each is for the reading of its clause, and the questions that are asked of them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.atoms import COUNT, DE, NAME, QUOTED, TIME, WORD, Atom
from kg.extract.verbs import NO_VERB, PREDICATE
from kg.extract.words import (
    ADVERB,
    COORDINATOR,
    CUE,
    HEAD_NOUN,
    LIST_END,
    LOCATIVE,
    PREPOSITION,
    PRONOUN,
)

Range = tuple[int, int]

# First letters of the parts of speech that can be the core of a noun phrase.
_NOUNS = "nrjlmt"


@dataclass(slots=True)
class CodedAtoms:
    """Atoms and their verb codes (`kg.extract.verbs`); ranges are half-open and in atoms."""

    atoms: list[Atom]
    codes: list[int]

    def is_word(self, at: int, flags: int) -> bool:
        """Whether the atom is a word that the lexicon gives one of the *flags*."""
        atom = self.atoms[at]
        return atom.kind == WORD and bool(atom.flags & flags)

    def first_verb(self, begin: int, end: int) -> int | None:
        """The first predicate in the range."""
        return next((k for k in range(begin, end) if self.codes[k] == PREDICATE), None)

    def has_verb(self, begin: int, end: int, flags: int = -1) -> bool:
        """Whether a predicate in the range has one of the *flags*."""
        return any(self.codes[k] == PREDICATE and self.atoms[k].flags & flags for k in range(begin, end))

    def has_noun(self, begin: int, end: int) -> bool:
        """Whether a noun phrase stands in the range."""
        return any(
            a.kind in (NAME, QUOTED) or (a.kind == WORD and (a.pos[:1] in _NOUNS or a.flags & PRONOUN))
            for a in self.atoms[begin:end]
        )

    def has_kind(self, begin: int, end: int, kind: int) -> bool:
        """Whether an atom of the *kind* stands in the range."""
        return any(a.kind == kind for a in self.atoms[begin:end])

    def over_adverbs(self, at: int, end: int) -> int:
        """Behind adverbs, cues, counts and times: where the verb stands if one follows."""
        while (
            at < end
            and self.codes[at] == NO_VERB
            and (self.atoms[at].kind in (COUNT, TIME) or self.is_word(at, ADVERB | CUE))
        ):
            at += 1
        return at

    def before_adverbs(self, at: int, floor: int) -> int:
        """Where the adverbs and cues in front of *at* begin, not before *floor*."""
        while at > floor and self.is_word(at - 1, ADVERB | CUE):
            at -= 1
        return at

    def next_verb(self, begin: int, end: int) -> int | None:
        """Where the next verb phrase begins, with its adverbs and prepositions."""
        last = next((k for k in range(end - 1, begin - 1, -1) if self.codes[k] == PREDICATE), None)
        if last is None:
            return None
        for k in range(begin, last + 1):
            if self.codes[k] == PREDICATE:
                return k
            if self.is_word(k, ADVERB | CUE | PREPOSITION) and not self.atoms[k].flags & (
                COORDINATOR | LOCATIVE | HEAD_NOUN
            ):
                return k
        return None

    def modifies(self, at: int, end: int) -> bool:
        """Whether the verb at *at* only describes the noun that closes the object (`促进增长的措施`)."""
        atoms = self.atoms
        return any(
            atoms[k].kind == DE or (atoms[k].flags & LIST_END and k + 1 < end and atoms[k + 1].kind == WORD)
            for k in range(at + 1, end)
        )
