"""The values of a layout."""

from __future__ import annotations

from dataclasses import dataclass

Positions = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Size:
    """How much room a node takes with its label, in the picture's units (pixels at a zoom of one)."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Forest:
    """Each node below at most one other: the backbone on which the hierarchy and the rings are drawn.

    Attributes:
        parent: by node, the node above it, or -1 for a root.
        children: by node, the nodes below it in the order in which they are drawn.
        roots: the nodes with nothing above them, the most important first.
    """

    parent: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    roots: tuple[int, ...]

    def preorder(self, root: int) -> list[int]:
        """The nodes of the tree below *root*, each before those below it."""
        order: list[int] = []
        stack = [root]
        while stack:
            node = stack.pop()
            order.append(node)
            stack.extend(reversed(self.children[node]))
        return order
