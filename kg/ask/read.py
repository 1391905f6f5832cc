"""From the text of a question to its parts: what asks, names, verb, time, and the words that remain."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import rjieba

from kg.ask.english import EnglishReader
from kg.ask.model import Analysis, Asked, Part, Role
from kg.ask.rank import RankReader
from kg.ask.words import QuestionWords
from kg.errors import InputError
from kg.extract.times import TimeReader
from kg.extract.tokens import analyse
from kg.text.read import DocumentReader

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from kg.ask.graph import Lookup
    from kg.schema.model import Schema

MAX_LENGTH = 200
"""Longer texts are no questions that this reading understands."""

_LONGEST_NAME = 30
_SHORT = 60  # up to here every stretch is looked up as a name, above only those that begin and end with words
_COMPARED = frozenset((Asked.WHO, Asked.WHICH, Asked.WHAT))
_NOUN_TAGS = ("n", "j", "l", "b")


class QuestionReader:
    """Reads questions by one schema; built once."""

    def __init__(self, schema: Schema) -> None:
        self.words = QuestionWords(schema)
        self._document = DocumentReader(schema)
        self._english = EnglishReader(schema)
        self._ranked = RankReader(self.words)
        self._times = TimeReader(schema)

    def __call__(self, question: str, lookup: Lookup) -> Analysis:
        """The parts of *question*; names are those of the graph of *lookup*. Never raises on any text."""
        turned = self._english(question)
        if turned is not None and not turned.text:
            problem = "English words that are not known" if turned.unknown else "English of this form"
            return Analysis(question[:MAX_LENGTH], problem=problem, missed=turned.unknown or (question[:MAX_LENGTH],))
        text = self._clean(turned.text if turned else question)
        if not text or len(text) > MAX_LENGTH:
            return Analysis(text[:MAX_LENGTH], problem="empty" if not text else f"longer than {MAX_LENGTH} characters")
        text, rank = self._rank(text)
        whether = self.words.end.search(text)
        asks = list(self.words.ask.finditer(text))
        if whether and (not asks or whether.start() >= asks[-1].end()):
            text = text[: whether.start()]
        else:
            whether = None
        if len(asks) > 1 or (asks and whether):
            second = asks[1].group() if len(asks) > 1 else whether.group() if whether else ""
            return Analysis(text, problem="asks for two things", missed=(second,))
        if not asks and not whether:
            return Analysis(text, problem="nothing in it asks", missed=(text,))
        if not asks:
            return self._finish(Analysis(text, asked=Asked.WHETHER), [], lookup)
        ask = asks[0]
        unit = self.words.ask_unit.get(ask.group(), "")
        analysis = Analysis(text, asked=self.words.asks[ask.group()], unit=unit, rank=rank)
        if analysis.asked is Asked.WHY:
            return replace(analysis, problem="a graph of facts does not tell", missed=(ask.group(),))
        asking = Part(ask.start(), ask.end(), ask.group(), Role.ASK)
        return self._finish(*self._behind(analysis, asking, lookup), lookup)

    def _rank(self, text: str) -> tuple[str, str]:
        """The question without a word that asks for the most or the least, where it asks for one of several."""
        bare, rank = self._ranked(text)
        asks = [self.words.asks[m.group()] for m in self.words.ask.finditer(bare)]
        return (bare, rank) if rank and asks and asks[0] in _COMPARED else (text, "")

    def _clean(self, question: str) -> str:
        """The question in repaired characters, without quotation marks, brackets, courtesies and closing marks."""
        marks = {"Pi", "Pf", "Ps", "Pe"}
        bare = "".join(" " if c.isspace() else c for c in question if unicodedata.category(c) not in marks and c != '"')
        try:
            text = self._document(bare.encode("utf-8", "replace"), name="question").text
        except InputError:
            return ""
        text = "".join(c for c in text if not c.isspace() or c == " ").strip()
        text = self.words.courtesy.sub("", text.rstrip("?？!！。.…~ ").lstrip(",，:： ")).lstrip(",，:： ")
        told = self.words.telling.match(text)
        return text[told.end() :] if told and self.words.ask.match(text, told.end()) else text

    def _behind(self, analysis: Analysis, ask: Part, lookup: Lookup) -> tuple[Analysis, list[Part]]:
        """What stands behind the asking word: measure word and noun, and what they say is asked for."""
        parts, text, words = [ask], analysis.text, self.words
        asked, at = analysis.asked, ask.end
        tokens = list(rjieba.tag(text[at:])) if asked in {Asked.VALUE, *_COMPARED} else []
        unit = (
            "" if analysis.unit or asked in {Asked.WHAT, Asked.WHO} else self._unit(tokens, plain=asked is Asked.VALUE)
        )
        if asked is Asked.VALUE and not analysis.unit:
            unit = unit or self._before_name(text[at : at + _LONGEST_NAME], lookup)
        if unit:
            parts.append(Part(at, at + len(unit), unit, Role.UNIT))
            tokens, at = _behind_tokens(tokens, len(unit)), at + len(unit)
            analysis = replace(analysis, unit=unit)
        noun = self._noun(tokens) if asked in _COMPARED else ""
        if noun and (asked is not Asked.WHO or words.nouns.get(noun, (None, ""))[0] is Asked.WHO):
            asks, kind = words.nouns.get(noun, (asked, ""))
            parts.append(Part(at, at + len(noun), noun, Role.NOUN))
            kept = "" if noun in words.nouns else noun
            return replace(analysis, asked=asks, type=kind, noun=kept), parts
        return analysis, parts

    def _unit(self, tokens: Sequence[tuple[str, str]], *, plain: bool) -> str:
        found, joined = "", ""
        for word, _ in tokens[:3]:
            joined += word
            noun = joined in self.words.nouns or joined in self.words.suffixes
            if joined in self.words.unit_kind and (plain or not noun):
                found = joined
        first = tokens[0][0] if tokens and not found else ""
        if first[:1] in self.words.unit_kind and self._kind_word(first[1:]):
            return first[:1]  # cut amiss: the measure word and a word for a kind
        return found

    def _kind_word(self, word: str) -> bool:
        return word in self.words.suffixes or word in self.words.nouns or word in self.words.titles

    def _before_name(self, text: str, lookup: Lookup) -> str:
        """The measure word with which *text* begins, right before a name of the graph (the words may be cut amiss)."""
        lengths = [n for n in (3, 2, 1) if text[:n] in self.words.unit_kind]
        names = lookup.named(sorted({text[n:end] for n in lengths for end in range(n + 2, len(text) + 1)}))
        return next((text[:n] for n in lengths if any(text.startswith(name, n) for name in names)), "")

    def _noun(self, tokens: Sequence[tuple[str, str]]) -> str:
        joined = known = ""
        for word, tag in tokens[:3]:
            joined += word
            if joined in self.words.nouns:
                known = joined
            elif joined not in self.words.suffixes and (not tag.startswith(_NOUN_TAGS) or word in self.words.verbs):
                joined = joined[: -len(word)]
                break
        return joined if len(joined) > len(known) else known

    # ---- names, times, words ------------------------------------------------------------------------------------

    def _finish(self, analysis: Analysis, fixed: list[Part], lookup: Lookup) -> Analysis:
        text = analysis.text
        taken = [False] * len(text)
        _take(taken, fixed)
        period, times = self._time(text, taken, lookup.newest())
        _take(taken, times)
        names = self._names(text, taken, lookup)
        _take(taken, names)
        rest = [p for start, end in _gaps(taken) for p in self._tokens(text, start, end)]
        parts = sorted((*fixed, *times, *names, *rest), key=lambda p: p.start)
        parts = self._with_verb(parts, analysis.asked)
        ask = next((n for n, p in enumerate(parts) if p.role is Role.ASK), -1)
        planned = any(p.text in self.words.plans and p.role is Role.PARTICLE for p in parts)
        total = any(p.text in self.words.totals for p in parts)
        return replace(analysis, parts=tuple(parts), ask=ask, period=period, planned=planned, total=total)

    def _time(
        self, text: str, taken: Sequence[bool], today: datetime.date | None
    ) -> tuple[tuple[datetime.date, datetime.date] | None, list[Part]]:
        """The days that the question names, seen from the newest report where it names no year."""
        found = self._times(analyse(self._document(text.encode("utf-8", "replace"), name="question", date=today)))
        for time in found:
            if (
                time.end <= len(text)
                and not any(taken[time.start : time.end])
                and text.startswith(time.text, time.start)
            ):
                return (time.first, time.last), [Part(time.start, time.end, time.text, Role.TIME)]
        return None, []

    def _names(self, text: str, taken: Sequence[bool], lookup: Lookup) -> list[Part]:
        """The names of the graph in the question, the longest first, none over another."""
        spans = [
            (start, end)
            for first, last in _gaps(taken)
            for start, end in self._stretches(text, first, last)
            if not text[start:end].isspace()
        ]
        known = lookup.named(sorted({text[start:end] for start, end in spans}))
        free = [not t for t in taken]
        found = []
        for start, end in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
            name = text[start:end]
            if not known.get(name) or not all(free[start:end]) or self._rather_verb(text, start, end, taken):
                continue
            free[start:end] = [False] * (end - start)
            found.append(Part(start, end, name, Role.NAME, things=known[name]))
        return found

    def _stretches(self, text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        if len(text) <= _SHORT:
            edges = list(range(first, last + 1))
        else:
            edges = [first]
            for word, _ in rjieba.tag(text[first:last]):
                edges.append(edges[-1] + len(word))
        for n, start in enumerate(edges):
            yield from ((start, end) for end in edges[n + 1 :] if 2 <= end - start <= _LONGEST_NAME)

    def _rather_verb(self, text: str, start: int, end: int, taken: Sequence[bool]) -> bool:
        """Whether a name is the verb here: a verb's word with an aspect behind it, or beside what asks."""
        if text[start:end] not in self.words.verbs:
            return False
        behind = text[end : end + 1]
        beside = (end < len(text) and taken[end]) or (start > 0 and taken[start - 1])
        return beside or (behind != "" and behind in self.words.schema.clue("aspect"))

    def _tokens(self, text: str, start: int, end: int) -> Iterator[Part]:
        at = start
        for word, tag in rjieba.tag(text[start:end]):
            if word[:1] in self.words.plans and word not in self.words.verbs and word[1:] in self.words.verbs:
                yield Part(at, at + 1, word[:1], Role.PARTICLE, "d")
                yield Part(at + 1, at + len(word), word[1:], Role.WORD, "v")
            else:
                yield Part(at, at + len(word), word, self._role(word, tag), tag)
            at += len(word)

    def _role(self, word: str, tag: str) -> Role:
        w = self.words
        quiet = word in w.particles or word in w.totals or word in w.plans or word in w.agent_marks
        if quiet or word.isspace() or word in w.place_marks or tag.startswith(("x", "w", "u", "y", "e", "o")):
            return Role.PARTICLE if not (tag.startswith("x") and any(c.isalnum() for c in word)) else Role.WORD
        return Role.WORD

    def _with_verb(self, parts: list[Part], asked: Asked | None) -> list[Part]:
        """The parts with one of them, or two that make one word, as the verb."""
        verbs = [n for n, p in enumerate(parts) if p.role is Role.WORD and self._may_be_verb(p)]
        # what is a thing's name in this graph may be a verb all the same
        verbs = verbs or [n for n, p in enumerate(parts) if p.role is Role.NAME and p.text in self.words.verbs]
        ask = next((n for n, p in enumerate(parts) if p.role is Role.ASK), -1)
        # who goes along with another verb does what that one says (陪同参加)
        verbs = [n for n in verbs if not (parts[n].text in self.words.companions and n + 1 in verbs)] or verbs
        strong = [n for n in verbs if parts[n].text not in self.words.be and parts[n].text not in self.words.exist]
        at = self._main(parts, strong or verbs, ask, asked)
        if at is None:
            return parts
        first, last = at, at
        while last + 1 < len(parts) and parts[last + 1].role is Role.WORD and self._compound(parts[first : last + 2]):
            last += 1
        while first and parts[first - 1].role is Role.WORD and self._compound(parts[first - 1 : last + 1]):
            first -= 1
        text = "".join(p.text for p in parts[first : last + 1])
        verb = Part(parts[first].start, parts[last].end, text, Role.VERB, parts[at].pos)
        before = parts[:first]
        if before and before[-1].text in self.words.companions:
            before[-1] = replace(before[-1], role=Role.PARTICLE)
        return [*before, verb, *parts[last + 1 :]]

    def _may_be_verb(self, part: Part) -> bool:
        known = part.text in self.words.verbs or part.text in self.words.be or part.text in self.words.exist
        known = known or part.text in self.words.whole_verbs or part.text in self.words.govern_verbs
        known = known or part.text in self.words.holder_verbs
        return known or (part.pos == "v" and part.text not in self.words.titles)

    def _compound(self, parts: Sequence[Part]) -> bool:
        return "".join(p.text for p in parts) in self.words.verbs

    def _main(self, parts: Sequence[Part], verbs: Sequence[int], ask: int, asked: Asked | None) -> int | None:
        """Which verb carries the question: the one right before a number or thing asked for, else the next behind."""
        if not verbs:
            return None
        before = [n for n in verbs if n < ask]
        behind = [n for n in verbs if n > ask]
        near = bool(before) and all(p.role is Role.PARTICLE for p in parts[before[-1] + 1 : ask])
        if ask < 0 or asked is Asked.WHETHER:
            chosen = [n for n in behind or verbs if parts[n].text in self.words.verbs] or list(behind or verbs)
            return chosen[0]
        if asked in {Asked.VALUE, Asked.WHAT, Asked.WHICH} and near:
            return before[-1]
        if behind:
            return behind[0]
        return before[-1]


def _take(taken: list[bool], parts: Sequence[Part]) -> None:
    for part in parts:
        taken[part.start : part.end] = [True] * (part.end - part.start)


def _gaps(taken: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for n, is_taken in enumerate((*taken, True)):
        if not is_taken and start is None:
            start = n
        elif is_taken and start is not None:
            yield start, n
            start = None


def _behind_tokens(tokens: Sequence[tuple[str, str]], length: int) -> list[tuple[str, str]]:
    left = list(tokens)
    while left and length > 0:
        length -= len(left.pop(0)[0])
    return left
