"""Noun phrases: their text without counts and quotation marks, and the things that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.atoms import BREAK, COUNT, DE, NAME, PAUSE, TIME, WORD
from kg.extract.words import (
    ACT_NOUN,
    ADVERB,
    COMPANION,
    COORDINATOR,
    CUE,
    LINK,
    LIST_END,
    LOCATIVE,
    PRONOUN,
    QUANTIFIER,
    SPAN_ADVERB,
    STATE,
    VERB,
)

if TYPE_CHECKING:
    from kg.extract.atoms import Atom
    from kg.extract.coded import Range
    from kg.extract.model import Mention
    from kg.extract.words import Words
    from kg.resolve.entities import Resolution

# Types of things that can act.
ACTING = frozenset(("organization", "person", "group", "area"))
_QUOTES = str.maketrans("", "", "“”‘’「」『』《》〈〉\"'")
# 市委市政府, 某省纪委省监委: the second of two bodies named in one breath is short.
_SHORT_BODY = 4
# A demonstrative and its noun.
_SHORTEST_POINTER = 2
# How many atoms a pronoun is looked back for.
_FARTHEST = 80
# Marks that may stand at the ends of a phrase.
_PUNCTUATION = "、，,：: "


class NounPhrases:
    """Reads noun phrases of one document."""

    def __init__(self, atoms: list[Atom], mentions: tuple[Mention, ...], resolution: Resolution, words: Words) -> None:
        self._atoms = atoms
        self._words = words
        self.put_endings = words.put_endings
        self.share_units = words.share_units
        self._ends = words.loose_ends + _PUNCTUATION
        self._of_mention = resolution.of_mention
        self._entities = resolution.entities
        self._ending: dict[int, list[int]] = {}
        for index, mention in enumerate(mentions):
            self._ending.setdefault(mention.end, []).append(index)
        self._mentions = mentions

    def text(self, span: Range, *, counts: bool = False) -> str:
        """The phrase as written, without counts (unless *counts*) and quotation marks."""
        begin, end = span
        while end - begin > 1 and self._atoms[end - 1].kind == TIME and self._atoms[end - 2].kind == NAME:
            end -= 1  # 某会议[1月8日]举行
        while begin < end and self._atoms[begin].flags & QUANTIFIER and not counts:
            begin += 1
        atoms = self._atoms
        if counts or COUNT not in [a.kind for a in atoms[begin:end]]:
            pieces = [a.text for a in atoms[begin:end]]
        elif all(a.kind in (COUNT, PAUSE) or a.flags & ADVERB for a in atoms[begin:end]):
            return ""
        else:
            pieces = [
                atoms[k].text
                for k in range(begin, end)
                if atoms[k].kind != COUNT or (k > begin and self._stays(k, end))
            ]
        return "".join(pieces).translate(_QUOTES).strip(self._ends)

    def _stays(self, at: int, end: int) -> bool:
        """Whether the count at *at* belongs to the phrase: `长达280米|的管线`, `一|批`."""
        described = at + 1 < end and self._atoms[at + 1].kind == DE and bool(self._atoms[at - 1].flags & SPAN_ADVERB)
        return described or self._atoms[at - 1].text in self._words.one

    def core(self, span: Range) -> Range:
        """The counted noun of `甲乡的75所学校`, the noun of `有着百年历史的老屋`, else the whole phrase."""
        atoms = self._atoms
        for at in range(span[1] - 1, span[0], -1):
            if atoms[at].kind == COUNT and atoms[at - 1].kind == DE and at + 1 < span[1]:
                return at, span[1]
        de = next((k for k in range(span[1] - 2, span[0], -1) if atoms[k].kind == DE), None)
        if de is not None and any(a.flags & (STATE | VERB) and not a.flags & ACT_NOUN for a in atoms[span[0] : de]):
            return de + 1, span[1]
        return span

    def only_groups(self, entities: tuple[int, ...]) -> bool:
        """Whether all of them are groups of people."""
        return all(self.type(e) == "group" for e in entities)

    def entity(self, atom: Atom) -> int | None:
        """The entity that a name stands for."""
        return self._of_mention[atom.ref] if atom.kind == NAME and atom.ref >= 0 else None

    def entities(self, span: Range) -> tuple[int, ...]:
        """The entities of all names in the phrase."""
        return tuple(e for a in self._atoms[span[0] : span[1]] if (e := self.entity(a)) is not None)

    def type(self, entity: int) -> str:
        """The view type of an entity."""
        return self._entities[entity].type

    def is_named(self, span: Range) -> bool:
        """Whether the phrase has any noun in it, so that it names somebody or something."""
        return any(
            a.kind in (NAME, COUNT)
            or (a.kind == WORD and (a.pos[:1] in "nrjlis" and not a.flags & (ADVERB | CUE | LINK)))
            or a.kind not in (WORD, TIME, BREAK, PAUSE, DE, COUNT, NAME)
            for a in self._atoms[span[0] : span[1]]
        )

    def is_pronoun(self, span: Range) -> bool:
        """Whether the phrase only points back (`他`, `我们`)."""
        begin, end = span
        while end > begin and self._atoms[end - 1].flags & (ADVERB | CUE) and not self._atoms[end - 1].flags & PRONOUN:
            end -= 1
        return (
            end > begin
            and any(a.flags & PRONOUN for a in self._atoms[begin:end])
            and not any(a.kind == NAME for a in self._atoms[begin:end])
        )

    def is_frequency(self, span: Range) -> bool:
        """Whether the phrase only says how often (`三次`)."""
        atom = self._atoms[span[0]]
        return span[1] == span[0] + 1 and atom.kind == COUNT and atom.text[-1:] in self._words.frequency

    def ends_with_noun(self, span: Range) -> bool:
        """Whether a plain noun follows the last name (`学校基本条件`): not who is named is meant, but that.

        Behind 等 the noun says what those are who are named (`甲、乙等人`).
        """
        atom = self._atoms[span[1] - 1] if span[1] > span[0] else None
        if atom is None or atom.kind != WORD or atom.pos[:1] != "n" or atom.flags & (ADVERB | CUE | PRONOUN):
            return False
        return span[1] - span[0] < 2 or not self._atoms[span[1] - 2].flags & LIST_END

    def is_told_activity(self, span: Range) -> bool:
        """Whether the phrase means the activity told of (`本次行动`)."""
        atoms = self._atoms[span[0] : span[1]]
        if len(atoms) < _SHORTEST_POINTER or atoms[0].text not in self._words.demonstratives:
            return False
        entity = self.entity(atoms[-1])
        return bool(atoms[-1].flags & ACT_NOUN) or (
            atoms[-1].kind == NAME and (entity is None or self._is_event(entity))
        )

    def _is_event(self, entity: int) -> bool:
        return self.type(entity) == "activity"

    def is_first_person(self, span: Range) -> bool:
        """Whether the speaker names himself (`我`)."""
        return any(a.text in self._words.first_person for a in self._atoms[span[0] : span[1]])

    def is_we(self, span: Range) -> bool:
        """Whether those who speak name themselves (`我们`)."""
        return any(a.text in self._words.speakers for a in self._atoms[span[0] : span[1]])

    def is_possessive(self, span: Range) -> bool:
        """Whether the phrase begins with what belongs to somebody named before (`其违法所得`)."""
        return span[1] - span[0] > 1 and self._atoms[span[0]].text in self._words.possessives

    def antecedent(self, span: Range) -> tuple[int, ...]:
        """Whom the pronoun that closes the phrase stands for: 他 the last person, 他们 the last group or people."""
        atom = next((a for a in self._atoms[span[0] : span[1]] if a.flags & PRONOUN), None)
        kinds = self._words.pronouns.get(atom.text) if atom is not None else None
        if kinds is None or (span[1] - span[0] > 1 and any(a.kind == DE for a in self._atoms[span[0] : span[1]])):
            return ()
        for at in range(span[0] - 1, max(-1, span[0] - _FARTHEST), -1):
            entity = self.entity(self._atoms[at])
            if entity is not None and self.type(entity) in kinds:
                return (entity,)
        return ()

    def heads(self, span: Range) -> tuple[int, ...]:
        """The entities that the phrase names: of `甲局、乙局和丙局` all, of `甲区的居民` the last."""
        atoms = self._atoms[span[0] : span[1]]
        for at in range(len(atoms) - 1, -1, -1):
            if atoms[at].kind == DE:
                atoms = [*self._persons_before(atoms, at), *atoms[at + 1 :]]
                break
        found: list[int] = []
        segment: list[Atom] = []
        for atom in atoms:
            if atom.kind in (PAUSE, BREAK) or (atom.kind == WORD and atom.flags & (COORDINATOR | COMPANION)):
                self._head(segment, found)
                segment = []
            else:
                segment.append(atom)
        self._head(segment, found)
        if len(found) > 1 and self._summed_up(segment, found):
            return (found[-1],)
        if len(found) > 1 and self.type(found[-1]) == "person":
            # 中共党员、某院教授甲: what he is
            found = [e for e in found[:-1] if not self._says_what(e)] + found[-1:]
        return tuple(dict.fromkeys(found))

    def _persons_before(self, atoms: list[Atom], de: int) -> list[Atom]:
        """`书记甲、分管乙的副乡长丙`: the members of a list of persons before the one that is described."""
        pause = next((k for k in range(de, -1, -1) if atoms[k].kind in (PAUSE, BREAK)), -1)
        named = [e for a in atoms[:pause] if pause > 0 and (e := self.entity(a)) is not None]
        return atoms[: pause + 1] if any(self.type(e) == "person" for e in named) else []

    def _says_what(self, entity: int) -> bool:
        """Whether a group before a person's name in one list says what he is."""
        return self.type(entity) == "group" and self._entities[entity].name.endswith(self._words.apposed)

    def _summed_up(self, segment: list[Atom], found: list[int]) -> bool:
        """`甲省、乙省等地农户`: the areas before 等 say where those are who stand behind it."""
        close = next((k for k, a in enumerate(segment) if a.flags & LIST_END), None)
        if close is None or not any(self.entity(a) == found[-1] for a in segment[close + 1 :]):
            return False
        return self.type(found[-1]) in ("group", "organization") and all(self.type(e) == "area" for e in found[:-1])

    def _head(self, segment: list[Atom], found: list[int]) -> None:
        names = [(at, e) for at, a in enumerate(segment) if (e := self.entity(a)) is not None]
        if not names:
            return
        persons = [e for _, e in names if self.type(e) == "person"]
        if persons:
            found.append(persons[-1])
            return
        able = [(at, e) for at, e in names if self.type(e) != "post"]
        if not able:
            return
        at, entity = able[-1]
        kind = self.type(entity)
        if kind == "area" and at + 1 < len(segment) and any(n == at + 1 for n, _ in names):
            return  # 某省[某市市长]: the area of an office, which is no one's name
        if kind == "area" and any(
            a.kind == WORD and a.pos[:1] in "nl" and not a.flags & (ADVERB | CUE) for a in segment[at + 1 :]
        ):
            return
        if len(able) > 1:
            before, other = able[-2]
            if before == at - 1 and self.type(other) == kind == "organization":
                # 区委区政府: two bodies named in one breath.
                if len(segment[at].text) <= _SHORT_BODY:
                    found.append(other)
            elif (
                kind not in ACTING
                and self.type(other) == "organization"
                and any(a.kind == COUNT for a in segment[before:at])
            ):
                # 区人力资源局6项服务: the body acts, the counted things are what it acts on.
                entity = other
        if kind == "document":
            issuer = self._begins_at(segment[at].start, segment[at].end)
            entity = entity if issuer is None else issuer
        found.append(entity)

    def whose(self, span: Range) -> tuple[int, ...]:
        """The body with which the name of the meeting or paper that closes the phrase begins."""
        last = self._atoms[span[1] - 1] if span[1] > span[0] else None
        body = None if last is None or last.kind != NAME else self._begins_at(last.start, last.end)
        return () if body is None else (body,)

    def _begins_at(self, start: int, end: int) -> int | None:
        """The body whose name a document's name begins with (`区委1号文`)."""
        for index, mention in enumerate(self._mentions):
            if mention.start > start:
                break
            entity = self._of_mention[index]
            if (
                mention.start == start
                and not mention.anaphor
                and mention.end < end
                and entity is not None
                and self.type(entity) == "organization"
            ):
                return entity
        return None

    def object_entity(self, span: Range) -> int | None:
        """The entity that the object names: the longest name that its first member ends with."""
        begin, end = span
        while begin < end and self._atoms[begin].kind == COUNT:
            begin += 1
        first = next(
            (k for k in range(begin, end) if self._atoms[k].kind == PAUSE or self._atoms[k].flags & COORDINATOR), end
        )
        for limit in (end, first):
            stop = limit
            while stop > begin and (
                self._atoms[stop - 1].kind in (COUNT, DE, PAUSE) or self._atoms[stop - 1].flags & LOCATIVE
            ):
                stop -= 1
            if stop > begin:
                found = self._ends_at(self._atoms[begin].start, self._atoms[stop - 1].end)
                if found is not None:
                    return found
        return None

    def _ends_at(self, start: int, end: int) -> int | None:
        """The entity of the longest mention that ends at *end* and begins at or behind *start*."""
        best: tuple[int, int] | None = None
        for index in (*self._ending.get(end, ()), *self._ending.get(end - 1, ())):
            mention = self._mentions[index]
            entity = self._of_mention[index]
            if entity is not None and mention.start >= start - 1 and (best is None or mention.start < best[0]):
                best = (mention.start, entity)
        return None if best is None else best[1]
