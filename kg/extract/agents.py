"""Who acts: the subject, carried over clauses, sentences and blocks where Chinese leaves it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.objects import ACTING
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from kg.extract.coded import Range
    from kg.extract.objects import NounPhrases
    from kg.text.model import Block, Document

Agents = tuple[int, ...]

_BUILT = frozenset(("project", "place", "measure"))
_BODIES = frozenset(("organization", "area"))


class SubjectTracker:
    """The subject that holds at each point of one document.

    A clause without a subject has that of the clause before it. A sentence without one returns to the subject with
    which its block began; a block to that of the lead-in above it, else to the body that the report is about.

    Attributes:
        current: who acts in the clause being read.
        person: who was the subject last that is a person: the offices of a career are his.
        speaking: the subject is `我`, whoever that will turn out to be.
        decided: the body that the paragraph says has decided (`经甲研究`).
        pending: who is named in the verbless clauses before it (`书记甲，区长乙等参加`).
    """

    def __init__(self, phrases: NounPhrases, document: Document) -> None:
        self._phrases = phrases
        self._blocks = document.blocks
        self.current: Agents = ()
        self.pending: Agents = ()
        self.decided: Agents = ()
        self.speaking = False
        self.person: Agents = ()
        self._person_block = -1
        self._report: Agents = ()
        self._topic: Agents = ()
        self._of_block: dict[int, Agents] = {}
        self._block = -1
        self._ours = False
        self._of_us = False

    def new_block(self, block: Block) -> None:
        """A paragraph or list item begins."""
        led: Agents = ()
        if block.kind == BlockKind.ITEM:
            lead_in = block.index - 1
            while lead_in >= 0 and self._blocks[lead_in].kind == BlockKind.ITEM and lead_in != block.parent:
                lead_in -= 1
            led = self._of_block.get(lead_in, ())
        self._block = block.index
        self._of_us = False
        self.decided = ()
        self.speaking = False
        self._topic = led
        self.current = led or self._report
        self.pending = ()

    def quote(self) -> None:
        """Somebody speaks of himself, who will be named later."""
        self.current = ()
        self.speaking = True

    def issued_by(self, agents: Agents) -> None:
        """The title says who speaks in the report (`甲关于…的通知`)."""
        if not self._report:
            self._report = agents

    def new_item(self) -> None:
        """`二是` inside a paragraph: back to who acted before the list."""
        self.current = self._topic or self._report

    def new_sentence(self) -> None:
        """A sentence begins."""
        if self.are_people(self.pending) and len(self.pending) == 1:
            self.take(self.pending)  # 甲，男，某县人。某年参加工作
        self.pending = ()
        self.speaking = False
        if self._topic or self._of_us:
            self.current = self._topic
        elif not self.current:
            self.current = self._report

    def next_part(self) -> None:
        """The part behind a semicolon begins: of a thing (`甲项目开工；…`) nothing more is told."""
        if self.current and self._phrases.type(self.current[0]) in _BUILT:
            self.new_item()

    def named(self, span: Range) -> Agents | None:
        """Whom the noun phrase names, () for what is no entity, None where the phrase is empty or points back."""
        if span[0] >= span[1] or not self._phrases.is_named(span) or self._phrases.is_frequency(span):
            return None
        if self._phrases.is_pronoun(span):
            found = self._phrases.antecedent(span)
            if not found and self._phrases.is_we(span):
                return self._speakers()
            return found or None
        return self._phrases.heads(span)

    def _speakers(self) -> Agents | None:
        """`我们` whom the report does not name: nobody who is named later is meant where the subject is left out."""
        if self._report:
            return None
        self._ours = True
        if not self._topic:
            self._of_us = True
        return ()

    def wait(self, agents: Agents) -> None:
        """A clause without a verb names somebody; others of another kind say what he is (`甲，汉族，党员`)."""
        kind = self._phrases.type((self.pending or agents)[0])
        self.pending += tuple(e for e in agents if self._phrases.type(e) == kind)

    def joined(self, named: Agents | None) -> Agents | None:
        """With those whom the verbless clauses before named, where they are of one kind with it (`书记甲，区长乙`)."""
        kinds = {self._phrases.type(e) for e in self.pending}
        if not named:
            return self.pending if named is None else named
        further = {self._phrases.type(e) for e in named}
        # 局长甲，局长乙，部分代表等列席: persons and those of whom there are more
        if kinds & further or (kinds == {"person"} and further == {"group"} and len(self.pending) > 1):
            return tuple(dict.fromkeys((*self.pending, *named)))
        return named

    def take(self, agents: Agents) -> None:
        """The clause names its subject."""
        self.speaking = False
        self.current = agents
        kinds = {self._phrases.type(e) for e in agents}
        if not agents or not kinds <= ACTING:
            return
        if kinds == {"person"}:
            self.person, self._person_block = agents, self._block
        if not self._topic and not self._of_us:
            self._topic = agents
        if self._block not in self._of_block:
            self._of_block[self._block] = agents
        if not self._report and not self._ours and kinds <= _BODIES:
            self._report = agents

    @property
    def speaker(self) -> Agents:
        """The person of whom this paragraph has told last."""
        return self.person if self._person_block == self._block else ()

    @property
    def report(self) -> Agents:
        """The body that the report is about or from, as far as it has been read."""
        return self._report

    def is_assumed(self, agents: Agents) -> bool:
        """Whether no sentence of this paragraph names them as its subject: they are who the report is from."""
        return not self._topic and agents == self._report

    def are_people(self, agents: Agents) -> bool:
        """Whether all of them are persons."""
        return bool(agents) and all(self._phrases.type(e) == "person" for e in agents)

    def is_body(self, agents: Agents) -> bool:
        """Whether all of them are bodies or areas."""
        return bool(agents) and all(self._phrases.type(e) in _BODIES for e in agents)

    def is_acting(self, agents: Agents) -> bool:
        """Whether all of them are people, bodies or areas."""
        return bool(agents) and all(self._phrases.type(e) in ACTING for e in agents)
