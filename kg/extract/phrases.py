"""Prepositions and their phrases: where each ends, and what part it plays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.atoms import COUNT, DE, NAME, PAUSE, QUOTED, TIME, WORD
from kg.extract.verbs import PREDICATE, STATIVE
from kg.extract.words import (
    ADVERB,
    ASPECT,
    CLOSER,
    COMPLEMENT,
    COORDINATOR,
    CUE,
    HOLDS_COMPLEMENT,
    LIGHT,
    LOCATIVE,
    PREPOSITION,
    TAKEN,
    TAKING,
    VERB,
)

if TYPE_CHECKING:
    from kg.extract.atoms import Atom
    from kg.extract.words import Words

# A phrase of place or time (在…过程中) that holds a verb is at most this many atoms long.
_LONGEST_PLACE = 24
# 以…为…: at most so many atoms between the two words.
_LONGEST_TAKEN = 14


@dataclass(slots=True)
class Phrase:
    """A preposition with its noun phrase: the preposition's atom, and the range behind it.

    `close` is the first atom behind the noun phrase; a word of place (`上`, `过程中`) stands between `end` and `close`.
    """

    role: str
    at: int
    start: int
    end: int
    close: int


class PhraseReader:
    """Reads the phrase that a preposition opens; built once from the lexicon."""

    def __init__(self, words: Words) -> None:
        self._role = words.role

    def company(self, atom: Atom) -> bool:
        """Whether the word announces the other side (`与`)."""
        return self._role.get(atom.text) == "company"

    def opens(self, atoms: list[Atom], codes: list[int], at: int, end: int, *, subject: bool) -> bool:
        """Whether the word at *at* is a preposition here, and no cue, verb or link of two nouns."""
        if at + 1 >= end:
            return False
        role = self._role.get(atoms[at].text, "")
        after = atoms[at + 1]
        if after.kind == WORD and after.flags & ASPECT:
            return False
        if role == "company":
            return not subject
        if role == "patient":
            if after.kind == WORD and (codes[at + 1] == PREDICATE or after.flags & (ADVERB | CUE | PREPOSITION)):
                return self._complemented(atoms, codes, at + 2, end) is not None
            return any(codes[k] for k in range(at + 2, end))
        if role == "topic" and codes[at + 1] == PREDICATE and atoms[at].flags & ADVERB:
            # 就建立: an adverb; 就建立机制作出部署: a preposition, for a verb that carries a noun closes it.
            return bool(atoms[end - 1].flags & CLOSER) or any(
                codes[k] == PREDICATE and atoms[k].flags & LIGHT for k in range(at + 2, end)
            )
        if role == "place" and atoms[at].flags & CUE:
            # 在推进: under way; 在推进过程中: a phrase.
            verb = at + 1
            while verb < end and atoms[verb].kind == WORD and atoms[verb].flags & (ADVERB | CUE) and not codes[verb]:
                verb += 1
            if verb < end and codes[verb] == PREDICATE:
                return any(atoms[k].flags & LOCATIVE for k in range(verb + 1, end))
        if role == "means" and atoms[at].flags & ADVERB and after.kind == WORD and after.flags & ADVERB:
            return False
        return after.kind != DE

    def read(self, atoms: list[Atom], codes: list[int], at: int, end: int) -> Phrase:
        """The phrase that the preposition at *at* opens."""
        role = self._role.get(atoms[at].text, "")
        begin = at + 1
        if role == "patient":
            stop = close = self._patient_end(atoms, codes, begin, end)
        elif role == "topic":
            stop = close = self._topic_end(atoms, codes, begin, end)
        elif role in ("place", "goal"):
            stop, close = self._place_end(atoms, codes, begin, end)
        elif role in ("by", "source"):
            stop = close = self._by_end(atoms, codes, begin, end)
        else:
            stop = close = self._noun_end(atoms, codes, begin, end, first=role in ("agent", "passive"))
        return Phrase(role, at, begin, stop, close)

    def _noun_end(self, atoms: list[Atom], codes: list[int], begin: int, end: int, *, first: bool = False) -> int:
        """The first atom behind *begin* that opens a predicate, a preposition or an adverb.

        A phrase that begins with a verb (`为促进交流提供平台`) runs up to the last verb of the clause.
        """
        at = begin
        while at < end and atoms[at].kind == WORD and atoms[at].flags & ADVERB and codes[at] != PREDICATE:
            at += 1
        if at < end and codes[at] == PREDICATE and not first:
            last = next((k for k in range(end - 1, at, -1) if codes[k] == PREDICATE), None)
            if last is None:
                return end
            while last > at + 1 and atoms[last - 1].kind == WORD and (
                codes[last - 1] == PREDICATE or atoms[last - 1].flags & (ADVERB | CUE)
            ):
                last -= 1
            return last if last > at else end
        at = begin if first else max(at, begin + 1)
        if atoms[begin - 1].flags & TAKING:
            # 以甲为乙: the phrase ends behind what it is taken for.
            taken = next((k for k in range(begin + 1, min(end, begin + _LONGEST_TAKEN)) if atoms[k].flags & TAKEN), None)
            if taken is not None:
                at = taken + 2
        while at < end:
            atom = atoms[at]
            if codes[at] in (PREDICATE, STATIVE):
                return at
            if atom.kind == WORD and at > begin:
                flags = atom.flags
                if flags & (ADVERB | CUE) and not flags & COORDINATOR:
                    return at
                if flags & PREPOSITION and not flags & (COORDINATOR | COMPLEMENT):
                    return at
            at += 1
        return end

    def _by_end(self, atoms: list[Atom], codes: list[int], begin: int, end: int) -> int:
        """经甲复核: behind whom it went through stands what was done, even where it could be a noun."""
        for at in range(begin + 1, end):
            if atoms[at].flags & VERB and atoms[at].kind == WORD:
                return at
        return self._noun_end(atoms, codes, begin, end, first=True)

    def _complemented(self, atoms: list[Atom], codes: list[int], begin: int, end: int) -> int | None:
        """The first verb with a complement behind it (`转化为`, `放在`), or one that holds it (`列入`)."""
        for at in range(begin, end):
            if codes[at] not in (PREDICATE, STATIVE) and atoms[at].pos[:1] != "v":
                continue
            if codes[at] and atoms[at].flags & HOLDS_COMPLEMENT:
                return at
            after = atoms[at + 1] if at + 1 < end else None
            if after is not None and after.kind == WORD and after.flags & COMPLEMENT and not after.flags & ASPECT:
                return at
        return None

    def _patient_end(self, atoms: list[Atom], codes: list[int], begin: int, end: int) -> int:
        held = self._complemented(atoms, codes, begin + 1, end)
        if held is not None:
            while held > begin + 1 and atoms[held - 1].kind == WORD and atoms[held - 1].flags & (ADVERB | CUE):
                held -= 1
            return held
        first = None
        for at in range(begin + 1, end):
            if codes[at] == PREDICATE or (codes[at] == STATIVE and atoms[at].flags & COMPLEMENT):
                first = at
                break
        if first is None:
            return end
        while first > begin + 1 and atoms[first - 1].kind == WORD and atoms[first - 1].flags & (ADVERB | CUE):
            first -= 1
        return first

    def _topic_end(self, atoms: list[Atom], codes: list[int], begin: int, end: int) -> int:
        if codes[begin] == PREDICATE and not atoms[end - 1].flags & CLOSER and not any(codes[k] == PREDICATE and atoms[k].flags & LIGHT for k in range(begin + 1, end)):
            return end
        for at in range(end - 1, begin, -1):
            if codes[at] == PREDICATE and (atoms[at].flags & LIGHT or (at + 2 == end and atoms[at + 1].flags & CLOSER)):
                stop = at
                while stop > begin + 1 and atoms[stop - 1].kind == WORD and atoms[stop - 1].flags & (ADVERB | CUE):
                    stop -= 1
                return stop
        return self._noun_end(atoms, codes, begin, end)

    def _place_end(self, atoms: list[Atom], codes: list[int], begin: int, end: int) -> tuple[int, int]:
        limit = self._noun_end(atoms, codes, begin, end, first=True)
        if limit <= begin + 1 and atoms[end - 1].kind == WORD and atoms[end - 1].flags & LOCATIVE:
            return end - 1, end
        for at in range(begin, min(end, begin + _LONGEST_PLACE)):
            atom = atoms[at]
            if atom.kind != WORD or not atom.flags & LOCATIVE or (at == begin and len(atom.text) == 1):
                continue
            after = atoms[at + 1] if at + 1 < end else None
            if after is None or (
                after.kind not in (DE, PAUSE)
                and not (after.kind == WORD and after.flags & COORDINATOR and not self.company(after))
            ):
                if at > limit and limit > begin + 1 and codes[limit] == PREDICATE and not self._closes(atoms, codes, at, end):
                    continue
                return at, at + 1
        return limit, limit

    def _closes(self, atoms: list[Atom], codes: list[int], at: int, end: int) -> bool:
        """Whether behind the word of place a clause's core follows, so that the verb before it was inside the phrase."""
        nxt = at + 1
        if nxt >= end:
            return True
        while nxt < end and atoms[nxt].kind == WORD and atoms[nxt].flags & (ADVERB | CUE):
            nxt += 1
        return nxt < end and (codes[nxt] == PREDICATE or atoms[nxt].kind in (COUNT, TIME, NAME, QUOTED))
