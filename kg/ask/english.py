"""Questions in English of the common forms, as the Chinese questions that they stand for.

The vocabulary and the Chinese forms are in `ontology/lexicon/questions_en.ttl`. Names are written as in the reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.schema.model import Schema

_LATIN = re.compile(r"[A-Za-z]{2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PIECES = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*|\d[\d.-]*|[^\sA-Za-z\d?!.,;:'\"]+")
_CLUES = ("enAsk", "enAuxiliary", "enQuiet", "enOf", "enIn", "enBy", "enMost", "enHave", "enVerb", "enTitle", "enNoun")
_LONGEST = 5  # words of a phrase of the lexicon


@dataclass(frozen=True, slots=True)
class Turned:
    """What became of a question.

    Attributes:
        text: the Chinese question; "" where there is none.
        unknown: the English words that no entry of the lexicon explains.
    """

    text: str
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or phrase with its kinds (clue → individual); of a name there are none."""

    text: str
    kinds: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Parts:
    """Where the words of a question stand, as Chinese."""

    before: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    place: list[str] = field(default_factory=list)
    agent: list[str] = field(default_factory=list)
    verb: str = ""
    counted: str | None = None
    rank: str = ""
    passive: bool = False
    title: bool = False
    has: bool = False
    unknown: list[str] = field(default_factory=list)


class EnglishReader:
    """Turns such questions by one schema; built once."""

    def __init__(self, schema: Schema) -> None:
        self._fact = schema.fact
        self._kinds: dict[str, dict[str, str]] = {}
        for clue in _CLUES:
            for word, keys in schema.clue(clue).items():
                self._kinds.setdefault(word, {})[clue] = keys[0]
        self._year = next(iter(sorted(schema.words("enYear"))), "")

    def __call__(self, question: str) -> Turned | None:
        """The Chinese question; None where *question* is not in English: it opens with no English word that asks."""
        if not _LATIN.match(question.lstrip(" \"'(")):
            return None
        words = self._words(_PIECES.findall(question))
        at = next((n for n, w in enumerate(words) if "enQuiet" not in w.kinds), len(words))
        if at == len(words) or "enAsk" not in words[at].kinds:
            return None
        ask = words[at].kinds["enAsk"]
        parts = self._parts(words[at:] if "enAuxiliary" in words[at].kinds else words[at + 1 :])
        if parts.unknown:
            return Turned("", tuple(dict.fromkeys(parts.unknown)))
        return Turned(self._composed(ask, parts))

    def _words(self, pieces: Sequence[str]) -> list[_Word]:
        """The longest phrases of the lexicon, from left to right; what is not in Latin letters is a name."""
        found = []
        at = 0
        while at < len(pieces):
            for length in range(min(_LONGEST, len(pieces) - at), 0, -1):
                phrase = " ".join(pieces[at : at + length]).lower()
                if phrase in self._kinds:
                    found.append(_Word(phrase, self._kinds[phrase]))
                    at += length
                    break
            else:
                found.append(_Word(pieces[at]))
                at += 1
        return found

    def _parts(self, words: Sequence[_Word]) -> _Parts:
        parts = _Parts()
        side, last_of = parts.before, False
        for word in words:
            kinds = word.kinds
            if "enMost" in kinds:
                parts.rank = self._fact(kinds["enMost"], "zh") or ""
            elif "enVerb" in kinds and not parts.verb and not last_of:
                parts.verb = self._fact(kinds["enVerb"], "zh") or ""
                parts.counted = self._fact(kinds["enVerb"], "counted")
                side = parts.behind
            elif "enAuxiliary" in kinds or "enHave" in kinds:
                parts.passive = parts.passive or self._fact(kinds.get("enAuxiliary", ""), "passive") is not None
                parts.has = parts.has or "enHave" in kinds
            elif "enIn" in kinds:
                side = parts.place
            elif "enBy" in kinds:
                side = parts.agent
            elif "enOf" in kinds:
                last_of = True
                continue
            elif "enQuiet" not in kinds:
                self._put(parts, side, word, before=last_of)
            last_of = last_of and "enQuiet" in kinds
        return parts

    def _put(self, parts: _Parts, side: list[str], word: _Word, *, before: bool) -> None:
        """A noun, an office or a name: what something is of stands before it in Chinese."""
        told = next((self._fact(word.kinds[k], "zh") for k in ("enTitle", "enNoun") if k in word.kinds), None)
        parts.title = parts.title or "enTitle" in word.kinds
        if told is None and _LATIN.fullmatch(word.text):
            parts.unknown.append(word.text)
            return
        text = told or (word.text + self._year if _YEAR.fullmatch(word.text) else word.text)
        if before:
            side.insert(max(len(side) - 1, 0), text)
        else:
            side.append(text)

    def _composed(self, ask: str, parts: _Parts) -> str:
        """The words in the order of the Chinese question; "" where there is no form for it."""
        agent, before, behind = "".join(parts.agent), "".join(parts.before), "".join(parts.behind)
        place = "".join(parts.place)
        counts = "{noun}" in (self._fact(ask, "template") or "")
        if not parts.verb:
            form = self._fact(ask, "identity") if before else None
            form = form or (self._fact(ask, "listed") if before and (parts.has or place) else None)
            if form is None and "{verb}" not in (self._fact(ask, "template") or "{verb}"):
                form, agent = self._fact(ask, "template"), before
            noun = parts.before[0] if parts.before else ""
            return _filled(
                form,
                place=place or "".join(parts.before[1:]) if counts else place,
                object=before,
                noun=noun,
                agent=agent,
            )
        noun = ""
        if counts and parts.before:
            noun, before = parts.before[0], "".join(parts.before[1:])
        if parts.passive:
            behind, before = behind or before, agent
        agent = agent or before
        form = self._fact(ask, "ranked") if parts.rank else parts.counted if counts else None
        return _filled(
            form or self._fact(ask, "template"),
            place=place,
            agent=agent,
            verb=parts.verb,
            object=behind,
            noun=noun,
            rank=parts.rank,
        )


def _filled(form: str | None, **words: str) -> str:
    return "" if form is None else re.sub(r"\{(\w+)\}", lambda m: words.get(m[1], ""), form)
