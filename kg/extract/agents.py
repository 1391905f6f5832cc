"""Who acts: the subject, carried over clauses, sentences and blocks where Chinese leaves it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.objects import NounPhrases
    from kg.extract.predicates import Range

_ABLE = frozenset(("organization", "person", "group", "area"))
_BODIES = frozenset(("organization", "area"))

Agents = tuple[int, ...]


class SubjectTracker:
    """The subject that holds at each point of one document.

    Attributes:
        current: who acts in the clause being read.
        body: the body or area that acted last, to which a new paragraph without a subject returns.
    """

    def __init__(self, phrases: NounPhrases) -> None:
        self._phrases = phrases
        self.current: Agents = ()
        self.body: Agents = ()
        self.pending: Agents = ()
        self.default: Agents = ()

    def new_block(self) -> None:
        """A paragraph or list item begins: the section's body acts until another is named."""
        self.current = self.default or self.body
        self.pending = ()

    def new_sentence(self) -> None:
        """A sentence begins."""
        self.pending = ()

    def named(self, span: Range) -> Agents | None:
        """Whom the noun phrase names, () for what is no entity, None where the phrase is empty or points back."""
        if span[0] >= span[1] or not self._phrases.is_named(span):
            return None
        if self._phrases.is_pronoun(span):
            return None
        return self._phrases.heads(span)

    def take(self, agents: Agents) -> None:
        """The clause names its subject."""
        self.current = agents
        kinds = {self._phrases.type(e) for e in agents}
        if agents and kinds <= _BODIES:
            self.body = agents
            if not self.default:
                self.default = agents
