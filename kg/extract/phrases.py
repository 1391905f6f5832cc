"""Prepositions and their phrases: where each ends, and what part it plays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.atoms import BREAK, COUNT, DE, NAME, PAUSE, QUOTED, TIME, WORD
from kg.extract.verbs import MODIFIER, PREDICATE, STATIVE
from kg.extract.words import (
    ACT_NOUN,
    ADVERB,
    ASPECT,
    ATTITUDE,
    CLOSER,
    COMPLEMENT,
    COORDINATOR,
    CUE,
    HEAD_NOUN,
    HOLDS_COMPLEMENT,
    INTRANSITIVE,
    LIGHT,
    LINK,
    LIST_END,
    LOCATIVE,
    PREPOSITION,
    RECIPROCAL,
    ROLE_VERB,
    TAKEN,
    TAKING,
    VERB,
)

if TYPE_CHECKING:
    from kg.extract.atoms import Atom
    from kg.extract.coded import CodedAtoms
    from kg.extract.words import Words

# Before a sentence, and where one goes on.
_SENTENCE_ENDS = frozenset("。！？!?\n")
_PAUSES = frozenset("，,")
# A phrase of place or time (在…过程中) that holds a verb is at most this many atoms long.
_LONGEST_PLACE = 24
_COMMAS = frozenset("，,")
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
        self._complements = words.result_endings
        self._akin = words.akin
        self._basis = words.basis

    def company(self, atom: Atom) -> bool:
        """Whether the word announces the other side (`与`)."""
        return self._role.get(atom.text) == "company"

    def opens(self, line: CodedAtoms, at: int, end: int, *, subject: bool) -> bool:
        """Whether the word at *at* is a preposition here, and no cue, verb or link of two nouns.

        Args:
            line: the atoms of the document.
            at: the word.
            end: where its clause ends.
            subject: a noun phrase stands before it.
        """
        if at + 1 >= end:
            return False
        atoms, codes = line.atoms, line.codes
        role = self._role.get(atoms[at].text, "")
        after = atoms[at + 1]
        between = role == "goal" and subject and atoms[at - 1].kind == NAME
        if between and at + 2 < end and after.kind in (NAME, WORD) and atoms[at + 2].kind == DE:
            return False  # 甲地到乙地的公路
        if after.kind == DE or (after.kind == WORD and after.flags & ASPECT):
            return False
        if role == "behalf" or (role == "by" and atoms[at].flags & CUE):  # 甲代表乙出席, 已经县政府同意
            return after.kind == NAME and any(codes[at + 2 : end])
        if role in ("company", "patient"):
            return not subject if role == "company" else self._opens_patient(line, at, end)
        verb = line.over_adverbs(at + 1, end)
        if role == "topic" and verb < end and codes[verb] == PREDICATE and atoms[at].flags & ADVERB:
            # 就建立: an adverb; 就建立机制作出部署: a preposition, for a verb that carries a noun closes it.
            closed = atoms[end - 1].flags & CLOSER or self._respect(line, at + 2, end) is not None
            return bool(closed) or line.has_verb(at + 2, end, LIGHT)
        if role == "place" and atoms[at].flags & CUE and verb < end and codes[verb] == PREDICATE:
            # 在推进: under way; 在推进过程中, 在年底推进: a phrase.
            if after.kind in (TIME, COUNT):
                return True
            return any(a.flags & LOCATIVE for a in atoms[verb + 1 : end])
        return not (role == "means" and atoms[at].flags & ADVERB and line.is_word(at + 1, ADVERB))

    def _opens_patient(self, line: CodedAtoms, at: int, end: int) -> bool:
        """Not in `将开展` and `将对甲开展`, the future; `把深入学习…放在首位`: a verb phrase is put somewhere."""
        if line.atoms[at].flags & CUE and line.is_word(at + 1, PREPOSITION):
            return False
        if line.codes[at + 1] == PREDICATE or line.is_word(at + 1, ADVERB | CUE | PREPOSITION):
            return self._complemented(line, at + 2, end) is not None
        return any(line.codes[at + 2 : end])

    def read(self, line: CodedAtoms, at: int, end: int) -> Phrase:
        """The phrase that the preposition at *at* opens."""
        role = self._role.get(line.atoms[at].text, "")
        begin = at + 1
        if role in ("place", "goal"):
            stop, close = self._place_end(line, begin, end)
            return Phrase(role, at, begin, stop, close)
        if role == "aim":
            stop = next((k for k in range(begin, end) if line.is_word(k, LINK)), end)
        elif role == "patient":
            stop = self._patient_end(line, begin, end)
        elif role == "topic":
            stop = self._topic_end(line, begin, end)
        elif role in ("by", "source"):
            stop = self._by_end(line, begin, end)
        else:
            stop = max(
                self._listed_end(line, begin, end) if role in ("through", "means") else begin,
                self._noun_end(line, begin, end, first=role in ("agent", "passive")),
                self._basis_end(line, begin, end) if role == "means" else begin,
            )
            if role == "means" and stop == end - 1 and line.is_word(stop, ACT_NOUN):
                # 按规划要求，: the clause is only the phrase.
                stop = end
        return Phrase(role, at, begin, stop, stop)

    @staticmethod
    def _listed_end(line: CodedAtoms, begin: int, end: int) -> int:
        """通过甲、乙等形式: behind the noun that says of what kind the members of the list are, whatever they name."""
        paused = False
        for at in range(begin, end - 1):
            paused = paused or line.atoms[at].kind == PAUSE
            if line.atoms[at].flags & LIST_END:
                return at + 2 if paused and line.is_word(at + 1, HEAD_NOUN) else begin
        return begin

    def _noun_end(self, line: CodedAtoms, begin: int, end: int, *, first: bool = False) -> int:
        """The first atom behind *begin* that opens a predicate, a preposition or an adverb.

        A phrase that begins with a verb (`为促进交流提供平台`) runs up to the last verb of the clause.
        """
        taken = self._taken_end(line, begin, end) if line.atoms[begin - 1].flags & TAKING else None
        at = begin
        while at < end and line.is_word(at, ADVERB) and line.codes[at] != PREDICATE:
            at += 1
        if taken is not None:
            at = taken
        elif at < end and line.codes[at] in (PREDICATE, STATIVE) and not first:
            if self._opens_sentence(line, begin - 1, end):
                return end  # 为便于进行调查，: what the sentence goes on to tell is done for that
            if line.codes[at] == PREDICATE:
                return self._verb_phrase_end(line, at, end)
        else:
            at = begin if first else max(at, begin + 1)
        while at < end:
            flags = line.atoms[at].flags
            if line.codes[at] in (PREDICATE, STATIVE) and not (at > begin and self._is_noun(line, at, end)):
                return at
            if at > begin and flags & (ADVERB | CUE) and line.atoms[at].kind == WORD and not flags & COORDINATOR:
                described = line.over_adverbs(at, end)
                if described < end and line.codes[described] == MODIFIER:
                    at = described + 1  # 对一些不能及时解决的问题
                    continue
            opens = flags & (ADVERB | CUE) or (flags & PREPOSITION and not flags & COMPLEMENT)
            stops = opens and line.atoms[at].kind == WORD and at > begin and not flags & COORDINATOR
            if stops and not self._describes_noun(line, at, end):
                return at
            at += 1
        return end

    def _opens_sentence(self, line: CodedAtoms, at: int, end: int) -> bool:
        """Whether the preposition says what for, and opens a sentence that goes on behind a pause."""
        opens = at == 0 or (line.atoms[at - 1].kind == BREAK and line.atoms[at - 1].text in _SENTENCE_ENDS)
        goes_on = end < len(line.atoms) and line.atoms[end].text in _PAUSES
        return opens and goes_on and self._role.get(line.atoms[at].text) == "recipient"

    def _basis_end(self, line: CodedAtoms, begin: int, end: int) -> int:
        """`按照布局集中、土地集约的要求`: behind the noun that says what one goes by, where verbs stand before it."""
        for at in range(begin + 1, min(end, begin + _LONGEST_PLACE)):
            if line.atoms[at].text in self._basis and line.atoms[at].kind == WORD:
                before = line.atoms[at - 1]
                listed = line.has_kind(begin, at, PAUSE) and before.kind == WORD
                # 按照市政府统一部署，: the clause is only the phrase
                closes = at + 1 == end < len(line.atoms) and line.atoms[end].text in _COMMAS
                if before.kind == DE or listed or closes:
                    return at + 1
        return begin

    @staticmethod
    def _describes_noun(line: CodedAtoms, at: int, end: int) -> bool:
        """`以更大决心、更实举措`: behind a pause, the adverb and the noun behind it are a member of the list."""
        if line.atoms[at - 1].kind != PAUSE or at + 1 >= end or line.atoms[at].flags & (CUE | PREPOSITION):
            return False
        after = line.atoms[at + 1]
        return after.kind == WORD and after.pos[:1] == "n" and not line.codes[at + 1]

    def _is_noun(self, line: CodedAtoms, at: int, end: int) -> bool:
        """`为全区发展提供支撑`: a noun of what is done right before the verb of the clause, which has an object."""
        verb, before = at + 1, line.atoms[at - 1]
        if verb + 1 >= end or line.codes[verb] != PREDICATE or line.codes[at] != PREDICATE:
            return False
        named = before.kind in (NAME, QUOTED) or (before.kind == WORD and before.pos[:1] in "nvbjl")
        if not named or before.flags & (ADVERB | CUE) or not line.atoms[at].flags & (ACT_NOUN | INTRANSITIVE):
            return False
        full = line.atoms[verb].flags & VERB and not line.atoms[verb].flags & ACT_NOUN
        return bool(full) and not self._akin(line.atoms[at].text, line.atoms[verb].text)

    @staticmethod
    def _taken_end(line: CodedAtoms, begin: int, end: int) -> int | None:
        """以甲为乙: behind what it is taken for; None where no such word follows."""
        for at in range(begin + 1, min(end, begin + _LONGEST_TAKEN)):
            atom = line.atoms[at]
            if atom.flags & TAKEN:
                return min(end, at + 1 + (len(atom.text) == 1))
        return None

    def _verb_phrase_end(self, line: CodedAtoms, at: int, end: int) -> int:
        last = next((k for k in range(end - 1, at, -1) if line.codes[k] == PREDICATE), None)
        if last is None:
            return end
        while last > at + 1 and (
            (line.atoms[last - 1].kind == WORD and line.codes[last - 1] == PREDICATE)
            or line.is_word(last - 1, ADVERB | CUE)
        ):
            last -= 1
        return last if last > at else end

    def _by_end(self, line: CodedAtoms, begin: int, end: int) -> int:
        """经甲复核: behind whom it went through stands what was done, even where it could be a noun."""
        for at in range(begin + 1, end):
            if line.is_word(at, VERB):
                return at
        return self._noun_end(line, begin, end, first=True)

    def _complemented(self, line: CodedAtoms, begin: int, end: int) -> int | None:
        """The first verb with a complement behind it (`转化为`, `放在`), or one that holds it (`列入`)."""
        later = False
        for at in range(begin, end):
            code, atom = line.codes[at], line.atoms[at]
            if atom.flags & ROLE_VERB and not later:
                # 将甲作为重点列入乙: the last one closes the phrase.
                later = self._complemented(line, at + 1, end) is not None
                if later:
                    continue
            if code not in (PREDICATE, STATIVE) and atom.pos[:1] != "v":
                continue
            if code and (atom.flags & HOLDS_COMPLEMENT or atom.text.endswith(self._complements)):
                return at
            if at + 1 < end and line.is_word(at + 1, COMPLEMENT) and not line.atoms[at + 1].flags & ASPECT:
                return at
        return None

    def _patient_end(self, line: CodedAtoms, begin: int, end: int) -> int:
        if line.is_word(end - 1, RECIPROCAL) and any(self.company(a) for a in line.atoms[begin : end - 1]):
            line.codes[end - 1] = PREDICATE  # 把甲与乙结合: what the two are made to do closes the clause
            return line.before_adverbs(end - 1, begin + 1)
        verb = self._complemented(line, begin + 1, end)
        if verb is None:
            verb = next(
                (
                    k
                    for k in range(begin + 1, end)
                    if line.codes[k] == PREDICATE or (line.codes[k] == STATIVE and line.atoms[k].flags & COMPLEMENT)
                ),
                None,
            )
        return end if verb is None else line.before_adverbs(verb, begin + 1)

    @staticmethod
    def _respect(line: CodedAtoms, begin: int, end: int) -> int | None:
        """The word that closes a matter, with a verb behind it (`就优化甲、提升乙等方面提出建议`)."""
        at = next((k for k in range(begin, end) if line.atoms[k - 1].flags & LIST_END), None)
        if at is None or not line.is_word(at, LOCATIVE) or not line.has_verb(at + 1, end):
            return None
        return at

    def _topic_end(self, line: CodedAtoms, begin: int, end: int) -> int:
        """对甲…给予乙: up to the last verb that carries a noun, else to the first verb."""
        respect = self._respect(line, begin + 1, end)
        if respect is not None:
            return respect + 1
        closed = line.atoms[end - 1].flags & CLOSER
        first = line.over_adverbs(begin, end)
        opened = first < end and line.codes[first] == PREDICATE and (first == begin or line.modifies(first, end))
        if opened and not closed and not line.has_verb(first + 1, end, LIGHT | ATTITUDE):
            return end  # 对建立机制, 对未办手续的项目
        # 就甲开展乙提出丙: the last verb is the clause's own, unless it is a noun that another carries (做了汇报)
        carried = line.codes[end - 1] == PREDICATE and line.has_verb(begin, end - 1, LIGHT | ATTITUDE)
        matter = line.atoms[begin - 1].flags & ADVERB and not carried
        for at in range(end - 1, begin, -1):
            if matter and line.codes[at] == PREDICATE and not line.modifies(at, end):
                return line.before_adverbs(at, begin + 1)
            if line.codes[at] == PREDICATE and (
                line.atoms[at].flags & (LIGHT | ATTITUDE) or (closed and at + 2 == end)
            ):
                return line.before_adverbs(at, begin + 1)
        return self._noun_end(line, begin, end)

    def _place_end(self, line: CodedAtoms, begin: int, end: int) -> tuple[int, int]:
        """在甲…上: up to the word of place that closes it, and behind that; else up to the first verb."""
        limit = self._noun_end(line, begin, end, first=True)
        if limit <= begin + 1 and line.is_word(end - 1, LOCATIVE):
            return end - 1, end
        for at in range(begin, min(end, begin + _LONGEST_PLACE)):
            if not line.is_word(at, LOCATIVE) or (at == begin and len(line.atoms[at].text) == 1):
                continue
            if at + 1 < end and self._goes_on(line.atoms[at + 1]):
                continue
            inside = begin + 1 < limit < at and line.codes[limit] == PREDICATE
            if not inside or self._closes(line, at, end):
                return at, at + 1
        return limit, limit

    def _goes_on(self, atom: Atom) -> bool:
        """Whether the noun phrase is not over before this atom (`会上的`, `会上、会下`)."""
        if atom.kind in (DE, PAUSE):
            return True
        return atom.kind == WORD and bool(atom.flags & COORDINATOR) and not self.company(atom)

    def _closes(self, line: CodedAtoms, at: int, end: int) -> bool:
        """Whether behind the word of place a clause's core follows, so that the verb before stands inside."""
        nxt = at + 1
        while nxt < end and line.is_word(nxt, ADVERB | CUE):
            nxt += 1
        if at + 1 >= end:
            return True
        return nxt < end and (line.codes[nxt] == PREDICATE or line.atoms[nxt].kind in (COUNT, TIME, NAME, QUOTED))
