"""Which node is drawn below which: one tree per connected part, grown from the closest ties to the loosest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.view.layout.model import Forest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Tie:
    """A reason to draw *child* below *parent*; the lowest *rank* binds first."""

    rank: int
    child: int
    parent: int


def grow_forest(ties: Iterable[Tie], importance: Sequence[float]) -> Forest:
    """Choose at most one parent for each node, without a cycle.

    Containment (rank 1) is taken before all else, so the parts of a campaign hang under it whatever else they are tied
    to. Among equal ranks the more important parent wins.

    Args:
        ties: the candidates, in any order.
        importance: by node; its length is the number of nodes. Ties are broken by the node's number.
    """
    size = len(importance)
    parent = [-1] * size
    top = list(range(size))

    def find(node: int) -> int:
        while top[node] != node:
            top[node] = top[top[node]]
            node = top[node]
        return node

    for tie in sorted(ties, key=lambda t: (t.rank, -importance[t.parent], t.child, t.parent)):
        if parent[tie.child] >= 0 or tie.child == tie.parent:
            continue
        above, below = find(tie.parent), find(tie.child)
        if above != below:
            parent[tie.child] = tie.parent
            top[below] = above
    children: list[list[int]] = [[] for _ in range(size)]
    for node, above in enumerate(parent):
        if above >= 0:
            children[above].append(node)
    roots = sorted((n for n in range(size) if parent[n] < 0), key=lambda n: (-importance[n], n))
    return Forest(tuple(parent), tuple(tuple(c) for c in children), tuple(roots))
