"""Count, time and place of an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.atoms import COUNT, DE, NAME, TIME, WORD
from kg.extract.model import Status
from kg.extract.words import ADVERB, COMPLEMENT, CUE, HAPPEN, LINK, LOCATIVE, MOVEMENT, PREPOSITION, SPEECH, TEMPORAL

if TYPE_CHECKING:
    from kg.extract.atoms import Atom
    from kg.extract.coded import Range
    from kg.extract.frames import Frame
    from kg.extract.objects import NounPhrases
    from kg.extract.words import Words

_PLACES = frozenset(("place", "area", "organization"))
_SPOTS = frozenset(("place", "area"))
# Acts told beside the clause: they neither take its time nor spend it.
_ASIDE = frozenset(("relative", "embedded", "phrase"))
# A time phrase dates its clause and the next; what is planned for a time, all to the end of the sentence.
_REACH = 2
_WHOLE_SENTENCE = 99


def quantity_of(atoms: list[Atom], frame: Frame, thing: Range, words: Words) -> int | None:
    """The first count that belongs to the verb or its object, else that of the subject, else how often.

    Args:
        atoms: those of the document.
        frame: the act.
        thing: what the act is done to, which may stand before the verb.
        words: tells which units count how often (`次`), and which counts are indefinite (`一批`).

    Returns:
        The index of the quantity, or None.
    """
    if frame.flags & SPEECH and thing == frame.object:
        return None
    own = thing if frame.object[0] <= thing[0] and thing[1] <= frame.object[1] else frame.object
    for begin, end in (own, thing, (frame.last, frame.end)):
        for at in range(begin, end):
            if atoms[at].kind == COUNT:
                definite = words.is_definite(atoms[at].text) and atoms[at - 1].text not in words.one
                return atoms[at].ref if definite and not atoms[end - 1].text.endswith(words.one_of) else None
    head = frame.subject[0]
    for at in range(frame.subject[0] + 1, frame.subject[1]):
        head = at + 1 if atoms[at].kind == DE else head
    counts = [a for a in atoms[head : frame.subject[1]] if a.kind == COUNT and words.is_definite(a.text)]
    if counts:
        return counts[-1].ref
    often = (a for a in atoms[frame.start : frame.first] if a.kind == COUNT and a.text[-1:] in words.frequency)
    return next((a.ref for a in often), None)


# What may stand behind a time phrase without telling anything.
_TIMELY = LOCATIVE | TEMPORAL | ADVERB | COMPLEMENT


class Circumstances:
    """When and where the acts of one document happened, asked for in text order."""

    def __init__(self, atoms: list[Atom], phrases: NounPhrases, words: Words) -> None:
        self._atoms = atoms
        self._phrases = phrases
        self._words = words
        self._time: int | None = None
        self._reach = 0
        self._place: int | None = None

    def new_sentence(self) -> None:
        """A sentence begins: times and places of the one before hold no longer."""
        self._time, self._reach, self._place = None, 0, None

    def lead_in(self, start: int, end: int) -> None:
        """A clause without a verb can say when or where the next act happens (`今年，`, `在甲中心，`)."""
        self._place = self._place_led(start, end)
        at = start
        while at < end and self._atoms[at].kind == WORD and self._atoms[at].flags & (PREPOSITION | LINK | ADVERB | CUE):
            at += 1
        if at >= end or self._atoms[at].kind != TIME or self._atoms[at].text in self._words.now:
            return
        # 某年某月生，: the clause tells what was then, and dates nothing else
        behind = self._atoms[at + 1] if at + 2 == end else None
        told = behind is not None and behind.kind == WORD and behind.pos == "v" and not behind.flags & _TIMELY
        if not told:
            self._time, self._reach = self._atoms[at].ref, _REACH

    def of(self, frame: Frame, status: Status) -> tuple[int | None, int | None]:
        """The time (index of a time expression) and the place (index of an entity) of the act."""
        time, place = self._own_time(frame), self._own_place(frame)
        if frame.kind in _ASIDE:
            return time, place
        if time is not None:
            self._time, self._reach = time, _REACH
        elif self._reach >= _REACH or (self._reach > 0 and not frame.has_subject):
            time = self._time
        if status == Status.PLANNED:
            self._reach = _WHOLE_SENTENCE
        self._reach -= 1
        place, self._place = self._place if place is None else place, None
        return time, place

    def _own_time(self, frame: Frame) -> int | None:
        """The time phrase before the verb that describes no noun and is more than `目前`.

        Inside a longer phrase (`在去年开工300个的基础上`) it dates what that phrase tells.
        """
        inner = [p for p in frame.phrases if p.role not in ("place", "goal") or p.end - p.start > 2]
        for at in range(frame.start, frame.first):
            atom = self._atoms[at]
            if atom.kind != TIME or atom.text in self._words.now or self._atoms[at + 1].kind == DE:
                continue
            if not any(p.start <= at < p.end for p in inner):
                return atom.ref
        return None

    def _own_place(self, frame: Frame) -> int | None:
        """The phrase of place, where the subject went, or where something happened."""
        for phrase in frame.phrases:
            if phrase.role in ("place", "goal") and phrase.end > phrase.start:
                entity = self._phrases.entity(self._atoms[phrase.end - 1])
                if entity is not None and self._phrases.type(entity) in _PLACES:
                    return entity
        if frame.flags & MOVEMENT:
            heads = self._phrases.heads(frame.object)
            if heads and self._phrases.type(heads[0]) in _PLACES:
                return heads[0]
        if frame.flags & HAPPEN:
            names = [e for k in range(*frame.subject) if (e := self._phrases.entity(self._atoms[k])) is not None]
            if names and self._phrases.type(names[-1]) in _SPOTS:
                return names[-1]
        return None

    def _place_led(self, start: int, end: int) -> int | None:
        """Where a clause that is only a phrase of place puts the next one."""
        atoms = self._atoms
        if not atoms[start].flags & PREPOSITION or self._words.role.get(atoms[start].text) != "place":
            return None
        stop = end - 1 if atoms[end - 1].flags & LOCATIVE else end
        entity = self._phrases.entity(atoms[stop - 1]) if stop - 1 > start and atoms[stop - 1].kind == NAME else None
        return entity if entity is not None and self._phrases.type(entity) in _PLACES else None
