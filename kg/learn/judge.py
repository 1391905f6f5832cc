"""Whether a reader would write an act down, or take the verb for a mere part of the wording.

A maximum-entropy classifier (Berger, Della Pietra and Della Pietra 1996) with two outcomes: the probability that an act
is kept is the logistic function of the sum of the weights of its features. The weights are a table that people can
read, learned from our own marked reports by `kg.learn.train`.
"""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.learn.features import act_features
from kg.schema.terms import KG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.extract.model import Act
    from kg.extract.tokens import Analysis
    from kg.resolve.model import Entity
    from kg.schema.model import Schema

# Rules whose acts no clause of their own tells.
_SUBORDINATE = frozenset(("relative", "embedded"))
WEIGHTS = Path(__file__).parent / "act_weights.tsv"


def read_weights(path: Path = WEIGHTS) -> dict[str, float]:
    """Feature → weight from a table with a tab between them; lines that begin with `#` are comments."""
    rows = (line.rpartition("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {feature: float(weight) for feature, _, weight in rows}


def probability(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """The probability that an act with these features is kept."""
    return 1 / (1 + math.exp(-sum(weights.get(f, 0.0) for f in features)))


class ActJudge:
    """Drops acts that a reader would not write down; built once from the schema.

    The ontology switches it: `lex:actJudge lex:keepFrom "0.1"` drops acts with a lower probability; without that
    statement every act stays. `lex:subordinateActs` has a limit of its own for verbs that only describe a noun or stand
    inside the object of another. Acts whose verb states a relation of a user's own ontology always stay: nothing was
    learned about them.
    """

    def __init__(self, schema: Schema) -> None:
        self._least = float(schema.fact("actJudge", "keepFrom") or 0)
        self._least_subordinate = float(schema.fact("subordinateActs", "keepFrom") or self._least)
        self._weights = read_weights() if self._least and WEIGHTS.is_file() else {}
        own = {key for key, relation in schema.relations.items() if not relation.iri.startswith(KG)}
        self._spared = frozenset(word for word, keys in schema.clue("trigger").items() if own.intersection(keys))

    def _threshold(self, act: Act) -> float:
        return self._least_subordinate if act.rule in _SUBORDINATE else self._least

    def __call__(self, analysis: Analysis, acts: Sequence[Act], entities: Sequence[Entity]) -> tuple[Act, ...]:
        """The acts that stay, each with its probability as confidence and in its reason."""
        if not self._weights:
            return tuple(acts)
        kept = []
        for act, features in zip(acts, act_features(analysis, acts, entities), strict=True):
            if act.verb in self._spared:
                kept.append(act)
            elif (sure := probability(self._weights, features)) >= self._threshold(act):
                kept.append(replace(act, confidence=round(sure, 2), reason=f"{act.reason}; learned judge {sure:.2f}"))
        return tuple(kept)
