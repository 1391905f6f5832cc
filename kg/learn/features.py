"""What the judge sees of an act: its verb and neighbours, its roles, its clause, and the rule that found it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.model import Act
    from kg.extract.tokens import Analysis
    from kg.resolve.model import Entity


def act_features(analysis: Analysis, acts: Sequence[Act], entities: Sequence[Entity]) -> Iterator[list[str]]:
    """The features of each act, in order; *entities* are those that its roles point to."""
    tokens = analysis.tokens
    clauses = Counter((a.start, a.end) for a in acts)
    for act in acts:
        first = analysis.token_index(act.verb_start)
        last = analysis.token_index(max(act.verb_start + len(act.verb) - 1, act.verb_start))
        kind = "none" if act.object_entity is None else entities[act.object_entity].type
        size = min((len(act.object) + 3) // 4, 5)
        row = [
            "verb=" + act.verb,
            "before=" + (tokens[first - 1].text.strip() if first > 0 else ""),
            "tag=" + tokens[first].pos,
            "rule=" + act.rule,
            "object=" + kind,
            f"verb={act.verb} object={kind}",
            "object ends=" + act.object[-2:],
            f"object size={size}",
            f"agents={min(len(act.agents), 3)}",
            f"quantity={act.quantity is not None}",
            f"time={act.time is not None}",
            f"place={act.place is not None}",
            f"status={act.status}",
            f"acts in clause={min(clauses[act.start, act.end], 4)}",
            f"way into clause={min((act.verb_start - act.start) // 4, 5)}",
        ]
        if act.agents:
            row.append("agent=" + entities[act.agents[0]].type)
        if last + 1 < len(tokens):
            row += ["after=" + tokens[last + 1].text.strip(), "tag after=" + tokens[last + 1].pos]
        sentence = analysis.document.sentence_at(act.verb_start)
        if sentence is not None:
            row += [f"block={analysis.document.blocks[sentence.block].kind}", f"opens={act.start == sentence.start}"]
        yield row
