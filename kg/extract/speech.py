"""What speakers say: the content behind or before the verb, and who `我` is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.atoms import BREAK, TIME

if TYPE_CHECKING:
    from kg.extract.agents import Agents
    from kg.extract.atoms import Atom
    from kg.extract.model import Act
    from kg.extract.objects import NounPhrases

# A clause shorter than this without a verb only leads over to what is said (`当前，`).
_SHORTEST_CONTENT = 8
# So many atoms beside a time phrase tell nothing yet.
_TIME_ONLY = 3


class Speech:
    """Completes the acts of speaking of one document; the list of acts is shared with the reader."""

    def __init__(self, atoms: list[Atom], phrases: NounPhrases, acts: list[Act]) -> None:
        self._atoms = atoms
        self._phrases = phrases
        self._acts = acts
        self._awaits: int | None = None
        self._after = ""
        self._by_me: list[int] = []
        self.demanding = False

    def new_block(self, *, open_end: bool) -> None:
        """A paragraph begins; *open_end*: the one before did not close its sentence (`强调，`)."""
        if not open_end:
            self._awaits = None
        self._by_me.clear()

    def new_sentence(self) -> None:
        """A sentence begins."""
        self.demanding = False

    def said(self, index: int, *, after: str = "") -> None:
        """The act at *index* waits for what was said; *after* whom it was said to."""
        self._awaits, self._after = index, after

    def content(self, start: int, end: int, *, told: bool) -> None:
        """What was said is the first clause behind the verb that tells something."""
        if self._awaits is None:
            return
        text = self._phrases.text((start, end), counts=True)
        if not told and (
            len(text) < _SHORTEST_CONTENT or (self._atoms[start].kind == TIME and end - start <= _TIME_ONLY)
        ):
            return
        act = self._acts[self._awaits]
        self._acts[self._awaits] = replace(act, object=self._after + text, end=self._atoms[end - 1].end)
        self._awaits = None

    def end_sentence(self, sentence: tuple[int, int], previous: tuple[int, int], *, quoted: bool) -> None:
        """`“……。”甲说。`: what was said stands before, in this sentence if it is *quoted*: its first clause."""
        if self._awaits is None:
            return
        index, self._awaits = self._awaits, None
        act = self._acts[index]
        first = self._atoms[sentence[0]].start
        begin, end = sentence if quoted else previous
        if act.object or begin >= end or (not quoted and act.start > first + 1):
            return
        stop = begin
        while stop < end and self._atoms[stop].kind != BREAK:
            stop += 1
        self._acts[index] = replace(act, object=self._phrases.text((begin, stop), counts=True))

    def by_me(self, index: int) -> None:
        """The act at *index* was told by its doer (`我走访`)."""
        self._by_me.append(index)

    def spoken_by(self, agents: Agents) -> None:
        """Who has been speaking is named."""
        for index in self._by_me:
            self._acts[index] = replace(self._acts[index], agents=agents)
        self._by_me.clear()
