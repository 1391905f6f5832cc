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


class Speech:
    """Completes the acts of speaking of one document; the list of acts is shared with the reader."""

    def __init__(self, atoms: list[Atom], phrases: NounPhrases, acts: list[Act]) -> None:
        self._atoms = atoms
        self._phrases = phrases
        self._acts = acts
        self._awaits: int | None = None
        self._by_me: list[int] = []
        self.demanding = False

    def new_block(self) -> None:
        """A paragraph begins."""
        self._awaits = None
        self._by_me.clear()

    def new_sentence(self) -> None:
        """A sentence begins."""
        self.demanding = False

    def said(self, index: int) -> None:
        """The act at *index* waits for what was said."""
        self._awaits = index

    def content(self, start: int, end: int, *, told: bool) -> None:
        """What was said is the first clause behind the verb that tells something."""
        if self._awaits is None:
            return
        text = self._phrases.text((start, end), counts=True)
        if not told and (len(text) < _SHORTEST_CONTENT or self._atoms[start].kind == TIME):
            return
        act = self._acts[self._awaits]
        self._acts[self._awaits] = replace(act, object=text, end=self._atoms[end - 1].end)
        self._awaits = None

    def end_sentence(self, begin: int, end: int, previous: tuple[int, int]) -> None:
        """`“……。”甲说。`: what was said stands before; its first clause is taken."""
        if self._awaits is None:
            return
        act = self._acts[self._awaits]
        self._awaits = None
        if act.object or act.start > self._atoms[begin].start + 1 or previous[0] >= previous[1]:
            return
        stop = previous[0]
        while stop < previous[1] and self._atoms[stop].kind != BREAK:
            stop += 1
        text = self._phrases.text((previous[0], stop), counts=True)
        self._acts[self._awaits_index(act)] = replace(act, object=text)

    def _awaits_index(self, act: Act) -> int:
        return next(k for k in range(len(self._acts) - 1, -1, -1) if self._acts[k] is act)

    def by_me(self, index: int) -> None:
        """The act at *index* was told by its doer (`我走访`)."""
        self._by_me.append(index)

    def spoken_by(self, agents: Agents) -> None:
        """Who has been speaking is named."""
        for index in self._by_me:
            self._acts[index] = replace(self._acts[index], agents=agents)
        self._by_me.clear()
