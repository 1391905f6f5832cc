"""The trained model: linear-chain conditional random fields over words, one for each layer of names.

Names nest (the body in a post, the area in a body), a chain does not; so there is one chain for each group of types
that rarely overlap among themselves. Training and decoding are CRFsuite's (Okazaki 2007); the features are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import pycrfsuite

from kg.learn.align import spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kg.extract.model import Token

LAYERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "people": ("person", "post", "group", "document"),
        "bodies": ("organization", "place", "project"),
        "areas": ("area",),
        "things": ("activity", "measure"),
        "verbs": ("verb",),
    }
)
"""Layer → the kinds of marks that its chain labels."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stretch of words that the model takes for a thing of *kind*; offsets are code points of `Document.text`."""

    start: int
    end: int
    kind: str
    probability: float


class Layer:
    """One chain. `label` decodes a sentence; `probability` tells how likely the chain finds a given span."""

    def __init__(self, path: Path, kinds: Sequence[str]) -> None:
        self.kinds = tuple(kinds)
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self._labels = frozenset(self._tagger.labels())

    def propose(self, tokens: Sequence[Token], items: pycrfsuite.ItemSequence) -> list[Proposal]:
        """The most likely spans of a sentence; `probability` of the sentence is ready to be asked afterwards."""
        labels = self._tagger.tag(items)
        return [
            Proposal(tokens[i].start, tokens[j - 1].end, kind, self.probability(i, j, kind))
            for i, j, kind in spans(labels)
        ]

    def probability(self, first: int, behind: int, kind: str) -> float:
        """The least of the marginal probabilities of the labels that make words *first* to *behind* a span of *kind*.

        Of the sentence that was last given to `propose`.
        """
        if "B-" + kind not in self._labels:
            return 0.0
        least = self._tagger.marginal("B-" + kind, first)
        inside = "I-" + kind
        if behind - first > 1 and inside not in self._labels:
            return 0.0
        for i in range(first + 1, behind):
            least = min(least, self._tagger.marginal(inside, i))
        return float(least)


def load_layers(folder: Path) -> Mapping[str, Layer]:
    """The layers whose model files stand in *folder*; a missing file is a missing layer."""
    return MappingProxyType(
        {name: Layer(path, kinds) for name, kinds in LAYERS.items() if (path := folder / f"{name}.crfsuite").is_file()}
    )
