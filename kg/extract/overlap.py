"""Which of overlapping proposals stay: the policy, apart from finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.model import Mention


def select(proposals: Iterable[Mention]) -> list[Mention]:
    """Proposals without crossings and without two for one stretch, in text order.

    Nested names stay (the area in the body, the body in the post). Of two that cross, and of two of one stretch,
    the more confident stays, then the longer, then the one that begins first.
    """
    kept: list[Mention] = []
    spans: set[tuple[int, int]] = set()
    covered: dict[int, list[tuple[int, int]]] = {}
    for mention in sorted(proposals, key=lambda m: (-m.confidence, m.start - m.end, m.start, m.cls)):
        span = (mention.start, mention.end)
        if span in spans:
            continue
        near = {s for at in (mention.start, mention.end - 1) for s in covered.get(at, ())}
        if any(s < mention.start < e < mention.end or mention.start < s < mention.end < e for s, e in near):
            continue
        spans.add(span)
        kept.append(mention)
        for at in range(mention.start, mention.end):
            covered.setdefault(at, []).append(span)
    return sorted(kept, key=lambda m: (m.start, -m.end, m.cls))
