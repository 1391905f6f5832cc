"""The learned matcher: weighs what the rules found, adds what they missed, and tells which verbs report an act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pycrfsuite

from kg.extract.model import Mention
from kg.learn.features import FeatureReader
from kg.learn.model import load_layers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.model import Quantity, Token
    from kg.extract.tokens import Analysis
    from kg.learn.model import Layer, Proposal
    from kg.schema.model import Schema

MODEL_DIR = Path(__file__).parent / "trained"

KEEP = 0.25
"""A mention that the rules found is dropped where the model gives it less than this."""


ADD = 0.5
"""A mention of the model's own is added where it gives it at least this."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The mentions after the model has weighed them, and the verbs it takes for acts: (start, end) → probability."""

    mentions: tuple[Mention, ...]
    verbs: Mapping[tuple[int, int], float]


class Proposer:
    """Applies the trained layers; built once from the schema. Without trained files it changes nothing."""

    def __init__(self, schema: Schema, folder: Path = MODEL_DIR) -> None:
        self._schema = schema
        self._layers = load_layers(folder)
        self._features = FeatureReader(schema)
        self._general = {c.type: c.key for c in schema.classes.values() if c.type and c.key.lower() == c.type}

    def __call__(
        self, analysis: Analysis, mentions: Sequence[Mention], quantities: Sequence[Quantity]
    ) -> Judgement:
        """Weigh *mentions* and add the model's own.

        A mention of a class that the model was not trained on (a user's own) is always kept, and so is an anaphor:
        whether it points to something is for resolution to say.
        """
        if not self._layers:
            return Judgement(tuple(mentions), MappingProxyType({}))
        types = [self._schema.type_of(m.cls) for m in mentions]
        rows = self._features(analysis, mentions, quantities, types)
        by_sentence = _by_sentence(analysis, mentions, len(rows))
        kept: list[Mention] = []
        verbs: dict[tuple[int, int], float] = {}
        for (tokens, features), indices in zip(rows, by_sentence, strict=True):
            if not tokens:
                continue
            items = pycrfsuite.ItemSequence(features)
            starts = {t.start: i for i, t in enumerate(tokens)}
            ends = {t.end: i for i, t in enumerate(tokens)}
            open_mentions = {i: mentions[i] for i in indices}
            proposals: list[Proposal] = []
            for layer in self._layers.values():
                found = layer.propose(tokens, items)
                if layer.kinds == ("verb",):
                    verbs.update({(p.start, p.end): p.probability for p in found})
                    continue
                proposals += found
                self._weigh(layer, open_mentions, types, starts, ends)
            kept += open_mentions.values()
            known = {(m.start, m.end, self._schema.type_of(m.cls)) for m in open_mentions.values()}
            kept += [
                self._mention(analysis, p) for p in proposals if p.probability >= ADD and (p.start, p.end, p.kind) not in known
            ]
        return Judgement(tuple(sorted(kept, key=lambda m: (m.start, -m.end, m.cls))), MappingProxyType(verbs))

    def _weigh(
        self,
        layer: Layer,
        mentions: dict[int, Mention],
        types: Sequence[str],
        starts: Mapping[int, int],
        ends: Mapping[int, int],
    ) -> None:
        for index, mention in list(mentions.items()):
            if types[index] not in layer.kinds or mention.anaphor or not self._trained(mention.cls):
                continue
            first, last = starts.get(mention.start), ends.get(mention.end)
            if first is None or last is None:
                continue
            probability = layer.probability(first, last + 1, types[index])
            if probability < KEEP:
                del mentions[index]
            else:
                confidence = round((mention.confidence + probability) / 2, 3)
                mentions[index] = replace(mention, confidence=confidence)

    def _trained(self, cls: str) -> bool:
        return self._schema.classes[cls].iri.startswith("https://w3id.org/govkg/")

    def _mention(self, analysis: Analysis, proposal: Proposal) -> Mention:
        text = analysis.text[proposal.start : proposal.end]
        return Mention(
            proposal.start,
            proposal.end,
            self._general[proposal.kind],
            text,
            "learned",
            round(proposal.probability, 3),
            "the trained model reads these words as a name",
        )


def _by_sentence(analysis: Analysis, mentions: Sequence[Mention], size: int) -> list[list[int]]:
    """Indices of the mentions that begin in each sentence."""
    found: list[list[int]] = [[] for _ in range(size)]
    for index, mention in enumerate(mentions):
        sentence = analysis.document.sentence_at(mention.start)
        if sentence is not None:
            found[sentence.index].append(index)
    return found
